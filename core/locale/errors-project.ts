/** What is wrong with a project file and what to do about it. */

import type { ErrorTexts } from './error-text';

export const projectErrors = {
  'project/broken': {
    what: [
      '{file} is not a project of this program, or is damaged: {reason}.',
      '{file} 不是本程序的项目文件，或已损坏：{reason}。',
    ],
    cure: [
      'Open another copy of it, or save a new project under another name; nothing that is open was changed.',
      '请打开它的其他副本，或以其他名称保存新项目；已打开的内容未受影响。',
    ],
  },
  'project/newer': {
    what: [
      '{file} was written by a newer version of the program (format {found}; this one reads up to {known}).',
      '{file} 由更新版本的程序写入（格式 {found}；本版本最高支持 {known}）。',
    ],
    cure: ['Open it with that version.', '请用该版本打开。'],
  },
  'project/in-use': {
    what: ['{file} is open in another window or program.', '{file} 已在另一个窗口或程序中打开。'],
    cure: ['Close it there, or work on a copy of it.', '请先在那里关闭它，或使用其副本。'],
  },
  'project/too-large': {
    what: [
      '{file} holds {bytes} bytes, more than a project may have ({limit}).',
      '{file} 有 {bytes} 字节，超出项目文件的上限（{limit}）。',
    ],
    cure: ['Delete experiments from it, or begin a new project.', '请删除其中的部分实验，或新建项目。'],
  },
  'project/full': {
    what: ['A project keeps at most {limit} experiments.', '一个项目最多保存 {limit} 个实验。'],
    cure: ['Delete some of them, or begin a new project.', '请删除部分实验，或新建项目。'],
  },
  'project/not-saved': {
    what: ['{file} could not be saved: {reason}.', '无法保存 {file}：{reason}。'],
    cure: [
      'What was done since then is still here: save the project somewhere else.',
      '此后的内容仍在程序中：请将项目另存到其他位置。',
    ],
  },
  'project/file-changed': {
    what: [
      '{file} is not the file that the project was made with: its contents have changed.',
      '{file} 不是项目当时使用的文件：其内容已改变。',
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
