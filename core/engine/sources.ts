/** Reads what a dataset's source names: a file and its twin, a folder, a sample, or a set that is made. */

import type { FolderView } from '../contract/folder';
import type { DatasetSpec, ReadingSpec, SampleId } from '../contract/specs';
import { articlePart } from '../dataset/article';
import { cutMade } from '../dataset/made-result';
import type { ReadResult } from '../dataset/part';
import { twinName } from '../dataset/parts';
import { readDataset } from '../dataset/read';
import { syntheticParts } from '../dataset/synthetic';
import { inMemory } from '../dataset/values';
import { seededRandom } from '../lstm/random';
import type { Source } from './arrange';
import { asRead } from './as-read';
import { openFolder } from './folders';
import { hashInPieces } from './hash-pieces';
import type { EngineHost, Path } from './host';
import { readLargeFile } from './large-files';
import type { Task } from './task';

const SAMPLE_FILES: Record<Exclude<SampleId, 'article'>, string> = {
  gunpoint: 'GunPoint_TRAIN.ts',
  daphnet: 'S06R02E0.csv',
};

/** About what reading a file's bytes takes beside making series of them. */
const DISK_SHARE = 0.1;

/** The files that are open for a dataset. */
export class Opened {
  private readonly closes: (() => Promise<void>)[] = [];

  add(held: { close(): Promise<void> }): void {
    this.closes.push(() => held.close());
  }

  async close(): Promise<void> {
    for (const close of this.closes.splice(0)) await close();
  }
}

/** Both parts as they come from the source, and what a folder holds. */
export async function readSources(
  spec: DatasetSpec,
  host: EngineHost,
  task: Task,
  opened: Opened,
): Promise<{ train: Source; test: Source | null; twinFound: boolean; folder?: { name: string; view: FolderView } }> {
  const { source } = spec;
  if (source.kind === 'folder')
    return { ...(await openFolder(source, spec.reading, host, task, opened)), twinFound: false };
  if (source.kind === 'synthetic') {
    const { train, test } = await task.driveUncounted(syntheticParts(source, seededRandom));
    return { train: made(train, spec, host), test: made(test, spec, host), twinFound: false };
  }
  if (source.kind === 'sample' && source.id === 'article') {
    return { train: made(articlePart(), spec, host), test: null, twinFound: false };
  }
  const path =
    source.kind === 'file' ? host.resolve(source.file, 'read') : host.samplePath(SAMPLE_FILES[source.id as 'gunpoint']);
  const wanted = source.kind === 'file' ? source.test : 'twin';
  const testPath =
    typeof wanted === 'object'
      ? host.resolve(wanted.file, 'read')
      : wanted === 'twin'
        ? await findTwin(path, host)
        : null;
  const pieces = testPath === null ? 1 : 2;
  const train = await readFile(path, spec.reading, host, task, [0, pieces], opened);
  if (testPath === null) return { train, test: null, twinFound: false };
  const test = await readFile(testPath, asRead(train.result.understood, spec.reading), host, task, [1, pieces], opened);
  return { train, test, twinFound: wanted === 'twin' };
}

async function findTwin(path: Path, host: EngineHost): Promise<Path | null> {
  const name = twinName(host.baseName(path));
  if (name === null) return null;
  const twin = host.beside(path, name);
  return (await host.exists(twin)) ? twin : null;
}

/** Reads and parses one file, the `piece`-th (from 0) of so many. */
async function readFile(
  path: Path,
  reading: ReadingSpec,
  host: EngineHost,
  task: Task,
  [piece, pieces]: readonly [number, number],
  opened: Opened,
): Promise<Source> {
  const within = [piece / pieces, (piece + 1) / pieces] as const;
  const name = host.baseName(path);
  const large = await readLargeFile(path, name, reading, host, {
    begin: (bytes) => task.begin('reading', bytes, 'bytes', within),
    reach: (done) => task.reach(done),
  });
  if (large !== null) {
    opened.add(large.result);
    return large;
  }
  let begun = false;
  const begin = (total: number): void => {
    if (!begun) task.begin('reading', total, 'bytes', within);
    begun = true;
  };
  const bytes = await host.read(path, (done, total) => {
    begin(total);
    return task.reach(done * DISK_SHARE);
  });
  begin(bytes.length);
  const parsing = readDataset({ name, bytes }, reading);
  const result = await task.drive(parsing, (done) => task.reach(DISK_SHARE * bytes.length + (1 - DISK_SHARE) * done));
  return { result, fileName: name, sha256: await task.driveUncounted(hashInPieces(host, bytes)) };
}

function made(result: ReadResult, spec: DatasetSpec, host: EngineHost): Source {
  const { values } = result.series ?? { values: inMemory(new Float64Array(0)) };
  const { buffer, byteOffset, byteLength } = values.slice(0, values.length);
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const fileName = result.series?.fileName ?? '';
  return { result: cutMade(result, spec.reading.window ?? null), fileName, sha256: host.sha256(bytes) };
}
