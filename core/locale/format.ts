/** Numbers, sizes and foreign text as words; the same everywhere, whatever the machine's locale. */

const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size in decimal units with at most one decimal, e.g. 1234567890 -> `1.2 GB`. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (Math.round(size * 10) / 10 >= 1000 && unit < SIZE_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${Math.round(size * 10) / 10} ${SIZE_UNITS[unit]}`;
}

/** Whole numbers of five digits and more get commas between their thousands, e.g. `1,000,000`; others stay as they are. */
export function formatNumber(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) < 10_000 || Math.abs(value) >= 1e21) return String(value);
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Text from a file made fit for one line of a message: no control characters, at most `longest` characters. */
export function shorten(text: string, longest: number): string {
  const line = text
    .slice(0, 4 * longest)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}
