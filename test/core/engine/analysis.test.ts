/** The engine's answer about weights: of random models with and without data, of files, and stopped in the middle. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../core/contract/cells';
import { DEFAULT_MODEL, type RandomModel } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';

const SMALL: RandomModel = { ...DEFAULT_MODEL, hidden: 12, layers: 2 };

async function withSeries() {
  const made = await testEngine();
  const steps = Array.from({ length: 40 }, (_, t) => `a,${Math.sin(t)},${t % 3}`);
  await writeFile(join(made.folder, 'walk.csv'), ['id,x,y', ...steps].join('\n'));
  const spec = {
    source: { kind: 'file', file: 'walk.csv', test: 'none' },
    reading: {},
    missing: 'refuse',
    scaling: 'none',
  } as const;
  return { ...made, dataset: await made.engine.openDataset('open', spec) };
}

describe('analyseModel', () => {
  it('tells of a chrono model that its memories reach over the series, and that R is orthogonal times 0.9', async () => {
    const { engine, dataset } = await withSeries();
    const longest = 40;
    const view = await engine.analyseModel('one', SMALL, dataset.handle, 1, 'bwd');
    expect(view).toMatchObject({
      layer: 1,
      direction: 'bwd',
      hidden: 12,
      spectraMissing: null,
      assumed: null,
      longest,
    });
    expect(view.histograms.map(({ matrix }) => matrix)).toEqual(['W', 'R', 'b']);
    expect(view.spectra.map(({ gate }) => gate)).toEqual(['i', 'f', 'g', 'o']);
    for (const { radius, real, imaginary } of view.spectra) {
      expect(radius).toBeCloseTo(0.9, 5);
      for (let at = 0; at < 12; at++) expect(Math.hypot(real[at], imaginary[at])).toBeCloseTo(0.9, 5);
    }
    const { sorted, median, units, whole } = view.horizons!;
    expect([...sorted]).toEqual([...sorted].sort((a, b) => a - b));
    expect([units, median, whole]).toEqual([12, sorted[5], sorted.filter((value) => value >= longest).length]);
    expect(await engine.analyseModel('two', SMALL, dataset.handle, 1, 'bwd')).toEqual(view);
  });

  it('says what was assumed without data', async () => {
    const { engine } = await testEngine();
    const view = await engine.analyseModel('one', SMALL, null, 0, 'fwd');
    expect(view).toMatchObject({ longest: null, assumed: { channels: 1, longest: 100 }, horizons: { whole: null } });
  });

  it('has no horizons of a plain RNN and no biases where there are none', async () => {
    const { engine } = await testEngine();
    const model: RandomModel = { ...SMALL, cell: CELLS.rnn, bias: false, init: 'spectral', spectralRadius: 1.2 };
    const view = await engine.analyseModel('one', model, null, 0, 'fwd');
    expect(view.horizons).toBeNull();
    expect(view.histograms.map(({ matrix }) => matrix)).toEqual(['W', 'R']);
    expect(view.spectra.map(({ radius }) => radius)).toEqual([expect.closeTo(1.2, 5)]);
  });

  it('refuses layers and directions that are not there, and models that cannot be', async () => {
    const { engine } = await testEngine();
    const forward: RandomModel = { ...SMALL, bidirectional: false };
    const outOf = (name: string) =>
      expect.objectContaining({ code: 'model/out-of-range', params: expect.objectContaining({ name }) });
    await expect(engine.analyseModel('a', SMALL, null, 2, 'fwd')).rejects.toEqual(outOf('layer'));
    await expect(engine.analyseModel('b', SMALL, null, 0.5, 'fwd')).rejects.toEqual(outOf('layer'));
    await expect(engine.analyseModel('c', forward, null, 0, 'bwd')).rejects.toEqual(outOf('direction'));
    await expect(engine.analyseModel('d', { ...SMALL, hidden: 0 }, null, 0, 'fwd')).rejects.toEqual(outOf('hidden'));
  });

  it('can be stopped between sweeps', async () => {
    const made = await testEngine({
      progress: (call, { phase }) => {
        if (phase === 'checking') void made.engine.cancel(call);
      },
    });
    const model: RandomModel = { ...SMALL, hidden: 256, init: 'pytorch' };
    await expect(made.engine.analyseModel('one', model, null, 0, 'fwd')).rejects.toMatchObject({
      code: 'engine/cancelled',
    });
  });
});
