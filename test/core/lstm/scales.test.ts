/** The two scales of drawn weights: what they multiply, and what they leave as it was drawn. */

import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL, INITS } from '../../../core/contract/specs';
import { parseCommand } from '../../../core/cli/args';
import { parseJob } from '../../../core/engine/job';
import { initialiseNow } from '../../../core/lstm/initialise';
import { stackOf } from '../../helpers/stacks';

const STACK = stackOf({ input: 2, hidden: 5, layers: 2, bidirectional: true, bias: true });
const draw = (init: (typeof INITS)[number], scales = {}) =>
  initialiseNow(STACK, { init, forgetBias: null, seed: 3, longest: 20, ...scales }).directions;
const times = (values: Float32Array, factor: number): Float32Array =>
  values.map((value) => Math.fround(value * factor));

describe('scales', () => {
  it.each(INITS)('multiply what %s draws of the channels, and every R', (init) => {
    const plain = draw(init);
    const scaled = draw(init, { inputScale: 2.5, recurrentScale: 0.3 });
    // Two directions of the bottom layer, two of the one above.
    expect(scaled.map(({ wIh }) => wIh)).toEqual(plain.map(({ wIh }, at) => (at < 2 ? times(wIh, 2.5) : wIh)));
    expect(scaled.map(({ wHh }) => wHh)).toEqual(plain.map(({ wHh }) => times(wHh, 0.3)));
    expect(scaled.map(({ bIh }) => bIh)).toEqual(plain.map(({ bIh }) => bIh));
    expect(draw(init, { inputScale: 1, recurrentScale: 1 })).toEqual(plain);
  });

  it('are options and fields of jobs, held to their limits', () => {
    const options = ['--input-scale', '0.5', '--recurrent-scale', '0'];
    const command = parseCommand(['features', 'a.ts', '-o', 'o.csv', ...options], () => false);
    expect(command).toMatchObject({ job: { model: { inputScale: 0.5, recurrentScale: 0 } } });
    const wrong = () => parseCommand(['features', 'a.ts', '-o', 'o.csv', '--input-scale', '0'], () => false);
    expect(wrong).toThrow(expect.objectContaining({ code: 'usage/bad-value' }));

    const job = (model: object): string =>
      JSON.stringify({
        version: 1,
        dataset: { source: { kind: 'sample', id: 'article' } },
        model,
        output: { file: 'o.csv' },
      });
    const read = parseJob('job.json', job({ ...DEFAULT_MODEL, inputScale: 2, recurrentScale: 0.25 }));
    expect(read.model).toMatchObject({ inputScale: 2, recurrentScale: 0.25 });
    expect(() => parseJob('job.json', job({ ...DEFAULT_MODEL, recurrentScale: -1 }))).toThrow(
      expect.objectContaining({
        code: 'job/field',
        params: expect.objectContaining({ field: 'model.recurrentScale' }),
      }),
    );
  });
});
