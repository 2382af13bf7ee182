/** A whole job through the engine, from files to CSV, gives PyTorch's numbers. */

import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES, type Job } from '../../../core/contract/specs';
import { goldenCase, goldenGates, largestDifference } from '../../helpers/golden';
import { parseCsv, testEngine } from '../../helpers/engine';
import { sharedFile } from '../../helpers/shared';
import { plainOf } from '../../helpers/stacks';

function jobFor(name: string, task: Job['task'], sequence: string | null = null): Job {
  return {
    version: 1,
    task,
    dataset: {
      source: { kind: 'file', file: sharedFile(`golden/${name}/x.npy`), test: 'none' },
      reading: {},
      missing: 'refuse',
      scaling: 'none',
    },
    model: { kind: 'file', file: sharedFile(`golden/${name}/model.safetensors`) },
    features: { ...DEFAULT_FEATURES, poolings: ['last', 'cell'] },
    gates: { sequence },
    output: { file: `${name}.${task}.csv`, test: null },
  };
}

const CASES = ['one-layer', 'multivariate', 'stacked-bidirectional', 'no-bias', 'saturated', 'with-head'];

describe.each(CASES)('%s', (name) => {
  it('saves h_n and c_n as features', async () => {
    const { engine, read } = await testEngine();
    const golden = goldenCase(name);
    await engine.runJob('1', jobFor(name, 'features'));
    const rows = parseCsv(await read(`${name}.features.csv`));
    const { layers, bidirectional, hidden } = plainOf(golden.weights.config);
    const directions = bidirectional ? ['fwd', 'bwd'] : ['fwd'];
    const saved = (state: string, pooling: string): number[] => {
      const values: number[] = [];
      for (let layer = 0; layer < layers; layer++) {
        for (const direction of directions) {
          for (const row of rows) {
            for (let u = 0; u < hidden; u++)
              values.push(Number(row[`${state}__l${layer}__${direction}__u${u}__${pooling}`]));
          }
        }
      }
      return values;
    };
    expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: golden.batch.size }, (_, at) => String(at)));
    expect(largestDifference(saved('h', 'last'), golden.h.data)).toBeLessThan(1e-6);
    expect(largestDifference(saved('c', 'last'), golden.c.data)).toBeLessThan(1e-6);
  });

  it('saves the gates of layer 0', async () => {
    const { engine, read } = await testEngine();
    const gates = goldenGates(name);
    const [batch, steps, hidden] = gates.i.shape;
    await engine.runJob('1', jobFor(name, 'gates'));
    const rows = parseCsv(await read(`${name}.gates.csv`)).filter(
      (row) => row.layer === '0' && row.direction === 'fwd',
    );
    expect(rows).toHaveLength(batch * steps * hidden);
    for (const quantity of ['i', 'f', 'g', 'o', 'c', 'h']) {
      const values = new Float64Array(rows.length);
      for (const row of rows) {
        values[(Number(row.sequence) * steps + Number(row.step)) * hidden + Number(row.unit)] = Number(row[quantity]);
      }
      expect(largestDifference(values, gates[quantity].data)).toBeLessThan(1e-6);
    }
  });
});

it('saves the gates of the one sequence that is named', async () => {
  const { engine, read } = await testEngine();
  await engine.runJob('1', jobFor('multivariate', 'gates', '2'));
  const rows = parseCsv(await read('multivariate.gates.csv'));
  expect(new Set(rows.map((row) => row.sequence))).toEqual(new Set(['2']));
  expect(rows).toHaveLength(40 * 24);
  await expect(engine.runJob('1', jobFor('multivariate', 'gates', '9'))).rejects.toMatchObject({
    code: 'data/unknown-series',
  });
});
