/** Small random LSTMs and sequences for property tests. */

import * as fc from 'fast-check';
import { directionOf, directionsOf, type StackWeights } from '../../core/lstm/stack';
import { type PlainConfig, stackOf, weightsOf } from './stacks';

const value = fc.float({ min: -2, max: 2, noNaN: true });

/** LSTMs of up to 3 layers and 5 units, with every parameter drawn (or zero). */
export function modelArbitrary(fixed: { bidirectional?: boolean; zero?: boolean } = {}): fc.Arbitrary<StackWeights> {
  return fc
    .record({
      input: fc.integer({ min: 1, max: 4 }),
      hidden: fc.integer({ min: 1, max: 5 }),
      layers: fc.integer({ min: 1, max: 3 }),
      bidirectional: fixed.bidirectional === undefined ? fc.boolean() : fc.constant(fixed.bidirectional),
      bias: fc.constant(true),
    })
    .chain((config) =>
      fc
        .infiniteStream(fixed.zero ? fc.constant(0) : value)
        .map((stream) => drawWeights(config, () => stream.next().value as number)),
    );
}

/** One to five sequences of 1 to 9 steps. */
export function sequencesArbitrary(input: number): fc.Arbitrary<Float32Array[]> {
  const sequence = fc
    .integer({ min: 1, max: 9 })
    .chain((steps) => fc.array(value, { minLength: steps * input, maxLength: steps * input }))
    .map((values) => Float32Array.from(values));
  return fc.array(sequence, { minLength: 1, maxLength: 5 });
}

function drawWeights(config: PlainConfig, draw: () => number): StackWeights {
  const { hidden } = config;
  const values = (size: number) => Float32Array.from({ length: size }, draw);
  const directions = directionsOf(stackOf(config)).map(({ input }) =>
    directionOf({
      input,
      hidden,
      wIh: values(4 * hidden * input),
      wHh: values(4 * hidden * hidden),
      bIh: values(4 * hidden),
      bHh: values(4 * hidden),
    }),
  );
  return weightsOf(config, directions);
}
