/** Texts of the start view: what the product is for and the ways to open something. */

import type { SampleId } from '../contract/specs';
import type { Pair, Texts } from './pairs';
import { synthetic } from './synthetic';

/** What each sample is called, what it is, and how large. */
const samples = {
  article: {
    name: ["The article's example", '文章中的示例'],
    text: [
      'Ten steps of one channel: small enough to follow every number by hand.',
      '单通道的十个时间步：小到可以逐个数字手工核对。',
    ],
    size: ['1 series · 10 steps · 1 channel', '1 条序列 · 10 步 · 1 个通道'],
  },
  gunpoint: {
    name: ['GunPoint', 'GunPoint'],
    text: [
      'The hand of an actor who draws a gun or only points: two classes, training and test part.',
      '演员拔枪或仅用手指指向时的手部轨迹：两个类别，含训练集与测试集。',
    ],
    size: ['200 series · 150 steps · 1 channel', '200 条序列 · 150 步 · 1 个通道'],
  },
  daphnet: {
    name: ['Daphnet recording', 'Daphnet 步态记录'],
    text: [
      'Nine acceleration channels of a walking patient at 66 Hz, one long recording cut into windows.',
      '一名行走患者的九通道加速度信号（66 Hz），一段长记录切分为窗口。',
    ],
    size: ['7,040 steps · 9 channels', '7,040 步 · 9 个通道'],
  },
} as const satisfies Record<SampleId, Record<'name' | 'text' | 'size', Pair>>;

export const welcome = {
  purpose: [
    'See what an LSTM’s gates do on your own time series, and turn each series into a feature vector. Offline.',
    '在您自己的时间序列上观察 LSTM 的每个门，并把每条序列变成特征向量。完全离线。',
  ],
  open: {
    title: ['Open a file', '打开文件'],
    button: ['Open file…', '打开文件…'],
    folder: ['Open folder…', '打开文件夹…'],
    folderHint: ['a file for each series, or a folder for each class', '每条序列一个文件，或每类一个文件夹'],
    drop: ['or drop it anywhere on the window', '或将文件拖放到窗口任意位置'],
    formats: [
      'CSV, TSV, JSON, XLSX, Parquet, UCR/UEA .ts and .tsv, .tsf, ARFF, NPY and NPZ; models as .pt, .pth, .safetensors, .keras, .h5 and .onnx',
      'CSV、TSV、JSON、XLSX、Parquet、UCR/UEA 的 .ts 与 .tsv、.tsf、ARFF、NPY 与 NPZ；模型为 .pt、.pth、.safetensors、.keras、.h5 与 .onnx',
    ],
  },
  recent: {
    title: ['Recent files', '最近的文件'],
    none: ['Files that you open are listed here.', '您打开过的文件会列在这里。'],
    entry: ['{file} in the folder {folder}', '{file}，位于文件夹 {folder}'],
    unfinished: ['Did not finish opening last time', '上次未能打开完毕'],
    unfinishedEntry: [
      '{file} in the folder {folder}, did not finish opening last time',
      '{file}，位于文件夹 {folder}，上次未能打开完毕',
    ],
  },
  samplesTitle: ['Start with a sample', '从示例开始'],
  openSample: ['Open the sample {name}', '打开示例：{name}'],
  lesson: [
    'New to LSTMs? The lesson walks through one cell, step by step.',
    '初次接触 LSTM？课程会带您逐步走过一个单元。',
  ],
  lessonButton: ['Open the lesson', '打开课程'],
  samples,
  synthetic,
} as const satisfies Texts;
