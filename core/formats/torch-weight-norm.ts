/**
 * Weights that PyTorch's weight normalisation keeps as length and direction: w = g v / |v| for every row (Salimans & Kingma
 * 2016, eq. 2), under the names that it gives to both and under those of its parametrizations.
 */

import type { Tensor } from './tensor';

const LENGTHS: readonly [RegExp, (name: string) => { direction: string; weight: string }][] = [
  [/_g$/, (name) => ({ direction: name.replace(/_g$/, '_v'), weight: name.replace(/_g$/, '') })],
  [
    /(?:^|\.)parametrizations\.[^.]+\.original0$/,
    (name) => ({
      direction: name.replace(/0$/, '1'),
      weight: name.replace(/parametrizations\.([^.]+)\.original0$/, '$1'),
    }),
  ],
];

/** The tensors with each pair of length and direction as the weight that it stands for, in the direction's place. */
export function withWeightNorm(tensors: readonly Tensor[]): Tensor[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const made = new Map<Tensor, Tensor | null>();
  for (const length of tensors) {
    const names = LENGTHS.find(([pattern]) => pattern.test(length.name))?.[1](length.name);
    const direction = names === undefined ? undefined : byName.get(names.direction);
    if (names === undefined || direction === undefined || byName.has(names.weight)) continue;
    const [rows, ...rest] = direction.shape;
    // One length for the whole tensor, or for its columns, is another setting than the usual.
    const isOfRows = length.shape[0] === rows && length.shape.slice(1).every((size) => size === 1);
    if (!isOfRows || rest.length === 0 || length.shape.length !== direction.shape.length) continue;
    made.set(length, null);
    made.set(direction, { ...direction, name: names.weight, read: () => scaled(direction.read(), length.read()) });
  }
  return tensors.flatMap((tensor) => (made.has(tensor) ? (made.get(tensor) ?? []) : [tensor]));
}

function scaled(directions: Float32Array, lengths: Float32Array): Float32Array {
  const size = directions.length / lengths.length;
  const norms = Float64Array.from(lengths, (_, row) =>
    Math.sqrt(directions.subarray(row * size, (row + 1) * size).reduce((sum, value) => sum + value * value, 0)),
  );
  return directions.map((value, at) => {
    const row = Math.floor(at / size);
    return (lengths[row] * value) / norms[row];
  });
}
