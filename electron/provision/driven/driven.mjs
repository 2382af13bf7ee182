/**
 * The workbench for a driver: its window waits until the driver is attached. A window that is made meanwhile can slip
 * between the driver's questions and its listening, and the driver then waits for it for ever.
 */

import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(import.meta.dirname, '../../..');
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
// The two setters are Electron's own default app's; its types leave them out.
const driven = /** @type {typeof app & { setAppPath(path: string): void, setVersion(version: string): void }} */ (app);
driven.setAppPath(folder);
driven.setVersion(description.version);

/** @type {() => void} */
let attach = () => {};
const attached = new Promise((/** @type {(value: void) => void} */ done) => (attach = done));
const ready = app.whenReady();
app.whenReady = async () => {
  await ready;
  await attached;
};
// What Playwright calls as soon as it is attached to both the main process and the browser.
Object.assign(globalThis, { __playwright_run: attach });

await import(pathToFileURL(join(folder, description.main)).href);
