/** The house's rules as functions: files in, one complaint a violation out. `architecture.test.ts` says which hold. */

import { isBuiltin } from 'node:module';
import { basename, dirname } from 'node:path/posix';
import ts from 'typescript';
import { importsOf, scriptOf, type SourceFile, syntaxOf, targetOf, walk } from './sources';

export type Rule = (files: readonly SourceFile[]) => string[];

const TOP_FOLDERS = ['electron', 'renderer', 'core', 'test', 'docs', '.ci', '.github'];

/** Who may import whom. `types:` before a folder allows `import type` only. A folder may always import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'core/contract': [],
  'core/lstm': [],
  'core/bytes': ['core/contract'],
  'core/kernel': [],
  'core/rpc': ['core/contract'],
  'core/locale': ['core/contract'],
  'core/dataset': ['core/contract', 'core/bytes'],
  'core/evaluation': ['core/contract'],
  'core/report': ['core/contract', 'core/locale'],
  'core/exporters': ['core/contract', 'core/bytes'],
  'core/formats': ['core/lstm', 'core/contract', 'core/bytes'],
  'core/training': ['core/lstm', 'core/contract'],
  'core/features': ['core/lstm', 'core/dataset', 'core/contract'],
  'core/engine': [
    'core/contract',
    'core/lstm',
    'core/dataset',
    'core/evaluation',
    'core/exporters',
    'core/formats',
    'core/report',
    'core/training',
    'core/features',
  ],
  'core/node': ['core/contract', 'core/lstm', 'core/dataset', 'types:core/engine'],
  'core/cli': ['core/engine', 'core/node', 'core/contract', 'core/rpc', 'core/locale', 'package.json'],
  'core/samples': [],
  'electron/engine.ts': [
    'core/engine',
    'core/node',
    'core/contract',
    'core/rpc',
    'core/locale',
    'electron',
    'package.json',
  ],
  'electron/provision': [],
  electron: ['core/contract', 'core/rpc', 'core/locale'],
  renderer: ['core/contract', 'core/rpc', 'core/locale'],
};

/** Which packages a folder, or one file, may import; `node` stands for Node's own modules, `types:` allows `import type` only. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  'core/bytes': ['fflate'],
  'core/dataset': ['fflate', '@e965/xlsx'],
  'core/evaluation': ['ml-pca'],
  'core/formats/onnx': ['@bufbuild/protobuf'],
  'core/engine': ['jsonc-parser'],
  'core/rpc': ['birpc'],
  'core/kernel': ['node'],
  'core/node': ['node', '@duckdb/node-api'],
  'core/cli': ['node'],
  'electron/engine.ts': ['node', 'electron'],
  'electron/provision': ['node', 'electron', 'electron-builder', '@electron/fuses', 'fflate', 'playwright-core'],
  electron: ['node', 'electron', 'electron-store'],
  renderer: ['vue', 'pinia', 'vue-i18n', 'reka-ui', '@tanstack/vue-virtual'],
  'renderer/charts': ['types:echarts'],
  'renderer/charts/Chart.vue': ['echarts'],
};

/** The most particular unit of the tables above that a path belongs to; null for tests and the root's configuration. */
function unitOf(path: string): string | null {
  const [top, second] = path.split('/');
  if (second === undefined || top === 'test') return null;
  if (top === 'core') return `core/${second}`;
  const special = ['electron/engine', 'electron/provision'].find(
    (unit) => path === unit || path === `${unit}.ts` || path.startsWith(`${unit}/`),
  );
  return special === undefined ? top : special === 'electron/engine' ? 'electron/engine.ts' : special;
}

