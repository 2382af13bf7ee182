/** Recurrent weights of Keras 1, which has arrays of their own for every gate: joined side by side as later versions write them. */

import { sideBySide, type KerasTensor } from './arrays';

const PER_GATE = /^(.*)_([WUb])_([ifcozrh])(?::0)?$/;
/** Of one cell: three for each of four gates. */
const MOST_ARRAYS = 12;
/** Gates in the order in which Keras 2 joins them. */
const ORDERS: Record<string, readonly string[]> = { cfio: ['i', 'f', 'c', 'o'], hrz: ['z', 'r', 'h'] };

/** The arrays of a layer; every run of those of one cell becomes kernel, recurrent kernel and bias. */
export function joinGates(tensors: KerasTensor[]): KerasTensor[] {
  const joined: KerasTensor[] = [];
  for (let at = 0; at < tensors.length;) {
    const begin = PER_GATE.exec(tensors[at].name);
    const cell = begin === null ? [] : tensors.slice(at, at + MOST_ARRAYS).map(({ name }) => PER_GATE.exec(name));
    const end = cell.findIndex((match) => match?.[1] !== begin?.[1]);
    const run = tensors.slice(at, at + (end < 0 ? MOST_ARRAYS : end));
    const parts = begin === null ? null : joinCell(run, begin[1]);
    joined.push(...(parts ?? [tensors[at]]));
    at += parts === null ? 1 : run.length;
  }
  return joined;
}

function joinCell(run: readonly KerasTensor[], cell: string): KerasTensor[] | null {
  const byPart = new Map(run.map((tensor) => [PER_GATE.exec(tensor.name)!.slice(2).join(), tensor]));
  const gates = [...new Set(run.map(({ name }) => PER_GATE.exec(name)![3]))].toSorted().join('');
  if (!Object.hasOwn(ORDERS, gates)) return null;
  const parts = ['W', 'U', 'b'].map((part) => ORDERS[gates].map((gate) => byPart.get(`${part},${gate}`)));
  if (!parts.every((part) => part.every((tensor) => tensor !== undefined))) return null;
  return parts.map((part, number) => {
    const tensors = part.filter((tensor) => tensor !== undefined);
    const [first] = tensors;
    const same = tensors.every(({ shape }) => shape.join() === first.shape.join());
    const columns = first.shape.at(-1) ?? 0;
    return {
      name: `${cell}_${['W', 'U', 'b'][number]}`,
      // Gates of different sizes are no cell's: a shape that fits nothing.
      shape: same ? [...first.shape.slice(0, -1), columns * tensors.length] : [],
      *read() {
        const values: Float32Array[] = [];
        for (const tensor of tensors) values.push(yield* tensor.read());
        return sideBySide(values, columns);
      },
    };
  });
}
