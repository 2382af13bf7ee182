/** Recognises a row of units below the header, as instruments write it: `s;mV;degC`. */

import type { Assumption } from '../contract/views';
import type { CellReader } from './cell-reader';

const LONGEST = 20;
const FEWEST_ROWS = 2;
const MOST_TOLD = 8;

const PREFIX = '(?:[YZEPTGMkhdcmµμunpf]|da)?';
/** Of the SI and beside it: https://www.bipm.org/en/publications/si-brochure, tables 4 and 8. */
const NAME = [
  `${PREFIX}(?:m|g|s|A|K|mol|cd|Hz|N|Pa|J|W|C|V|F|Ω|Ohm|ohm|S|Wb|T|H|lm|lx|Bq|Gy|Sv|kat|L|l|eV|bar|t|B|VA|var|Wh|Ah|cal|rad|sr|G|Gal|b|bit)`,
  '°[CF]?|deg[CF]?|degrees?|grad|min|h|hr|hrs?|hours?|d|days?|sec|secs|seconds?|msec|milliseconds?|minutes?|usec',
  '%|‰|percent|ppm|ppb|ppt|dB[AVm]?|psi|atm|torr|mmHg|inHg|rpm|RPM|bpm|BPM|fps|mph|kph|kmh|kn|kt|ft|in|inch|mi|lbs?|oz|gal',
  'volts?|amps?|amperes?|watts?|ohms?|kelvin|celsius|fahrenheit|met(?:er|re)s?|counts?|cnts?|digits?|pixels?|px|samples?|rev|a\\.?u\\.?',
  'TS|RN|VWC|PSU|NTU|pH|unitless|dimensionless|USD|EUR|GBP|CNY|[€$£¥]',
].join('|');
const EXPONENT = '(?:\\^?[-−]?\\d|[²³]|⁻[¹²³])?';
const ONE = `(?:${NAME}|1)${EXPONENT}`;
const UNIT = new RegExp(`^(?:${ONE})(?:[ ·*./]{1,2}(?:${ONE}))*$`, 'i');
const BRACKETED = /^(?:\[.*\]|\(.*\)|<.*>|\{.*\})$/;
/** `yyyy-mm-dd HH:MM:SS` */
const STAMP_FORM = /^(?:[ymdhs]{1,4}[-/:. T]?){2,}(?:\.[fs0]+)?$/i;

/**
 * Whether the first of the rows below a header holds units: no number in it, text in at least one of the columns that are
 * numbers from there on, and most of these texts are units, or something short in brackets.
 */
export function holdsUnits([first, ...others]: readonly string[][], cells: CellReader): boolean {
  if (first === undefined || others.length < FEWEST_ROWS) return false;
  let texts = 0;
  let units = 0;
  for (const [column, cell] of first.entries()) {
    const text = cell.trim();
    const value = cells.value(text);
    if (value !== null && !Number.isNaN(value)) return false;
    const values = others.map((row) => cells.value(row[column] ?? '')).filter((other) => !Number.isNaN(other));
    const numbers = values.filter((other) => other !== null).length;
    if (numbers * 2 <= values.length || text === '' || cells.isMissing(text)) continue;
    texts++;
    if (isUnit(text)) units++;
  }
  return texts > 0 && units * 2 > texts;
}

/** What is assumed of a row that holds units; that of a logger has one more below it. */
export function unitsAssumption(row: readonly string[], ofLogger = false): Assumption {
  const text = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const reason = ofLogger ? 'logger-header' : 'units-below-header';
  return { setting: 'unitsRow', reason, params: { text: text.slice(0, MOST_TOLD).join(', ') } };
}

function isUnit(text: string): boolean {
  return text.length <= LONGEST && (UNIT.test(text) || BRACKETED.test(text) || STAMP_FORM.test(text));
}
