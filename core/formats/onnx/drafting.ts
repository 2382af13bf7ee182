/** Draws up a graph operator by operator. */

import type { WrittenAttribute, WrittenNode, WrittenTensor } from './encoding';
import type { Mark } from './marks';

export type Attributes = Record<string, WrittenAttribute>;

export class Draft {
  readonly nodes: WrittenNode[] = [];
  readonly constants: WrittenTensor[] = [];
  /** What is said of values for reading them back. */
  readonly marks: Record<string, Mark> = {};
  /** The operator set that the operators used so far need. */
  opset = 14;
  private readonly numbers = new Map<string, string>();

  constructor(
    /** The operator set that is written; reductions have other forms from 18 on. */
    private readonly written: number,
  ) {}

  /** An operator with one output; gives its name. */
  add(name: string, type: string, inputs: readonly string[], attributes: Attributes = {}): string {
    this.nodes.push({ type, name: `${name}/${type}`, inputs, outputs: [name], attributes });
    return name;
  }

  /** An operator with several outputs; the empty name is none. */
  addMany(
    name: string,
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Attributes,
  ): void {
    this.nodes.push({ type, name, inputs, outputs, attributes });
  }

  needs(opset: number): void {
    this.opset = Math.max(this.opset, opset);
  }

  tensor(name: string, dims: readonly number[], values: WrittenTensor['values']): string {
    this.constants.push({ name, dims, values });
    return name;
  }

  float(value: number): string {
    return this.once(`float ${value}`, [], Float32Array.of(value));
  }

  /** A list of whole numbers; a single one without brackets. */
  ints(values: number | readonly number[]): string {
    const list = typeof values === 'number' ? [values] : values;
    const dims = typeof values === 'number' ? [] : [list.length];
    return this.once(`ints ${JSON.stringify(values)}`, dims, BigInt64Array.from(list, BigInt));
  }

  /** A reduction over one axis: an attribute until operator set 18, except for sums, then an input. */
  reduce(name: string, how: 'Sum' | 'Mean' | 'Max' | 'Min' | 'Prod', from: string, axis: number): string {
    const keepdims = { keepdims: { int: 0 } };
    if (how === 'Sum' || this.written >= 18) return this.add(name, `Reduce${how}`, [from, this.ints([axis])], keepdims);
    return this.add(name, `Reduce${how}`, [from], { axes: { ints: [axis] }, ...keepdims });
  }

  private once(key: string, dims: readonly number[], values: WrittenTensor['values']): string {
    let name = this.numbers.get(key);
    if (name === undefined) {
      name = `number_${this.numbers.size}`;
      this.numbers.set(key, this.tensor(name, dims, values));
    }
    return name;
  }
}
