/** Small random LSTMs and sequences for property tests. */

import * as fc from 'fast-check';
import { directionCount, layerInput } from '../../core/lstm/config';
import type { LstmConfig, LstmWeights } from '../../core/lstm/config';
import { directionOf } from '../../core/lstm/stack';

const value = fc.float({ min: -2, max: 2, noNaN: true });

/** LSTMs of up to 3 layers and 5 units, with every parameter drawn (or zero). */
export function modelArbitrary(fixed: { bidirectional?: boolean; zero?: boolean } = {}): fc.Arbitrary<LstmWeights> {
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

function drawWeights(config: LstmConfig, draw: () => number): LstmWeights {
  const { hidden } = config;
  const values = (size: number) => Float32Array.from({ length: size }, draw);
  const directions = Array.from({ length: config.layers * directionCount(config) }, (_, index) => {
    const input = layerInput(config, Math.floor(index / directionCount(config)));
    return directionOf({
      input,
      hidden,
      wIh: values(4 * hidden * input),
      wHh: values(4 * hidden * hidden),
      bIh: values(4 * hidden),
      bHh: values(4 * hidden),
    });
  });
  return { config, directions };
}
