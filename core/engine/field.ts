/** One value of a job file, asked for by the type that is expected there; every fault names its path. */

import { WorkbenchError } from '../contract/errors';
import { isDelimiter } from '../contract/specs';

export class Field {
  constructor(
    private readonly file: string,
    private readonly path: string,
    readonly value: unknown,
  ) {}

  has(name: string): boolean {
    return Object.hasOwn(this.object(), name);
  }

  at(name: string): Field {
    const path = this.path === '' ? name : `${this.path}.${name}`;
    return new Field(this.file, path, this.has(name) ? this.object()[name] : undefined);
  }

  only(...names: string[]): void {
    const unknown = Object.keys(this.object()).find((name) => !names.includes(name));
    if (unknown !== undefined) this.at(unknown).fail(names.join(' | '));
  }

  text(): string {
    return typeof this.value === 'string' && this.value !== '' ? this.value : this.fail('"..."');
  }

  oneOf<T>(allowed: readonly T[]): T {
    const found = allowed.find((candidate) => candidate === this.value);
    return found === undefined ? this.fail(allowed.map((value) => JSON.stringify(value)).join(' | ')) : found;
  }

  /** @see isDelimiter */
  delimiter(): string {
    const ok = typeof this.value === 'string' && isDelimiter(this.value);
    return ok ? (this.value as string) : this.fail('delimiter');
  }

  number(range: { min: number; max: number }): number {
    const ok = typeof this.value === 'number' && this.value >= range.min && this.value <= range.max;
    return ok ? (this.value as number) : this.fail(`${range.min} .. ${range.max}`);
  }

  integer(range: { min: number; max: number }): number {
    const number = this.number(range);
    return Number.isInteger(number) ? number : this.fail(`${range.min} .. ${range.max}`);
  }

  list(): Field[] {
    if (!Array.isArray(this.value)) return this.fail('[...]');
    return this.value.map((value: unknown, index) => new Field(this.file, `${this.path}[${index}]`, value));
  }

  nullOr<T>(read: (field: Field) => T): T | null {
    return this.value === null ? null : read(this);
  }

  private object(): Record<string, unknown> {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) return this.fail('{...}');
    return this.value as Record<string, unknown>;
  }

  private fail(reason: string): never {
    throw new WorkbenchError('job/field', { file: this.file, field: this.path === '' ? '(root)' : this.path, reason });
  }
}
