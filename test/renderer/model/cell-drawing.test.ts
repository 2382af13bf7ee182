/** The cell's drawing must say what the equations say: the same inputs, in the frame, each part lit by its equation. */

import { describe, expect, it } from 'vitest';
import { CELL_NAMES, CELLS, type CellSpec, VANILLA_CELL } from '../../../core/contract/cells';
import { cellDrawing } from '../../../renderer/components/model/cell-drawing';
import { equations, equationText } from '../../../renderer/components/model/equations';

const layerOf = (cell: CellSpec, settings: { bias?: boolean; projection?: number } = {}) => ({
  cell,
  hidden: 128,
  bias: settings.bias ?? true,
  projection: settings.projection ?? null,
});
const vanilla = layerOf(VANILLA_CELL);
const drawing = cellDrawing(3, vanilla);
/** Every cell that has a name, and a projected one. */
const LAYERS = [
  ...CELL_NAMES.map((name) => [name, layerOf(CELLS[name])] as const),
  ['projected', layerOf(VANILLA_CELL, { projection: 32 })] as const,
];
const texts = (cell: CellSpec): string[] => equations(layerOf(cell)).map(equationText);

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
  it.each(LAYERS)('of %s wires into each part everything its equation reads, and nothing else', (_name, layer) => {
    const { wires } = cellDrawing(3, layer);
    for (const { quantity, terms } of equations(layer)) {
      const read = new Set(terms.slice(1).flatMap((term) => term.of ?? []));
      const wired = new Set(wires.filter((wire) => wire.serves.includes(quantity)).map((wire) => wire.carries));
      for (const carried of read) expect(wired, quantity).toContain(carried);
    }
    const known = new Set([
      ...equations(layer).map(({ quantity }) => quantity),
      'x',
      'hPrevious',
      'cPrevious',
      'gatesPrevious',
    ]);
    expect(wires.filter(({ carries }) => !known.has(carries))).toEqual([]);
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

  it.each(LAYERS)('of %s keeps every shape inside its width and height', (_name, layer) => {
    const drawing = cellDrawing(3, layer);
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

  it('of a GRU has the weights of the state before or past the reset gate, as its equation has them', () => {
    const centres = (name: 'gru' | 'gru-reset-before') =>
      Object.fromEntries(
        cellDrawing(3, layerOf(CELLS[name]))
          .operations.filter(({ result }) => result === 'n')
          .map(({ symbol, x, y }) => [symbol, { x, y }]),
      );
    const after = centres('gru');
    // Upwards to the reset gate's product, or from it to the right.
    expect(after['R'].x).toBe(after['×'].x);
    expect(after['R'].y).toBeGreaterThan(after['×'].y + 26);
    const before = centres('gru-reset-before');
    expect(before['R'].y).toBe(before['×'].y);
    expect(before['R'].x).toBeGreaterThan(before['×'].x + 26);
  });

  it('gives the four gates room between them and the candidate its tanh', () => {
    const sorted = drawing.gates.toSorted((a, b) => a.x - b.x);
    expect(sorted.map(({ gate, activation }) => `${activation} ${gate}`)).toEqual(['σ f', 'σ i', 'tanh g', 'σ o']);
    for (let n = 1; n < sorted.length; n++)
      expect(sorted[n].x - sorted[n - 1].x).toBeGreaterThan(sorted[n - 1].width + 30);
  });

  it('labels the vectors with their lengths, or the letter I while the channels are unknown', () => {
    const sizes = (input: number | null) =>
      Object.fromEntries(cellDrawing(input, vanilla).labels.map(({ carries, size }) => [carries, size]));
    expect(sizes(3)).toMatchObject({ x: '[3]', hPrevious: '[128]', h: '[128]', cPrevious: '[128]' });
    expect(sizes(null).x).toBe('[I]');
  });
});

describe('equations', () => {
  it('are those of Gers, Schmidhuber and Cummins', () => {
    expect(texts(VANILLA_CELL)).toEqual([
      'i_t = σ ( W_i x_t + R_i h_t−1 + b_i )',
      'f_t = σ ( W_f x_t + R_f h_t−1 + b_f )',
      'g_t = tanh ( W_g x_t + R_g h_t−1 + b_g )',
      'o_t = σ ( W_o x_t + R_o h_t−1 + b_o )',
      'c_t = f_t ⊙ c_t−1 + i_t ⊙ g_t',
      'h_t = o_t ⊙ tanh ( c_t )',
    ]);
  });

  it('have no bias where the model has none', () => {
    expect(
      equations(layerOf(VANILLA_CELL, { bias: false }))
        .map(equationText)
        .join(),
    ).not.toContain('b_');
  });

  it('of variants are those of their papers', () => {
    expect(texts(CELLS.peepholes)).toMatchObject({
      0: 'i_t = σ ( W_i x_t + R_i h_t−1 + b_i + p_i ⊙ c_t−1 )',
      3: 'o_t = σ ( W_o x_t + R_o h_t−1 + b_o + p_o ⊙ c_t )',
    });
    expect(texts(CELLS.coupled)).toContain('f_t = 1 − i_t');
    expect(texts(CELLS['lstm-1997'])).toContain('c_t = c_t−1 + i_t ⊙ g_t');
    expect(texts(CELLS['no-input-gate'])).toContain('c_t = f_t ⊙ c_t−1 + g_t');
    expect(texts(CELLS['no-output-gate'])).toContain('h_t = tanh ( c_t )');
    expect(texts(CELLS['gate-recurrence'])[0]).toContain('S_ii i_t−1 + S_if f_t−1 + S_io o_t−1');
    expect(texts(CELLS['layer-norm'])).toMatchObject({
      0: 'i_t = σ ( LN ( W_i x_t ) + LN ( R_i h_t−1 ) + b_i )',
      5: 'h_t = o_t ⊙ tanh ( LN ( c_t ) )',
    });
    expect(
      equations(layerOf(VANILLA_CELL, { projection: 32 }))
        .map(equationText)
        .at(-1),
    ).toBe('h_t = W_hr ( o_t ⊙ tanh ( c_t ) )');
    expect(texts(CELLS.gru)).toMatchObject({
      2: 'n_t = tanh ( W_n x_t + r_t ⊙ ( R_n h_t−1 + b_hn ) + b_in )',
      3: 'h_t = ( 1 − z_t ) ⊙ n_t + z_t ⊙ h_t−1',
    });
    expect(texts(CELLS['gru-reset-before'])[2]).toBe('n_t = tanh ( W_n x_t + R_n ( r_t ⊙ h_t−1 ) + b_n )');
    expect(texts(CELLS.rnn)).toEqual(['h_t = tanh ( W x_t + R h_t−1 + b )']);
  });
});
