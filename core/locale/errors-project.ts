/** What is wrong with a project file and what to do about it. */

import type { ErrorTexts } from './error-text';

export const projectErrors = {
  'project/broken': {
    what: [
      '{where}: this is no project of this program, or is damaged: {reason}.',
      '{where}：不是本程序的项目文件，或已损坏：{reason}。',
    ],
    cure: [
      'Open another copy of it, or save a new project under another name; nothing that is open was changed.',
      '请打开它的其他副本，或以其他名称保存新项目；已打开的内容未受影响。',
    ],
  },
  'project/newer': {
    what: [
      '{where}: written by a newer version of the program (format {found}; this one reads up to {known}).',
      '{where}：由更新版本的程序写入（格式 {found}；本版本最高支持 {known}）。',
    ],
    cure: ['Open it with that version.', '请用该版本打开。'],
  },
  'project/in-use': {
    what: ['{where}: open in another window or program.', '{where}：已在另一个窗口或程序中打开。'],
    cure: ['Close it there, or work on a copy of it.', '请先在那里关闭它，或使用其副本。'],
  },
  'project/too-large': {
    what: [
      '{where}: the size is {bytes}, more than a project may have ({limit}).',
      '{where}：大小为 {bytes}，超出项目文件的上限（{limit}）。',
    ],
    cure: ['Delete experiments from it, or begin a new project.', '请删除其中的部分实验，或新建项目。'],
  },
  'project/full': {
    what: ['A project keeps at most {limit} experiments.', '一个项目最多保存 {limit} 个实验。'],
    cure: ['Delete some of them, or begin a new project.', '请删除部分实验，或新建项目。'],
  },
  'project/not-saved': {
    what: ['{where}: this could not be saved: {reason}.', '{where}：无法保存：{reason}。'],
    cure: [
      'What was done since then is still here: save the project somewhere else.',
      '此后的内容仍在程序中：请将项目另存到其他位置。',
    ],
  },
  'project/file-changed': {
    what: [
      '{where}: this is not the file that the project was made with; its contents have changed.',
      '{where}：不是项目当时使用的文件：其内容已改变。',
    ],
    cure: [
      'Choose the file once more in Open to work with it as it is now; the experiments stay as they were.',
      '如要使用现在的内容，请用“打开”重新选择该文件；实验记录保持不变。',
    ],
  },
  'project/unknown-experiment': {
    what: ['There is no experiment {id}.', '没有编号为 {id} 的实验。'],
    cure: ['It may have been deleted; choose another one.', '它可能已被删除；请选择其他实验。'],
  },
} as const satisfies Partial<ErrorTexts>;
