/** Composition root of the main process: one window, one engine, and the doors between them and the system. */

import { app, type BrowserWindow, dialog, nativeTheme } from 'electron';
import { resolve } from 'node:path';
import type { MenuCommand, Settings } from '../core/contract/api';
import { MENU, SETTINGS } from './channels';
import { serveDesktop } from './desktop';
import { EngineHost } from './engine-host';
import { Grants } from './grants';
import { showMenu } from './menu';
import { denyByDefault, registerScheme, silenceChromium } from './security';
import { SettingsStore } from './settings';
import { openWindow } from './window';

app.setName('LSTM Workbench');
const userData = app.commandLine.getSwitchValue('user-data-dir');
if (userData !== '') app.setPath('userData', resolve(userData));
registerScheme();
silenceChromium();

if (app.requestSingleInstanceLock()) {
  // Not awaited at top level: the app becomes ready only after this module has been evaluated.
  void app.whenReady().then(start).catch(giveUp);
} else {
  app.quit();
}

function start(): void {
  denyByDefault();
  const engine = new EngineHost();
  engine.start();
  const store = new SettingsStore(app.getPreferredSystemLanguages());
  nativeTheme.themeSource = store.settings.theme;
  const window = openWindow(store);
  const send = (command: MenuCommand): void => window.webContents.send(MENU, command);

  const changeSettings = (change: Partial<Settings>): Settings => {
    const settings = store.change(change);
    nativeTheme.themeSource = settings.theme;
    showMenu(settings, { send, changeSettings });
    window.webContents.send(SETTINGS, settings);
    return settings;
  };

  showMenu(store.settings, { send, changeSettings });
  serveDesktop({
    window,
    store,
    grants: new Grants((file, path, use) => engine.grant(file, path, use)),
    knowsGrants: () => engine.knowsGrants(),
    changeSettings,
  });
  joinEngine(window, engine);
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: app.getVersion(),
    version: `Electron ${process.versions.electron}`,
  });
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => engine.stop());
}

/** A start that fails half-way would leave a process without a window that no second start gets past. */
function giveUp(thrown: unknown): void {
  dialog.showErrorBox(app.name, thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  app.exit(1);
}

/** Gives the page the engine's port once its scripts have run; loads a crashed page again. */
function joinEngine(window: BrowserWindow, engine: EngineHost): void {
  window.webContents.on('dom-ready', () => engine.join(window.webContents));
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload();
  });
}
