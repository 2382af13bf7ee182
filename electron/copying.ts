/** Writes text and pictures to the clipboard, through the interface of either generation of Electron. */

import * as electron from 'electron';
import type { NativeImage } from 'electron';

/** The interface before clipboard items, which the oldest Electron that runs the workbench has. */
interface OlderClipboard {
  writeImage(image: NativeImage): void;
}

export async function writeText(text: string): Promise<void> {
  await electron.clipboard.writeText(text);
}

/** @throws Error when the bytes are no PNG */
export async function writeImage(png: Uint8Array): Promise<void> {
  const image = electron.nativeImage.createFromBuffer(Buffer.from(png));
  if (image.isEmpty()) throw new Error('refused: not a picture');
  if ('ClipboardItem' in electron) {
    const item = new electron.ClipboardItem({ 'image/png': new Blob([new Uint8Array(png)], { type: 'image/png' }) });
    await electron.clipboard.write([item]);
  } else {
    (electron as unknown as { clipboard: OlderClipboard }).clipboard.writeImage(image);
  }
}
