/** What is wrong with data, settings or a run and what to do about it: from series to exports, the command line and the engine. */

import type { ErrorTexts } from './error-text';
import { filterErrors } from './errors-filter';
import { settingsErrors } from './errors-settings';
import { timeErrors } from './errors-time';

export const workErrors = {
  ...filterErrors,
  ...settingsErrors,
  ...timeErrors,

  'data/plain-among-marked': {
    what: [
      '{where}: in {channels} {count} {count:number stands,numbers stand} without the mark that others have, the first is “{text}”: {count:it is,they are} read as if {count:it,they} had it.',
      '{where}：{channels} 中有 {count} 个数字旁没有其他数字所带的符号，首个为“{text}”，按带有符号读取。',
    ],
    cure: [
      'If they mean something else, such as 0.12 beside 12%, correct them; or take the mark from “Marks beside numbers” (--number-marks), so that cells with it are no numbers and their rows can be left out.',
      '若含义不同（如 12% 旁的 0.12），请更正；或从“数字旁的符号”（--number-marks）中去掉该符号，带符号的单元格即不算数字，其行可舍去。',
    ],
  },
  'data/rows-left-out': {
    what: [
      '{where}: rows that do not fit the table were left out: {count} of {rows}, the first in lines {lines}.',
      '{where}：已舍去不合格的行：{rows} 行中的 {count} 行，最前面的行号：{lines}。',
    ],
    cure: ['They are marked in the table; the file itself is unchanged.', '这些行在表格中有标记；文件本身未作改动。'],
  },
  'data/series-too-short': {
    what: [
      '{where}: the length of the series {series} is {length}, less than the window length {window}.',
      '{where}：序列 {series} 只有 {length} 个时间步，短于长度为 {window} 的窗口。',
    ],
    cure: [
      'Choose a window length of at most {length}, or use each series whole.',
      '请把窗口长度设为不超过 {length} 个时间步，或使用完整序列。',
    ],
  },
  'data/window': {
    what: [
      'Windows of length {length} with stride {stride} cannot be cut.',
      '无法按长度 {length}、步幅 {stride} 切分窗口。',
    ],
    cure: ['Window length and stride are whole numbers from 1 up.', '窗口长度和步幅应为不小于 1 的整数。'],
  },
  'data/not-finite': {
    what: [
      '{where}: missing or infinite values: {count}; the first is in the series {series}, channel {channel}, step {step}.',
      '{where}：有 {count} 个数值缺失或为无穷大，首个位于序列 {series}、通道 {channel}、时间步 {step}。',
    ],
    cure: [
      'Correct them, or choose how to fill missing values: interpolate in time, repeat the last value, put the mean or zero.',
      '请更正这些数值，或选择缺失值的处理方式：按时间插值、沿用前值、填均值或填零。',
    ],
  },
  'data/filled': {
    what: [
      '{where}: missing or infinite values: {count}; the first is in the series {series}, channel {channel}, step {step}.',
      '{where}：有 {count} 个数值缺失或为无穷大，首个位于序列 {series}、通道 {channel}、时间步 {step}。',
    ],
    cure: ['They were filled as you chose; the file itself is unchanged.', '已按您选择的方式填补；文件本身未作改动。'],
  },
  'data/one-class': {
    what: [
      'Every series has the label “{label}” in the column “{column}”.',
      '列“{column}”中所有序列的标签都是“{label}”。',
    ],
    cure: [
      'Features can be computed all the same; to compare classes choose another label column.',
      '仍可计算特征；若要比较类别，请选择其他标签列。',
    ],
  },
  'data/empty-series': {
    what: ['{where}: the series {series} has no values.', '{where}：序列 {series} 没有任何数值。'],
    cure: ['Remove this series, or give it values.', '请删除该序列，或为其补上数值。'],
  },
  'data/no-series': {
    what: ['{where}: no series can be made with these settings.', '{where}：按当前设置无法得到任何序列。'],
    cure: [
      'Check which columns are channels, label and series id, and the window length.',
      '请检查通道列、标签列、序列标识列的选择以及窗口长度。',
    ],
  },
  'data/channels-differ': {
    what: [
      '{where}: the number of channels is {train} in the training part and {test} in the test part.',
      '{where}：训练集有 {train} 个通道，测试集有 {test} 个。',
    ],
    cure: [
      'Choose a test file with the same channels, or work without a test part.',
      '请选择通道相同的测试文件，或不使用测试集。',
    ],
  },
  'data/no-test-part': {
    what: ['{file}: there is no test part to write.', '{file}：没有可写出的测试集。'],
    cure: ['Name the test file, or leave its output out.', '请指定测试文件，或去掉它的输出。'],
  },
  'data/unknown-series': {
    what: ['There is no series {series}.', '没有名为 {series} 的序列。'],
    cure: ['Choose one of the series that the Data view lists.', '请从“数据”视图列出的序列中选择。'],
  },
  'data/store-full': {
    what: [
      'The disk with the folder for temporary files is full; this dataset needs at least {bytes} there.',
      '临时文件夹所在的磁盘已满；该数据集至少需要 {bytes} 的空间。',
    ],
    cure: [
      'Free space on that disk, or name a folder on a larger one in TMPDIR (Windows: TEMP) before the start.',
      '请清理该磁盘，或在启动前用 TMPDIR（Windows 为 TEMP）指定更大磁盘上的文件夹。',
    ],
  },
  'data/store-failed': {
    what: ['The temporary file with the values cannot be used ({reason}).', '无法使用存放数值的临时文件（{reason}）。'],
    cure: [
      'Open the dataset again; if this comes back, check that the folder for temporary files can be written to.',
      '请重新打开数据集；若再次出现，请检查临时文件夹是否可写。',
    ],
  },
  'data/synthetic': {
    what: ['{name} cannot be {value} in a synthetic dataset.', '合成数据集的“{name}”不能为 {value}。'],
    cure: ['Choose a value from {min} to {max}.', '请选择 {min} 到 {max} 之间的值。'],
  },

  'run/no-data': {
    what: ['There is no series to run on.', '没有可供运行的序列。'],
    cure: [
      'Open a dataset, and settle what the Data view reports about it.',
      '请打开数据集，并处理“数据”视图中提示的问题。',
    ],
  },
  'run/not-a-row': {
    what: [
      'Series {series} ({part}) holds {value} at step {step}; the model begins with an embedding of {rows} rows.',
      '序列 {series}（{part}）在第 {step} 步的值为 {value}；该模型以 {rows} 行的嵌入层开头。',
    ],
    cure: [
      'Give it the numbers of rows, whole and from 0, that it was trained on, and choose no scaling.',
      '请提供训练时所用的行号（从 0 开始的整数），并选择不缩放。',
    ],
  },
  'run/not-finite': {
    what: [
      'The series {series} of the {part} part gave a value that is not finite.',
      '{part}集的序列 {series} 产生了非有限的数值。',
    ],
    cure: [
      'Scale the data, or check the weights: very large inputs or damaged weights do this.',
      '请对数据做缩放，或检查权重：过大的输入或损坏的权重会导致这种情况。',
    ],
  },
  'run/too-large': {
    what: [
      'The run would take {bytes} of memory; the limit is {limit}.',
      '本次运行将占用 {bytes} 内存，上限为 {limit}。',
    ],
    cure: [
      'Choose fewer hidden units or layers, shorter windows, or fewer series.',
      '请减少隐藏单元数、层数或序列数，或缩短窗口。',
    ],
  },
  'run/gates-too-large': {
    what: [
      'The gates of the series {series} would take {bytes} of memory; the limit is {limit}.',
      '序列 {series} 的门控值将占用 {bytes} 内存，上限为 {limit}。',
    ],
    cure: [
      'Its features can be computed all the same, as they keep no gates. To see gates, cut the series into windows, or choose fewer hidden units or layers.',
      '仍可计算其特征，特征不保留门控值。若要查看门控值，请将序列切分为窗口，或减少隐藏单元数或层数。',
    ],
  },
  'kernel/unavailable': {
    what: ['The kernel “{kind}” cannot be used on this machine: {reason}.', '本机无法使用计算内核“{kind}”：{reason}。'],
    cure: [
      'Choose auto, which takes the fastest that works here; npm install builds the native one where there is a C++ compiler.',
      '请选择自动（auto），它会采用本机可用的最快内核；有 C++ 编译器时，npm install 会构建原生内核。',
    ],
  },
  'kernel/threads': {
    what: ['A kernel cannot run with this number of threads: {threads}.', '计算内核不能使用这样的线程数：{threads}。'],
    cure: ['Choose a whole number from {min} to {max}.', '请选择 {min} 到 {max} 之间的整数。'],
  },
  'features/no-pooling': {
    what: ['No pooling or no layer is chosen, so there are no features.', '没有选择任何池化方式或层，因此没有特征。'],
    cure: ['Choose at least one pooling and one layer.', '请至少选择一种池化方式和一层。'],
  },

  'export/read-only': {
    what: ['{where}: nothing may be written here.', '{where}：此处不允许写入。'],
    cure: [
      'Choose another folder, or make the file and its folder writable. Nothing was changed.',
      '请选择其他文件夹，或为该文件及其所在文件夹开放写入权限。未作任何改动。',
    ],
  },
  'export/disk-full': {
    what: ['{where}: the disk is full.', '{where}：磁盘已满。'],
    cure: [
      'Free some space or choose another disk. The unfinished file was removed.',
      '请释放空间或选择其他磁盘。未写完的文件已删除。',
    ],
  },
  'export/failed': {
    what: ['{where}: the file cannot be written ({reason}).', '{where}：无法写入该文件（{reason}）。'],
    cure: ['Choose another name or folder and try again.', '请选择其他文件名或文件夹后重试。'],
  },
  'export/same-file': {
    what: [
      '{where}: this file is read here or written twice, so nothing may be written over it.',
      '{where}：该文件在此处会被读取或重复写入，不能覆盖。',
    ],
    cure: [
      'Give every output a name of its own; <name>.provenance.json is written beside each. Nothing was changed.',
      '请为每个输出使用各自的文件名；每个输出旁还会写入 <name>.provenance.json。未作任何改动。',
    ],
  },

  'export/cannot-hold': {
    what: [
      '{where}: a .{format} file cannot hold “{value}”: {reason}.',
      '{where}：.{format} 文件无法保存“{value}”：{reason}。',
    ],
    cure: [
      'Change it, or choose another format: JSON lines (.jsonl), NPZ and CSV hold the most. Nothing was written.',
      '请更改该内容，或选择其他格式：JSON 行（.jsonl）、NPZ 和 CSV 能保存的内容最多。未写入任何内容。',
    ],
  },
  'export/unequal-lengths': {
    what: [
      '{where}: an NPY array holds series of one length only, and these have {min} to {max} steps.',
      '{where}：NPY 数组只能保存长度相同的序列，而这些序列有 {min} 至 {max} 个时间步。',
    ],
    cure: [
      'Choose NPZ, .ts, CSV, Parquet or JSON lines, which hold any lengths, or cut windows of one length. Nothing was written.',
      '请选择能保存任意长度的 NPZ、.ts、CSV、Parquet 或 JSON 行，或切分为等长的窗口。未写入任何内容。',
    ],
  },
  'export/no-features': {
    what: ['{where}: features are not written as .{format}.', '{where}：特征不能写为 .{format} 文件。'],
    cure: [
      'Choose a name that ends in .csv, .parquet, .npy, .npz, .arff or .jsonl. Nothing was written.',
      '请选择以 .csv、.parquet、.npy、.npz、.arff 或 .jsonl 结尾的文件名。未写入任何内容。',
    ],
  },
  'export/unknown-extension': {
    title: ['Written as CSV', '已写为 CSV'],
    what: [
      '{where}: the name’s extension is none that this is written in, so the file is CSV.',
      '{where}：扩展名不是可写出的格式，因此文件内容为 CSV。',
    ],
    cure: ['lstm-workbench --help lists the extensions.', '可用的扩展名见 lstm-workbench --help。'],
  },
  'export/model-extension': {
    what: [
      '{where}: the name’s extension is none that models are written in.',
      '{where}：扩展名不是可写出模型的格式。',
    ],
    cure: ['End it in one of these: {extensions}.', '请使用以下扩展名之一：{extensions}。'],
  },
  'export/left-out': {
    title: ['Not all is in the file', '文件不含全部内容'],
    what: ['{where}: a .{format} file has no place for {contents}.', '{where}：.{format} 文件无处保存{contents}。'],
    cure: ['NPZ, CSV, Parquet and JSON lines (.jsonl) hold them.', 'NPZ、CSV、Parquet 和 JSON 行（.jsonl）可以保存。'],
  },

  'usage/unknown-command': {
    what: ['There is no command {command}.', '没有名为 {command} 的命令。'],
    cure: [
      'The commands are inspect, features, gates, convert and run; lstm-workbench --help tells more.',
      '可用的命令有 inspect、features、gates、convert 和 run；详见 lstm-workbench --help。',
    ],
  },
  'usage/unknown-option': {
    what: ['{option} is not understood here.', '此处无法识别 {option}。'],
    cure: ['lstm-workbench --help lists the options of each command.', '各命令的选项见 lstm-workbench --help。'],
  },
  'usage/missing-argument': {
    what: ['{argument} is missing.', '缺少 {argument}。'],
    cure: ['Add it; lstm-workbench --help shows how.', '请补上；写法见 lstm-workbench --help。'],
  },
  'usage/bad-value': {
    what: ['{option} cannot be “{value}”.', '{option} 的值不能是“{value}”。'],
    cure: ['Expected: {expected}.', '应为：{expected}。'],
  },

  'engine/stopped': {
    title: ['The engine stopped', '引擎已停止'],
    what: ['The engine ended before it could answer.', '引擎在给出结果之前终止了。'],
    cure: [
      'A new one starts by itself and opens the dataset again; your settings are as they were. Run again when ready.',
      '新的引擎会自动启动并重新打开数据集，您的设置保持不变。就绪后请重新运行。',
    ],
  },
  'engine/cancelled': {
    title: ['Cancelled', '已取消'],
    what: ['The work was stopped at your request.', '已按您的要求停止。'],
    cure: ['Nothing else has changed; start again whenever you like.', '其他一切保持不变，可随时重新开始。'],
  },
  'engine/unknown-handle': {
    what: ['The engine no longer holds {handle}.', '引擎中已没有 {handle}。'],
    cure: ['Open the dataset again or repeat the run.', '请重新打开数据集或重新运行。'],
  },
  'engine/internal': {
    what: ['The workbench made a mistake of its own: {reason}', '工作台自身出现错误：{reason}'],
    cure: [
      'Your data and settings are untouched. Please report this with the steps that led here.',
      '您的数据和设置未受影响。请附上操作步骤报告此问题。',
    ],
  },
} as const satisfies Partial<ErrorTexts>;
