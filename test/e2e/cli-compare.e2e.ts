/** The built command `compare` on plain Node: entrants beside each other, with the same bytes each time. */

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ComparisonView, EvaluationView } from '../../core/contract/evaluation';
import { repositoryFile, sharedFile } from '../helpers/shared';

const TRAIN = sharedFile('datasets/GunPoint/GunPoint_TRAIN.ts');
const TEST = sharedFile('datasets/GunPoint/GunPoint_TEST.ts');

function compare(...args: string[]) {
  const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' };
  const program = repositoryFile('out/main/lstm-workbench.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'compare', ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('compare', () => {
  it('prints a row for each entrant, the test by its name and a verdict, and tells each when it is done', () => {
    const args = [TRAIN, TEST, '--seeds', '2', '--against', 'largest-class,dtw-full'];
    const { status, stdout, stderr } = compare(...args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1-NN, full DTW +90\.7 +-?\d\.\d +p .*over 150 held-out series$/m);
    expect(stdout).toMatch(/^Largest class +49\.3 +\d\d\.\d +p .*$/m);
    expect(stdout).toMatch(/^Your features are (no )?better than .* against 90\.7\./m);
    expect(stderr.split('\n').slice(1, 3)).toEqual(['Largest class: 49.3', '1-NN, full DTW: 90.7']);
    expect(compare(...args).stdout).toBe(stdout);
    expect(compare(...args, '--lang', 'zh').stdout).toContain('您的特征在此');
  });

  it('prints JSON with each evaluation and the comparison, the same again', () => {
    const args = [TRAIN, '--folds', '3', '--seeds', '1', '--hidden', '4', '--against', 'statistics', '--json'];
    const { status, stdout } = compare(...args);
    expect(status).toBe(0);
    const { evaluations, comparison } = JSON.parse(stdout) as {
      evaluations: EvaluationView[];
      comparison: ComparisonView;
    };
    expect(evaluations.map(({ entrant }) => entrant.kind)).toEqual(['model', 'baseline']);
    expect(comparison.entrants.map(({ spread }) => spread)).toEqual(evaluations.map(({ spreads }) => spreads.accuracy));
    expect(comparison.contrasts[0].significance?.test).toBe('corrected-resampled-t');
    expect(compare(...args).stdout).toBe(stdout);
  });

  it('ends with 1 where it cannot be scored, in JSON too, and with 2 where it is not understood', () => {
    const without = compare(TRAIN, '--json');
    expect(without.status).toBe(1);
    expect(JSON.parse(without.stdout)).toMatchObject({ error: { code: 'evaluation/no-test-part' } });
    expect(compare(TRAIN, TEST, '--against', 'best').status).toBe(2);
    expect(compare().status).toBe(2);
  });
});
