/** Numbers that a job file or a hostile window may hold. */

import { describe, expect, it } from 'vitest';
import { checkModel } from '../../../core/contract/check-model';
import { ARTICLE_MODEL, DEFAULT_MODEL, INITS } from '../../../core/contract/specs';
import type { RandomModel } from '../../../core/contract/specs';

describe('checkModel', () => {
  it('accepts the defaults, every initialisation, the limits themselves, and files', () => {
    for (const init of INITS) checkModel({ ...DEFAULT_MODEL, init });
    checkModel(ARTICLE_MODEL);
    checkModel({ ...DEFAULT_MODEL, hidden: 1, layers: 8, seed: 4294967295, forgetBias: -20 });
    checkModel({ ...DEFAULT_MODEL, hidden: 1024, layers: 1, seed: 0, forgetBias: 0.5 });
    expect(() => checkModel({ kind: 'file', file: 'weights' })).not.toThrow();
  });

  it.each<[keyof RandomModel, number, number, number]>([
    ['hidden', 0, 1, 1024],
    ['hidden', 1_000_000, 1, 1024],
    ['hidden', 2.5, 1, 1024],
    ['hidden', NaN, 1, 1024],
    ['layers', 9, 1, 8],
    ['layers', -1, 1, 8],
    ['seed', -1, 0, 4294967295],
    ['seed', 2 ** 32, 0, 4294967295],
    ['seed', 0.5, 0, 4294967295],
    ['forgetBias', 21, -20, 20],
    ['forgetBias', NaN, -20, 20],
    ['forgetBias', Infinity, -20, 20],
    ['spectralRadius', 0, 0.01, 2],
    ['spectralRadius', NaN, 0.01, 2],
    ['projection', 0, 1, 128],
    ['projection', 129, 1, 128], // more than the units that it is made of
  ])('refuses %s = %s', (name, value, min, max) => {
    expect(() => checkModel({ ...DEFAULT_MODEL, [name]: value })).toThrow(
      expect.objectContaining({ code: 'model/out-of-range', params: { name, value, min, max } }),
    );
  });

  it('refuses what is no number at all', () => {
    const spec = { ...DEFAULT_MODEL, hidden: '64' as unknown as number };
    expect(() => checkModel(spec)).toThrow(expect.objectContaining({ code: 'model/out-of-range' }));
  });
});
