/** Pieces of Python code. */

/** A text as Python writes it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

export function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
