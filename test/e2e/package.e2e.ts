/** The packaged app, made from the Electron at hand: it starts, does its work, and its fuses are set. */

import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rootArguments } from '../../electron/provision/drive.mjs';
import { provideEnvironment } from '../../electron/provision/environment.mjs';
import { withWorkbench } from '../helpers/launch';
import { networkAttempts } from '../helpers/network-log';
import { repositoryFile } from '../helpers/shared';

const folder = repositoryFile('dist/linux-unpacked');
const executable = join(folder, 'lstm-workbench');

describe('the packaged app', () => {
  let userData: string;
  let networkLog: string;
  let app: ChildProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const { variables } = await provideEnvironment();
    const env = { ...process.env, ...variables };
    const packager = repositoryFile('electron/provision/package.mjs');
    await promisify(execFile)(process.execPath, [packager, '--built'], { cwd: repositoryFile(), env });
    userData = mkdtempSync(join(tmpdir(), 'lstm-workbench-package-'));
    networkLog = join(userData, 'network.json');
    // The system's dialogs cannot be answered here, so that the file is one of the recent ones.
    const data = join(userData, 'measured');
    mkdirSync(data);
    const columnData = [
      { name: 'id', data: ['first', 'first', 'first', 'second', 'second', 'second'] },
      { name: 'step', data: Int32Array.of(0, 1, 2, 0, 1, 2) },
      { name: 'speed', data: Float64Array.of(1, 2, 4, 3, 6, 9) },
    ];
    writeFileSync(join(data, 'walk.parquet'), new Uint8Array(parquetWriteBuffer({ columnData })));
    writeFileSync(join(userData, 'settings.json'), JSON.stringify({ recent: [join(data, 'walk.parquet')] }));
    // The fuses keep the driver out of the main process; the page's own debugging port is Chromium's.
    const switches = ['--remote-debugging-port=0', `--user-data-dir=${userData}`, `--log-net-log=${networkLog}`];
    app = spawn(executable, [...switches, ...rootArguments()], {
      env: { ...env, LANGUAGE: 'en_US' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    browser = await chromium.connectOverCDP(await debuggerAddress(app));
    page = browser.contexts()[0].pages()[0] ?? (await browser.contexts()[0].waitForEvent('page'));
  });

  afterAll(async () => {
    await browser?.close();
    if (app?.exitCode === null) app.kill('SIGKILL');
    rmSync(userData, { recursive: true, force: true });
  });

  test('has its fuses set and carries no other code', async () => {
    const wire = await getCurrentFuseWire(executable);
    const on = [FuseV1Options.OnlyLoadAppFromAsar];
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => FuseState.ENABLE));
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => FuseState.DISABLE));
    expect(existsSync(join(folder, 'resources/app.asar'))).toBe(true);
    expect(existsSync(join(folder, 'resources/app'))).toBe(false);
  });

  test('opens a sample and runs it', async () => {
    await page.getByRole('heading', { name: 'LSTM Workbench' }).waitFor();
    await page.getByRole('button', { name: 'GunPoint' }).click();
    const bar = page.getByRole('banner');
    await bar.getByRole('button', { name: 'Run', exact: true }).click();
    await bar.getByRole('button', { name: 'Export features' }).waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Features' }).click();
    const column = page.getByText('h__l0__fwd__u0__last').first();
    await column.waitFor();
    expect(await column.isVisible()).toBe(true);
  });

  test('asks its table engine, whose library is a file of its own', async () => {
    const libraries = readdirSync(join(folder, 'resources/app.asar.unpacked/out/duckdb'));
    expect(libraries.toSorted()).toEqual(['duckdb.node', 'libduckdb.so']);
    await page.getByRole('navigation').getByRole('button', { name: 'Data' }).click();
    const find = page.getByRole('search', { name: 'Find series' });
    await find.getByRole('radio', { name: 'Condition' }).click();
    await find.getByRole('textbox', { name: 'Find series' }).fill("label = '1' and length = 150");
    await find.getByText('24 of 50').waitFor();
  });

  test('opens a Parquet file that another program wrote', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'walk.parquet in the folder measured' }).click();
    await page.getByRole('banner').getByRole('heading', { name: 'walk.parquet' }).waitFor();
    const series = page.getByRole('grid', { name: 'Series' });
    const ids = series.getByRole('gridcell', { name: /^(first|second)$/ });
    await expect.poll(() => ids.allTextContents()).toEqual(['first', 'second']);
  });

  test('computes with the kernel that the unpackaged app takes, the addon where it was built', async () => {
    const packaged = await kernelShown(page);
    await withWorkbench(async ({ page }) => expect(packaged).toBe(await kernelShown(page)));
    expect(packaged.startsWith('Kernel: native ')).toBe(existsSync(repositoryFile('out/kernel/lstm.node')));
  });

  test('ends when its window is closed, having asked nothing of the network', async () => {
    const ended = once(app, 'exit');
    await page.close();
    expect((await ended)[0]).toBe(0);
    expect(networkAttempts(networkLog)).toEqual([]);
  });
});

/** What the status bar says of the kernel. */
async function kernelShown(page: Page): Promise<string> {
  return page
    .getByRole('contentinfo')
    .getByRole('button', { name: /^Kernel: / })
    .innerText();
}

/**
 * Reads where Chromium's debugger listens from the line that it writes at the start, and waits for the window to be there:
 * a driver that attaches to a page while it loads may wait for it for ever. What the app writes further is read away, since
 * a full pipe would stop it.
 */
async function debuggerAddress(app: ChildProcess): Promise<string> {
  const { stderr } = app;
  if (stderr === null) throw new Error('the app has no standard error stream');
  const address = await new Promise<string>((resolve, reject) => {
    let written = '';
    stderr.setEncoding('utf8').on('data', (text: string) => {
      written = (written + text).slice(-10_000);
      const found = /DevTools listening on (ws:\S+)/.exec(written);
      if (found !== null) resolve(found[1]);
    });
    stderr.once('end', () => reject(new Error(`the app ended before its debugger listened:\n${written}`)));
  });
  const targets = new URL('/json/list', address.replace('ws:', 'http:'));
  const titles = async () => ((await (await fetch(targets)).json()) as { title: string }[]).map(({ title }) => title);
  await vi.waitUntil(async () => (await titles()).includes('LSTM Workbench'), { timeout: 60_000 });
  return address;
}
