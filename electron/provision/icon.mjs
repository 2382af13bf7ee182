/** Draws `electron/icon.png` from `electron/icon.svg`, with the browser that is at hand. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDisplay } from './display.mjs';
import { appFolder, launchWorkbench } from './drive.mjs';
import { provideElectron } from './electron.mjs';
import { lacksDisplay, provideSystem } from './system.mjs';

/** Pixels on each side: what the packager asks for. */
const SIDE = 512;

provideSystem({ virtualDisplay: lacksDisplay() });
const display = lacksDisplay() ? await startDisplay() : undefined;
const { executable } = await provideElectron();
const { app, page } = await launchWorkbench({ executable, display: display?.name });
const svg = readFileSync(join(appFolder, 'electron/icon.svg'), 'utf8');
const png = await page.evaluate(
  async ({ svg, side }) => {
    const image = new Image(side, side);
    image.src = `data:image/svg+xml;base64,${btoa(svg)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = side;
    canvas.height = side;
    canvas.getContext('2d')?.drawImage(image, 0, 0, side, side);
    return canvas.toDataURL('image/png').split(',')[1];
  },
  { svg, side: SIDE },
);
await app.close();
writeFileSync(join(appFolder, 'electron/icon.png'), Buffer.from(png, 'base64'));
