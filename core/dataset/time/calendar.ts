/** The proleptic Gregorian calendar in UTC: days and months since 1970, without a clock and without leap seconds. */

export const SECONDS_OF_DAY = 86_400;

/**
 * Days from 1970-01-01 to a date; `month` from 1. Counts years from March, so that the leap day is the last of its year (the
 * algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 */
export function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Months from January 1970 to the month that a time lies in; NaN for NaN. */
export function monthsSince1970(seconds: number): number {
  if (Number.isNaN(seconds)) return NaN;
  const shifted = Math.floor(seconds / SECONDS_OF_DAY) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return (year - 1970) * 12 + month - 1;
}

/** The date that a time lies in, such as `2024-12-31`; its year has four digits at least. */
export function isoDay(seconds: number): string {
  const months = monthsSince1970(seconds);
  const year = 1970 + Math.floor(months / 12);
  const month = months - (year - 1970) * 12 + 1;
  const day = Math.floor(seconds / SECONDS_OF_DAY) - daysSince1970(year, month, 1) + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The first second of a month counted from January 1970, or as far into it as the fraction says. */
export function secondsOfMonth(months: number): number {
  const whole = Math.floor(months);
  const start = firstSecond(whole);
  return whole === months ? start : start + (firstSecond(whole + 1) - start) * (months - whole);
}

function firstSecond(months: number): number {
  const year = 1970 + Math.floor(months / 12);
  return daysSince1970(year, months - (year - 1970) * 12 + 1, 1) * SECONDS_OF_DAY;
}
