/** What comes from outside as a choice of kernel is one, or is refused. */

import { describe, expect, test } from 'vitest';
import { checkKernel, isKernelSpec } from '../../../core/contract/check-kernel';
import { KERNEL_KINDS } from '../../../core/contract/specs';

const good = KERNEL_KINDS.flatMap((kind) => [null, 1, 256].map((threads) => ({ kind, threads })));

test.each(good)('takes %j', (spec) => {
  expect(isKernelSpec(spec)).toBe(true);
  expect(() => checkKernel(spec)).not.toThrow();
});

describe('refuses', () => {
  test.each([
    [{ kind: 'gpu', threads: 1 }, 'kernel/unavailable'],
    [{ kind: 'toString', threads: 1 }, 'kernel/unavailable'],
    [{ kind: undefined, threads: 1 }, 'kernel/unavailable'],
    [{ kind: 'auto', threads: 0 }, 'kernel/threads'],
    [{ kind: 'auto', threads: 257 }, 'kernel/threads'],
    [{ kind: 'auto', threads: 2.5 }, 'kernel/threads'],
    [{ kind: 'auto', threads: '4' }, 'kernel/threads'],
    [{ kind: 'auto', threads: undefined }, 'kernel/threads'],
  ])('%j', (spec, code) => {
    expect(isKernelSpec(spec)).toBe(false);
    expect(() => checkKernel(spec as never)).toThrow(expect.objectContaining({ code }));
  });

  test.each([[null], ['native'], [[]], [{}], [{ kind: 'auto' }], [{ kind: 'auto', threads: 1, path: '/tmp/a.node' }]])(
    'what is no choice at all: %j',
    (value) => {
      expect(isKernelSpec(value)).toBe(false);
    },
  );
});
