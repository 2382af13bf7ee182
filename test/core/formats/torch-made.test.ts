/** Files that PyTorch 1.13 and 2.13 wrote, run by every kernel, against the numbers that their modules gave in PyTorch. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AssumptionChoices } from '../../../core/contract/model-file';
import { openModel } from '../../../core/formats/weights-file';
import { forwardNow } from '../../../core/lstm/forward';
import { largestDifference } from '../../helpers/golden';
import { allKernels } from '../../helpers/kernels';
import { finish } from '../../helpers/onnx';
import { repositoryFile } from '../../helpers/shared';

interface Case {
  /** What a state dictionary does not say. */
  choices: AssumptionChoices;
  shape: [number, number, number]; // B, T, I
  input: number[];
  /** Of the module in evaluation: the top layer's output, h_n and c_n of all layers, or what the head gives. */
  expected: Partial<Record<'output' | 'h' | 'c' | 'head', number[]>>;
}

const made = (file: string) => readFileSync(repositoryFile(`test/core/formats/torch-made/${file}`));
const CASES = Object.entries(JSON.parse(made('expected.json').toString()) as Record<string, Case>);

it('goes by what the modules of a whole model say of themselves', () => {
  const assumedOf = (name: string) =>
    finish(openModel(`${name}.pt`, made(`${name}.pt`), {})).stacks[0].assumptions.map(({ key, value }) => [key, value]);
  expect(assumedOf('rnn-whole')).toEqual([
    ['head-takes', 'step'],
    ['head-activation', 'log-softmax'],
  ]);
  expect(assumedOf('settings-enum').map(([key]) => key)).toEqual([
    'activation',
    'epsilon',
    'head-takes',
    'head-activation',
  ]);
});

it.each(CASES)('%s gives the numbers of PyTorch', (name, { choices, shape, input, expected }) => {
  const { stacks } = finish(openModel(`${name}.pt`, made(`${name}.pt`), choices));
  const [{ weights, parts }] = stacks;
  expect(parts.filter(({ role }) => role === 'not-run')).toEqual([]);
  const [size, steps, channels] = shape;
  const lengths = new Int32Array(size).fill(steps);
  const batch = { size, steps, input: channels, lengths, values: Float32Array.from(input) };
  for (const kernel of allKernels()) {
    const { outputs, h, c, headOutputs } = forwardNow(kernel, weights, batch, { head: true });
    const actual = {
      output: outputs.at(-1)!,
      h: h.flatMap((values) => [...values]),
      c: c.flatMap((values) => [...values]),
      head: headOutputs ?? [],
    };
    for (const [what, values] of Object.entries(expected))
      expect(largestDifference(actual[what as keyof Case['expected']], values)).toBeLessThan(1e-6);
  }
});
