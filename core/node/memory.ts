/** How much memory the machine has, and how much of it the table engine may take. */

import { totalmem } from 'node:os';
import { WorkbenchError } from '../contract/errors';
import { isTableMemory, LEAST_TABLE_MEMORY, type MemoryView, type TableMemory } from '../contract/table-memory';

/** Share of the machine's memory that the table engine may take unless told otherwise. */
const SHARE = 0.25;

/** What the machine has, or less where the system lets this process have less. */
function machineBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** The choice of a process and what it comes to. */
export class MemoryChoice {
  private chosen: TableMemory = null;

  constructor(private readonly machine = machineBytes()) {}

  get view(): MemoryView {
    const automatic = Math.floor(this.machine * SHARE);
    return { machine: this.machine, automatic, tables: this.chosen ?? automatic };
  }

  /** @throws table/memory for what is too little to work with or more than there is */
  choose(bytes: TableMemory): void {
    if (!isTableMemory(bytes) || (bytes !== null && bytes > this.machine)) {
      throw new WorkbenchError('table/memory', { bytes: Number(bytes), min: LEAST_TABLE_MEMORY, max: this.machine });
    }
    this.chosen = bytes;
  }
}
