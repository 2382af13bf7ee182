/** What a run and gates take, and that they say so before they start. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL, type DatasetSpec } from '../../../core/contract/specs';
import { batchBytes, batchesOf } from '../../../core/engine/batches';
import type { Dataset } from '../../../core/engine/datasets';
import type { Model } from '../../../core/engine/models';
import { checkGates, type Prepared } from '../../../core/engine/runs';
import { testEngine } from '../../helpers/engine';
import { type PlainConfig, shapeOf } from '../../helpers/stacks';

const CONFIG: PlainConfig = { input: 1, hidden: 64, layers: 1, bidirectional: false, bias: true };
const BOUND = 128 << 20;

describe('batches', () => {
  it('hold every series once, the longest first, and keep to the bound', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        (steps, layers) => {
          const lengths = Int32Array.from(steps);
          const config = { ...CONFIG, layers, hidden: 256 };
          const order: number[] = [];
          for (const { members, steps } of batchesOf(lengths, shapeOf(config))) {
            expect(steps).toBe(Math.max(...Array.from(members, (series) => lengths[series])));
            if (members.length > 1)
              expect(batchBytes(shapeOf(config), members.length, steps)).toBeLessThanOrEqual(BOUND);
            order.push(...members);
          }
          expect(order).toEqual([...lengths.keys()].sort((a, b) => lengths[b] - lengths[a] || a - b));
        },
      ),
    );
  });

  it('hold hundreds of series where one layer keeps no outputs, and a long one alone', () => {
    const sizes = (lengths: Int32Array, config: PlainConfig) =>
      [...batchesOf(lengths, shapeOf(config))].map(({ members }) => members.length);
    expect(sizes(new Int32Array(2500).fill(500), { ...CONFIG, hidden: 512 })).toEqual([1024, 1024, 452]);
    expect(sizes(Int32Array.of(10, 50_000_000, 10, 10), CONFIG)).toEqual([1, 3]);
  });

  it('order one stretch after the other', () => {
    const lengths = Int32Array.from({ length: 40_000 }, (_, at) => 1 + (at % 7));
    const order = [...batchesOf(lengths, shapeOf(CONFIG))].flatMap(({ members }) => [...members]);
    for (const from of [0, 16_384, 32_768]) {
      const stretch = order.slice(from, from + 16_384);
      expect(Math.min(...stretch)).toBe(from);
      expect(Math.max(...stretch)).toBe(from + stretch.length - 1);
      expect(new Set(stretch).size).toBe(stretch.length);
      expect(lengths[stretch[0]]).toBe(7);
      expect(lengths[stretch.at(-1)!]).toBe(1);
    }
  });
});

describe('a model', () => {
  const spec: DatasetSpec = {
    source: { kind: 'synthetic', generator: 'sine-square', series: 10, steps: 20, noise: 0, seed: 1 },
    reading: {},
    missing: 'refuse',
    scaling: 'none',
  };

  it('tells the bytes of its weights, its features and a batch in work', async () => {
    const { engine } = await testEngine();
    const { handle } = await engine.openDataset('1', spec);
    const { memoryBytes } = await engine.describeModel({ ...DEFAULT_MODEL, hidden: 8, layers: 2 }, handle);
    const weights = 2 * 4 * 8 * (1 + 8 + 2) + 2 * 4 * 8 * (16 + 8 + 2);
    const features = 20 * (4 * 6 * 8);
    // 20 series at once: their values, one layer's outputs, h and c, first, min, max and twice two for the sums.
    const batch = 20 * 20 + 20 * 20 * 16 + 20 * (4 * 8) * (2 + 3 + 4);
    expect(memoryBytes).toBe(4 * (weights + features + batch));
  });

  it.each([{ layers: 1e7 }, { layers: Infinity }, { hidden: 1e9 }, { layers: 0.5 }, { hidden: NaN }])(
    'with %o has no sizes, only the reason why not',
    async (change) => {
      const { engine } = await testEngine();
      const { handle } = await engine.openDataset('1', spec);
      const view = await engine.describeModel({ ...DEFAULT_MODEL, ...change }, handle);
      const [name] = Object.keys(change);
      expect(view.problem).toMatchObject({ code: 'model/out-of-range', params: { name } });
      expect(view).toMatchObject({ shapes: [], parameters: 0, memoryBytes: 0, timeMs: null });
    },
  );
});

describe('gates', () => {
  // Two directions: 2 * 6 * 64 * 4 bytes a step, and the states.
  const model = { weights: shapeOf({ ...CONFIG, bidirectional: true }) } as unknown as Model;
  const longest = Math.floor((1.8e9 - 2 * 2 * 64 * 4) / (2 * 6 * 64 * 4));
  const dataset = {
    parts: {
      train: { series: { ids: ['a', 'b', 'c'], lengths: Int32Array.of(10, longest, longest + 1) } },
      test: null,
    },
  } as unknown as Dataset;
  const prepared = { model, dataset } as Prepared;

  it('of a series that does not fit are refused by its name before any is computed', () => {
    expect(() => checkGates(prepared, 'train', [0, 1])).not.toThrow();
    expect(() => checkGates(prepared, 'train', [0, 1, 2])).toThrow(
      expect.objectContaining({
        code: 'run/gates-too-large',
        params: { series: 'c', bytes: (longest + 1) * 3072 + 1024, limit: 1.8e9 },
      }),
    );
  });
});
