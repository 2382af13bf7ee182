/** Reads the number of a line as people type it. */

/** A whole number from 1 up, with or without commas or spaces between its thousands; null for anything else. */
export function lineOf(text: string): number | null {
  const digits = text.trim().replaceAll(/(?<=\d)[,\s](?=\d{3}(?!\d))/g, '');
  if (!/^\d{1,15}$/.test(digits)) return null;
  const line = Number(digits);
  return line > 0 ? line : null;
}
