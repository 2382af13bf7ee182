/** Writes time stamps whose month stands as a word with its number: `3 Jan 2024 10:00` as `2024-01-03 10:00`. */

/** Names and usual abbreviations from January on, in English, German, French and Spanish. */
const NAMES = [
  'january jan januar jän jänner janvier janv enero ene',
  'february feb februar février févr fév febrero',
  'march mar märz mrz mär mars marzo',
  'april apr avril avr abril abr',
  'may mai mayo',
  'june jun juni juin junio',
  'july jul juli juillet juil julio',
  'august aug août agosto ago',
  'september sep sept septembre septiembre',
  'october oct oktober okt octobre octubre',
  'november nov novembre noviembre',
  'december dec dezember dez décembre déc diciembre dic',
];
const MONTHS = new Map(
  NAMES.flatMap((names, at) =>
    names.split(' ').map((name): [string, string] => [name, String(at + 1).padStart(2, '0')]),
  ),
);

const WEEKDAY = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]?\s+)?`;
const WORD = String.raw`(?<word>\p{L}{3,10})`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?<year>\d{4})`;
const MARKS = String.raw`[ .,\-/]{1,2}`;
const CLOCK = String.raw`(?:[,:T\s]\s*(?<clock>\d.*))?`;
const FORMS = [
  // 3 Jan 2024, 03-Jan-24, 03JAN2024:10:00:00
  String.raw`${WEEKDAY}${DAY}[ .,\-/]{0,2}${WORD}[ .,\-/]{0,2}(?<year>\d{4}|\d{2})${CLOCK}`,
  // January 3, 2024 10:00
  String.raw`${WEEKDAY}${WORD}${MARKS}${DAY}${MARKS}${YEAR}${CLOCK}`,
  // Wed Jan  3 10:00:00 UTC 2024
  String.raw`${WEEKDAY}${WORD}\s+${DAY}\s+(?<clock>[\d:.]+(?: UTC| GMT)?)\s+${YEAR}`,
  // 2024-Jan-03, 2024 January
  String.raw`${YEAR}${MARKS}${WORD}(?:${MARKS}${DAY}${CLOCK})?`,
  // January 2024
  String.raw`${WORD}${MARKS}${YEAR}`,
].map((form) => new RegExp(`^${form}$`, 'iu'));

/** Null where no month stands in it by its name. A year of two digits is that of POSIX: 69 to 99 are of the last century. */
export function withMonthNumber(stamp: string): string | null {
  for (const form of FORMS) {
    const found = form.exec(stamp)?.groups;
    if (found === undefined) continue;
    const { word, day, year, clock } = found;
    const month = MONTHS.get(word.toLowerCase());
    if (month === undefined) continue;
    const whole = year.length === 4 ? year : `${Number(year) < 69 ? 20 : 19}${year}`;
    const date = day === undefined ? `${whole}-${month}` : `${whole}-${month}-${day.padStart(2, '0')}`;
    return clock === undefined ? date : `${date} ${clock}`;
  }
  return null;
}
