/** The system's dialogs for opening and saving, in the user's language. */

import { type BrowserWindow, dialog } from 'electron';
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Language } from '../core/contract/api';
import { PROJECT_EXTENSION } from '../core/contract/project';
import { WEIGHTS_EXTENSIONS } from '../core/contract/specs';
import { FEATURE_TARGETS, MODEL_TARGETS } from '../core/contract/targets';
import { translate } from '../core/locale/texts';

/** What can be saved: `features` and `model` in any format that these are written in, `project` as a project, all else in the one of its extension. */
export const TARGET_KINDS = ['features', 'model', 'project', 'csv', 'png', 'svg', 'json', 'html'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

const openable = {
  data: {
    title: 'menu.dialog.openData',
    kind: 'menu.dialog.timeSeries',
    extensions: [
      'csv',
      'tsv',
      'txt',
      'dat',
      'ts',
      'tsf',
      'arff',
      'npy',
      'npz',
      'json',
      'ndjson',
      'jsonl',
      'xlsx',
      'parquet',
      'gz',
    ],
  },
  weights: { title: 'menu.dialog.openWeights', kind: 'menu.dialog.weights', extensions: WEIGHTS_EXTENSIONS },
  array: { title: 'menu.dialog.openArray', kind: 'menu.dialog.npy', extensions: ['npy'] },
  project: { title: 'menu.dialog.openProject', kind: 'menu.dialog.lstmw', extensions: [PROJECT_EXTENSION] },
} as const;
export type Openable = keyof typeof openable;

/** Asks for one file to read; null when the user thinks better of it. */
export async function askForFile(
  window: BrowserWindow,
  language: Language,
  what: Openable,
  folder: string | undefined,
): Promise<string | null> {
  const { title, kind, extensions } = openable[what];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate(language, title),
    defaultPath: folder,
    properties: ['openFile'],
    filters: [
      { name: translate(language, kind), extensions: [...extensions] },
      { name: translate(language, 'menu.dialog.allFiles'), extensions: ['*'] },
    ],
  });
  return canceled || filePaths.length === 0 ? null : filePaths[0];
}

/** Asks for a folder of files to read; null when the user thinks better of it. */
export async function askForFolder(
  window: BrowserWindow,
  language: Language,
  folder: string | undefined,
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate(language, 'menu.dialog.openFolder'),
    defaultPath: folder,
    properties: ['openDirectory'],
  });
  return canceled || filePaths.length === 0 ? null : filePaths[0];
}

/** Asks where to write; the answer always has an extension. Null when the user thinks better of it. */
export async function askForTarget(
  window: BrowserWindow,
  language: Language,
  suggestedName: string,
  kind: TargetKind,
  folder: string,
): Promise<string | null> {
  // The first is what a name without an extension gets.
  const extensions = extensionsOf(kind);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: translate(language, 'menu.dialog.save'),
    defaultPath: join(folder, suggestedName),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
    filters: extensions.map((extension) => ({
      name: translate(language, `menu.dialog.${extension}`),
      extensions: [extension],
    })),
  });
  if (canceled || filePath === '') return null;
  if (extname(filePath) !== '') return filePath;
  // Not every system's dialog adds the extension; what it asked about was then another name than this one.
  const whole = `${filePath}.${extensions[0]}`;
  return (await mayReplace(window, language, whole)) ? whole : null;
}

function extensionsOf(kind: TargetKind) {
  switch (kind) {
    case 'features':
      return FEATURE_TARGETS;
    case 'model':
      return MODEL_TARGETS;
    case 'project':
      return [PROJECT_EXTENSION] as const;
    default:
      return [kind] as const;
  }
}

async function mayReplace(window: BrowserWindow, language: Language, path: string): Promise<boolean> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (!exists) return true;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: translate(language, 'menu.dialog.replace', { name: basename(path) }),
    buttons: [translate(language, 'menu.dialog.replaceButton'), translate(language, 'menu.dialog.cancelButton')],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
