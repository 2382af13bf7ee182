/** The stack machine that pickles are written for: its stack, its memo and the bytes under its hand. */

import { WorkbenchError } from '../contract/errors';

/** `None`, numbers, texts, bytes, lists and tuples, dictionaries, and what the classes below and the caller's hooks stand for. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Global
  | PickledObject
  | object;

/** A name of Python's, such as `collections.OrderedDict`: no more than a name. */
export class Global {
  constructor(readonly path: string) {}
}

/** An object of a class that is only named: what would have been its arguments and its state. */
export class PickledObject {
  state: PickleValue = null;

  constructor(
    readonly type: Global,
    readonly args: PickleValue[],
  ) {}
}

/** Lies on the stack where a tuple, list or dictionary begins. */
export const MARK: object = Object.freeze({});

const text = new TextDecoder('utf-8');

export class PickleMachine {
  readonly stack: PickleValue[] = [];
  readonly memo = new Map<number, PickleValue>();
  private readonly view: DataView;

  constructor(
    private readonly file: string,
    private readonly bytes: Uint8Array,
    /** The next byte. */
    public at: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  top(): PickleValue {
    const value = this.stack.at(-1);
    if (value === undefined || value === MARK) throw this.broken('stack');
    return value;
  }

  pop(): PickleValue {
    const value = this.top();
    this.stack.pop();
    return value;
  }

  /** The topmost values, the lowest first. */
  popMany(count: number): PickleValue[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  /** The values above the topmost mark, which goes too. */
  popMark(): PickleValue[] {
    const at = this.stack.findLastIndex((value) => value === MARK);
    if (at < 0) throw this.broken('mark');
    return this.stack.splice(at).slice(1);
  }

  append(items: PickleValue[]): void {
    const list = this.top();
    // An object of a class of its own may be filled like a list; its items are of no use here.
    if (Array.isArray(list)) for (const item of items) list.push(item);
    else if (!(list instanceof PickledObject)) throw this.broken('append');
  }

  setItems(items: PickleValue[]): void {
    const target = this.top();
    if (target instanceof Map) this.setPairs(target, items);
    else if (target instanceof PickledObject) target.state = this.setPairs(new Map<PickleValue, PickleValue>(), items);
    else throw this.broken('set-items');
  }

  /** Keys and values in turn. */
  setPairs(target: Map<PickleValue, PickleValue>, items: PickleValue[]): Map<PickleValue, PickleValue> {
    if (items.length % 2 !== 0) throw this.broken('set-items');
    for (let at = 0; at < items.length; at += 2) target.set(items[at], items[at + 1]);
    return target;
  }

  remember(key: number): void {
    this.memo.set(key, this.top());
  }

  remembered(key: number): PickleValue {
    const value = this.memo.get(key);
    if (value === undefined) throw this.broken('memo');
    return value;
  }

  /** Gives the topmost object its state; what was built of known data keeps none. */
  build(state: PickleValue): void {
    const object = this.top();
    if (object instanceof PickledObject) object.state = state;
  }

  object(type: PickleValue, args: PickleValue): PickledObject {
    if (!(type instanceof Global)) throw this.broken('class');
    return new PickledObject(type, Array.isArray(args) ? args : [args]);
  }

  byte(): number {
    return this.view.getUint8(this.skip(1));
  }

  uint16(): number {
    return this.view.getUint16(this.skip(2), true);
  }

  int32(): number {
    return this.view.getInt32(this.skip(4), true);
  }

  float64(): number {
    return this.view.getFloat64(this.skip(8), false);
  }

  /** A length or a number of the memo in 1, 4 or 8 bytes. */
  length(bytes: 1 | 4 | 8): number {
    const at = this.skip(bytes);
    if (bytes === 1) return this.view.getUint8(at);
    return bytes === 4 ? this.view.getUint32(at, true) : Number(this.view.getBigUint64(at, true));
  }

  /** Little-endian two's complement; what is longer than 8 bytes is of no use as a size. */
  long(length: number): number {
    const digits = this.take(length);
    if (length > 8) return Number.POSITIVE_INFINITY;
    let value = 0n;
    for (let at = length - 1; at >= 0; at--) value = (value << 8n) | BigInt(digits[at]);
    return Number(BigInt.asIntN(length * 8, value));
  }

  text(length: number): string {
    return text.decode(this.take(length));
  }

  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end < 0) throw this.broken('cut');
    const line = text.decode(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return line.replace(/\r$/, '');
  }

  take(count: number): Uint8Array {
    const at = this.skip(count);
    return this.bytes.subarray(at, at + count);
  }

  broken(reason: string, byte = this.at): WorkbenchError {
    return new WorkbenchError('pytorch/pickle', { file: this.file, reason, byte });
  }

  private skip(count: number): number {
    const { at } = this;
    if (!(count <= this.bytes.length - at)) throw this.broken('cut');
    this.at = at + count;
    return at;
  }
}
