/** Texts of the area `experiments`: what was run, kept in a project. */

import type { Texts } from './pairs';

export const experiments = {
  title: ['Experiments', '实验'],
  count: ['{count} experiments', '{count} 个实验'],
  project: {
    memory: ['Not saved as a project yet', '尚未保存为项目'],
    memoryText: [
      'Every run is kept here until the program is closed. Save the project, and each change is in its file at once.',
      '每次运行都会保留在此，直到关闭程序。保存为项目后，每次更改都会立即写入项目文件。',
    ],
    readOnly: ['{file} cannot be written', '{file} 无法写入'],
    readOnlyText: [
      'What you do now is kept in memory alone. Save the project under another name to keep it.',
      '现在所做的更改只保留在内存中。请以其他名称保存项目。',
    ],
    problem: ['The last change is in memory alone', '上次更改只保留在内存中'],
    save: ['Save project as…', '项目另存为…'],
    open: ['Open project…', '打开项目…'],
    create: ['New project', '新建项目'],
  },
  saved: ['The project was saved as {file}', '项目已保存为 {file}'],
  lost: ['{file} is not where it was', '{file} 不在原来的位置'],
  lostText: [
    'Experiments on it can be looked at; to repeat them, put it back beside the project as it was.',
    '其实验仍可查看；如要重复，请将该文件放回项目旁的原位置。',
  ],
  unreadable: [
    'Entries of this project could not be understood: {count}. They stay in its file.',
    '项目中有 {count} 条记录无法识别，它们仍保留在文件中。',
  ],
  empty: {
    title: ['No experiments yet', '还没有实验'],
    text: [
      'Every run is kept here with its settings, its figures and the time it took, to be compared and repeated.',
      '每次运行都会连同设置、指标和用时保存在这里，以便比较和重复。',
    ],
    none: ['Nothing fits what is searched for.', '没有符合搜索条件的实验。'],
  },
  search: ['Search names, notes, data and models', '搜索名称、备注、数据和模型'],
  starredOnly: ['Starred only', '仅显示星标'],
  columns: {
    choose: ['Choose', '选择'],
    star: ['Star', '星标'],
    at: ['Time', '时间'],
    name: ['Name', '名称'],
    dataName: ['Data', '数据'],
    model: ['Model', '模型'],
    figure: ['Figures', '指标'],
    durationMs: ['Took', '用时'],
  },
  chooseOne: ['Choose {name}', '选择 {name}'],
  star: ['Star {name}', '给 {name} 加星标'],
  unstar: ['Take the star from {name}', '取消 {name} 的星标'],
  unnamed: ['Experiment {id}', '实验 {id}'],
  drawn: {
    one: ['{hidden} units, 1 layer, {init}, seed {seed}', '{hidden} 个单元，1 层，{init}，种子 {seed}'],
    several: [
      '{hidden} units, {layers} layers, {init}, seed {seed}',
      '{hidden} 个单元，{layers} 层，{init}，种子 {seed}',
    ],
  },
  seconds: ['{value} s', '{value} 秒'],
  milliseconds: ['{value} ms', '{value} 毫秒'],
  figures: {
    accuracy: ['accuracy', '准确率'],
    balancedAccuracy: ['balanced accuracy', '平衡准确率'],
    macroF1: ['macro F1', '宏平均 F1'],
    logLoss: ['log loss', '对数损失'],
    rmse: ['RMSE', 'RMSE'],
    mae: ['MAE', 'MAE'],
    r2: ['R²', 'R²'],
  },
  noFigures: ['run only', '仅运行'],
  actions: {
    compare: ['Compare', '比较'],
    compareHint: ['Choose two experiments to compare them.', '选择两个实验进行比较。'],
    repeat: ['Repeat', '重复'],
    delete: ['Delete', '删除'],
    undoDelete: ['Put back {count} deleted', '恢复已删除的 {count} 个'],
  },
  pages: {
    place: ['{from} to {to} of {total}', '第 {from} 至 {to} 个，共 {total} 个'],
    before: ['Previous page', '上一页'],
    after: ['Next page', '下一页'],
  },
  detail: {
    name: ['Name', '名称'],
    note: ['Note', '备注'],
    noteHint: ['What was tried, and what came of it', '尝试了什么，结果如何'],
    settings: ['Settings, as in a job file', '设置（与作业文件相同）'],
    hash: ['Hash', '哈希'],
    hashHelp: [
      'Experiments of equal hash gave equal bytes: the same data, the same model, the same kernel.',
      '哈希相同的实验产生相同的字节：相同的数据、模型和计算内核。',
    ],
    kernel: ['Kernel', '计算内核'],
    version: ['Version', '版本'],
  },
  comparison: {
    title: ['{a} and {b}', '{a} 与 {b}'],
    setting: ['Setting, as in a job file', '设置（与作业文件相同）'],
    same: ['The settings are the same.', '设置相同。'],
    sameHash: ['The hashes are equal: both gave the same bytes.', '哈希相同：两次运行产生的字节完全一致。'],
    figures: ['Figures', '指标'],
    nothing: ['-', '-'],
    close: ['Close the comparison', '关闭比较'],
  },
  changes: {
    repeat: ['repeat an experiment', '重复实验'],
  },
} as const satisfies Texts;
