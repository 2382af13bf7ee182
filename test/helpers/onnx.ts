/** Opens ONNX models with the reader under test, runs them in ONNX Runtime, and compares the two. */

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { openOnnx } from '../../core/formats/onnx';
import { encodeModel, type WrittenModel, type WrittenNode } from '../../core/formats/onnx/encoding';
import type { FoundStack } from '../../core/formats/opened';
import type { Batch } from '../../core/lstm/batch';
import { forwardNow } from '../../core/lstm/forward';
import { seededRandom } from '../../core/lstm/random';
import { referenceKernel } from '../../core/lstm/reference';

/** Runs a generator to its end. */
export function finish<T>(run: Generator<unknown, T>): T {
  let next = run.next();
  while (next.done !== true) next = run.next();
  return next.value;
}

export function stacksOf(bytes: Uint8Array, file = 'model.onnx'): FoundStack[] {
  return finish(openOnnx(file, bytes)).stacks;
}

/** The bytes of a graph as tests draw it up: names of nodes count up. */
export function onnxBytes(
  model: Pick<WrittenModel, 'constants' | 'inputs' | 'outputs'> & {
    nodes: (Pick<WrittenNode, 'type' | 'inputs' | 'outputs'> & Partial<WrittenNode>)[];
    opset?: number;
  },
): Uint8Array {
  const nodes = model.nodes.map((node, at) => ({ name: `${node.type}_${at}`, attributes: {}, ...node }));
  const rest = { producer: 'test', version: '1', opset: 17, name: 'graph', metadata: {} };
  return finish(encodeModel({ ...rest, ...model, nodes }));
}

export interface RunResult {
  dims: readonly number[];
  values: Float32Array;
}

/** The outputs that ONNX Runtime computes, on one thread. */
export async function runOnnx(
  bytes: Uint8Array,
  feeds: Record<string, { type: 'float32' | 'int64' | 'int32'; dims: number[]; values: ArrayLike<number> }>,
): Promise<Record<string, RunResult>> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const tensors = Object.entries(feeds).map(([name, { type, dims, values }]) => {
    const data =
      type === 'float32'
        ? Float32Array.from(values)
        : type === 'int32'
          ? Int32Array.from(values)
          : BigInt64Array.from(Array.from(values), BigInt);
    return [name, new Tensor(type, data, dims)] as const;
  });
  const results = await session.run(Object.fromEntries(tensors));
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, { dims, data }]) => [name, { dims, values: data as Float32Array }]),
  );
}

/** A batch of random series, or of random whole numbers below `below`; padded where lengths are given. */
export function randomBatch(
  size: number,
  steps: number,
  input: number,
  seed = 3,
  below = 0,
  lengths?: number[],
): Batch {
  const random = seededRandom(seed);
  const values = Float32Array.from({ length: size * steps * input }, () =>
    below > 0 ? Math.floor(random.uniform() * below) : random.uniform() * 4 - 2,
  );
  lengths?.forEach((length, b) => values.fill(0, (b * steps + length) * input, (b + 1) * steps * input));
  return { size, steps, input, lengths: Int32Array.from(lengths ?? Array.from({ length: size }, () => steps)), values };
}

/** What the stack's head makes of the batch, on the reference. */
export function headOutputs({ weights }: Pick<FoundStack, 'weights'>, batch: Batch): Float32Array {
  return forwardNow(referenceKernel, weights, batch, { head: true }).headOutputs!;
}
