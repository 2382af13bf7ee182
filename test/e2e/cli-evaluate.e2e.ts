/** The built command `evaluate` on plain Node: figures as a table and as JSON, and how it ends. */

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { EvaluationView } from '../../core/contract/evaluation';
import { repositoryFile, sharedFile } from '../helpers/shared';

const TRAIN = sharedFile('datasets/GunPoint/GunPoint_TRAIN.ts');
const TEST = sharedFile('datasets/GunPoint/GunPoint_TEST.ts');

function evaluate(...args: string[]) {
  const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' };
  const program = repositoryFile('out/main/lstm-workbench.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'evaluate', ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('evaluate', () => {
  it('prints figures over seeds, classes, confusion and what was assumed', () => {
    const { status, stdout, stderr } = evaluate(TRAIN, TEST, '--seeds', '2');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^features of the model: 1280 columns, classifier ridge$/m);
    expect(stdout).toMatch(/^Accuracy +0\.9\d{3} +± \d\.\d{4}$/m);
    expect(stdout).toMatch(/^actual \\ predicted +1 +2$/m);
    expect(stderr).toMatch(/^format: ts/m);
    expect(evaluate(TRAIN, TEST, '--seeds', '2', '--lang', 'zh').stdout).toMatch(/^准确率 +0\.9/m);
  });

  it('prints JSON that says the same again', () => {
    const once = () => {
      const { status, stdout } = evaluate(TRAIN, '--folds', '3', '--rule', 'blocked', '--seeds', '2', '--json');
      expect(status).toBe(0);
      const { durationMs: _, ...view } = JSON.parse(stdout) as EvaluationView;
      return view;
    };
    const view = once();
    expect(view.fits.map(({ seed, fold, trainRows, testRows }) => [seed, fold, trainRows + testRows])).toEqual([
      [1, 0, 50],
      [1, 1, 50],
      [1, 2, 50],
      [2, 0, 50],
      [2, 1, 50],
      [2, 2, 50],
    ]);
    expect(view.spec.division).toEqual({ kind: 'folds', folds: 3, rule: 'blocked', seed: 1 });
    expect(once()).toEqual(view);
  });

  it('scores a baseline as published', () => {
    const { stdout } = evaluate(TRAIN, TEST, '--baseline', 'dtw-full', '--json');
    expect((JSON.parse(stdout) as EvaluationView).spreads.accuracy.mean).toBeCloseTo(0.9067, 4);
  });

  it('ends with 1 and a cure where it cannot be scored, in JSON too, and with 2 where it is not understood', () => {
    const without = evaluate(TRAIN, '--json');
    expect(without.status).toBe(1);
    expect(JSON.parse(without.stdout)).toMatchObject({ error: { code: 'evaluation/no-test-part' } });
    expect(without.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(without.stderr).toContain('cross-validation');
    expect(evaluate(TRAIN, TEST, '--trees', '3').status).toBe(2);
    expect(evaluate().status).toBe(2);
  });
});