function packageOf(specifier: string): string {
  if (isBuiltin(specifier)) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Folders import only what the table of ARCHITECTURE.md lets them. */
export const foldersImportWhatTheyMay: Rule = (files) =>
  files.flatMap((source) => {
    const unit = unitOf(source.path);
    if (unit === null) return [];
    const allowed = MAY_IMPORT[unit];
    if (allowed === undefined) return [`${source.path}: the dependency table has no folder ${unit}`];
    return importsOf(source).flatMap(({ specifier, typeOnly }) => {
      const target = targetOf(source, specifier);
      if (target === null) return [];
      const wanted = unitOf(target) ?? target;
      const fine = wanted === unit || allowed.includes(wanted) || (typeOnly && allowed.includes(`types:${wanted}`));
      return fine ? [] : [`${source.path}: ${unit} may not import ${target}`];
    });
  });

/** Packages and Node's modules are imported only where the table lets them. */
export const packagesStayWhereTheyBelong: Rule = (files) =>
  files.flatMap((source) => {
    const unit = unitOf(source.path);
    if (unit === null) return [];
    const allowed = [unit, dirname(source.path), source.path].flatMap((name) => MAY_USE[name] ?? []);
    return importsOf(source)
      .filter(({ specifier }) => !specifier.startsWith('.'))
      .filter(({ specifier, typeOnly }) => {
        const name = packageOf(specifier);
        return !allowed.includes(name) && !(typeOnly && allowed.includes(`types:${name}`));
      })
      .map(({ specifier }) => `${source.path}: ${unit} may not import ${specifier}`);
  });

/** Tests run under plain Node: what they need of Electron they ask of a running one. */
export const testsDoNotImportElectron: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('test/'))
    .filter((source) => importsOf(source).some(({ specifier, typeOnly }) => specifier === 'electron' && !typeOnly))
    .map(({ path }) => `${path}: a test may not import electron`);

/** No file imports itself by way of others, not even for a type. */
export const noCycles: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  const resolved = (target: string): string | undefined =>
    [target, ...['.ts', '.mts', '.mjs', '.vue', '/index.ts'].map((end) => target + end)].find((path) =>
      paths.has(path),
    );
  const edges = new Map(
    files.map((source) => [
      source.path,
      importsOf(source)
        .map(({ specifier }) => resolved(targetOf(source, specifier) ?? ''))
        .filter((path) => path !== undefined),
    ]),
  );
  const done = new Set<string>();
  const complaints: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) complaints.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return complaints;
};

/** What every page has; anything else on `window` was put there by the preload script. */
const PAGE_MEMBERS = [
  'addEventListener',
  'removeEventListener',
  'devicePixelRatio',
  'matchMedia',
  'innerWidth',
  'innerHeight',
];

/** In the renderer only bridge.ts reaches for what the preload script exposes and listens for the engine's port. */
export const onlyTheBridgeTouchesWindow: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('renderer/') && path !== 'renderer/bridge.ts')
    .flatMap((source) => {
      const own = new Set<string>();
      const reached: { name: string; member: string }[] = [];
      const complaints: string[] = [];
      walk(syntaxOf(source), (node) => {
        // `window` is a word of the field too: a local of that name is not the page's.
        if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node))
          own.add(node.name.getText());
        if (ts.isPropertyAccessExpression(node))
          reached.push({ name: node.expression.getText(), member: node.name.text });
        if (ts.isElementAccessExpression(node))
          reached.push({ name: node.expression.getText(), member: node.argumentExpression.getText() });
        if (ts.isCallExpression(node) && /addEventListener\(\s*['"]message['"]/.test(node.getText().slice(0, 80))) {
          complaints.push(`${source.path}: only bridge.ts may listen for messages`);
        }
      });
      const touched = reached.filter(
        ({ name, member }) =>
          /^(window|globalThis|self|parent|top)$/.test(name) && !own.has(name) && !PAGE_MEMBERS.includes(member),
      );
      return [
        ...complaints,
        ...touched.map(({ name, member }) => `${source.path}: only bridge.ts may touch ${name}.${member}`),
      ];
    });

/** Nothing in core but core/node and core/cli reads a clock, chance or the locale. */
export const coreIsDeterministic: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('core/') && !/^core\/(node|cli)\//.test(path))
    .flatMap((source) => {
      const found = new Set<string>();
      walk(syntaxOf(source), (node) => {
        if (ts.isPropertyAccessExpression(node)) {
          const name = node.name.text;
          const whole = `${node.expression.getText()}.${name}`;
          if (name.startsWith('toLocale') || name === 'localeCompare' || whole === 'Math.random') found.add(whole);
          if (/^(Date|Intl|performance|navigator|crypto)$/.test(node.expression.getText()) && whole !== 'Date.UTC')
            found.add(whole);
        }
        // The date of a moment that is given reads no clock.
        const isGiven =
          ts.isNewExpression(node) && node.expression.getText() === 'Date' && node.arguments?.length === 1;
        if (ts.isNewExpression(node) && !isGiven && /^(Date|Intl\b)/.test(node.expression.getText()))
          found.add(`new ${node.expression.getText()}`);
      });
      return [...found].map((what) => `${source.path}: core may not use ${what}`);
    });

