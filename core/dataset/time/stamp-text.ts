/** Takes a time stamp's text apart: the numbers of its date as they stand, the time of day, the zone. */

import { withMonthNumber } from './month-names';

/** One stamp's parts; the object is used again for the next text. */
export interface StampParts {
  /** Numbers of the date in the order in which they stand: 0 for a time of day, 2 for a year and a month, else 3. */
  count: 0 | 2 | 3;
  a: number;
  b: number;
  c: number;
  /** The year stands first, not last; a time of day alone counts as such. */
  yearFirst: boolean;
  /** The mark between the numbers; an empty text where there is none. */
  mark: string;
  /** Since midnight; 0 without a time of day. */
  seconds: number;
  hasClock: boolean;
  /** Whether the time of day is one of `AM` or `PM`. */
  hasHalves: boolean;
  /** Whether the month is a word. */
  named: boolean;
  /** Minutes east of UTC; NaN where the text has no zone. */
  zone: number;
}

/** Spaces that programs put before `AM` and `PM` so that no line breaks there. */
const OTHER_SPACES = /[\u00A0\u202F\u2009]/g;
/** A month and another number than these make no date. */
const [EARLIEST_YEAR, LATEST_YEAR] = [1800, 2199];
/** No stamp is longer. */
const LONGEST = 48;
const [DASH, POINT, SLASH, COLON, SPACE, COMMA, PLUS] = [45, 46, 47, 58, 32, 44, 43];

const parts: StampParts = {
  count: 0,
  a: 0,
  b: 0,
  c: 0,
  yearFirst: true,
  mark: '',
  seconds: 0,
  hasClock: false,
  hasHalves: false,
  named: false,
  zone: NaN,
};
let text = '';
let at = 0;
let end = 0;

/**
 * Null unless the text is a date, a time of day or both: `2024-12-31`, `2024/12/31`, `1949-01`, `01/1949`, `31/12/2024`, `31.12.24`,
 * `20241231`, `31 Dec 2024`, each with `10:00`, `10:00:00.5`, `10:00 PM` after a space, a comma and a space or a `T`, and `Z`, `UTC`,
 * `+02:00` after that. A number that can be no month and no day in any order makes it no date. The result is valid until the next call.
 */
export function takeApart(stamp: string): StampParts | null {
  if (stamp.length > LONGEST) return null;
  text = stamp;
  parts.named = false;
  if (hasWordOrSign(stamp)) {
    text = stamp.replaceAll(OTHER_SPACES, ' ').trim();
    const numbered = withMonthNumber(text);
    parts.named = numbered !== null;
    text = numbered ?? text;
  }
  at = 0;
  end = text.length;
  while (at < end && text.charCodeAt(at) <= SPACE) at++;
  while (end > at && text.charCodeAt(end - 1) <= SPACE) end--;
  parts.seconds = 0;
  parts.hasClock = false;
  parts.hasHalves = false;
  parts.zone = NaN;
  const start = at;
  const first = digits();
  const length = at - start;
  if (length === 0) return null;
  const mark = text.charCodeAt(at);
  if (at < end && mark === COLON && length <= 2) {
    Object.assign(parts, { count: 0, yearFirst: true, mark: '' });
    at = start;
    return clock() && at === end ? parts : null;
  }
  if (length === 8 && (at === end || mark === COMMA || isClockMark(mark))) {
    setDate(3, Math.floor(first / 10_000), Math.floor(first / 100) % 100, first % 100, true, '');
  } else if (at === end || !date(first, length, mark)) return null;
  if (at < end && !(skipClockMark() && clock())) return null;
  return at === end && isPlausible() ? parts : null;
}

/** Whether three letters follow each other, or something is not of ASCII: few stamps have to be looked at for more. */
function hasWordOrSign(stamp: string): boolean {
  let letters = 0;
  for (let at = 0; at < stamp.length; at++) {
    const code = stamp.charCodeAt(at);
    if (code > 127) return true;
    const letter = code | 32;
    letters = letter >= 97 && letter <= 122 ? letters + 1 : 0;
    if (letters === 3) return true;
  }
  return false;
}

/** Whether the cell is a date, a time of day or both, such as `1949-01` or `31/12/2024 10:00`; a number is none. */
export function isTimeText(cell: string): boolean {
  const found = takeApart(cell);
  return found !== null && (found.mark !== '' || found.hasClock);
}

function setDate(count: 2 | 3, a: number, b: number, c: number, yearFirst: boolean, mark: string): void {
  parts.count = count;
  parts.a = a;
  parts.b = b;
  parts.c = c;
  parts.yearFirst = yearFirst;
  parts.mark = mark;
}

