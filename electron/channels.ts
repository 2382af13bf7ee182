/** The names under which the preload script and main talk; nothing else passes between page and main. */

import type { DesktopApi } from '../core/contract/api';

/** Requests of the page, each answered once. */
export const CALLS = [
  'settings',
  'changeSettings',
  'chooseData',
  'chooseFolder',
  'chooseWeights',
  'chooseArray',
  'chooseProject',
  'chooseTarget',
  'grantDrop',
  'recentFiles',
  'openRecent',
  'beginOpening',
  'endOpening',
  'rememberFile',
  'copyText',
  'copyImage',
] as const satisfies readonly (keyof DesktopApi)[];

export type DesktopCall = (typeof CALLS)[number];

export const callChannel = (call: DesktopCall): string => `desktop:${call}`;

/** News for the page. */
export const MENU = 'menu';
export const SETTINGS = 'settings';
export const ENGINE_PORT = 'engine-port';
export const ENGINE_EXIT = 'engine-exit';
