/** What the command line says: its progress and its results. */

import { cliCompare } from './cli-compare';
import { cliEvaluate } from './cli-evaluate';
import { cliModel } from './cli-model';
import { helpChinese, helpEnglish } from './cli-help';
import type { Texts } from './pairs';

export const cli = {
  help: [helpEnglish, helpChinese],
  version: ['lstm-workbench {version}', 'lstm-workbench {version}'],
  error: ['lstm-workbench: {what} {cure}', 'lstm-workbench：{what}{cure}'],
  assumed: ['{setting}: {value} ({reason})', '{setting}：{value}（{reason}）'],
  scaled: ['scaling: {kind}, fitted on {file} alone', '缩放：{kind}，只在 {file} 上拟合'],
  progress: ['{percent}% - {phase}: {done} of {total} {unit}', '{percent}% - {phase}：{done} / {total} {unit}'],
  phase: {
    reading: ['reading', '读取'],
    checking: ['checking', '检查'],
    weights: ['drawing weights', '生成权重'],
    running: ['running', '运行'],
    evaluating: ['evaluating', '评估'],
    writing: ['writing', '写入'],
  },
  unit: {
    bytes: ['{total:byte,bytes}', '字节'],
    rows: ['{total:row,rows}', '行'],
    series: ['series', '条序列'],
    layers: ['{total:layer,layers}', '层'],
    fits: ['{total:fit,fits}', '次拟合'],
  },
  wrote: ['{file}: {rows} {rows:row,rows}', '{file}：{rows} 行'],
  untrained: [
    'note: these weights are untrained; the features come from a fixed random LSTM',
    '提示：这些权重未经训练；特征来自固定的随机 LSTM',
  ],
  float32: ['note: values are written as float32', '提示：数值以 float32 写出'],
  kernels: {
    available: ['{name}: available', '{name}：可用'],
    auto: ['{name}: available, auto takes it', '{name}：可用，auto 采用它'],
    missing: ['{name}: not available, {reason}', '{name}：不可用，{reason}'],
    threads: [
      'threads: {threads} unless --threads says otherwise ({physical} physical {physical:core,cores}, {logical} logical)',
      '线程数：{threads}，除非另用 --threads 指定（物理核心 {physical} 个，逻辑核心 {logical} 个）',
    ],
    assumed: [
      'threads: {threads} unless --threads says otherwise ({logical} logical {logical:core,cores}, of which {physical} assumed to be physical)',
      '线程数：{threads}，除非另用 --threads 指定（逻辑核心 {logical} 个，推断其中物理核心 {physical} 个）',
    ],
  },
  evaluate: cliEvaluate,
  compare: cliCompare,
  model: cliModel,
  inspect: {
    file: ['file: {file} ({format})', '文件：{file}（{format}）'],
    part: ['{part} part: {file}', '{part}集：{file}'],
    rows: ['rows: {count}', '行数：{count}'],
    rowsKept: ['rows: {file} ({kept} kept, {rejected} rejected)', '行数：{file}（保留 {kept}，舍去 {rejected}）'],
    rowsRefused: ['rows: {file} ({rejected} do not fit)', '行数：{file}（其中 {rejected} 行不合格）'],
    series: ['series: {count}', '序列条数：{count}'],
    length: ['length: {length}', '长度：{length}'],
    lengths: ['lengths: {min} to {max}', '长度：{min} 至 {max}'],
    channels: ['channels: {count} ({names})', '通道：{count}（{names}）'],
    unused: ['columns not used: {count} ({names})', '未使用的列：{count}（{names}）'],
    inside: ['the file holds: {names}', '文件包含：{names}'],
    insideOne: ['{name} {hint}', '{name} {hint}'],
    classes: ['classes: {classes}', '类别：{classes}'],
    class: ['{label} ({count})', '{label}（{count}）'],
    noLabel: ['classes: none', '类别：无'],
    target: ['number to predict: {min} to {max}, mean {mean}', '待预测的数值：{min} 至 {max}，均值 {mean}'],
    splitSeries: [
      'split: by series, {test} of them for the test part, seed {seed}',
      '划分：按序列，测试集占 {test}，种子 {seed}',
    ],
    splitTime: [
      'split: by time, the last {test} of each series for the test part, gap {gap}',
      '划分：按时间，每条序列的最后 {test} 为测试集，间隔 {gap}',
    ],
    sampling: ['sampling step: {step}', '采样步长：{step}'],
    missing: ['missing values: {count}', '缺失值：{count}'],
    infinite: ['infinite values: {count}', '无穷大值：{count}'],
    sha256: ['sha256: {sha256}', 'sha256：{sha256}'],
    warning: ['warning: {what} {cure}', '警告：{what}{cure}'],
    finding: ['{severity}: {title}. {what} {cure}', '{severity}：{title}。{what}{cure}'],
    share: ['{name} ({count})', '{name}（{count}）'],
    shares: ['  channels: {names}', '  通道：{names}'],
    nothingFound: ['quality: nothing found', '质量：未发现问题'],
    problem: ['problem: {what} {cure}', '问题：{what}{cure}'],
  },
} as const satisfies Texts;
