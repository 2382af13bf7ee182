/** Numbers whose count is not known beforehand, in one array that doubles. */

export class Growing {
  length = 0;
  private held = new Float64Array(1024);

  push(value: number): void {
    if (this.length === this.held.length) {
      const grown = new Float64Array(this.held.length * 2);
      grown.set(this.held);
      this.held = grown;
    }
    this.held[this.length++] = value;
  }

  at(index: number): number {
    return this.held[index];
  }

  /** What was pushed; a view, until the next push. */
  values(): Float64Array {
    return this.held.subarray(0, this.length);
  }
}

/** The same for whole numbers of 32 bits, of which there is one for each row. */
export class GrowingCodes {
  length = 0;
  private held: Int32Array;

  constructor(expected: number) {
    this.held = new Int32Array(Math.max(1024, Math.ceil(expected)));
  }

  push(code: number): void {
    if (this.length === this.held.length) {
      const grown = new Int32Array(this.held.length * 2);
      grown.set(this.held);
      this.held = grown;
    }
    this.held[this.length++] = code;
  }

  codes(): Int32Array {
    return this.held.subarray(0, this.length);
  }
}