/** The rest of a date whose first number was read. */
function date(first: number, length: number, mark: number): boolean {
  if (mark !== DASH && mark !== SLASH && mark !== POINT) return false;
  const yearFirst = length === 4;
  if (!yearFirst && length > 2) return false;
  const name = String.fromCharCode(mark);
  at++;
  const from = at;
  const second = digits();
  // 01/1949
  if (!yearFirst && at - from === 4 && at === end && mark !== POINT) {
    setDate(2, second, first, 1, true, name);
    return second >= EARLIEST_YEAR && second <= LATEST_YEAR;
  }
  if (at === from || at - from > 2) return false;
  if (second < 0) return false;
  if (at === end || text.charCodeAt(at) !== mark) {
    setDate(2, first, second, 1, true, name);
    return yearFirst && mark !== POINT;
  }
  at++;
  const start = at;
  const third = digits();
  const thirdLength = at - start;
  if (yearFirst) {
    setDate(3, first, second, third, true, name);
    return thirdLength === 1 || thirdLength === 2;
  }
  // Two digits of the year after a dash are more often something else.
  if (thirdLength !== 4 && (thirdLength !== 2 || mark === DASH)) return false;
  // As POSIX reads them: 69 to 99 are of the last century.
  const year = thirdLength === 4 ? third : third < 69 ? 2000 + third : 1900 + third;
  setDate(3, first, second, year, false, name);
  return true;
}

function isPlausible(): boolean {
  const { count, a, b, c, yearFirst } = parts;
  if (count === 0) return true;
  if (yearFirst) return b >= 1 && b <= 12 && c >= 1 && c <= 31;
  return a >= 1 && b >= 1 && Math.min(a, b) <= 12 && Math.max(a, b) <= 31;
}

/** A run of digits as a number; `at` stays where there is none. */
function digits(): number {
  let value = 0;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

/** One or two digits; -1 for anything else. */
function shortNumber(): number {
  const start = at;
  const value = digits();
  return at === start || at - start > 2 ? -1 : value;
}

/** Two digits; -1 for anything else. */
function twoDigits(): number {
  const start = at;
  const value = shortNumber();
  return at - start === 2 ? value : -1;
}

function isClockMark(code: number): boolean {
  return code === SPACE || (code | 32) === 116;
}

function skipClockMark(): boolean {
  if (text.charCodeAt(at) === COMMA) at++;
  if (!isClockMark(text.charCodeAt(at))) return false;
  at++;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  return true;
}

/** `10:00`, `100000`, with seconds and their fraction, `AM` or `PM`, and a zone. */
function clock(): boolean {
  const start = at;
  let hour = digits();
  let minute = 0;
  let second = 0;
  if (at - start === 6) {
    minute = Math.floor(hour / 100) % 100;
    second = (hour % 100) + fraction();
    hour = Math.floor(hour / 10_000);
  } else {
    if (at === start || at - start > 2 || text.charCodeAt(at) !== COLON) return false;
    at++;
    minute = twoDigits();
    if (at < end && text.charCodeAt(at) === COLON) {
      at++;
      second = twoDigits();
      if (second >= 0) second += fraction();
    }
  }
  // 60 is a leap second, which counts as the first of the next minute; 24:00 is the end of the day.
  if (minute < 0 || minute > 59 || second < 0 || second >= 61) return false;
  const half = halfOfDay();
  if (half !== null) {
    parts.hasHalves = true;
    if (hour < 1 || hour > 12) return false;
    hour = (hour % 12) + half;
  }
  if (hour > 24 || (hour === 24 && minute + second > 0)) return false;
  parts.hasClock = true;
  parts.seconds = hour * 3600 + minute * 60 + second;
  return zone();
}

/** Digits after a point or a comma. */
function fraction(): number {
  const mark = text.charCodeAt(at);
  if (at + 1 >= end || (mark !== POINT && mark !== COMMA)) return 0;
  at++;
  const start = at;
  const value = digits();
  return value / 10 ** (at - start);
}

/** 0 for `AM` or `a.m.`, 12 for `PM`, null where there is neither. */
function halfOfDay(): 0 | 12 | null {
  const from = text.charCodeAt(at) === SPACE ? at + 1 : at;
  const word = from + 4 < end ? '' : text.slice(from, end).toLowerCase().replaceAll('.', '');
  if (word !== 'am' && word !== 'pm') return null;
  at = end;
  return word === 'am' ? 0 : 12;
}

function zone(): boolean {
  if (at === end) return true;
  if (text.charCodeAt(at) === SPACE) at++;
  const word = text.slice(at, end).toLowerCase();
  if (word === 'z' || word === 'utc' || word === 'gmt') {
    at = end;
    parts.zone = 0;
    return true;
  }
  const sign = text.charCodeAt(at);
  if (sign !== PLUS && sign !== DASH) return false;
  at++;
  const hours = twoDigitsOfZone();
  if (at < end && text.charCodeAt(at) === COLON) at++;
  const minutes = at === end ? 0 : twoDigitsOfZone();
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return false;
  parts.zone = (sign === PLUS ? 1 : -1) * (hours * 60 + minutes);
  return true;
}

function twoDigitsOfZone(): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  if (at + 2 > end || tens < 0 || tens > 9 || ones < 0 || ones > 9) return -1;
  at += 2;
  return tens * 10 + ones;
}
