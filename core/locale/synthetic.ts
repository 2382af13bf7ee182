/** Texts of the synthetic sets: what each is, what its parameters mean, and what is known of its series. */

import type { GeneratorName, OSCILLATOR_CLASSES, REGIME_QUESTIONS } from '../contract/specs';
import type { ParameterName } from '../contract/synthetic';
import type { Truth } from '../contract/views';
import type { Pair, Texts } from './pairs';

const sets = {
  'sine-square': {
    name: ['Sines and squares', '正弦波与方波'],
    text: ['Noisy sines against square waves of any phase and period.', '带噪声的正弦波与方波，相位和周期随机。'],
  },
  adding: {
    name: ['Adding problem', '加法问题'],
    text: [
      'Random values, two of them marked early on: is the sum of the two below or above 1?',
      '随机数值，其中两个在前半段被标记：这两个值之和小于 1 还是大于 1？',
    ],
  },
  'temporal-order': {
    name: ['Temporal order', '时间次序'],
    text: [
      'Two or three relevant symbols far apart among others: which came first?',
      '两三个关键符号散落在其他符号之间，相隔很远：先后次序如何？',
    ],
  },
  oscillators: {
    name: ['Damped oscillators', '阻尼振子'],
    text: [
      'Oscillations of unequal length that die away; classes differ in damping or in frequency.',
      '长度不等、逐渐衰减的振荡；各类别的阻尼或频率不同。',
    ],
  },
  'regime-switch': {
    name: ['Regime switch', '状态切换'],
    text: [
      'Values that lean on the one before, or against it: does that change, and when?',
      '每个值与前一个值同向或反向相关：这种关系是否改变，何时改变？',
    ],
  },
} as const satisfies Record<GeneratorName, { name: Pair; text: Pair }>;

const parameters = {
  series: ['Series in each part', '每部分的序列数'],
  steps: ['Steps', '时间步数'],
  shortest: ['Shortest series', '最短序列'],
  longest: ['Longest series', '最长序列'],
  symbols: ['Relevant symbols', '关键符号数'],
  classBy: ['Classes differ in', '类别区分依据'],
  classes: ['Classes', '类别数'],
  question: ['Question', '问题'],
  noise: ['Noise', '噪声'],
  seed: ['Seed', '随机种子'],
} as const satisfies Record<ParameterName, Pair>;

const options = {
  damping: ['Damping', '阻尼'],
  frequency: ['Frequency', '频率'],
  whether: ['Whether it changes', '是否改变'],
  when: ['When it changes', '何时改变'],
} as const satisfies Record<(typeof OSCILLATOR_CLASSES)[number] | (typeof REGIME_QUESTIONS)[number], Pair>;

export const synthetic = {
  title: ['A set made from a seed', '由种子生成的数据集'],
  set: ['Set', '数据集'],
  made: ['Made on this machine, with a training and a test part.', '在本机生成，含训练集与测试集。'],
  make: ['Make and open', '生成并打开'],
  sets,
  parameters,
  options,
} as const satisfies Texts;

export const syntheticHelp = {
  series: [
    'The training and the test part have as many each. The classes take turns, so that they are of one size or differ by one.',
    '训练集与测试集各有这么多条。各类别轮流出现，因此每类条数相同或仅差一条。',
  ],
  steps: ['How many time steps each series has.', '每条序列的时间步数。'],
  shortest: [
    'The length of each series is drawn between the shortest and the longest; where both are the same, all are as long.',
    '每条序列的长度在最短与最长之间随机抽取；两者相同时，所有序列等长。',
  ],
  longest: [
    'The length of each series is drawn between the shortest and the longest, which cannot be less than the shortest.',
    '每条序列的长度在最短与最长之间随机抽取；最长不能小于最短。',
  ],
  symbols: [
    'How many symbols X or Y each series holds: two give 4 classes, three give 8.',
    '每条序列含有几个 X 或 Y：两个对应 4 个类别，三个对应 8 个类别。',
  ],
  classBy: [
    'What the label stands for: how fast the oscillation dies away, or how fast it swings. The other one is drawn at random.',
    '标签代表什么：振荡衰减的快慢，或摆动的快慢。另一项随机抽取。',
  ],
  classes: ['How many classes, each with a value of its own.', '类别数，每个类别有各自的取值。'],
  question: [
    'What the label answers: whether the dynamics change at all, or whether they change early, in the middle or late.',
    '标签回答的问题：动态是否改变，或在前段、中段还是后段改变。',
  ],
  noise: [
    'Standard deviation of the Gaussian noise added to each step. Without it the waves have amplitude 1, the oscillators begin with 0.5 to 1.5, and the switching series have deviation 1.',
    '每一步所加高斯噪声的标准差。无噪声时，波形振幅为 1，振子初始振幅为 0.5 至 1.5，状态切换序列的标准差为 1。',
  ],
  seed: ['The same seed gives the same series, to the last bit.', '相同的种子生成逐位相同的序列。'],
} as const satisfies Record<ParameterName, Pair>;

/** What is known of a made set, as the reason for its labels; the parameters are those of `Assumption.params`. */
export const truths = {
  'sine-or-square': [
    'known: each series is a sine or a square wave, as its label says',
    '已知：每条序列为正弦波（sine）或方波（square），由标签给出',
  ],
  'marked-sum': [
    'known: the channel {mark} is 1 at two steps; the label says whether the channel {value} adds up there to less than 1 (below) or more (above); the sum itself is not kept',
    '已知：通道 {mark} 在两个时间步为 1；标签表示通道 {value} 在这两步之和小于 1（below）还是大于 1（above）；不保留和本身',
  ],
  'symbol-order': [
    'known: the label spells the {count} symbols X or Y in their order; a, b, c and d tell nothing, E starts and B ends each series',
    '已知：标签按次序写出 {count} 个符号 X 或 Y；a、b、c、d 无关，每条序列以 E 开始、以 B 结束',
  ],
  'time-constant': [
    'known: the label gives the steps in which the amplitude falls to 1/e; the period, {from} to {to} steps, tells nothing',
    '已知：标签给出振幅降至 1/e 所需的步数；周期为 {from} 至 {to} 步，与类别无关',
  ],
  'oscillation-period': [
    'known: the label gives the steps of a period; the amplitude falls to 1/e in {from} to {to} steps, which tells nothing',
    '已知：标签给出一个周期的步数；振幅在 {from} 至 {to} 步内降至 1/e，与类别无关',
  ],
  'whether-switched': [
    'known: each value is {coefficient} or −{coefficient} times the one before plus chance; in switch that sign changes once, in the middle half, in steady never',
    '已知：每个值为前一个值的 {coefficient} 倍或 −{coefficient} 倍再加随机项；switch 的符号在中间一半内改变一次，steady 从不改变',
  ],
  'when-switched': [
    'known: each value is {coefficient} or −{coefficient} times the one before plus chance; that sign changes once, and the label says when',
    '已知：每个值为前一个值的 {coefficient} 倍或 −{coefficient} 倍再加随机项；符号改变一次，标签表示何时改变',
  ],
} as const satisfies Record<Truth, Pair>;
