/** Denies by default: every permission, navigation, new window, download and request that is not the app's own. */

import { app, protocol, session } from 'electron';
import type { IpcMainInvokeEvent, Session, WebContents } from 'electron';
import { join } from 'node:path';
import { HOST, SCHEME, servePageFile } from './page-files';

export const START_PAGE = `${SCHEME}://${HOST}/index.html`;

/** Schemes that stay inside the process or the app; the developer tools are there only when not packaged. */
const innerSchemes = new Set([`${SCHEME}:`, 'data:', 'blob:', 'devtools:']);

/** Makes the scheme a standard one, so that the policy's `'self'` means it. Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Keeps Chromium itself from the network. Must run before the app is ready. */
export function silenceChromium(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name);
  }
}

/** Closes the doors of the default session and of every page that is ever made. */
export function denyByDefault(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  const rendererFolder = join(import.meta.dirname, '../renderer');
  session.defaultSession.protocol.handle(SCHEME, (request) => servePageFile(request.url, rendererFolder));
  closeSession(session.defaultSession);
}

function closeSession(own: Session): void {
  // Would fetch its dictionaries past every handler below.
  own.setSpellCheckerEnabled(false);
  own.setSpellCheckerLanguages([]);
  own.setPermissionRequestHandler((_contents, permission, callback) => {
    report('permission', permission);
    callback(false);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event, item) => {
    event.preventDefault();
    report('download', item.getURL());
  });
  own.webRequest.onBeforeRequest(({ url }, callback) => {
    const cancel = !innerSchemes.has(new URL(url).protocol);
    if (cancel) report('request', url);
    callback({ cancel });
  });
}

function confine(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void; url: string }): void => {
    event.preventDefault();
    report('navigation', event.url);
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    report('window', url);
    return { action: 'deny' };
  });
}

/** One line on stderr for each thing denied: a page of ours never asks, so each is a fault or an attack. */
function report(kind: 'permission' | 'download' | 'request' | 'navigation' | 'window', what: string): void {
  process.stderr.write(`denied ${kind}: ${what}\n`);
}

/** Whether a message comes from our own page's main frame, and not from a frame or page that got in. */
export function isFromOurPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  // Node gives schemes of one's own no origin, so its parts are compared.
  const { protocol, host } = new URL(frame.url);
  return protocol === `${SCHEME}:` && host === HOST;
}
