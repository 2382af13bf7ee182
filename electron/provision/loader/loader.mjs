/** Gives an Electron without a default app the behaviour of `electron <folder>`: runs the app in the folder that is named first. */

import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) throw new Error('usage: electron <folder of the app>');

const folder = resolve(named);
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
// The two setters are Electron's own default app's; its types leave them out.
const loaded = /** @type {typeof app & { setAppPath(path: string): void, setVersion(version: string): void }} */ (app);
loaded.setAppPath(folder);
loaded.setName(description.productName ?? description.name);
loaded.setVersion(description.version);

// Awaited, because a scheme can only be registered as privileged before the app is ready.
await import(pathToFileURL(join(folder, description.main)).href);
