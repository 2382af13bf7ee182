/** The lesson quotes the article word for word, and its own code says what the equations say. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pairAt, type Pair, type Texts } from '../../../core/locale/pairs';
import { texts } from '../../../core/locale/texts';
import { correctedCode, correctedCodeText, FAULT_CODE, FAULTS } from '../../../renderer/components/lesson/code';
import { sharedFile } from '../../helpers/shared';

const article = readFileSync(sharedFile('article.zh.txt'), 'utf8');
const english = (key: string): string => (pairAt(texts as Texts, key) as Pair)[0];

describe('the faults', () => {
  it.each(FAULTS)('quote the article where it is wrong: %s', (fault) => {
    const lines = article.split(/\r?\n/).map((line) => line.trim());
    for (const quoted of FAULT_CODE[fault].article) expect(lines).toContain(quoted.trim());
  });
});

describe('the corrected code', () => {
  const code = correctedCode(english)
    .map((line) => line.code)
    .join('\n');

  it('has none of the faults', () => {
    expect(code).not.toMatch(/np\.random\.rand\(/);
    expect(code).toContain('z = W @ x + R @ h + b');
    expect(code).toContain('c = f * c + i * g');
    expect(code).toContain('h = o * np.tanh(c)');
    expect(code).toContain('uniform(-k, k, (4, H, H))');
  });

  it('defines every name before it uses it', () => {
    const defined = new Set(['np', 'print', 'import', 'numpy', 'as', 'def', 'return', 'for', 'in']);
    for (const line of code.split('\n')) {
      const [, parameters] = /^def \w+\((.*)\):$/.exec(line) ?? [];
      const [target, value] = parameters === undefined ? line.split(/ = (.*)/s) : [line, ''];
      const loop = /for (\w+) in/.exec(line)?.[1];
      if (loop) defined.add(loop);
      const names = (text: string) => text.match(/(?<![.\w])[A-Za-z_]\w*/g) ?? [];
      const introduces = value !== undefined;
      for (const name of names(introduces ? value : line)) expect(defined, `${name} in: ${line}`).toContain(name);
      if (introduces) names(target).forEach((name) => defined.add(name));
    }
  });

  it('carries its comments in the language asked for, after the code', () => {
    const text = correctedCodeText((key) => `<${key}>`);
    expect(text).toMatch(/^T, I, H = 10, 1, 10 +# <lesson\.comments\.sizes>$/m);
    expect(text.endsWith('\n')).toBe(true);
  });
});
