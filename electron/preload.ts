/** The bridge into the page: the desktop's calls as plain functions, and the engine's port, and nothing more. */

import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopApi } from '../core/contract/api';
import { callChannel, ENGINE_EXIT, ENGINE_PORT, MENU, SETTINGS, type DesktopCall } from './channels';

const invoke = (call: DesktopCall, ...args: unknown[]): Promise<never> =>
  ipcRenderer.invoke(callChannel(call), ...args) as Promise<never>;

/** A port cannot cross the context bridge: it comes to the page as a message of its own, see below. */
const desktop: Omit<DesktopApi, 'onEngine'> = {
  settings: () => invoke('settings'),
  changeSettings: (change) => invoke('changeSettings', change),
  chooseData: () => invoke('chooseData'),
  chooseFolder: () => invoke('chooseFolder'),
  chooseWeights: () => invoke('chooseWeights'),
  chooseArray: () => invoke('chooseArray'),
  chooseProject: () => invoke('chooseProject'),
  chooseTarget: (suggestedName, kind) => invoke('chooseTarget', suggestedName, kind),
  grantDrop: (file) => invoke('grantDrop', webUtils.getPathForFile(file)),
  recentFiles: () => invoke('recentFiles'),
  openRecent: (file) => invoke('openRecent', file),
  beginOpening: (file) => invoke('beginOpening', file),
  endOpening: (file, finished) => invoke('endOpening', file, finished),
  rememberFile: (file) => invoke('rememberFile', file),
  copyText: (text) => invoke('copyText', text),
  copyImage: (png) => invoke('copyImage', png),
  onMenu: (listener) => void ipcRenderer.on(MENU, (_event, command) => listener(command)),
  onSettings: (listener) => void ipcRenderer.on(SETTINGS, (_event, settings) => listener(settings)),
  onEngineExit: (listener) => void ipcRenderer.on(ENGINE_EXIT, (_event, reason) => listener(reason)),
};

contextBridge.exposeInMainWorld('desktop', desktop);

ipcRenderer.on(ENGINE_PORT, ({ ports }) => {
  window.postMessage({ kind: ENGINE_PORT }, location.origin, ports);
});
