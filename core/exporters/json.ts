/** Writes provenance as JSON whose bytes depend on the values alone. */

/** UTF-8 JSON with the keys in the order in which they were set, two spaces a level and a newline at the end. */
export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
