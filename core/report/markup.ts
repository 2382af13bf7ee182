/** HTML and SVG as text in which nothing that is put in can become markup. */

/** Text that is markup already. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Piece = Markup | string | number | readonly Piece[];

/** A template whose values are escaped, but for markup. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Markup {
  return new Markup(strings.map((text, at) => (at === 0 ? text : written(values[at - 1]) + text)).join(''));
}

/** Nothing at all. */
export const NOTHING = new Markup('');

function written(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(written).join('');
  return escaped(String(piece));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters, marks that turn the order of writing, and halves of characters become U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark]);
}
