/** What the reader of large files asks of the machine. */

import type { Tables } from '../table-engine';
import type { Store } from './value-sink';

/** A file that is read in pieces. */
export interface Pieces {
  readonly bytes: number;
  read(from: number, to: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A temporary file that is written from its start and read afterwards. */
export interface Spool {
  readonly path: string;
  append(bytes: Uint8Array): Promise<void>;
  /** All that was appended. */
  finish(): Promise<Pieces>;
  /** Removes the file. Closing again does nothing. */
  close(): Promise<void>;
}

export interface Machine {
  /** @throws table/engine-unavailable */
  openTables(): Promise<Tables>;
  openStore(): Promise<Store>;
  openSpool(): Promise<Spool>;
  /** Lets messages in and tells how much of the work is done, 0 to 1. @throws engine/cancelled */
  reach(share: number): Promise<void>;
}

/** A file to be read: its base name, and where the table engine finds it. */
export interface LargeFile extends Pieces {
  readonly name: string;
  readonly path: string;
}
