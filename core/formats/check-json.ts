/** Checks parsed JSON field by field, so that what comes out has the type that it claims. */

/** Gives the value back as `T`. Throws `JsonFault`. */
export type Check<T> = (value: unknown, path: string) => T;

/** A field that is not what it must be; `path` is like `layers[2].hidden`. */
export class JsonFault extends Error {
  constructor(readonly path: string) {
    super(`unexpected value at ${path}`);
  }
}

export const flag: Check<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new JsonFault(path);
  return value;
};

export const number: Check<number> = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new JsonFault(path);
  return value;
};

export function count(min: number, max: number): Check<number> {
  return (value, path) => {
    if (!Number.isInteger(value) || !((value as number) >= min && (value as number) <= max)) throw new JsonFault(path);
    return value as number;
  };
}

export function word<Word extends string | number>(words: readonly Word[]): Check<Word> {
  return (value, path) => {
    const found = words.find((one) => one === value);
    if (found === undefined) throw new JsonFault(path);
    return found;
  };
}

export function nullOr<T>(check: Check<T>): Check<T | null> {
  return (value, path) => (value === null ? null : check(value, path));
}

export function list<T>(check: Check<T>, most: number): Check<T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > most) throw new JsonFault(path);
    return value.map((item, at) => check(item, `${path}[${at}]`));
  };
}

/** An object with these fields; others are left out. */
export function fields<T extends object>(checks: { [Name in keyof T]: Check<T[Name]> }): Check<T> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new JsonFault(path);
    const entries = Object.entries<Check<unknown>>(checks).map(([name, check]) => {
      const field = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      return [name, check(field, path === '' ? name : `${path}.${name}`)];
    });
    return Object.fromEntries(entries) as T;
  };
}

/** One of several objects, told apart by their field `kind`. */
export function byKind<T extends { kind: string }>(checks: {
  [Kind in T['kind']]: Check<T & { kind: Kind }>;
}): Check<T> {
  const kinds = Object.keys(checks) as T['kind'][];
  return (value, path) => {
    const { kind } = fields<{ kind: T['kind'] }>({ kind: word(kinds) })(value, path);
    return checks[kind](value, path);
  };
}
