/** Recognises what stands beside every number of a column and changes none: a currency, or a percent sign. */

import type { Assumption } from '../contract/views';
import { isMissing } from './numbers';

const MARK = String.raw`[$€£¥₹₩₽฿₺₫₪]|[A-Z]{1,2}\$|%|‰|USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|SEK|NOK|DKK|kr\.?|zł|Kč|元`;
const NUMBER = String.raw`[+-]?(?:\d|[.,]\d)[\d.,'’\s]*(?:e[+-]?\d+)?`;
const WITH_MARK = new RegExp(String.raw`^(?:[+-]?(${MARK})\s?${NUMBER}|${NUMBER}(${MARK}))$`, 'i');
/** Of a column's cells so many must have it: a single other one is a fault, or a unit below the header. */
const NEARLY_ALL = 0.9;

export type StripMarks = (text: string) => string;

/** Takes one of the marks away where it stands before or behind a number. */
export function marksStripper(marks: readonly string[]): StripMarks {
  const texts = marks.map((mark) => mark.trim()).filter((mark) => mark !== '');
  if (texts.length === 0) return (text) => text;
  const any = texts
    .toSorted((a, b) => b.length - a.length)
    .map((mark) => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('|');
  const before = new RegExp(String.raw`^([+-]?)(?:${any})\s?(?=[+\-\d.,])`, 'i');
  const behind = new RegExp(String.raw`(?<=[\d.,])\s?(?:${any})$`, 'i');
  return (text) => {
    const cell = text.trim();
    return before.test(cell) ? cell.replace(before, '$1') : cell.replace(behind, '');
  };
}

/** The marks that nearly all cells of a column have, for each column; the first row may be a header. */
export function recogniseMarksBeside(rows: readonly string[][]): { marks: string[]; assumption: Assumption } | null {
  const marks = new Set<string>();
  let text: string | null = null;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (let column = 0; column < width; column++) {
    const cells = rows
      .slice(1)
      .map((row) => (row[column] ?? '').trim())
      .filter((cell) => !isMissing(cell));
    const counts = new Map<string, number>();
    for (const cell of cells) {
      const found = WITH_MARK.exec(cell);
      const mark = found?.[1] ?? found?.[2];
      if (mark !== undefined) counts.set(mark, (counts.get(mark) ?? 0) + 1);
    }
    // Two currencies in one column are no numbers that could be compared.
    const [only] = counts;
    if (counts.size !== 1 || only[1] < NEARLY_ALL * cells.length) continue;
    marks.add(only[0]);
    text ??= cells.find((cell) => WITH_MARK.test(cell)) ?? null;
  }
  if (text === null) return null;
  const params = { marks: [...marks].join(' '), text };
  return { marks: [...marks], assumption: { setting: 'numberMarks', reason: 'numbers-with-marks', params } };
}
