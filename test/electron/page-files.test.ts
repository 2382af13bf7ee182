/** The page's own scheme gives out the files of one folder and of nothing else. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestedFile, servePageFile } from '../../electron/page-files';

describe('requestedFile', () => {
  const folder = '/app/out/renderer';

  test.each([
    ['app://workbench/', '/app/out/renderer/index.html'],
    ['app://workbench/index.html?x#y', '/app/out/renderer/index.html'],
    ['app://workbench/assets/a%20b.js', '/app/out/renderer/assets/a b.js'],
    ['app://workbench/assets/../index.html', '/app/out/renderer/index.html'],
  ])('finds %s', (url, file) => {
    expect(requestedFile(url, folder)).toBe(file);
  });

  test.each([
    'app://elsewhere/index.html',
    'https://workbench/index.html',
    'app://workbench/..%2f..%2fmain/main.js',
    'app://workbench/..%2frenderer-of-another/index.html',
    'app://workbench/..%5c..%5cmain.js',
    'app://workbench/index.html%00.js',
    'app://workbench/%zz.js',
    'app://workbench/assets',
    'app://workbench/notes.txt',
  ])('refuses %s', (url) => {
    expect(requestedFile(url, folder)).toBeNull();
  });
});

describe('servePageFile', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'page-files-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets/a.js'), 'export const a = 1;');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('answers with the bytes, the type and the policy', async () => {
    const response = await servePageFile('app://workbench/assets/a.js', folder);
    expect(await response.text()).toBe('export const a = 1;');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('answers 404 for what is not there', async () => {
    expect((await servePageFile('app://workbench/assets/b.js', folder)).status).toBe(404);
    expect((await servePageFile('app://workbench/..%2fsecret.js', folder)).status).toBe(404);
  });
});
