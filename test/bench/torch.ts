/** PyTorch as a rival, where Python has it; it runs in a process of its own, after the others. */

import { spawnSync } from 'node:child_process';
import type { Case } from './cases';
import script from './torch-lstm.py?raw';

/** PyTorch's version; null where `import torch` fails. */
export function torchVersion(): string | null {
  const { status, stdout } = python('import torch; print(torch.__version__)', '');
  return status === 0 ? stdout.trim() : null;
}

/** Median milliseconds of one run and the top layer's last state [D, B, H]. @throws what Python says */
export function timeTorch(of: Case, threads: number, budgetMs: number): { ms: number; last: Float32Array } {
  const { batch, config, weights } = of;
  const head = JSON.stringify({
    ...config,
    cell: of.cell,
    size: batch.size,
    steps: batch.steps,
    lengths: of.shortest === null ? null : [...batch.lengths],
    threads,
    budgetMs,
  });
  const arrays = [...weights.directions.flatMap(({ wIh, wHh, bIh, bHh }) => [wIh, wHh, bIh, bHh]), batch.values];
  const numbers = arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  const { status, stdout, stderr } = python(script, Buffer.concat([Buffer.from(`${head}\n`), ...numbers]));
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) ?? 'python3 failed');
  const { ms, last } = JSON.parse(stdout) as { ms: number; last: number[] };
  return { ms, last: Float32Array.from(last) };
}

function python(program: string, input: string | Buffer) {
  return spawnSync('python3', ['-c', program], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
}
