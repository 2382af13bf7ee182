/** Folders of files made for a test, and what an engine makes of them. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FolderSettings } from '../../core/contract/folder';
import type { DatasetSpec, ReadingSpec, Source } from '../../core/contract/specs';
import type { DatasetView, Part } from '../../core/contract/views';
import { testEngine, type TestEngine } from './engine';

/** Two classes of two files each. */
export const CLASSES = {
  'walk/2.csv': 'x,y\n5,6\n7,8\n9,10\n',
  'walk/10.csv': 'x,y\n1,2\n3,4\n',
  'run/1.csv': 'x,y\n-1,0.5\n-2,1.5\n-3,2.5\n',
  'run/b.csv': 'y,x\n20,10\n21,11\n',
};

/** Writes files by their paths below a folder. */
export async function writeFiles(folder: string, files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

export function specOf(source: Source, reading: ReadingSpec = {}): DatasetSpec {
  return { source, reading, missing: 'refuse', scaling: 'none' };
}

export interface ReadSeries {
  id: string;
  label: string | null;
  /** Each channel's values, in their order. */
  values: number[][];
}

export interface OpenedSet {
  view: DatasetView;
  series: ReadSeries[];
}

/** Opens a source and reads every series of a part, value by value. */
export async function openSet(made: TestEngine, spec: DatasetSpec, part: Part = 'train'): Promise<OpenedSet> {
  const { engine } = made;
  const view = await engine.openDataset('open', spec);
  const list = await engine.seriesList(view.handle, part, 0, 1000);
  const channels = view.channels.map((_, channel) => channel);
  const series: ReadSeries[] = [];
  for (const { index, id, label, length } of list.rows) {
    const chosen = [{ part, index }];
    const query = { series: chosen, channels, from: 0, to: length, width: 8192, scaled: false };
    const { lines } = await engine.seriesChart(view.handle, query);
    series.push({ id, label, values: lines.map(({ envelope }) => [...envelope.max]) });
  }
  return { view, series };
}

/** A new folder `data` with these files, opened. */
export async function openFiles(
  files: Record<string, string | Uint8Array>,
  {
    settings = {},
    reading = {},
    part = 'train',
  }: { settings?: FolderSettings; reading?: ReadingSpec; part?: Part } = {},
): Promise<OpenedSet & TestEngine> {
  const made = await testEngine();
  await writeFiles(join(made.folder, 'data'), files);
  const opened = await openSet(made, specOf({ kind: 'folder', folder: 'data', ...settings }, reading), part);
  return { ...made, ...opened };
}
