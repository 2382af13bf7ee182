/** Unequal lengths in a run: what the kernel is handed beyond the ends of series, and that it changes no bit. */

import { describe, expect, it } from 'vitest';
import { inMemory } from '../../../core/dataset/values';
import { batchesOf } from '../../../core/engine/batches';
import type { Dataset, LoadedPart } from '../../../core/engine/datasets';
import type { EngineHost } from '../../../core/engine/host';
import type { Model } from '../../../core/engine/models';
import { packSeries } from '../../../core/engine/packed';
import { type Prepared, runModel } from '../../../core/engine/runs';
import { Task } from '../../../core/engine/task';
import { columnsPerSeries, writeRows } from '../../../core/features/pooling';
import { forwardNow } from '../../../core/lstm/forward';
import { initialiseNow } from '../../../core/lstm/initialise';
import type { Kernel } from '../../../core/lstm/kernel';
import { seededRandom } from '../../../core/lstm/random';
import { referenceKernel } from '../../../core/lstm/reference';
import type { StackWeights } from '../../../core/lstm/stack';
import { finish } from '../../helpers/datasets';
import { allKernels } from '../../helpers/kernels';
import { stackOf } from '../../helpers/stacks';

const CONFIG = stackOf({ input: 1, hidden: 4, layers: 1, bidirectional: false, bias: true });
const WEIGHTS = initialiseNow(CONFIG, { init: 'keras', forgetBias: null, seed: 3, longest: 1300 });

/** As many series as a part of PLAID has, of 100 to 1300 steps. */
const plaidLike = (count = 537, seed = 7): Int32Array => {
  const random = seededRandom(seed);
  return Int32Array.from({ length: count }, () => 100 + Math.floor(random.uniform() * 1201));
};

function partOf(lengths: Int32Array): LoadedPart {
  const offsets = new Float64Array(lengths.length);
  for (let at = 1; at < lengths.length; at++) offsets[at] = offsets[at - 1] + lengths[at - 1];
  const random = seededRandom(11);
  const values = inMemory(Float64Array.from({ length: sum(lengths) }, () => random.gaussian()));
  const series = { ids: Array.from(lengths, (_, at) => String(at)), channels: ['x'], lengths, offsets, values };
  const scaler = { kind: 'none', channels: [{ name: 'x', offset: 0, scale: 1 }] };
  return { series, scaler } as unknown as LoadedPart;
}

async function run(part: LoadedPart, kernel: Kernel, weights: StackWeights) {
  const host = { now: () => 0, pause: async () => {} } as Partial<EngineHost> as EngineHost;
  const prepared: Prepared = {
    dataset: { parts: { train: part, test: null }, view: { train: null } } as unknown as Dataset,
    model: { weights } as unknown as Model,
    settings: {} as Prepared['settings'],
  };
  return runModel(
    { handle: 'run-1', specHash: '' },
    prepared,
    kernel,
    host,
    new Task('1', host, { progress: () => {} }),
  );
}

const sum = (numbers: Iterable<number>): number => Array.from(numbers).reduce((all, number) => all + number, 0);

describe('series of 100 to 1300 steps', () => {
  it.each([537, 4000])(
    'leave less than a tenth of the steps that the kernel is handed empty: %i series',
    async (count) => {
      const lengths = plaidLike(count);
      const seen = { handed: 0, within: 0 };
      const counting: Kernel = {
        name: 'counting',
        threads: 1,
        supports: () => true,
        forward({ batch, lengths, from, to }) {
          seen.handed += batch * (to - from);
          for (let b = 0; b < batch; b++) seen.within += Math.max(0, Math.min(to, lengths[b]) - from);
        },
      };
      await run(partOf(lengths), counting, WEIGHTS);
      expect(seen.within).toBe(sum(lengths));
      expect(1 - seen.within / seen.handed).toBeLessThan(0.1);
      // What memory is taken for, as well.
      const allotted = sum([...batchesOf(lengths, WEIGHTS)].map(({ members, steps }) => members.length * steps));
      expect(1 - seen.within / allotted).toBeLessThan(0.1);
      // As they come, they would leave almost half empty.
      expect(1 - seen.within / (count * Math.max(...lengths))).toBeGreaterThan(0.4);
    },
  );

  it.each(allKernels().map((kernel) => [kernel.name, kernel] as const))(
    'give the bytes of each one alone, in the data’s order: %s',
    async (_, kernel) => {
      const lengths = plaidLike(150);
      const part = partOf(lengths);
      const { pooled } = await run(part, kernel, WEIGHTS);
      const width = columnsPerSeries(CONFIG);
      const alone = new Float32Array(lengths.length * width);
      for (const series of lengths.keys()) {
        const members = Int32Array.of(series);
        const batch = finish(packSeries(part, members));
        const result = forwardNow(kernel, WEIGHTS, batch, { keep: 'none', pool: true });
        writeRows(CONFIG, batch.lengths, result, alone, members);
      }
      expect(new Uint32Array(pooled.train.buffer)).toEqual(new Uint32Array(alone.buffer));
    },
  );

  it('say which series holds what is not finite, whatever place it has in its batch', async () => {
    const part = partOf(plaidLike(100));
    const first = part.series.offsets[37];
    part.series.values.slice(first, first + 6)[5] = Infinity;
    await expect(run(part, referenceKernel, WEIGHTS)).rejects.toMatchObject({
      code: 'run/not-finite',
      params: { part: 'train', series: '37' },
    });
  });
});

describe.each(allKernels().map((kernel) => [kernel.name, kernel] as const))('%s', (_, kernel) => {
  it('computes no step past the end of a series', () => {
    const lengths = Int32Array.of(9, 2, 5, 1, 9, 3, 7);
    const [B, T] = [lengths.length, 9];
    const values = new Float32Array(B * T).fill(NaN);
    for (const [b, length] of lengths.entries()) values.fill(0.5, b * T, b * T + length);
    // Gates are written wherever a cell is computed; these are zero before.
    const { gates } = forwardNow(kernel, WEIGHTS, { size: B, steps: T, input: 1, lengths, values }, { gates: 'all' });
    const H = CONFIG.layers[0].hidden;
    let computed = 0;
    for (const [b, length] of lengths.entries()) {
      for (let t = 0; t < T; t++) {
        const cells = gates[0]!.f!.subarray((b * T + t) * H, (b * T + t + 1) * H);
        expect(cells.every((f) => (t < length ? f > 0 && f < 1 : f === 0))).toBe(true);
        if (cells[0] !== 0) computed++;
      }
    }
    expect(computed).toBe(sum(lengths));
  });
});