/** Every source file opens by saying what it is for. */
export const filesOpenWithAComment: Rule = (files) =>
  files
    .filter(({ path, text }) => {
      const start = text.replace(/^#!.*\n/, '').trimStart();
      const openings = path.endsWith('.vue') ? [start, scriptOf(text).trimStart()] : [start];
      return !openings.some((opening) => /^(\/\*\*|<!--)[\s*]*[\p{L}\p{N}`.]/u.test(opening));
    })
    .map(({ path }) => `${path}: does not open with a comment that says what it is for`);

/** kebab-case .ts, PascalCase .vue, and no drawer for odds and ends. */
export const filesAreNamedWell: Rule = (files) =>
  files
    .map(({ path }) => ({ path, name: basename(path) }))
    .filter(({ path, name }) => {
      if (/^(utils?|helpers?|misc|common-utils)\./.test(name)) return true;
      return path.endsWith('.vue')
        ? !/^[A-Z][A-Za-z0-9]*\.vue$/.test(name)
        : !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|e2e|bench|config|vite\.config|d))?\.(ts|mts|mjs)$/.test(name);
    })
    .map(({ path }) => `${path}: not a good name`);

/** Exports have names; tools that ask for a default export get it from a *.config file. */
export const exportsHaveNames: Rule = (files) =>
  files
    .filter(({ path }) => !/\.config\.ts$|\.d\.ts$|\.vue$/.test(path))
    .filter((source) => {
      let found = false;
      walk(syntaxOf(source), (node) => {
        if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword)
          found ||= !ts.isDefaultClause(node.parent);
        if (ts.isExportSpecifier(node) && node.name.text === 'default') found = true;
      });
      return found;
    })
    .map(({ path }) => `${path}: has a default export`);

/** No file only passes on what others export. */
export const noBarrels: Rule = (files) =>
  files
    .filter((source) => {
      const statements = syntaxOf(source).statements.filter((statement) => !ts.isImportDeclaration(statement));
      return (
        statements.length > 0 &&
        statements.every((statement) => ts.isExportDeclaration(statement)) &&
        !source.path.endsWith('.d.ts')
      );
    })
    .map(({ path }) => `${path}: only exports what others hold`);

/** No type is `any`. */
export const nothingIsAny: Rule = (files) =>
  files.flatMap((source) => {
    const complaints: string[] = [];
    walk(syntaxOf(source), (node) => {
      if (node.kind !== ts.SyntaxKind.AnyKeyword) return;
      complaints.push(`${source.path}: any in “${node.parent.getText().slice(0, 60)}”`);
    });
    return complaints;
  });

/** No folder on somebody's machine and no registry's host is written down anywhere. */
export const nothingNamesAMachine: Rule = (files) => {
  const traces = [
    /(?<![\w.~)\]}-])\/(?:work|home|root|Users|private|mnt)\/[\w.-]+/,
    /\b[A-Z]:\\{1,2}Users\b/,
    /https?:\/\/[^\s"'`/]*(?:registry|artifactory|nexus|verdaccio|npmmirror|mirror)[^\s"'`/]*/i,
    /"resolved":\s*"https?:/,
  ];
  return files.flatMap(({ path, text }) =>
    traces.flatMap((trace) => {
      const found = trace.exec(text)?.[0];
      return found === undefined ? [] : [`${path}: ${found}`];
    }),
  );
};

/** The top-level folders are fixed. */
export const topFoldersAreFixed: Rule = (files) => {
  const folders = new Set(
    files.map(({ path }) => path.split('/')).flatMap((parts) => (parts.length > 1 ? [parts[0]] : [])),
  );
  return [...folders]
    .filter((folder) => !TOP_FOLDERS.includes(folder))
    .map((folder) => `${folder}/: not a folder of this house`);
};
