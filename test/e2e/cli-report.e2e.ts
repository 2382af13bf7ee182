/** The built command `report` on plain Node: one file, the same bytes each time, hostile names escaped. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EvaluationView } from '../../core/contract/evaluation';
import { repositoryFile, sharedFile } from '../helpers/shared';

const TRAIN = sharedFile('datasets/GunPoint/GunPoint_TRAIN.ts');
const TEST = sharedFile('datasets/GunPoint/GunPoint_TEST.ts');
const folder = mkdtempSync(join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true }));

function workbench(...args: string[]) {
  const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' };
  const program = repositoryFile('out/main/lstm-workbench.js');
  return spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8', cwd: folder });
}

function report(...args: string[]): string {
  const { status, stderr } = workbench('report', ...args, '-o', 'report.html');
  expect(stderr).toMatch(/report\.html$/m);
  expect(status).toBe(0);
  return readFileSync(join(folder, 'report.html'), 'utf8');
}

describe('report', () => {
  const usual = ['--seeds', '2', '--hidden', '16', '--against', 'largest-class,euclid'];

  it('tells the figures that evaluate tells, a verdict and the provenance, in the same bytes each time', () => {
    const text = report(TRAIN, TEST, ...usual);
    expect(report(TRAIN, TEST, ...usual)).toBe(text);
    const { stdout } = workbench('evaluate', TRAIN, TEST, '--seeds', '2', '--hidden', '16', '--json');
    const { accuracy } = (JSON.parse(stdout) as EvaluationView).spreads;
    expect(text).toContain(`>${accuracy.mean.toFixed(3)} ± ${accuracy.deviation!.toFixed(3)}<`);
    expect(text).toContain('Your features are ');
    expect(text).toMatch(/>0\.913</);
    expect(text).toMatch(/<th scope="row">Accuracy<\/th>/);
    expect(text).toContain('GunPoint_TRAIN.ts');
    expect(text).not.toContain(folder);
    expect(text).not.toMatch(/<script|<link|https?:|\son\w+=/);
    expect(text).toContain("default-src 'none'");
    expect(report(TRAIN, TEST, ...usual, '--language', 'zh')).toContain('您的特征');
  });

  it('escapes what names would make of it', () => {
    const bad = '<img src=x onerror=alert(1)>';
    const rows = Array.from({ length: 12 }, (_, at) => `s${at},${at % 2 === 0 ? bad : 'b'},${at % 3},${at * at},1`);
    writeFileSync(join(folder, 'a<b>.csv'), `id,label,${bad}1,${bad}2,${bad}3\n${rows.join('\n')}\n`);
    const text = report(
      'a<b>.csv',
      '--layout',
      'wide',
      '--folds',
      '2',
      '--seeds',
      '1',
      '--hidden',
      '2',
      '--against',
      'largest-class',
    );
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('a<b>');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('ends with 2 where it is not to be HTML, and where nothing is named', () => {
    expect(workbench('report', TRAIN, TEST).status).toBe(2);
    expect(workbench('report', TRAIN, TEST, '-o', TRAIN).status).toBe(2);
    expect(workbench('report', TRAIN, TEST, '-o', 'a.html', '--language', 'fr').status).toBe(2);
  });
});
