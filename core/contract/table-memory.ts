/** How much memory the table engine may take: what may be chosen, and what the engine answers. */

/** Bytes; null for a quarter of the machine's memory. */
export type TableMemory = number | null;

/** What the table engine needs to do its work at all, in bytes. */
export const LEAST_TABLE_MEMORY = 256_000_000;

export interface MemoryView {
  /** Of the machine, or of what this process may use of it, in bytes. */
  machine: number;
  /** Taken where none was chosen. */
  automatic: number;
  /** That the table engine takes at most. */
  tables: number;
}

/** Whether a value from outside may be such a choice on some machine. */
export function isTableMemory(value: unknown): value is TableMemory {
  return value === null || (Number.isSafeInteger(value) && (value as number) >= LEAST_TABLE_MEMORY);
}
