/** The application menu in the user's language; what the window can do itself it is asked to do. */

import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { type Language, type MenuCommand, type Settings, VIEWS } from '../core/contract/api';
import { type SampleId, SAMPLES } from '../core/contract/specs';
import type { menu } from '../core/locale/menu';
import type { KeyOf } from '../core/locale/pairs';
import { translate } from '../core/locale/texts';
import { LANGUAGES, THEMES } from './settings';

type Item = MenuItemConstructorOptions;

export interface MenuActions {
  send(command: MenuCommand): void;
  changeSettings(change: Partial<Settings>): void;
}

/** Languages are named in themselves, so that one who cannot read the present one finds their own. */
const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

/** Builds the menu and puts it in place of the one before. */
export function showMenu(settings: Settings, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(settings, actions, app.isPackaged)));
}

/** The menu as data. @param isPackaged leaves out what is for developers */
export function menuTemplate(settings: Settings, { send, changeSettings }: MenuActions, isPackaged: boolean): Item[] {
  const text = (key: KeyOf<typeof menu>): string => translate(settings.language, `menu.${key}`);
  const item = (label: string, command: MenuCommand, accelerator?: string): Item => ({
    label,
    accelerator,
    click: () => send(command),
  });
  const command = (key: KeyOf<typeof menu>, ...rest: [MenuCommand, string?]): Item => item(text(key), ...rest);
  const role = (key: KeyOf<typeof menu>, role: Item['role']): Item => ({ label: text(key), role });
  const line: Item = { type: 'separator' };
  const sample = (id: SampleId): Item =>
    item(translate(settings.language, `welcome.samples.${id}.name`), { do: 'sample', id });

  const file: Item[] = [
    command('file.open', { do: 'open-data' }, 'CmdOrCtrl+O'),
    command('file.openFolder', { do: 'open-folder' }, 'CmdOrCtrl+Alt+O'),
    command('file.openWeights', { do: 'open-weights' }, 'CmdOrCtrl+Shift+O'),
    { label: text('file.samples'), submenu: SAMPLES.map(sample) },
    line,
    command('file.newProject', { do: 'new-project' }),
    command('file.openProject', { do: 'open-project' }),
    command('file.saveProject', { do: 'save-project' }, 'CmdOrCtrl+S'),
    line,
    command('file.exportFeatures', { do: 'export-features' }, 'CmdOrCtrl+E'),
    command('file.exportGates', { do: 'export-gates' }, 'CmdOrCtrl+Shift+E'),
    command('file.exportModel', { do: 'export-model' }),
    command('file.saveReport', { do: 'save-report' }),
    command('file.copyJob', { do: 'copy-job' }, 'CmdOrCtrl+Shift+C'),
    line,
    role('file.quit', 'quit'),
  ];
  const edit: Item[] = [
    command('edit.undo', { do: 'undo' }, 'CmdOrCtrl+Z'),
    command('edit.redo', { do: 'redo' }, 'CmdOrCtrl+Shift+Z'),
    line,
    role('edit.cut', 'cut'),
    role('edit.copy', 'copy'),
    role('edit.paste', 'paste'),
    role('edit.selectAll', 'selectAll'),
  ];
  const view: Item[] = [
    ...VIEWS.map((name, index) => command(`view.${name}`, { do: 'view', view: name }, `CmdOrCtrl+${index + 1}`)),
    line,
    {
      label: text('view.theme'),
      submenu: THEMES.map((theme) => ({
        label: text(`view.${theme}`),
        type: 'radio' as const,
        checked: theme === settings.theme,
        click: () => changeSettings({ theme }),
      })),
    },
    {
      label: text('view.language'),
      submenu: LANGUAGES.map((language) => ({
        label: languageNames[language],
        type: 'radio' as const,
        checked: language === settings.language,
        click: () => changeSettings({ language }),
      })),
    },
    line,
    role('view.zoomIn', 'zoomIn'),
    role('view.zoomOut', 'zoomOut'),
    role('view.actualSize', 'resetZoom'),
    role('view.fullScreen', 'togglefullscreen'),
    ...(isPackaged ? [] : [line, role('view.developerTools', 'toggleDevTools')]),
  ];
  const run: Item[] = [
    command('run.start', { do: 'run' }, 'CmdOrCtrl+Enter'),
    // A second shortcut for the same thing.
    { ...command('run.start', { do: 'run' }, 'F5'), visible: false, acceleratorWorksWhenHidden: true },
    // Without a shortcut: Escape also closes dialogs, so the page decides what it means.
    command('run.cancel', { do: 'cancel' }),
    line,
    command('run.kernel', { do: 'settings' }),
  ];
  const help: Item[] = [command('help.lesson', { do: 'view', view: 'lesson' }), line, role('help.about', 'about')];

  return [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { label: text('file.title'), submenu: file },
    { label: text('edit.title'), submenu: edit },
    { label: text('view.title'), submenu: view },
    { label: text('run.title'), submenu: run },
    { label: text('help.title'), submenu: help },
  ];
}
