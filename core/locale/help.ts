/** Help beside the settings of the Data view: what each one does and when to change it. */

import type { Texts } from './pairs';
import { preparationHelp } from './preparation';
import { syntheticHelp } from './synthetic';
import { timeHelp } from './time';
import { writingHelp } from './writing';

export const help = {
  format: [
    'What kind of file it is. Change it when a file bears another ending than its kind, or when its table looks like nothing you know; what was set for the columns starts over.',
    '文件的种类。扩展名与实际种类不符，或表格内容明显不对时更改；与列有关的设置将重新识别。',
  ],
  encoding: [
    'How the bytes of the file stand for characters. Change it when accented letters or Chinese look wrong in the table.',
    '文件字节与字符的对应方式。表格中的中文或特殊字母显示异常时更改。',
  ],
  array: [
    'Which of the arrays in the file holds the series. Labels come from another one, chosen as the label column.',
    '文件中哪个数组为序列数据。标签来自另一个数组，可在标签列中选择。',
  ],
  sheet: [
    'Which sheet of the workbook is read. Its first row with anything in it is the header, or the first row of data.',
    '读取工作簿中的哪个工作表。其第一个非空行为表头或首行数据。',
  ],
  delimiter: [
    'The character between two cells of a row. Change it when the table shows one wide column, or cuts numbers in two.',
    '同一行相邻单元格之间的字符。表格只有一列或数字被拆开时更改。',
  ],
  header: [
    'Whether the first row holds the names of the columns. A header that is read as data becomes a row of text; data read as a header loses its first row.',
    '首行是否为列名。把表头当数据会多出一行文本；把数据当表头会丢失第一行。',
  ],
  decimal: [
    'The mark between the whole and the fractional part of a number: 3.14 or 3,14.',
    '数字整数部分与小数部分之间的符号：3.14 或 3,14。',
  ],
  layout: [
    'What a row is. One series a row: the columns are its time steps. One step a row: the columns are channels, and either an id column says which series the row belongs to, or all rows are one recording.',
    '一行代表什么。每行一条序列：各列为时间步。每行一个时间步：各列为通道，由标识列区分所属序列，或全部行为一段记录。',
  ],
  channels: [
    'The columns that the model reads as its input at each step (in the layout with one series a row: the columns that are the steps). Leave out counters, ids and anything that gives the label away.',
    '模型在每个时间步读取的输入列（每行一条序列时，为作为时间步的列）。请排除计数器、标识以及会泄露标签的列。',
  ],
  label: [
    'The column with the class of each series. It colours charts and goes into the exported features; the model never sees it.',
    '每条序列的类别所在的列。用于图表着色并写入导出的特征；模型不会看到它。',
  ],
  series: [
    'The column that names the series. Rows with the same id belong together, in the order of the file.',
    '标识序列的列。相同标识的行按文件中的顺序组成一条序列。',
  ],
  time: [
    'The column with time stamps. It is shown and never fed to the model: an LSTM counts steps, not seconds.',
    '时间戳所在的列。只用于显示，不输入模型：LSTM 计的是步数而不是秒数。',
  ],
  ...timeHelp,
  ...writingHelp,
  window: [
    'Cuts each series into pieces of equal length; each piece becomes one row of features. Choose a length that holds one event, such as a gait cycle or a day.',
    '把每条序列切成等长片段，每个片段对应一行特征。长度宜覆盖一个完整事件，例如一个步态周期或一天。',
  ],
  stride: [
    'How far one window starts after the one before. Smaller than the length: windows overlap. Equal: they meet end to end.',
    '相邻窗口起点之间的距离。小于窗口长度则重叠，等于则首尾相接。',
  ],
  missing: [
    'What happens to missing and infinite values inside a series. Interpolation draws a line between the neighbours in time; repeating carries the last value on; the mean is that of the channel in the training part; zero puts the value 0 before scaling.',
    '序列内部的缺失值与无穷值如何处理。插值：在时间上相邻的值之间连线；沿用：延续前一个值；均值：该通道在训练集中的均值；填零：在缩放之前填入 0。',
  ],
  test: [
    'A second file that is run with the same model and never fitted on. The scaling comes from the training part alone.',
    '用同一模型运行、但不参与任何拟合的第二个文件。缩放参数只来自训练集。',
  ],
  scaling: [
    'Brings each channel to a common scale before the model. Random weights want z-score; trained weights want the scaling they were trained with. The values are fitted on the training part only.',
    '在输入模型之前把各通道统一到相同尺度。随机权重宜用 z-score；训练好的权重应使用其训练时的缩放。参数只用训练集拟合。',
  ],
  ...preparationHelp,
  synthetic: syntheticHelp,
} as const satisfies Texts;
