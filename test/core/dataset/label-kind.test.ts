/** What labels are: classes or numbers to predict, recognised, declared or chosen. */

import { describe, expect, it } from 'vitest';
import { readText, seriesOf } from '../../helpers/datasets';

/** A wide table of three steps and a label for each row. */
function wide(labels: readonly string[]): string {
  return ['t0,t1,t2,label', ...labels.map((label, row) => `${row},${row + 1},${row * 2}.5,${label}`)].join('\n');
}

const fractions = Array.from({ length: 12 }, (_, at) => String(0.5 + at));

describe('the kind of label', () => {
  it('is a number where there are many different ones with fractions, and says so', () => {
    const { understood, assumptions, series } = readText(wide(fractions));
    expect(understood).toMatchObject({ label: 'label', labelAs: 'number' });
    expect(assumptions).toContainEqual({ setting: 'labelAs', reason: 'numbers-with-fractions', params: { count: 12 } });
    expect(series!.labels).toEqual(fractions);
  });

  it('is a class where there are few fractions, or whole numbers, and says so', () => {
    for (const labels of [fractions.slice(0, 10), fractions.map((_, at) => String(at)), ['1.0', '2.0', '1.0']]) {
      const { understood, assumptions } = readText(wide(labels));
      expect(understood.labelAs).toBe('class');
      expect(assumptions).toContainEqual({ setting: 'labelAs', reason: 'numbers-of-classes', params: {} });
    }
  });

  it('is a class without a word where one label is text', () => {
    const { understood, assumptions } = readText(wide([...fractions, 'high']));
    expect(understood.labelAs).toBe('class');
    expect(assumptions.some(({ setting }) => setting === 'labelAs')).toBe(false);
  });

  it('is what was chosen', () => {
    expect(readText(wide(fractions), { labelAs: 'class' }).understood.labelAs).toBe('class');
    const chosen = readText(wide(['1', '2', '', '4']), { labelAs: 'number' });
    expect(chosen.understood.labelAs).toBe('number');
    expect(chosen.assumptions.some(({ setting }) => setting === 'labelAs')).toBe(false);
    expect(seriesOf(chosen).labels).toEqual(['1', '2', null, '4']);
  });

  it('is refused as a number where it is text, with the line and the column', () => {
    for (const text of ['high', 'inf', '0x10']) {
      const { problem, understood, series } = readText(wide(['1', '2', text, '4']), { labelAs: 'number' });
      const params = { file: 'table.csv', line: 4, name: 'label', text };
      expect(problem).toEqual({ code: 'data/label-not-a-number', params });
      expect(understood.labelAs).toBe('number');
      expect(series).toBeNull();
    }
  });

  it('tells how many series change it where the most frequent one of the steps is taken', () => {
    const steps = (labels: string) => [
      'id,t,x,label',
      ...labels.split(' ').map((pair, at) => `${pair[0]},${at},1,${pair[1]}`),
    ];
    const told = { setting: 'windowLabel', reason: 'most-of-steps', params: { count: 1 } };
    const changing = readText(steps('aA aB aB bC bC bC').join('\n'));
    expect(changing.assumptions).toContainEqual(told);
    expect(changing.series!.labels).toEqual(['B', 'C']);
    for (const other of [
      readText(steps('aA aA aA bC bC bC').join('\n')),
      readText(steps('aA aB aB bC bC bC').join('\n'), { windowLabel: 'majority' }),
    ]) {
      expect(other.assumptions.some(({ setting }) => setting === 'windowLabel')).toBe(false);
    }
  });

  it('is left out where there is no label', () => {
    const { understood } = readText(wide(fractions), { label: null });
    expect(understood).not.toHaveProperty('labelAs');
    expect(understood).not.toHaveProperty('windowLabel');
  });

  it('reads numbers with a decimal comma and spells each number in one way', () => {
    const text = ['t0;t1;t2;label', '1,5;2;3;0,5', '1;2;3;+1,50', '1;2;3;1,5'].join('\n');
    expect(seriesOf(readText(text, { labelAs: 'number', decimal: ',' })).labels).toEqual(['0.5', '1.5', '1.5']);
  });

  it('is a number where a `.ts` file declares a target, also where that is whole', () => {
    const head = '@problemName t\n@timeStamps false\n@univariate true\n@targetLabel true\n@data\n';
    const { understood, assumptions, series } = readText(`${head}1,2,3:10\n4,5,6:20\n`, {}, 't.ts');
    expect(understood.labelAs).toBe('number');
    expect(assumptions).toContainEqual({ setting: 'labelAs', reason: 'declared-in-file', params: {} });
    expect(series!.labels).toEqual(['10', '20']);
    expect(readText(`${head}1,2,3:10\n4,5,6:high\n`, {}, 't.ts').problem).toEqual({
      code: 'data/label-not-a-number',
      params: { file: 't.ts', line: 7, name: 'label', text: 'high' },
    });
  });
});

describe('the label of windows', () => {
  const rows = (labels: string) => ['value,label', ...[...labels].map((label, row) => `${row}.5,${label}`)].join('\n');

  it('is the most frequent one unless told otherwise', () => {
    const text = rows('aaababbbaaaa');
    const read = (windowLabel?: 'last' | 'any') =>
      readText(text, { window: { length: 4, stride: 4 }, ...(windowLabel && { windowLabel }) });
    expect(read().understood.windowLabel).toBe('majority');
    expect(seriesOf(read()).labels).toEqual(['a', 'b', 'a']);
    expect(seriesOf(read('last')).labels).toEqual(['b', 'b', 'a']);
    expect(seriesOf(read('any')).labels).toEqual(['b', 'b', 'a']);
    const usual = { setting: 'usualLabel', reason: 'usual-label', params: { label: 'a' } };
    expect(read('any').assumptions).toContainEqual(usual);
    expect(read('last').assumptions).not.toContainEqual(usual);
  });

  it('is any but the usual one that is chosen, which another file need not have', () => {
    const reading = { windowLabel: 'any', usualLabel: 'b', window: { length: 4, stride: 4 } } as const;
    const chosen = readText(rows('aaababbbaaaa'), reading);
    expect(seriesOf(chosen).labels).toEqual(['a', 'a', 'a']);
    expect(chosen.understood.usualLabel).toBe('b');
    expect(seriesOf(readText(rows('aaacaaaa'), reading)).labels).toEqual(['a', 'a']);
  });

  it('is the last one of numbers, which is said', () => {
    const numbers = Array.from({ length: 12 }, (_, row) => `${row},${row}.25`);
    const { understood, assumptions, series } = readText(['value,target', ...numbers].join('\n'), {
      window: { length: 4, stride: 4 },
    });
    expect(understood).toMatchObject({ label: 'target', labelAs: 'number', windowLabel: 'last' });
    expect(assumptions).toContainEqual({ setting: 'windowLabel', reason: 'last-of-numbers', params: {} });
    expect(series!.labels).toEqual(['3.25', '7.25', '11.25']);
  });

  it('takes numbers that are written in several ways for one', () => {
    const text = ['value,target', '1,1.5', '2,2', '3,1.50', '4,2', '5,+1.5'].join('\n');
    const reading = { labelAs: 'number', windowLabel: 'majority', window: { length: 5, stride: 5 } } as const;
    expect(seriesOf(readText(text, reading)).labels).toEqual(['1.5']);
  });
});
