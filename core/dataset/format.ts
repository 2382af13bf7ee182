/** Tells a file's format from its first bytes, its name and its first lines. */

import type { Format } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { cellReader } from './cell-reader';
import { mostFrequent, recogniseDelimiter, recogniseHeader, sampleRows } from './dialect';
import { holdsClassNumbers } from './column-habits';
import { TableSurvey } from './survey';

/** Numbers with a decimal point and nothing between their digits. */
const PLAIN = cellReader({ decimal: '.', thousands: 'none', missing: [] });

export interface RecognisedFormat {
  format: Format;
  assumption: Assumption;
}

/** Lower-case extension without the dot, of a packed file that of what it holds; empty where there is none. */
export function extensionOf(name: string): string {
  const plain = name.replace(/\.gz$/i, '');
  const dot = plain.lastIndexOf('.');
  return dot < 0 ? '' : plain.slice(dot + 1).toLowerCase();
}

/** The format of a text file by its header lines, its extension and its values. */
export function recogniseTextFormat(name: string, text: string): RecognisedFormat {
  const extension = extensionOf(name);
  const tags = new Set(text.match(/^[ \t]*@[a-z]+/gim)?.map((tag) => tag.trim().toLowerCase()));
  const byName = (format: Format): RecognisedFormat => ({
    format,
    assumption: { setting: 'format', reason: 'extension', params: { extension } },
  });
  const byContent = (format: Format): RecognisedFormat => ({
    format,
    assumption: { setting: 'format', reason: 'content', params: { extension } },
  });
  if (extension === 'ts' || extension === 'arff' || extension === 'tsf') return byName(extension);
  if (extension === 'json' || extension === 'ndjson' || extension === 'jsonl') {
    return byName(extension === 'json' && !holdsLinesOfJson(text) ? 'json' : 'ndjson');
  }
  if (tags.has('@frequency')) return byContent('tsf');
  if (tags.has('@problemname') || tags.has('@classlabel') || tags.has('@targetlabel')) return byContent('ts');
  if (tags.has('@relation') && tags.has('@attribute')) return byContent('arff');
  if (extension !== 'csv' && extension !== 'tsv' && /^\s*(?:\[\s*[[{\d"-]|\{\s*")/.test(text)) {
    return byContent(holdsLinesOfJson(text) ? 'ndjson' : 'json');
  }
  if (extension !== 'csv' && followsArchive(text)) return byContent('ucr');
  return extension === 'csv' || extension === 'tsv' ? byName('csv') : byContent('csv');
}

/** Numbers only, no header, whole class numbers first: a plain file of the UCR archive. */
function followsArchive(text: string): boolean {
  const rows = sampleRows(text, recogniseDelimiter(text));
  const width = mostFrequent(rows.map((row) => row.length));
  if (width < 4 || rows.some((row) => row.length !== width) || recogniseHeader(rows, PLAIN)) return false;
  const survey = new TableSurvey(
    Array.from({ length: width }, (_, column) => `c${column}`),
    PLAIN,
  );
  for (const [at, row] of rows.entries()) survey.add(row, at + 1);
  if (survey.columns.some((column) => column.texts > 0 || column.commas > 0)) return false;
  return holdsClassNumbers(survey.columns, survey.rows);
}

/** The first line is a value of its own, and another one follows. */
function holdsLinesOfJson(text: string): boolean {
  const lines = text.split('\n', 100).filter((line) => line.trim() !== '');
  if (lines.length < 2 || !/^\s*[[{]/.test(lines[1])) return false;
  try {
    JSON.parse(lines[0]);
    return true;
  } catch {
    return false;
  }
}
