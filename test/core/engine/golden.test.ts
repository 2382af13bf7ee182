/** A whole job through the engine, from files to CSV, gives PyTorch's numbers. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES, type Job } from '../../../core/contract/specs';
import { stateSize } from '../../../core/lstm/stack';
import { goldenCase, goldenGates, largestDifference, readNpy } from '../../helpers/golden';
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

const CASES = ['one-layer', 'multivariate', 'stacked-bidirectional', 'no-bias', 'saturated', 'with-head', 'projected'];

describe.each(CASES)('%s', (name) => {
  it('saves h_n and c_n as features', async () => {
    const { engine, read } = await testEngine();
    const golden = goldenCase(name);
    await engine.runJob('1', jobFor(name, 'features'));
    const rows = parseCsv(await read(`${name}.features.csv`));
    const { layers, bidirectional, hidden } = plainOf(golden.weights.config);
    const units = { h: stateSize(golden.weights.config.layers[0]), c: hidden };
    const directions = bidirectional ? ['fwd', 'bwd'] : ['fwd'];
    const saved = (state: 'h' | 'c', pooling: string): number[] => {
      const values: number[] = [];
      for (let layer = 0; layer < layers; layer++) {
        for (const direction of directions) {
          for (const row of rows) {
            for (let u = 0; u < units[state]; u++)
              values.push(Number(row[`${state}__l${layer}__${direction}__u${u}__${pooling}`]));
          }
        }
      }
      return values;
    };
    expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: golden.batch.size }, (_, at) => String(at)));
    expect(largestDifference(saved('h', 'last'), golden.h.data)).toBeLessThan(1e-6);
    expect(largestDifference(saved('c', 'last'), golden.c!.data)).toBeLessThan(1e-6);
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
      const units = gates[quantity].shape[2]; // of a projected h fewer than of the gates
      const values = new Float64Array(batch * steps * units);
      for (const row of rows) {
        const at = (Number(row.sequence) * steps + Number(row.step)) * units;
        if (Number(row.unit) < units) values[at + Number(row.unit)] = Number(row[quantity]);
        else expect(row[quantity]).toBe('');
      }
      expect(largestDifference(values, gates[quantity].data)).toBeLessThan(1e-6);
    }
  });
});

it('saves the features and gates of a GRU', async () => {
  const { engine, read } = await testEngine();
  const { batch, h, output } = goldenCase('gru');
  await engine.runJob('1', {
    ...jobFor('gru', 'features'),
    features: { ...DEFAULT_FEATURES, poolings: ['last', 'cell'] },
  });
  const features = parseCsv(await read('gru.features.csv'));
  const names = Array.from({ length: 9 }, (_, u) => `h__l0__fwd__u${u}__last`);
  expect(Object.keys(features[0])).toEqual(['sequence', ...names]);
  const last = features.flatMap((row) => names.map((name) => Number(row[name])));
  expect(largestDifference(last, h.data)).toBeLessThan(1e-6);

  await engine.runJob('2', jobFor('gru', 'gates'));
  const rows = parseCsv(await read('gru.gates.csv'));
  expect(Object.keys(rows[0])).toEqual(['sequence', 'step', 'layer', 'direction', 'unit', 'r', 'z', 'n', 'h']);
  // Rows go through the sequences, steps and units in turn, as PyTorch's outputs do.
  expect(
    largestDifference(
      rows.map((row) => Number(row.h)),
      output.data,
    ),
  ).toBeLessThan(1e-6);
  for (const [at, { step, z, n, h: now }] of rows.entries()) {
    const before = step === '0' ? 0 : Number(rows[at - 9].h);
    expect(Number(now)).toBeCloseTo((1 - Number(z)) * Number(n) + Number(z) * before, 6);
  }
  expect(rows).toHaveLength(batch.size * batch.steps * 9);
});

it('refuses the cell states of a GRU before it runs', async () => {
  const { engine } = await testEngine();
  const job = { ...jobFor('gru', 'features'), features: { ...DEFAULT_FEATURES, poolings: ['cell' as const] } };
  await expect(engine.runJob('1', job)).rejects.toMatchObject({ code: 'features/no-pooling' });
});

it('shows what a head makes of each sequence', async () => {
  const { engine } = await testEngine();
  const { dataset: spec, model } = jobFor('with-head', 'features');
  const logits = readNpy(readFileSync(sharedFile('golden/with-head/logits.npy')));
  const dataset = await engine.openDataset('1', spec);
  const run = await engine.run('2', dataset.handle, model);
  expect(run.model.head).toMatchObject({ takes: 'step', outputs: 5, maps: [{ kind: 'dense', output: 5 }] });
  const shown: number[] = [];
  for (let index = 0; index < logits.shape[0]; index++) {
    const query = { layer: 0, direction: 'fwd', from: 0, to: 9, width: 9, units: [] } as const;
    const view = await engine.gates('3', run.handle, { ...query, series: { part: 'train', index }, units: [] });
    shown.push(...(view.outputs ?? []));
  }
  expect(largestDifference(shown, logits.data)).toBeLessThan(1e-6);
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
