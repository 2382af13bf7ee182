/** Makes a canvas of RGBA bytes, for the charts' images. */

/** A canvas of `width` x `height` device pixels that shows `pixels`. */
export function paint(pixels: Uint8ClampedArray<ArrayBuffer>, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}
