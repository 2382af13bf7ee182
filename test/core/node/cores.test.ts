/** Physical cores as systems of every kind tell them, and what is assumed where they do not. */

import { describe, expect, it } from 'vitest';
import { defaultThreads } from '../../../core/contract/specs';
import { countCores, type Processor } from '../../../core/node/cores';

function processor(told: Partial<Processor>): Processor {
  return { platform: 'linux', arch: 'x64', logical: 4, siblings: () => null, physicalCpu: () => null, ...told };
}

describe('countCores', () => {
  it('counts the groups of siblings that Linux lists', () => {
    const hyperthreads = ['0,2\n', '1,3\n', '0,2\n', '1,3\n'];
    expect(countCores(processor({ siblings: (core) => hyperthreads[core] }))).toEqual({
      physical: 2,
      logical: 4,
      assumed: false,
    });
    expect(countCores(processor({ siblings: (core) => `${core}\n` })).physical).toBe(4);
    const neighbours = ['0-1\n', '0-1\n', '2-3\n', '2-3\n'];
    expect(countCores(processor({ siblings: (core) => neighbours[core] })).physical).toBe(2);
  });

  it('takes the word of macOS, but for more cores than may be used', () => {
    const mac = { platform: 'darwin', arch: 'arm64', logical: 8 } as const;
    expect(countCores(processor({ ...mac, physicalCpu: () => '8\n' }))).toEqual({
      physical: 8,
      logical: 8,
      assumed: false,
    });
    expect(countCores(processor({ ...mac, physicalCpu: () => '12\n' })).physical).toBe(8);
    expect(countCores(processor({ ...mac, physicalCpu: () => 'unknown oid\n' })).assumed).toBe(true);
  });

  it.each([
    ['win32', 'x64', 8, 4],
    ['win32', 'arm64', 8, 8],
    ['win32', 'x64', 1, 1],
    ['linux', 'x64', 5, 2],
    ['freebsd', 'ia32', 2, 1],
  ] as const)('assumes on %s %s with %d logical cores that %d are physical', (platform, arch, logical, physical) => {
    expect(countCores(processor({ platform, arch, logical }))).toEqual({ physical, logical, assumed: true });
  });

  it('finds at least one core here', () => {
    const { physical, logical } = countCores();
    expect(physical).toBeGreaterThanOrEqual(1);
    expect(logical).toBeGreaterThanOrEqual(physical);
  });
});

describe('defaultThreads', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [16, 15],
  ])('of %d cores is %d', (physical, threads) => {
    expect(defaultThreads(physical)).toBe(threads);
  });
});
