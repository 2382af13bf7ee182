/** Has the system find the fonts before they are wanted: the first text in a new one takes milliseconds. */

const STYLES = ['9px', '10px', '11px', '12px', '13px', '500 11px', '600 13px'];
const SYMBOL_STYLES = ['italic 600 15px', 'italic 13px', 'italic 15px', '13px'];
const LETTERS = '0−9.×σₜ W';

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 2000 });
  });

/** Measures letters in the fonts of the charts and equations, one while nothing else is to do. */
export async function warmFonts(): Promise<void> {
  const context = document.createElement('canvas').getContext('2d');
  const style = getComputedStyle(document.body);
  const fonts = [
    ...STYLES.map((size) => `${size} ${style.fontFamily}`),
    ...['--font-mono', '--font-math'].flatMap((token) =>
      SYMBOL_STYLES.map((size) => `${size} ${style.getPropertyValue(token)}`),
    ),
  ];
  for (const font of fonts) {
    await idle();
    if (context === null) return;
    context.font = font;
    context.measureText(LETTERS);
  }
}
