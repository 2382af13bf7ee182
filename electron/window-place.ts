/** Fits a remembered window into the screens that are there now. */

import type { Rectangle } from 'electron';

/** The window's least size in device-independent pixels: a screen of 1024 x 640 less its bars. */
export const LEAST = { width: 900, height: 560 } as const;
const USUAL = { width: 1280, height: 800 } as const;

/**
 * Returns where to put the window: where it was, moved and shrunk to lie whole within `workArea`; centred in it where
 * there is nothing to remember.
 *
 * @param workArea the work area of the screen that holds most of the remembered place
 */
export function fitPlace(remembered: Rectangle | null, workArea: Rectangle): Rectangle {
  const wish = remembered ?? USUAL;
  const width = Math.round(Math.min(Math.max(wish.width, LEAST.width), workArea.width));
  const height = Math.round(Math.min(Math.max(wish.height, LEAST.height), workArea.height));
  const centred = { x: workArea.x + (workArea.width - width) / 2, y: workArea.y + (workArea.height - height) / 2 };
  const { x, y } = remembered ?? centred;
  return {
    x: Math.round(Math.min(Math.max(x, workArea.x), workArea.x + workArea.width - width)),
    y: Math.round(Math.min(Math.max(y, workArea.y), workArea.y + workArea.height - height)),
    width,
    height,
  };
}
