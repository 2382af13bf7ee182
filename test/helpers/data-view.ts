/** Files given to the window, by dialog and by drop, and what the Data view says of them. */

import type { Locator, Page } from 'playwright-core';
import { answerDialogs, type Workbench } from './launch';

/** The name of what is open. */
export const openName = (page: Page): Locator => page.getByRole('banner').getByRole('heading', { level: 1 });

/** The settings at the left of the Data view. */
export const dataPanel = (page: Page): Locator => page.getByRole('complementary', { name: 'How the file is read' });

/** Chooses a file in the dialog and does not wait for what comes of it. */
export async function offerFile({ app, page }: Pick<Workbench, 'app' | 'page'>, path: string): Promise<void> {
  await answerDialogs(app, { open: path });
  await page.getByRole('button', { name: /^(Open file|打开文件)…$/ }).click();
}

/** Drags files from the desktop over the window and lets go once the window has answered the drag with its invitation. */
export async function dropFiles(page: Page, paths: string[], hovering?: () => Promise<void>): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const drag = async (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<void> => {
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    await devtools.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  };
  await drag('dragEnter');
  await drag('dragOver');
  await page.getByText(/^(Drop the file to open it|松开即可打开文件)$/).waitFor();
  await hovering?.();
  await drag('drop');
  await devtools.detach();
}

/** The cells of one row of "What was understood", e.g. `['50', '150']` for the series of both parts. */
export async function fact(page: Page, name: string): Promise<string[]> {
  const row = dataPanel(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  return await row.getByRole('cell').allTextContents();
}

/** The table of fitted offsets and scales: channel, offset and scale of each row, with all digits. */
export async function fittedScaling(page: Page): Promise<{ channel: string; offset: number; scale: number }[]> {
  const rows = dataPanel(page)
    .getByRole('table', { name: /^Fitted on the training part/ })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
  return await rows.evaluateAll((elements) =>
    elements.map((row) => {
      const [offset, scale] = [...row.querySelectorAll('td')].map((cell) => Number(cell.title));
      return { channel: row.querySelector('th')?.textContent ?? '', offset, scale };
    }),
  );
}
