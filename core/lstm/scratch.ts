/** Memory that one batch after the other computes in, grown where a batch needs more. */

export class Scratch {
  private readonly kept = new Map<string, Float32Array | Float64Array>();

  /** `size` float32, with whatever was left in them. */
  singles(name: string, size: number): Float32Array {
    return this.take(name, size, Float32Array);
  }

  /** `size` float64, with whatever was left in them. */
  doubles(name: string, size: number): Float64Array {
    return this.take(name, size, Float64Array);
  }

  get bytes(): number {
    return [...this.kept.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  private take<A extends Float32Array | Float64Array>(name: string, size: number, of: new (size: number) => A): A {
    let array = this.kept.get(name);
    if (array === undefined || array.length < size) this.kept.set(name, (array = new of(size)));
    return array.subarray(0, size) as A;
  }
}
