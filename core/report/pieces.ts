/** What the sections of a report are made of: tables, pairs of name and value, lists, legends. */

import { html, type Markup, NOTHING, type Piece } from './markup';

/** The first column names its row; the columns of `left` hold words. */
export function table(
  head: readonly Piece[],
  rows: readonly (readonly Piece[])[],
  left: readonly number[] = [],
): Markup {
  const kind = (column: number) => (column === 0 || left.includes(column) ? '' : 'number');
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${head.map((cell, at) => html`<th scope="col" class="${kind(at)}">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="${kind(at)}">${cell}</td>`))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

export function pairs(entries: readonly (readonly [name: Piece, value: Piece])[]): Markup {
  return html`<dl>
    ${entries.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd> `,
    )}
  </dl>`;
}

/** Nothing where there are none. */
export function list(title: string, lines: readonly string[]): Markup {
  if (lines.length === 0) return NOTHING;
  return html`<h3>${title}</h3>
    <ul>
      ${lines.map((line) => html`<li>${line}</li> `)}
    </ul>`;
}

export function legend(entries: readonly { name: string; colour: number }[]): Markup {
  return html`<p class="legend">
    ${entries.map(
      ({ name, colour }) =>
        html`<span
          ><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="key c${colour}" width="10" height="10" /></svg
          >${name}</span
        >`,
    )}
  </p>`;
}

export function figure(caption: string, drawing: Piece): Markup {
  return html`<figure>
    <figcaption>${caption}</figcaption>
    ${drawing}
  </figure>`;
}
