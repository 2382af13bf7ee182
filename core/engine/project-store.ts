/** What a project file is to the engine: named rows that are on disk when a change has resolved. `core/node` implements it. */

/** Rows are found by kind and id. */
export interface StoredRow {
  kind: string;
  id: number;
  /** JSON. */
  body: string;
}

export interface ProjectStore {
  /** It was opened for reading alone. */
  readonly readOnly: boolean;
  /** All rows, by kind and id. @throws project/broken, project/too-large */
  rows(): Promise<StoredRow[]>;
  /**
   * Puts rows, in the place of those of the same kind and id, and removes others, all or nothing: a power cut at any moment
   * leaves the file as it was before or after.
   * @throws project/not-saved
   */
  change(puts: readonly StoredRow[], removed: readonly Pick<StoredRow, 'kind' | 'id'>[]): Promise<void>;
  close(): Promise<void>;
}
