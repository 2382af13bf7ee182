/** Ablations from the command line and from job files. */

import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../core/cli/args';
import type { Ablation } from '../../../core/contract/ablation';
import { parseJob } from '../../../core/engine/job';

function ablationOf(...options: string[]): Ablation | undefined {
  const command = parseCommand(['features', 'a.csv', '-o', 'b.csv', ...options]);
  return command.name === 'job' ? command.job.model.ablation : undefined;
}

describe('options of an ablation', () => {
  it('say what is held, where, and in which units', () => {
    expect(ablationOf('--hold', 'forget=1')).toEqual({ holds: [{ quantity: 'f', value: 1 }] });
    expect(ablationOf('--hold', 'output=0:3,5-7', '--hold', 'l1.bwd.i=mean')).toEqual({
      holds: [
        { quantity: 'o', units: [3, 5, 6, 7], value: 0 },
        { quantity: 'i', layer: 1, direction: 'bwd', value: 'mean' },
      ],
    });
    expect(ablationOf('--silence', '3,7')).toEqual({ holds: [{ quantity: 'h', units: [3, 7], value: 0 }] });
    expect(ablationOf('--shuffle', '4', '--first', '10')).toEqual({ shuffle: 4, first: 10 });
  });

  it('leave a model as it was where there are none, and go with a file of weights too', () => {
    const command = parseCommand(['features', 'a.csv', '-o', 'b.csv']);
    expect(command.name === 'job' && 'ablation' in command.job.model).toBe(false);
    const ofFile = parseCommand(['gates', 'a.csv', '-o', 'b.csv', '--model', 'm.pt', '--hold', 'z=0.5']);
    expect(ofFile.name === 'job' && ofFile.job.model).toEqual({
      kind: 'file',
      file: 'm.pt',
      ablation: { holds: [{ quantity: 'z', value: 0.5 }] },
    });
  });

  it.each([
    ['--hold', 'forget'],
    ['--hold', 'gate=1'],
    ['--hold', 'forget=high'],
    ['--hold', 'forget=1:'],
    ['--hold', 'forget=1:9-3'],
    ['--hold', 'forget=1@0-99999999'],
    ['--silence', 'x'],
    ['--first', '0'],
    ['--shuffle', '1.5'],
  ])('%s %s is refused', (option, value) => {
    expect(() => ablationOf(option, value)).toThrowError(expect.objectContaining({ code: 'usage/bad-value' }));
  });
});

describe('an ablation in a job file', () => {
  const jobOf = (ablation: unknown) =>
    parseJob(
      'job.json',
      JSON.stringify({
        version: 1,
        dataset: { source: { kind: 'file', file: 'a.csv', test: 'none' } },
        model: { kind: 'file', file: 'm.pt', ablation },
        output: { file: 'o.csv' },
      }),
    );

  it('is read as it was written', () => {
    const ablation: Ablation = {
      holds: [{ quantity: 'f', layer: 0, direction: 'fwd', units: [1, 2], value: 'mean' }],
      shuffle: 3,
      first: 9,
    };
    expect(jobOf(ablation).model.ablation).toEqual(ablation);
  });

  it.each([
    [{ holds: [{ quantity: 'q', value: 1 }] }, 'model.ablation.holds[0].quantity'],
    [{ holds: [{ quantity: 'f', value: 'high' }] }, 'model.ablation.holds[0].value'],
    [{ holds: [{ quantity: 'f', value: 1, units: [-1] }] }, 'model.ablation.holds[0].units[0]'],
    [{ holds: [{ quantity: 'f', value: 1, unit: 3 }] }, 'model.ablation.holds[0].unit'],
    [{ first: 0.5 }, 'model.ablation.first'],
    [{ silence: [1] }, 'model.ablation.silence'],
  ])('%o is refused by its place', (ablation, field) => {
    expect(() => jobOf(ablation)).toThrowError(
      expect.objectContaining({ code: 'job/field', params: expect.objectContaining({ field }) }),
    );
  });
});
