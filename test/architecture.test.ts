/** Holds the tree to the architecture: who may import whom, and how files are named, opened and exported. */

import { describe, expect, test } from 'vitest';
import * as rules from './helpers/house-rules';
import { repositoryFile } from './helpers/shared';
import { codeOf, readTree, type SourceFile } from './helpers/sources';

const tree = readTree(repositoryFile());
const code = codeOf(tree);

interface Case {
  rule: rules.Rule;
  /** The files that the rule is held against. */
  on: readonly SourceFile[];
  /** Files that break the rule, each a case of its own (all the files of a list together). */
  broken: SourceFile[][];
  /** Files that look like a breach and are none. */
  fine: SourceFile[];
}

const file = (path: string, text: string): SourceFile => ({ path, text });
const vue = (path: string, script: string): SourceFile =>
  file(path, `<script setup lang="ts">\n${script}\n</script>\n<template><p /></template>`);

const cases: Record<string, Case> = {
  'folders import only what the table lets them': {
    rule: rules.foldersImportWhatTheyMay,
    on: code,
    broken: [
      [file('core/contract/a.ts', `import { b } from '../lstm/b';`)],
      [file('core/lstm/a.ts', `import type { B } from '../contract/b';`)],
      [file('core/locale/a.ts', `export { b } from '../dataset/b';`)],
      [file('core/engine/a.ts', `import { b } from '../rpc/b';`)],
      [file('core/engine/a.ts', `const b = await import('../node/b');`)],
      [file('core/engine/a.ts', `type B = import('../locale/b').B;`)],
      [file('core/node/a.ts', `import { b } from '../engine/b';`)],
      [file('core/attic/a.ts', `export const a = 1;`)],
      [file('electron/main.ts', `import { b } from '../core/engine/b';`)],
      [file('electron/menu.ts', `import { b } from '../renderer/b';`)],
      [vue('renderer/App.vue', `import { b } from '../core/dataset/b';`)],
      [file('renderer/charts/a.ts', `import { b } from '../../test/helpers/b';`)],
    ],
    fine: [
      file('core/node/a.ts', `import type { B } from '../engine/b';`),
      file('electron/engine.ts', `import { b } from '../core/engine/b';`),
      file('test/a.test.ts', `import { b } from '../core/engine/b';`),
      file('core/contract/a.ts', `// import { b } from '../lstm/b';`),
    ],
  },
  'packages are imported only where they belong': {
    rule: rules.packagesStayWhereTheyBelong,
    on: code,
    broken: [
      [file('core/engine/a.ts', `import { readFile } from 'node:fs/promises';`)],
      [file('core/dataset/a.ts', `import { join } from 'path';`)],
      [file('core/rpc/a.ts', `import { ipcMain } from 'electron';`)],
      [file('core/cli/a.ts', `import { app } from 'electron';`)],
      [file('core/locale/a.ts', `import { createI18n } from 'vue-i18n';`)],
      [file('core/exporters/a.ts', `import Papa from 'papaparse';`)],
      [file('renderer/a.ts', `import { ipcRenderer } from 'electron';`)],
      [file('renderer/charts/heat.ts', `import { init } from 'echarts/core';`)],
      [vue('renderer/views/RunView.vue', `import * as echarts from 'echarts';`)],
      [file('electron/main.ts', `import { ref } from 'vue';`)],
    ],
    fine: [
      file('core/dataset/a.ts', `import { gunzipSync } from 'fflate';`),
      file('renderer/charts/heat.ts', `import type { EChartsOption } from 'echarts';`),
      vue('renderer/charts/Chart.vue', `import { init } from 'echarts/core';`),
      file('electron/main.ts', `import { join } from 'node:path';`),
    ],
  },
  'tests do not import Electron': {
    rule: rules.testsDoNotImportElectron,
    on: code,
    broken: [[file('test/electron/a.test.ts', `import { app } from 'electron';`)]],
    fine: [file('test/electron/a.test.ts', `import type { App } from 'electron';`)],
  },
  'no file imports itself by way of others': {
    rule: rules.noCycles,
    on: code,
    broken: [
      [file('core/a/a.ts', `import { b } from './b';`), file('core/a/b.ts', `import type { A } from './a';`)],
      [file('core/a/a.ts', `import './a';`)],
      [
        vue('renderer/A.vue', `import B from './B.vue';`),
        vue('renderer/B.vue', `import { c } from './c';`),
        file('renderer/c.ts', `export { default as a } from './A.vue';`),
      ],
    ],
    fine: [
      file('core/a/c.ts', `import './d'; import './e';`),
      file('core/a/d.ts', `import './e';`),
      file('core/a/e.ts', ``),
    ],
  },
  'only the bridge touches window': {
    rule: rules.onlyTheBridgeTouchesWindow,
    on: code,
    broken: [
      [file('renderer/stores/a.ts', `window.desktop.settings();`)],
      [vue('renderer/App.vue', `globalThis['desktop'].settings();`)],
      [vue('renderer/App.vue', `window.addEventListener('message', take);`)],
    ],
    fine: [
      file('renderer/bridge.ts', `window.desktop.settings();`),
      vue('renderer/App.vue', `window.addEventListener('keydown', onKey); const ratio = window.devicePixelRatio;`),
      file('renderer/stores/a.ts', `const window = spec.window; window.length;`),
      file('renderer/stores/b.ts', `reading.window.length; const a = { window: 3 };`),
    ],
  },
  'core reads no clock, no chance and no locale': {
    rule: rules.coreIsDeterministic,
    on: code,
    broken: [
      [file('core/engine/a.ts', `const t = Date.now();`)],
      [file('core/engine/a.ts', `const t = new Date();`)],
      [file('core/engine/a.ts', `const t = performance.now();`)],
      [file('core/lstm/a.ts', `const x = Math.random();`)],
      [file('core/locale/a.ts', `const x = (1000).toLocaleString();`)],
      [file('core/dataset/a.ts', `names.sort((a, b) => a.localeCompare(b));`)],
      [file('core/locale/a.ts', `const f = new Intl.NumberFormat();`)],
    ],
    fine: [
      file('core/node/a.ts', `const t = Date.now();`),
      file('core/lstm/a.ts', `// Math.random\nconst x = Math.round(2);`),
      file('core/contract/a.ts', `const day = new Date(Date.UTC(1970, month));`),
    ],
  },
  'every file opens by saying what it is for': {
    rule: rules.filesOpenWithAComment,
    on: code,
    broken: [
      [file('core/a/a.ts', `export const a = 1;`)],
      [file('core/a/a.ts', `/** */\nexport const a = 1;`)],
      [file('core/a/a.ts', `import b from 'b';\n/** Says it too late. */`)],
      [vue('renderer/A.vue', `const a = 1;`)],
    ],
    fine: [
      file('core/a/a.ts', `/** Holds a. */`),
      file('core/a/b.mjs', `#!/usr/bin/env node\n/**\n * Runs b.\n */`),
      vue('renderer/A.vue', `/** Shows a. */`),
      file('renderer/B.vue', `<!-- Shows b. -->\n<template><p /></template>`),
    ],
  },
  'files are named well': {
    rule: rules.filesAreNamedWell,
    on: code,
    broken: [
      [file('core/a/utils.ts', '')],
      [file('core/a/util.ts', '')],
      [file('core/a/readFile.ts', '')],
      [file('core/a/read_file.ts', '')],
      [file('core/a/ReadFile.ts', '')],
      [file('renderer/app.vue', '')],
      [file('renderer/views/run-view.vue', '')],
    ],
    fine: [
      file('core/a/read-file.ts', ''),
      file('test/a/read-file.test.ts', ''),
      file('renderer/views/RunView.vue', ''),
      file('electron.vite.config.ts', ''),
    ],
  },
  'exports have names': {
    rule: rules.exportsHaveNames,
    on: code,
    broken: [
      [file('core/a/a.ts', `export default 1;`)],
      [file('core/a/a.ts', `export default function a() {}`)],
      [file('core/a/a.ts', `const a = 1; export { a as default };`)],
    ],
    fine: [file('vitest.config.ts', `export default {};`), file('core/a/a.ts', `switch (a) { default: b(); }`)],
  },
  'no file only passes on what others export': {
    rule: rules.noBarrels,
    on: code,
    broken: [
      [file('core/a/a.ts', `export * from './b';\nexport { c } from './c';`)],
      [file('core/a/a.ts', `import { b } from './b';\nexport { b };`)],
    ],
    fine: [file('core/a/a.ts', `export { b } from './b';\nexport const a = 1;`)],
  },
  'nothing is any': {
    rule: rules.nothingIsAny,
    on: code,
    broken: [
      [file('core/a/a.ts', `const a = b as any;`)],
      [vue('renderer/A.vue', `defineProps<{ a: Record<string, any> }>();`)],
    ],
    fine: [file('core/a/a.ts', `const any = 1; // any`)],
  },
  'nothing names a machine or a registry': {
    rule: rules.nothingNamesAMachine,
    // The rule itself and its cases have to write down what they look for.
    on: tree.filter(({ path }) => path !== 'test/architecture.test.ts' && path !== 'test/helpers/house-rules.ts'),
    broken: [
      [file('README.md', 'unpack it in /home/ada/workbench')],
      [file('.npmrc', 'registry=https://registry.example.com/npm')],
      [file('electron/a.ts', `const cache = 'C:\\\\Users\\\\ada';`)],
      [file('package-lock.json', '"resolved": "https://example.com/a.tgz"')],
    ],
    fine: [file('README.md', 'see https://vuejs.org/guide and docs/home/page.md')],
  },
  'the top-level folders are fixed': {
    rule: rules.topFoldersAreFixed,
    on: tree,
    broken: [[file('scripts/a.mjs', '')], [file('src/a.ts', '')]],
    fine: [file('core/a/a.ts', ''), file('package.json', '')],
  },
};

test('the tree was read', () => {
  const paths = code.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'core/contract/api.ts',
      'renderer/bridge.ts',
      'renderer/charts/Chart.vue',
      'vitest.config.ts',
    ]),
  );
});

describe.each(Object.entries(cases))('%s', (_name, { rule, on, broken, fine }) => {
  test('holds', () => {
    expect(rule(on)).toEqual([]);
  });

  test.each(broken)('and is seen to be broken: %o', (...files) => {
    expect(rule(files).length).toBeGreaterThan(0);
  });

  test('and blames nobody wrongly', () => {
    expect(rule(fine)).toEqual([]);
  });
});
