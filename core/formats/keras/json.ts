/** Looks into JSON that anybody may have written. */

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a name, an empty one where there is none. */
export function objectIn(object: JsonObject, name: string): JsonObject {
  const value = valueIn(object, name);
  return isObject(value) ? value : {};
}

export function textIn(object: JsonObject, name: string): string | null {
  const value = valueIn(object, name);
  return typeof value === 'string' ? value : null;
}

export function numberIn(object: JsonObject, name: string): number | null {
  const value = valueIn(object, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The value of a name of its own, so that `__proto__` and the like give nothing. */
export function valueIn(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
