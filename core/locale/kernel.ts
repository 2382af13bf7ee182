/** Texts of the kernels: their names, their levels, why one is missing, and the settings that choose one and give memory to tables. */

import type { KernelKind } from '../contract/specs';
import type { KernelView } from '../contract/views';
import type { Pair, Texts } from './pairs';

/** As they stand in the status bar. */
const names = {
  native: ['native', '原生'],
  wasm: ['wasm', 'WebAssembly'],
  reference: ['reference', '参考实现'],
} as const satisfies Record<KernelView['kind'], Pair>;

const levels = {
  avx512: ['avx512', 'AVX-512'],
  avx2: ['avx2', 'AVX2'],
  baseline: ['baseline', '基线版'],
  'relaxed simd': ['relaxed simd', '宽松 SIMD'],
  simd: ['simd', 'SIMD'],
  plain: ['plain', '无 SIMD'],
} as const satisfies Texts;

/** As they are chosen. */
const kinds = {
  auto: ['Automatic', '自动'],
  native: ['Native', '原生'],
  wasm: ['WebAssembly', 'WebAssembly'],
  reference: ['Reference', '参考实现'],
} as const satisfies Record<KernelKind, Pair>;

/** Why a kernel is not available; other reasons are the system's own words. */
export const lacks = {
  'unknown-kind': ['there is no such kernel', '没有这种内核'],
  'not-built': ['it has not been built', '尚未构建'],
  'not-there': ['its file is missing', '缺少其文件'],
  processor: ['this processor cannot run it', '当前处理器不支持'],
  runtime: ['this version of the JavaScript engine cannot run it', '当前 JavaScript 引擎版本不支持'],
} as const satisfies Texts;

export const kernel = {
  names,
  levels,
  kinds,
  withThreads: ['{name}, {threads} {threads:thread,threads}', '{name}，{threads} 个线程'],
  withReference: [
    '{kernel}, {count:layer,layers} {layers} on the reference',
    '{kernel}，其中第 {layers} 层由参考实现计算',
  ],
  label: ['Kernel', '计算内核'],
  help: [
    'What computes the LSTM. Automatic takes the fastest that works on this machine. All agree but for the last bits; the reference is the readable one that the others are measured against, and slow.',
    '用哪个程序计算 LSTM。“自动”采用本机可用的最快内核。各内核的结果只在最末几位上可能不同；参考实现便于阅读，是其他内核的对照标准，但速度较慢。',
  ],
  threads: ['Threads', '线程数'],
  threadsHelp: [
    'Over how many threads the series are split. Automatic leaves one core to the window. The results are the same for any number. The reference always has one.',
    '把序列分给多少个线程计算。“自动”会为窗口留出一个核心。线程数不影响结果。参考实现始终只用一个线程。',
  ],
  autoThreads: ['Automatic ({count})', '自动（{count}）'],
  memory: ['Memory for tables', '表格内存'],
  memoryHelp: [
    'How much memory the table engine may take when it reads large files, and writes Parquet. What does not fit waits on the disk. Automatic takes a quarter of the machine’s memory. The results are the same for any size.',
    '表格引擎在读取大文件和写出 Parquet 时最多可用多少内存，放不下的部分暂存于磁盘。“自动”取本机内存的四分之一。内存大小不影响结果。',
  ],
  autoMemory: ['Automatic ({size})', '自动（{size}）'],
  missing: ['Not available: {reason}', '不可用：{reason}'],
} as const satisfies Texts;
