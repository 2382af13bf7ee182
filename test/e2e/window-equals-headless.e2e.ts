/** The window and the command line write the same bytes for the same specs. */

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Job } from '../../core/contract/specs';
import { FEATURE_TARGETS } from '../../core/contract/targets';
import { answerDialogs, withWorkbench, type Workbench } from '../helpers/launch';
import { repositoryFile, sharedFile } from '../helpers/shared';
import {
  barButton,
  choose,
  copiedText,
  exportFeatures,
  goTo,
  openFile,
  openSample,
  openWeights,
  run,
  select,
  setNumber,
  waitForSaved,
} from '../helpers/window';

/** Runs the built command on plain Node. */
async function headless(folder: string, ...args: string[]): Promise<void> {
  const command = repositoryFile('out/main/lstm-workbench.js');
  await promisify(execFile)(process.execPath, [command, ...args], { cwd: folder });
}

/** Fails with the name of the first file that differs. */
function expectSameFiles(folder: string, pairs: [one: string, other: string][]): void {
  const different = pairs.filter(
    ([one, other]) => !readFileSync(join(folder, one)).equals(readFileSync(join(folder, other))),
  );
  expect(different).toEqual([]);
}

/** The job that the window copies. */
async function copyJob({ app, page }: Workbench): Promise<Job> {
  await app.evaluate(async ({ clipboard }) => await clipboard.writeText(''));
  await barButton(page, 'Copy as job').click();
  await expect.poll(() => copiedText(app)).not.toBe('');
  return JSON.parse(await copiedText(app)) as Job;
}

async function choosePoolings({ page }: Workbench, wanted: string[]): Promise<void> {
  await goTo(page, 'Features');
  const boxes = page.getByRole('group', { name: 'Pooling over time' }).getByRole('checkbox');
  await boxes.first().waitFor();
  const names = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label') ?? ''));
  const chooseAll = async (state: boolean): Promise<void> => {
    for (const name of names) {
      const box = page.getByRole('checkbox', { name, exact: true });
      if (wanted.includes(name) === state) await box.setChecked(state);
    }
  };
  // The last one cannot be switched off.
  await chooseAll(true);
  await chooseAll(false);
}

test('an opened file with its twin, with settings of one’s own', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page, folder } = workbench;
    for (const part of ['TRAIN', 'TEST']) {
      const name = `ItalyPowerDemand_${part}.ts`;
      cpSync(sharedFile(`datasets/ItalyPowerDemand/${name}`), join(folder, name));
    }
    const data = join(folder, 'ItalyPowerDemand_TRAIN.ts');
    await openFile(workbench, data, 'ItalyPowerDemand_TRAIN.ts');
    await choose(page, 'Scaling', 'Min-max');
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 16);
    await choose(page, 'Layers', '2');
    await select(page, 'Initialisation', "PyTorch's");
    await choose(page, 'Direction', 'Forward');
    await run(page);
    await choosePoolings(workbench, ['last state', 'last cell state']);
    await exportFeatures(workbench, 'window.csv');

    const model = ['--hidden', '16', '--layers', '2', '--init', 'pytorch', '--scale', 'minmax'];
    const test = ['--test', 'ItalyPowerDemand_TEST.ts', '-O', 'options.test.csv'];
    await headless(folder, 'features', data, '-o', 'options.csv', ...test, ...model, '--pool', 'last,cell');
    expectSameFiles(folder, [
      ['window.csv', 'options.csv'],
      ['window.test.csv', 'options.test.csv'],
      ['window.provenance.json', 'options.provenance.json'],
      ['window.test.provenance.json', 'options.test.provenance.json'],
    ]);
    expect(readFileSync(join(folder, 'window.csv'), 'utf8').split('\n', 1)[0]).toContain(',c__l1__fwd__u15__last');

    const job = await copyJob(workbench);
    mkdirSync(join(folder, 'job'));
    writeFileSync(join(folder, 'job/JOB.json'), JSON.stringify(job));
    await headless(folder, 'run', 'job/JOB.json');
    const { file, test: testFile } = job.output;
    expect(testFile).not.toBeNull();
    expectSameFiles(folder, [
      ['window.csv', join('job', file)],
      ['window.test.csv', join('job', testFile!)],
      ['window.provenance.json', join('job', file.replace('.csv', '.provenance.json'))],
      ['window.test.provenance.json', join('job', testFile!.replace('.csv', '.provenance.json'))],
    ]);

    await goTo(page, 'Run');
    await page.getByRole('button', { name: 'Next series' }).click();
    const picker = page.getByRole('button', { name: /^Series: \S/ }).filter({ hasText: '2 of 67' });
    const sequence = (await picker.getAttribute('aria-label'))!.replace('Series: ', '');
    await answerDialogs(app, { save: join(folder, 'window-gates.csv') });
    await page.getByRole('button', { name: 'Export gates' }).click();
    await page.getByRole('menuitem', { name: 'Gates of this series…' }).click();
    await waitForSaved(page, 'window-gates.csv');

    await headless(folder, 'gates', data, '-o', 'options-gates.csv', '--sequence', sequence, ...model);
    const gatesJob: Job = { ...job, task: 'gates', gates: { sequence }, output: { file: 'gates.csv', test: null } };
    writeFileSync(join(folder, 'job/GATES.json'), JSON.stringify(gatesJob));
    await headless(folder, 'run', 'job/GATES.json');
    expectSameFiles(folder, [
      ['window-gates.csv', 'options-gates.csv'],
      ['window-gates.csv', 'job/gates.csv'],
      ['window-gates.provenance.json', 'job/gates.provenance.json'],
    ]);
  });
});

test('a sample with the defaults', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    await openSample(page, "The article's example");
    await run(page);
    await exportFeatures(workbench, 'window.csv');
    const job = await copyJob(workbench);
    writeFileSync(join(folder, 'JOB.json'), JSON.stringify({ ...job, output: { file: 'job.csv', test: null } }));
    await headless(folder, 'run', 'JOB.json');
    expectSameFiles(folder, [
      ['window.csv', 'job.csv'],
      ['window.provenance.json', 'job.provenance.json'],
    ]);
  });
});

test('features in every format', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    const data = sharedFile('datasets/ItalyPowerDemand/ItalyPowerDemand_TRAIN.ts');
    await openFile(workbench, data, 'ItalyPowerDemand_TRAIN.ts');
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 4);
    await choose(page, 'Direction', 'Forward');
    await run(page);
    const test = ['--test', data.replace('TRAIN', 'TEST')];
    for (const format of FEATURE_TARGETS) {
      await exportFeatures(workbench, `window.${format}`);
      const outputs = ['-o', `options.${format}`, '-O', `options.test.${format}`];
      await headless(folder, 'features', data, ...test, ...outputs, '--hidden', '4');
      expectSameFiles(folder, [
        [`window.${format}`, `options.${format}`],
        [`window.test.${format}`, `options.test.${format}`],
        ['window.provenance.json', 'options.provenance.json'],
        ['window.test.provenance.json', 'options.test.provenance.json'],
      ]);
    }
  });
});

test('weights from a file', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    const [data, weights] = ['x.npy', 'model.safetensors'].map((name) =>
      sharedFile(`golden/stacked-bidirectional/${name}`),
    );
    await openFile(workbench, data, 'x.npy');
    await openWeights(workbench, weights);
    await run(page);
    await exportFeatures(workbench, 'window.csv');
    await headless(folder, 'features', data, '-o', 'options.csv', '--model', weights);
    expectSameFiles(folder, [
      ['window.csv', 'options.csv'],
      ['window.provenance.json', 'options.provenance.json'],
    ]);
  });
});
