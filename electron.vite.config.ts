/** What is built from what: main, engine and command line; the sandboxed preload script; the window. */

import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** Puts those of the kernel's builds that there are into one folder, and leaves nothing else there. */
function copyKernel(): void {
  const folder = at('out/kernel');
  const modules = at('core/kernel/wasm');
  const wasm = existsSync(modules) ? readdirSync(modules).filter((name) => name.endsWith('.wasm')) : [];
  const builds = [at('core/kernel/build/Release/lstm.node'), ...wasm.map((name) => join(modules, name))].filter(
    existsSync,
  );
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const build = builds.find((path) => basename(path) === name);
    const current = build !== undefined && readFileSync(build).equals(readFileSync(join(folder, name)));
    // Removed before it is written again: a workbench that is running keeps the file it has loaded.
    if (!current) rmSync(join(folder, name));
  }
  for (const build of builds) {
    const copy = join(folder, basename(build));
    if (!existsSync(copy)) copyFileSync(build, copy);
  }
}

/** Puts the sample data and the kernel beside the built code and makes the command line executable. */
function finishMain(): Plugin {
  return {
    name: 'finish-main',
    closeBundle() {
      cpSync(at('core/samples'), at('out/samples'), { recursive: true });
      copyKernel();
      chmodSync(at('out/main/lstm-workbench.js'), 0o755);
    },
  };
}

/** Everything is bundled, so that the package needs no node_modules; the targets are the oldest Electron that runs it (33). */
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: at('electron/main.ts'),
          engine: at('electron/engine.ts'),
          'lstm-workbench': at('core/cli/main.ts'),
        },
        // Native, so it cannot be bundled.
        external: ['@duckdb/node-api'],
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    plugins: [finishMain()],
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    // The content security policy allows no inline data for fonts, and the polyfill has no use in Chromium.
    build: {
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      minify: true,
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: at('renderer/index.html') },
    },
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    plugins: [vue()],
  },
});
