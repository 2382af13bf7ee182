/** Reads the values of options, each by the type that it must have. Errors: usage/bad-value. */

import { WorkbenchError } from '../contract/errors';
import { isDelimiter } from '../contract/specs';

export type Values = Record<string, string | boolean | string[] | undefined>;

export function bad(option: string, value: string, expected: string): WorkbenchError {
  return new WorkbenchError('usage/bad-value', { option: `--${option}`, value, expected });
}

export function textOf(values: Values, option: string): string | undefined {
  const value = values[option];
  return typeof value === 'string' ? value : undefined;
}

export function oneOf<T extends string>(values: Values, option: string, allowed: readonly T[]): T | undefined {
  const value = textOf(values, option);
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw bad(option, value, allowed.join(' | '));
  return found;
}

/** One character, or `tab`. */
export function delimiterOf(values: Values, option: string): string | undefined {
  const value = textOf(values, option);
  if (value === undefined) return undefined;
  const mark = value === 'tab' || value === '\\t' ? '\t' : value;
  if (!isDelimiter(mark)) throw bad(option, value, 'delimiter');
  return mark;
}

export function listOf<T extends string>(values: Values, option: string, allowed: readonly T[]): T[] | undefined {
  const value = textOf(values, option);
  if (value === undefined) return undefined;
  const names = value.split(',').map((name) => oneOf({ [option]: name.trim() }, option, allowed) as T);
  return names.filter((name, index) => names.indexOf(name) === index);
}

export function numberOf(values: Values, option: string, range: { min: number; max: number }): number | undefined {
  const value = textOf(values, option);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < range.min || number > range.max) {
    throw bad(option, value, `${range.min} .. ${range.max}`);
  }
  return number;
}

const SIZE_UNITS: Record<string, number> = { MB: 1e6, GB: 1e9, TB: 1e12, MIB: 2 ** 20, GIB: 2 ** 30, TIB: 2 ** 40 };

/** A size with its unit, such as `2GB`, in bytes. */
export function sizeOf(values: Values, option: string, least: number): number | undefined {
  const value = textOf(values, option);
  if (value === undefined) return undefined;
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([KMGT]i?B)$/i.exec(value.trim()) ?? [];
  const bytes = Math.round(Number(number) * SIZE_UNITS[unit?.toUpperCase()]);
  if (!Number.isSafeInteger(bytes) || bytes < least) throw bad(option, value, 'memory-size');
  return bytes;
}

export function integerOf(values: Values, option: string, range: { min: number; max: number }): number | undefined {
  const number = numberOf(values, option, range);
  if (number !== undefined && !Number.isInteger(number))
    throw bad(option, String(values[option]), `${range.min} .. ${range.max}`);
  return number;
}
