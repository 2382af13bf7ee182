/** Reads the tree's files and what the architecture rules need to know of them: imports, statements, words. */

import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** A file by its path from the repository's root, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Import {
  specifier: string;
  /** `import type` or `export type`: gone when the program runs. */
  typeOnly: boolean;
}

const NOT_OURS = new Set(['.git', 'node_modules', 'out', 'dist', 'output', 'test-results', 'build']);
const TEXT = /\.(ts|mts|mjs|js|vue|json|html|css|md|yml|yaml|toml|sh|svg)$|(^|\/)(\.gitignore|\.npmrc|\.ci\/[^/]+)$/;
const CODE = /\.(ts|mts|mjs|vue)$/;
const DATA = /^(test\/fixtures|core\/samples)\//;

/** All text files of the tree but those that are made or installed. */
export function readTree(root: string): SourceFile[] {
  const files: SourceFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory() && !NOT_OURS.has(entry.name)) visit(path);
      if (entry.isFile() && TEXT.test(path)) files.push({ path, text: readFileSync(join(root, path), 'utf8') });
    }
  };
  visit('');
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The program text among the files; fixtures and samples are data, whatever their name ends in. */
export function codeOf(files: readonly SourceFile[]): SourceFile[] {
  return files.filter(({ path }) => CODE.test(path) && !DATA.test(path));
}

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

/** The syntax tree of a file; of a .vue file that of its script blocks. */
export function syntaxOf(source: SourceFile): ts.SourceFile {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const script = source.path.endsWith('.vue') ? scriptOf(source.text) : source.text;
  const tree = ts.createSourceFile(source.path, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  parsed.set(source, tree);
  return tree;
}

/** The script blocks of a .vue file, one after the other. */
export function scriptOf(vue: string): string {
  return [...vue.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
}

/** Calls `visit` for every node of a tree. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Everything that a file imports: statically, by `import()`, by `import('x').T` or by exporting from it. */
export function importsOf(source: SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier))
      imports.push({ specifier: specifier.text, typeOnly });
  };
  walk(syntaxOf(source), (node) => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require')
      add(node.arguments[0], false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
  });
  return imports;
}

/** Where a relative import points, from the root and without a query; null for a package. */
export function targetOf(source: SourceFile, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.join(posix.dirname(source.path), specifier.replace(/\?.*$/, ''));
}
