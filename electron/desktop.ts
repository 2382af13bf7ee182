/** Main's side of the desktop calls: checks who asks for what, then shows dialogs, keeps settings and hands out grants. */

import { app, type BrowserWindow, ipcMain } from 'electron';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Grant, RecentFile, Settings } from '../core/contract/api';
import { CALLS, callChannel, type DesktopCall } from './channels';
import { writeImage, writeText } from './copying';
import { askForFile, askForFolder, askForTarget, type Openable, TARGET_KINDS, type TargetKind } from './dialogs';
import type { Grants } from './grants';
import { isFromOurPage } from './security';
import { isSettingsChange, type SettingsStore } from './settings';

const LONGEST_TEXT = 10_000_000;
const LARGEST_IMAGE_BYTES = 64 << 20;
const LONGEST_NAME = 200;

export interface Desktop {
  window: BrowserWindow;
  store: SettingsStore;
  grants: Grants;
  changeSettings(change: Partial<Settings>): Settings;
  /** Resolves when the engine knows all that was granted. */
  knowsGrants(): Promise<void>;
}

type Handlers = Record<DesktopCall, (...args: unknown[]) => unknown>;

/** Answers the page's calls. Every argument is checked: a page that was taken over may send anything. */
export function serveDesktop(desktop: Desktop): void {
  const handlers = handlersOf(desktop);
  for (const call of CALLS) {
    ipcMain.handle(callChannel(call), async (event, ...args: unknown[]) => {
      if (!isFromOurPage(event)) throw new Error('refused: not our page');
      const answer = await handlers[call](...args);
      await desktop.knowsGrants();
      return answer;
    });
  }
}

function handlersOf({ window, store, grants, changeSettings }: Desktop): Handlers {
  const language = (): Settings['language'] => store.settings.language;
  const usualFolder = (): string => (store.recent.length > 0 ? dirname(store.recent[0]) : app.getPath('documents'));
  let targetFolder: string | null = null;

  const choose = async (what: Openable): Promise<Grant | null> => {
    const path = await askForFile(window, language(), what, usualFolder());
    return path === null ? null : grants.grant(path);
  };

  /** Lets the engine read what is there; null where nothing is. */
  const grantThere = async (path: string): Promise<Grant | null> => {
    const found = await kindOf(path);
    return found === null ? null : { ...grants.grant(path), ...asGrant(found) };
  };

  const grantedPath = (file: unknown): string | undefined => {
    check(typeof file === 'string' && grants.isGranted(file));
    return grants.pathOf(file);
  };

  return {
    settings: () => store.settings,
    changeSettings: (change) => {
      check(isSettingsChange(change));
      return changeSettings(change);
    },
    chooseData: () => choose('data'),
    chooseFolder: async (): Promise<Grant | null> => {
      const path = await askForFolder(window, language(), usualFolder());
      return path === null ? null : { ...grants.grant(path), isFolder: true };
    },
    chooseWeights: () => choose('weights'),
    chooseArray: () => choose('array'),
    chooseProject: async (): Promise<Grant | null> => {
      const path = await askForFile(window, language(), 'project', usualFolder());
      return path === null ? null : grants.grantProject(path);
    },
    chooseTarget: async (name, kind): Promise<Grant | null> => {
      check(isFileName(name) && isTargetKind(kind));
      const path = await askForTarget(window, language(), name, kind, targetFolder ?? usualFolder());
      if (path === null) return null;
      targetFolder = dirname(path);
      return kind === 'project' ? grants.grantProject(path) : grants.grantTarget(path);
    },
    grantDrop: async (path): Promise<Grant | null> => {
      check(typeof path === 'string');
      return path === '' ? null : grantThere(path);
    },
    recentFiles: async (): Promise<RecentFile[]> => {
      const { recent, unfinished } = store;
      const kinds = await Promise.all(recent.map(kindOf));
      return recent.flatMap((path, index) => {
        const found = kinds[index];
        if (found === null) return [];
        const named = { ...grants.name(path), ...asGrant(found), folder: basename(dirname(path)) };
        return [{ ...named, unfinished: unfinished.includes(path) }];
      });
    },
    openRecent: async (file): Promise<Grant | null> => {
      check(typeof file === 'string');
      const path = grants.pathOf(file);
      if (path === undefined || !store.recent.includes(path)) return null;
      const granted = await grantThere(path);
      if (granted === null) store.removeRecent(path);
      return granted;
    },
    beginOpening: (file) => {
      const path = grantedPath(file);
      if (path !== undefined) store.beginOpening(path);
    },
    endOpening: (file, finished) => {
      check(typeof finished === 'boolean');
      const path = grantedPath(file);
      if (path !== undefined) store.endOpening(path, finished);
    },
    rememberFile: (file) => {
      const path = grantedPath(file);
      if (path === undefined) return;
      store.addRecent(path);
      app.addRecentDocument(path);
    },
    copyText: (text) => {
      check(typeof text === 'string' && text.length <= LONGEST_TEXT);
      return writeText(text);
    },
    copyImage: (png) => {
      check(png instanceof Uint8Array && png.byteLength <= LARGEST_IMAGE_BYTES);
      return writeImage(png);
    },
  };
}

function check(condition: boolean): asserts condition {
  if (!condition) throw new Error('refused: bad argument');
}

/** A bare name: nothing in it may lead to another folder. */
function isFileName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= LONGEST_NAME &&
    basename(value) === value &&
    !/[\0\\:]/.test(value)
  );
}

function isTargetKind(value: unknown): value is TargetKind {
  return TARGET_KINDS.some((kind) => kind === value);
}

/** What can be opened at a path, if anything. */
function kindOf(path: string): Promise<'file' | 'folder' | null> {
  return stat(path).then(
    (found) => (found.isFile() ? 'file' : found.isDirectory() ? 'folder' : null),
    () => null,
  );
}

function asGrant(kind: 'file' | 'folder'): Pick<Grant, 'isFolder'> {
  return kind === 'folder' ? { isFolder: true } : {};
}
