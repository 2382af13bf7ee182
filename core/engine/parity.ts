/** Compares what a model computes here with what its framework computed of the same input. */

import { WorkbenchError } from '../contract/errors';
import { type Lengths, LENGTH_RULES, type ParityReading, type ParitySpec, type ParityView } from '../contract/parity';
import { readNpyHeader } from '../dataset/npy-header';
import { valueReader } from '../dataset/npy-values';
import { packBatch } from '../lstm/batch';
import { forwardBytes, forwardWork } from '../lstm/count';
import { forward, StepError } from '../lstm/forward';
import type { Kernel } from '../lstm/kernel';
import { referenceKernel } from '../lstm/reference';
import type { StackWeights } from '../lstm/stack';
import { type NumberArray, positionOf, type ReadPair, readPair } from './expected-values';
import type { EngineHost } from './host';
import { kernelView } from './kernel-view';
import { compare, largestOf, totalsOf } from './parity-compare';
import { type Model, RUN_BYTES_LIMIT } from './models';
import type { Task } from './task';

const KEEPING = { keep: 'top', head: true } as const;
/** Most bytes of the series in work at once, where there are several. */
const BATCH_BYTES = 64 << 20;
/** Values looked at between two yields. */
const PIECE = 1 << 18;

/**
 * Runs the reference and `kernel` over the input and holds both to the expected values.
 * @throws npy/*, file/*, parity/*, run/too-large, run/not-a-row, engine/cancelled
 */
export async function parityOf(
  host: EngineHost,
  task: Task,
  kernel: Kernel,
  model: Model,
  { data, choices }: ParitySpec,
): Promise<ParityView> {
  const { weights } = model;
  const [input, expected] =
    data.kind === 'files'
      ? [await readArray(host, data.input), await readArray(host, data.expected)]
      : testArrays(model, data.name);
  const isKeras = model.file?.format === 'keras';
  const pair = await task.driveUncounted(readPair(weights, isKeras, input, expected, choices));
  const lengths = await task.driveUncounted(lengthsOf(pair, expected, choices.lengths));
  const { series, steps } = pair;
  const totals = totalsOf(weights, pair);
  const atOnce = seriesAtOnce(weights, steps);
  const total = 2 * forwardWork(weights, lengths.of);
  let work = 0;
  task.begin('running', series, 'series');
  for (let from = 0; from < series; from += atOnce) {
    const to = Math.min(from + atOnce, series);
    const batch = packBatch(
      Array.from({ length: to - from }, (_, b) => sequenceOf(weights, input, pair, from + b, lengths.of[from + b])),
      weights.config.input,
    );
    for (const [side, computing] of [referenceKernel, kernel].entries()) {
      try {
        const result = await task.drive(forward(computing, weights, batch, KEEPING), (slice) => {
          work += slice;
          return task.reach(from, work / total);
        });
        await task.driveUncounted(compare(totals, side as 0 | 1, { pair, expected, result, batch, from }));
      } catch (thrown) {
        if (!(thrown instanceof StepError)) throw thrown;
        const { sequence, step, value, rows } = thrown;
        throw new WorkbenchError('parity/not-a-row', { file: input.name, series: from + sequence, step, value, rows });
      }
    }
  }
  const rows = totals.rows.map(({ row }) => row);
  const largest = {
    reference: largestOf(rows.map((row) => row.reference)),
    kernel: largestOf(rows.map((row) => row.kernel)),
  };
  return {
    input: { name: input.name, shape: input.shape },
    expected: { name: expected.name, shape: expected.shape },
    readings: [...pair.readings, lengths.reading].filter((one) => one !== null),
    kernel: kernelView(kernel, weights.config.layers),
    series,
    steps,
    values: expected.shape.reduce((product, length) => product * length, 1),
    rows,
    stretches: totals.stretches,
    largest,
  };
}

