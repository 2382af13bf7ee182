/** Chooses the files that are read through the table engine, in bounded memory, and reads them. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import type { RecognisedEncoding } from '../dataset/encoding';
import { extensionOf } from '../dataset/format';
import { isGzip } from '../dataset/gzip';
import { judgeEncoding, readHead } from '../dataset/large/head';
import type { LargeFile, Machine } from '../dataset/large/machine';
import { isParquet, readParquet } from '../dataset/large/parquet-file';
import { readLargeJson } from '../dataset/large/read-json';
import { readLargeText } from '../dataset/large/read-text';
import { unpackLarge } from '../dataset/large/unpack';
import type { LargeResult } from '../dataset/part';
import type { EngineHost, OpenFile, Path } from './host';

/** Smaller files are read in one piece. */
const LARGE_BYTES = 16 << 20;
/** Of a packed file: it holds several times as much. */
const LARGE_PACKED_BYTES = 4 << 20;
/** Of delimited text with lists in its cells, which is read in one piece: it takes several times as much memory. */
export const LARGEST_LISTS = 256 << 20;
/** Share of the work that is unpacking, where a file is packed. */
const UNPACKING_SHARE = 0.3;

/** What was read, with the hash of the file's bytes. */
export interface LargeSource {
  result: LargeResult;
  fileName: string;
  sha256: string;
}

/** Told of the bytes of a file. */
export interface ReadingProgress {
  /** How many there are to read. */
  begin(bytes: number): void;
  /** How many are read. @throws engine/cancelled */
  reach(bytes: number): Promise<void>;
}

/**
 * Reads the file if it is Parquet, or large and delimited text or JSON; null where the reader of small files is to read it.
 * @param name what the file is called in errors
 */
export async function readLargeFile(
  path: Path,
  name: string,
  reading: ReadingSpec,
  host: EngineHost,
  progress: ReadingProgress,
): Promise<LargeSource | null> {
  const opened = await host.openFile(path);
  let needsEngine = false;
  try {
    const parquet = await recogniseParquet(name, opened, reading);
    needsEngine = parquet !== null;
    const packed = isGzip(await opened.read(0, 2));
    if (parquet === null && opened.bytes < (packed ? LARGE_PACKED_BYTES : LARGE_BYTES)) return null;
    const job = new LargeJob(name, path, opened, reading, host, progress);
    const begin = (): void => progress.begin(opened.bytes);
    if (parquet !== null) return (begin(), await job.readParquet(parquet));
    return packed ? await job.readPacked(begin) : await job.readPlain(begin);
  } catch (thrown) {
    // Without the engine a file that fits into memory is read as a small one.
    if (!needsEngine && thrown instanceof WorkbenchError && thrown.code === 'table/engine-unavailable') return null;
    throw thrown;
  } finally {
    await opened.close();
  }
}

class LargeJob {
  private hash: ReturnType<EngineHost['startSha256']>;
  /** Whether every byte of the file went by. */
  private hashed = false;

  constructor(
    private readonly name: string,
    private readonly path: Path,
    private readonly opened: OpenFile,
    private readonly reading: ReadingSpec,
    private readonly host: EngineHost,
    private readonly progress: ReadingProgress,
  ) {
    this.hash = host.startSha256();
  }

  async readParquet(assumptions: Assumption[]): Promise<LargeSource> {
    const file = await this.again();
    return this.done(await readParquet(file, this.reading, assumptions, this.machine([0, 1]), { seen: this.seen }));
  }

  async readPlain(begin: () => void): Promise<LargeSource | null> {
    const result = await this.readText(() => this.again(), [0, 1], begin);
    return result === null ? null : this.done(result);
  }

