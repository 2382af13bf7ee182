/** Kernels are called the same on the screen in English as in provenance, and in Chinese by Chinese names. */

import { describe, expect, it } from 'vitest';
import { describeKernel, kernelView } from '../../../core/engine/kernel-view';
import { kernelText, lackText } from '../../../core/locale/kernel-text';

const kernels = [
  { name: 'native avx512', threads: 1, english: 'native avx512, 1 thread', chinese: '原生 AVX-512，1 个线程' },
  { name: 'native baseline', threads: 8, english: 'native baseline, 8 threads', chinese: '原生 基线版，8 个线程' },
  {
    name: 'wasm relaxed simd',
    threads: 2,
    english: 'wasm relaxed simd, 2 threads',
    chinese: 'WebAssembly 宽松 SIMD，2 个线程',
  },
  { name: 'reference', threads: 1, english: 'reference', chinese: '参考实现' },
];

describe.each(kernels)('$name with $threads threads', ({ name, threads, english, chinese }) => {
  const kernel = { name, threads, supports: () => true, forward: () => undefined };

  it('has one name in provenance and on the English screen', () => {
    expect(describeKernel(kernel)).toBe(english);
    expect(kernelText('en', kernelView(kernel))).toBe(english);
  });

  it('has a Chinese name', () => {
    expect(kernelText('zh-CN', kernelView(kernel))).toBe(chinese);
  });
});

describe('a reason', () => {
  it('is put into words where it is a code, and left alone where the system gave it', () => {
    expect(lackText('en', 'processor')).toBe('this processor cannot run it');
    expect(lackText('zh-CN', 'not-built')).toBe('尚未构建');
    expect(lackText('zh-CN', 'wrong ELF class')).toBe('wrong ELF class');
    expect(lackText('en', null)).toBe('');
  });
});
