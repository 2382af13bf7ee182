/** Carries out the menu's commands in the window. */

import type { MenuCommand } from '../../core/contract/api';
import { useEvaluation } from './evaluation';
import { useSelection } from './selection';
import { useSession } from './session';
import { useSettings } from './settings';
import { useView } from './view';
import { useWork } from './work';

/** Whether the focus is in a text that has an undo of its own. */
function inText(): boolean {
  const focused = document.activeElement;
  if (focused instanceof HTMLInputElement) return ['text', 'search', 'number'].includes(focused.type);
  return focused instanceof HTMLTextAreaElement;
}

/** Undo and redo go to the text that is being typed, where there is one, else to the settings. */
function turnBack(how: 'undo' | 'redo'): void {
  if (inText() && document.execCommand(how)) return;
  useWork()[how]();
}

export function carryOut(command: MenuCommand): void {
  const session = useSession();
  switch (command.do) {
    case 'open-data':
      return void session.openFile();
    case 'open-folder':
      return void session.openFolder();
    case 'open-weights':
      return void session.openWeights();
    case 'new-project':
      return void session.newProject();
    case 'open-project':
      return void session.openProject();
    case 'save-project':
      return void session.saveProject();
    case 'run':
      return void session.startRun();
    case 'cancel':
      return void session.cancel();
    case 'undo':
    case 'redo':
      return turnBack(command.do);
    case 'export-features':
      return void session.exportFeatures();
    case 'export-gates':
      return void session.exportGates(useSelection().series);
    case 'export-model':
      return void session.exportModel();
    case 'save-report':
      return void useEvaluation().saveReport();
    case 'copy-job':
      return void session.copyJob();
    case 'settings':
      useSettings().open = true;
      return;
    case 'view':
      return useView().go(command.view);
    case 'sample':
      return void session.openSample(command.id);
  }
}
