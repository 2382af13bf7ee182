/** Which kernel is taken on machines of every kind, without having one of each. */

import { describe, expect, it } from 'vitest';
import { type KernelKind, KERNEL_KINDS } from '../../../core/contract/specs';
import type { KernelInfo } from '../../../core/contract/views';
import type { Kernel } from '../../../core/lstm/kernel';
import { kernelList, listKernels, type Loadable, openFrom, openKernel } from '../../../core/node/kernels';

const machines = {
  best: { native: { levels: ['avx512', 'avx2', 'baseline'], reason: null }, wasm: ['relaxed simd', 'simd', 'plain'] },
  older: { native: { levels: ['avx2', 'baseline'], reason: null }, wasm: ['simd', 'plain'] },
  'without addon': { native: { levels: [], reason: 'not-built' }, wasm: ['simd', 'plain'] },
  bare: { native: { levels: [], reason: 'wrong ELF class' }, wasm: [] },
} satisfies Record<string, Loadable>;

/** Opens anything by its name, but for kinds that fail at the last moment. */
function open(machine: Loadable, kind: KernelKind, threads: number | null, failing: readonly string[] = []): Kernel {
  return openFrom(kernelList(machine), { kind, threads }, (info, count) => {
    const name = nameOf(info);
    if (failing.includes(name)) throw new Error(`${name} fell over`);
    return { name, threads: count, supports: () => true, forward: () => undefined };
  });
}

const nameOf = ({ kind, level }: KernelInfo): string => (level === null ? kind : `${kind} ${level}`);

describe('the kernel that is opened', () => {
  it.each([
    ['best', 'auto', 'native avx512'],
    ['best', 'wasm', 'wasm relaxed simd'],
    ['best', 'reference', 'reference'],
    ['older', 'auto', 'native avx2'],
    ['older', 'native', 'native avx2'],
    ['without addon', 'auto', 'wasm simd'],
    ['bare', 'auto', 'reference'],
  ] as const)('on a machine that is %s, for %s, is %s', (machine, kind, name) => {
    expect(open(machines[machine], kind, 3)).toMatchObject({ name, threads: 3 });
  });

  it('for auto is the next one where a better one fails as it is opened', () => {
    expect(open(machines.best, 'auto', 1, ['native avx512']).name).toBe('native avx2');
    const natives = ['native avx512', 'native avx2', 'native baseline'];
    expect(open(machines.best, 'auto', 1, natives).name).toBe('wasm relaxed simd');
  });

  it.each([
    ['bare', 'native', 'wrong ELF class'],
    ['without addon', 'native', 'not-built'],
    ['bare', 'wasm', 'not-there'],
  ] as const)('on a machine that is %s cannot be %s, because: %s', (machine, kind, reason) => {
    expect(() => open(machines[machine], kind, 1)).toThrow(
      expect.objectContaining({ code: 'kernel/unavailable', params: { kind, reason } }),
    );
  });

  it('that was named and fails says why', () => {
    expect(() => open(machines['without addon'], 'wasm', 1, ['wasm simd', 'wasm plain'])).toThrow(
      expect.objectContaining({ code: 'kernel/unavailable', params: { kind: 'wasm', reason: 'wasm plain fell over' } }),
    );
  });

  it.each([0, -1, 257, 1.5, Number.NaN])('cannot have %d threads', (threads) => {
    for (const kind of KERNEL_KINDS)
      expect(() => open(machines.best, kind, threads)).toThrow(expect.objectContaining({ code: 'kernel/threads' }));
  });

  it('must be of a kind that there is', () => {
    expect(() => open(machines.best, 'gpu' as KernelKind, 1)).toThrow(
      expect.objectContaining({ code: 'kernel/unavailable' }),
    );
  });
});

describe('the list of kernels', () => {
  it.each(Object.entries(machines))('of a machine that is %s marks what auto opens, and nothing else', (_, machine) => {
    const list = kernelList(machine);
    expect(list.filter(({ auto }) => auto).map(nameOf)).toEqual([open(machine, 'auto', 1).name]);
    for (const { available, reason } of list) expect(reason === null).toBe(available);
  });

  it('names the levels that the processor or the runtime lacks', () => {
    const missing = (machine: Loadable) =>
      kernelList(machine).flatMap((info) => (info.available ? [] : [[nameOf(info), info.reason]]));
    expect(missing(machines.older)).toEqual([
      ['native avx512', 'processor'],
      ['wasm relaxed simd', 'runtime'],
    ]);
    expect(missing(machines['without addon'])).toEqual([
      ['native', 'not-built'],
      ['wasm relaxed simd', 'runtime'],
    ]);
  });
});

describe('a folder without builds', () => {
  it('leaves the reference', () => {
    const folder = '/nowhere';
    expect(listKernels(folder).filter(({ available }) => available)).toEqual([
      { kind: 'reference', level: null, available: true, reason: null, auto: true },
    ]);
    expect(openKernel(folder, { kind: 'auto', threads: null }).name).toBe('reference');
    expect(() => openKernel(folder, { kind: 'native', threads: 1 })).toThrow(
      expect.objectContaining({ params: { kind: 'native', reason: 'not-built' } }),
    );
  });
});
