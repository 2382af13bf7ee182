/** What is built from what: main, engine and command line; the sandboxed preload script; the window. */

import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** Puts those of the kernel's builds that there are into one folder. */
function copyKernel(): void {
  const modules = at('core/kernel/wasm');
  const wasm = existsSync(modules) ? readdirSync(modules).filter((name) => name.endsWith('.wasm')) : [];
  const builds = [at('core/kernel/build/Release/lstm.node'), ...wasm.map((name) => join(modules, name))].filter(
    existsSync,
  );
  copyInto(at('out/kernel'), builds);
}

/** Puts this system's build of DuckDB, an addon and the library that it loads from beside it, into one folder. */
function copyDuckdb(): void {
  const { glibcVersionRuntime } = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header;
  const libc = process.platform === 'linux' && glibcVersionRuntime === undefined ? '-musl' : '';
  const name = `@duckdb/node-bindings-${process.platform}-${process.arch}${libc}`;
  let folder: string;
  try {
    folder = dirname(createRequire(import.meta.url).resolve(`${name}/duckdb.node`));
  } catch {
    process.stderr.write(`without tables: ${name} is not installed\n`);
    return copyInto(at('out/duckdb'), []);
  }
  const libraries = readdirSync(folder).filter((file) => /\.(?:node|so|dylib|dll)$/.test(file));
  copyInto(
    at('out/duckdb'),
    libraries.map((file) => join(folder, file)),
  );
}

/** Copies files into a folder and leaves nothing else there. */
function copyInto(folder: string, files: string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const file = files.find((path) => basename(path) === name);
    const current = file !== undefined && readFileSync(file).equals(readFileSync(join(folder, name)));
    // Removed before it is written again: a workbench that is running keeps the file it has loaded.
    if (!current) rmSync(join(folder, name));
  }
  for (const file of files) {
    const copy = join(folder, basename(file));
    if (!existsSync(copy)) copyFileSync(file, copy);
  }
}

/** Loads DuckDB's addon from `out/duckdb` in the place of the package that looks for it in `node_modules`. */
function bindDuckdb(): Plugin {
  const binding = '\0duckdb-binding';
  return {
    name: 'bind-duckdb',
    enforce: 'pre',
    resolveId: (id) => (id === '@duckdb/node-bindings' ? binding : undefined),
    load: (id) =>
      id === binding
        ? `import { createRequire } from 'node:module';
export default createRequire(import.meta.url)('../duckdb/duckdb.node');`
        : undefined,
  };
}

/** Puts the sample data, the kernel and DuckDB beside the built code and makes the command line executable. */
function finishMain(): Plugin {
  return {
    name: 'finish-main',
    closeBundle() {
      cpSync(at('core/samples'), at('out/samples'), { recursive: true });
      copyKernel();
      copyDuckdb();
      chmodSync(at('out/main/lstm-workbench.js'), 0o755);
    },
  };
}

/** Everything is bundled, so that the package needs no node_modules; the targets are the oldest Electron that runs it (33). */
export default defineConfig({
  main: {
    // The one for Node declares a name that the build declares as well; what differs, its workers, nobody uses.
    resolve: { alias: { fflate: 'fflate/browser' } },
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: at('electron/main.ts'),
          engine: at('electron/engine.ts'),
          'lstm-workbench': at('core/cli/main.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    plugins: [bindDuckdb(), finishMain()],
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
