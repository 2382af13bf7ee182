/** The cell's drawing must say what the equations say: the same inputs, in the frame, each part lit by its equation. */

import { describe, expect, it } from 'vitest';
import { QUANTITIES } from '../../../core/contract/views';
import { cellDrawing } from '../../../renderer/components/model/cell-drawing';
import { equations, equationText } from '../../../renderer/components/model/equations';

const drawing = cellDrawing(3, 128);

/** The corner points of a path of M, H and V commands. */
function corners(path: string): { x: number; y: number }[] {
  let x = 0;
  let y = 0;
  return Array.from(path.matchAll(/([MHV])([\d.]+)(?: ([\d.]+))?/g), ([, command, first, second]) => {
    if (command === 'M') [x, y] = [Number(first), Number(second)];
    else if (command === 'H') x = Number(first);
    else y = Number(first);
    return { x, y };
  });
}

describe('cellDrawing', () => {
  it.each(QUANTITIES)('wires into %s everything its equation reads', (quantity) => {
    const read = new Set(
      equations(true)
        .find((equation) => equation.quantity === quantity)!
        .terms.slice(1)
        .flatMap((term) => term.of ?? []),
    );
    const wired = new Set(drawing.wires.filter((wire) => wire.serves.includes(quantity)).map((wire) => wire.carries));
    for (const carried of read) expect(wired).toContain(carried);
  });

  it('lights no more of the inputs than lead to the gate', () => {
    const reach = Math.max(
      ...drawing.wires
        .filter((wire) => wire.serves.includes('f') && wire.carries === 'hPrevious')
        .flatMap((wire) => corners(wire.path).map(({ x }) => x)),
    );
    const forget = drawing.gates.find(({ gate }) => gate === 'f')!;
    expect(reach).toBe(forget.x + forget.width / 2);
  });

  it('keeps every shape inside its width and height', () => {
    const points = [
      ...drawing.wires.flatMap((wire) => corners(wire.path)),
      ...drawing.gates.flatMap(({ x, y, width, height }) => [
        { x, y },
        { x: x + width, y: y + height },
      ]),
      ...drawing.operations,
      ...drawing.labels,
    ];
    expect(points.filter(({ x, y }) => !(x >= 0 && x <= drawing.width && y >= 0 && y <= drawing.height))).toEqual([]);
  });

  it('gives the four gates room between them and the candidate its tanh', () => {
    const sorted = drawing.gates.toSorted((a, b) => a.x - b.x);
    expect(sorted.map(({ gate, activation }) => `${activation} ${gate}`)).toEqual(['σ f', 'σ i', 'tanh g', 'σ o']);
    for (let n = 1; n < sorted.length; n++)
      expect(sorted[n].x - sorted[n - 1].x).toBeGreaterThan(sorted[n - 1].width + 30);
  });

  it('labels the vectors with their lengths, or the letter I while the channels are unknown', () => {
    const sizes = (input: number | null) =>
      Object.fromEntries(cellDrawing(input, 128).labels.map(({ carries, size }) => [carries, size]));
    expect(sizes(3)).toMatchObject({ x: '[3]', hPrevious: '[128]', h: '[128]', cPrevious: '[128]' });
    expect(sizes(null).x).toBe('[I]');
  });
});

describe('equations', () => {
  it('are those of Gers, Schmidhuber and Cummins', () => {
    expect(equations(true).map(equationText)).toEqual([
      'i_t = σ ( W_i x_t + R_i h_t−1 + b_i )',
      'f_t = σ ( W_f x_t + R_f h_t−1 + b_f )',
      'g_t = tanh ( W_g x_t + R_g h_t−1 + b_g )',
      'o_t = σ ( W_o x_t + R_o h_t−1 + b_o )',
      'c_t = f_t ⊙ c_t−1 + i_t ⊙ g_t',
      'h_t = o_t ⊙ tanh ( c_t )',
    ]);
  });

  it('have no bias where the model has none', () => {
    expect(equations(false).map(equationText).join()).not.toContain('b_');
  });
});
