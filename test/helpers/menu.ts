/** The application menu in a user's hands: items found by what they are called, and keys pressed as on a keyboard. */

import type { ElectronApplication } from 'playwright-core';

/** Every item that can be seen, as the path of its labels without access keys, e.g. `View > Theme > Dark`. */
export const menuItems = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(({ Menu }) => {
    const paths: string[] = [];
    const walk = (menu: Electron.Menu | null | undefined, above: string[]): void => {
      for (const item of menu?.items ?? []) {
        if (item.type === 'separator' || !item.visible) continue;
        const path = [...above, item.label.replaceAll(/\(&\w\)|&/g, '')];
        if (item.submenu) walk(item.submenu, path);
        else paths.push(path.join(' > '));
      }
    };
    walk(Menu.getApplicationMenu(), []);
    return paths;
  });

/** Clicks the item at a path such as `View > Theme > Dark`. */
export const pickFromMenu = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ BrowserWindow, Menu }, labels) => {
    const [window] = BrowserWindow.getAllWindows();
    let menu = Menu.getApplicationMenu();
    for (const [depth, label] of labels.entries()) {
      const item = menu?.items.find((item) => item.visible && item.label.replaceAll(/\(&\w\)|&/g, '') === label);
      if (item === undefined) throw new Error(`the menu has no ${labels.slice(0, depth + 1).join(' > ')}`);
      if (item.submenu) menu = item.submenu;
      else item.click({}, window, window.webContents);
    }
  }, path.split(' > '));