async function readArray(host: EngineHost, ref: string): Promise<NumberArray> {
  const path = host.resolve(ref, 'read');
  const file = { name: host.baseName(path), bytes: await host.read(path, () => {}) };
  const header = readNpyHeader(file);
  return { name: file.name, shape: header.shape, at: valueReader(file.bytes, header) };
}

/** @throws parity/no-test */
function testArrays({ tests, fileName }: Model, name: string): [NumberArray, NumberArray] {
  const test = tests.find((one) => one.name === name);
  if (test === undefined)
    throw new WorkbenchError('parity/no-test', { file: fileName ?? '', name, names: tests.map((one) => one.name) });
  const { input, output } = test;
  return [
    { name, shape: input.shape, at: (position) => input.values[position] },
    { name, shape: output.shape, at: (position) => output.values[position] },
  ];
}

/** How many steps of each series count. @throws parity/lengths */
function* lengthsOf(
  pair: ReadPair,
  expected: NumberArray,
  asked: Lengths | undefined,
): Generator<void, { of: Int32Array; reading: ParityReading | null }> {
  const { series: B, steps: T } = pair;
  const full = new Int32Array(B).fill(T);
  if (Array.isArray(asked)) {
    const fits = asked.length === B && asked.every((length) => Number.isInteger(length) && length >= 1 && length <= T);
    if (!fits) throw new WorkbenchError('parity/lengths', { count: asked.length, series: B, steps: T });
    const value = asked.length > 12 ? `${asked.slice(0, 12).join(',')},…` : asked.join(',');
    return {
      of: Int32Array.from(asked),
      reading: { key: 'lengths', value, choices: [...LENGTH_RULES], reason: 'chosen' },
    };
  }
  const zeros = pair.expected === 'output' ? yield* stepsBeforeZeros(pair, expected) : full;
  const differ = zeros.some((length) => length !== T);
  if (!differ && asked === undefined) return { of: full, reading: null };
  const value = asked ?? 'zeros';
  const reason = asked === undefined ? 'values' : 'chosen';
  const choices = differ ? [...LENGTH_RULES] : ['full'];
  if (!choices.includes(value)) throw new WorkbenchError('parity/choice', { key: 'lengths', value, choices });
  return { of: value === 'zeros' ? zeros : full, reading: { key: 'lengths', value, choices, reason } };
}

/** Steps up to the last one whose expected output is not all zero, at least 1: frameworks pad unequal series with zeros. */
function* stepsBeforeZeros(pair: ReadPair, { shape, at }: NumberArray): Generator<void, Int32Array> {
  const { series: B, steps: T } = pair;
  const size = shape.reduce((product, length) => product * length, 1) / (B * T);
  const lengths = new Int32Array(B);
  let looked = 0;
  for (let b = 0; b < B; b++) {
    let length = T;
    for (; length > 1; length--) {
      const begin = positionOf(pair, b, length - 1) * size;
      let u = 0;
      while (u < size && at(begin + u) === 0) u++;
      looked += u + 1;
      if (looked >= PIECE) {
        looked = 0;
        yield;
      }
      if (u < size) break;
    }
    lengths[b] = length;
  }
  return lengths;
}

function sequenceOf(
  { config }: StackWeights,
  { at }: NumberArray,
  pair: ReadPair,
  b: number,
  length: number,
): Float32Array {
  const I = config.input;
  const values = new Float32Array(length * I);
  for (let t = 0; t < length; t++) {
    const begin = positionOf(pair, b, t) * I;
    for (let i = 0; i < I; i++) values[t * I + i] = at(begin + i);
  }
  return values;
}

/** @throws run/too-large */
function seriesAtOnce(weights: StackWeights, steps: number): number {
  const bytes = forwardBytes(weights, 1, steps, KEEPING) + 4 * steps * weights.config.input;
  if (bytes > RUN_BYTES_LIMIT) throw new WorkbenchError('run/too-large', { bytes, limit: RUN_BYTES_LIMIT });
  return Math.max(1, Math.floor(BATCH_BYTES / bytes));
}