  /** A packed file is unpacked into a temporary one, which is read like any other. */
  async readPacked(begin: () => void): Promise<LargeSource | null> {
    begin();
    const spool = await this.host.openSpool();
    try {
      const unpacking = this.machine([0, UNPACKING_SHARE]);
      const file = await unpackLarge(this.name, this.opened, spool, this.seen, unpacking.reach);
      this.hashed = true;
      const result = await this.readText(
        async () => spooled(this.name, spool.path, file),
        [UNPACKING_SHARE, 1],
        () => {},
      );
      if (result === null) await spool.close();
      if (result === null) return null;
      const unpacked: Assumption = { setting: 'unpacked', reason: 'gzip', params: { bytes: file.bytes } };
      const close = async (): Promise<void> => {
        await result.close();
        await spool.close();
      };
      return this.done({ ...result, assumptions: [unpacked, ...result.assumptions], close });
    } catch (thrown) {
      await spool.close();
      throw thrown;
    }
  }

  /**
   * Null where it is neither delimited text nor a list in JSON, or holds lists in its cells. What is no UTF-8 after all is judged by all of its
   * bytes and read once more.
   */
  private async readText(
    open: () => Promise<LargeFile>,
    range: readonly [number, number],
    begin: () => void,
  ): Promise<LargeResult | null> {
    const { reading } = this;
    let judged: RecognisedEncoding | null = null;
    for (;;) {
      const file = await open();
      try {
        const head = await readHead(this.name, file, reading, judged);
        const format = head?.format;
        const isTable = format === 'csv' || format === 'ucr';
        const isJson = format === 'json' || format === 'ndjson';
        let result: LargeResult | null = null;
        if (head !== null && (isTable || isJson)) begin();
        const options = { seen: this.seen };
        if (head !== null && isTable) {
          result = await readLargeText(file, reading, format, head.text, this.machine(range), options);
        } else if (head !== null && isJson) {
          result = await readLargeJson(file, reading, format, head.text, this.machine(range), options);
        }
        if (result === null) await file.close();
        if (result === null && isTable && file.bytes > LARGEST_LISTS) {
          throw new WorkbenchError('table/lists-too-large', {
            file: file.name,
            bytes: file.bytes,
            limit: LARGEST_LISTS,
          });
        }
        return result;
      } catch (thrown) {
        await file.close();
        const strange = thrown instanceof WorkbenchError && thrown.code === 'file/encoding';
        if (!strange || reading.encoding !== undefined || judged !== null) throw thrown;
        // What went by before the place that is no UTF-8 goes by once more.
        if (!this.hashed) this.hash = this.host.startSha256();
        const whole = await open();
        try {
          judged = await judgeEncoding(whole, (share) => this.machine(range).reach(share));
        } finally {
          await whole.close();
        }
        if (judged.encoding === 'utf-8') throw thrown;
      }
    }
  }

  /** The file once more, to be closed by whoever reads it. */
  private async again(): Promise<LargeFile> {
    const { bytes, read, close } = await this.host.openFile(this.path);
    return { name: this.name, path: this.path, bytes, read, close };
  }

  private machine([from, to]: readonly [number, number]): Machine {
    const { host, progress, opened } = this;
    return {
      openTables: () => host.openTables(),
      openStore: () => host.openStore(),
      openSpool: () => host.openSpool(),
      reach: (share) => progress.reach((from + (to - from) * share) * opened.bytes),
    };
  }

  /** Hashes the bytes of the file, which may be read more than once. */
  private readonly seen = (bytes: Uint8Array): void => {
    if (!this.hashed) this.hash.add(bytes);
  };

  private done(result: LargeResult): LargeSource {
    return { result, fileName: this.name, sha256: this.hash.digest() };
  }
}

/** A temporary file that is closed by whoever made it. */
function spooled(name: string, path: Path, { bytes, read }: Pick<LargeFile, 'bytes' | 'read'>): LargeFile {
  return { name, path, bytes, read, close: async () => {} };
}

/** What was assumed of a file that is Parquet; null for every other one. */
async function recogniseParquet(name: string, file: OpenFile, { format }: ReadingSpec): Promise<Assumption[] | null> {
  if (format !== undefined) return format === 'parquet' ? [] : null;
  const extension = extensionOf(name);
  const byContent = isParquet(await file.read(0, 4));
  if (!byContent && extension !== 'parquet') return null;
  return [{ setting: 'format', reason: byContent ? 'content' : 'extension', params: { extension } }];
}
