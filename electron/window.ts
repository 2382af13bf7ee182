/** The one window: sandboxed, where it was last time, shown without a flash. */

import { BrowserWindow, nativeTheme, screen } from 'electron';
import { join } from 'node:path';
import icon from './icon.png?asset';
import { START_PAGE } from './security';
import type { SettingsStore } from './settings';
import { fitPlace, LEAST } from './window-place';

/** The token `--surface-0` of both themes, seen until the page has painted. */
const background = { light: '#f1f3f5', dark: '#14171a' } as const;

/** Makes the window and loads the page; it shows itself when it has something to show. */
export function openWindow(store: SettingsStore): BrowserWindow {
  const { place } = store;
  const display = place === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(place);
  const window = new BrowserWindow({
    ...fitPlace(place, display.workArea),
    minWidth: LEAST.width,
    minHeight: LEAST.height,
    title: 'LSTM Workbench',
    icon,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (place?.maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    store.place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
  });
  const paint = (): void => {
    window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? background.dark : background.light);
  };
  nativeTheme.on('updated', paint);
  window.once('closed', () => nativeTheme.off('updated', paint));
  void window.loadURL(START_PAGE);
  return window;
}
