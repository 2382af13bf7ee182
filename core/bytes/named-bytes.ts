/** A file's bytes with the name that errors call it by. */

export interface NamedBytes {
  /** Base name, without folders. */
  name: string;
  bytes: Uint8Array;
}
