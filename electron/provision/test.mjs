/** The test command: builds, checks and tests, each step to its end, then says in one line how many tests passed. */

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from './drive.mjs';
import { provideEnvironment } from './environment.mjs';
import { run, runScript } from './run.mjs';

/** The tests that ran, over all steps. */
const counts = { passed: 0, failed: 0 };

/** @type {Record<string, () => Promise<boolean>>} */
const steps = {
  build: async () => (await runScript('build')) === 0,
  lint: async () => (await runScript('lint')) === 0,
  types: async () => (await runScript('types')) === 0,
  unit: () => vitest('unit'),
  e2e: async () => {
    const { variables, stop } = await provideEnvironment();
    const passed = await vitest('e2e', variables);
    stop();
    return passed;
  },
};

const known = Object.keys(steps);
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`unknown step: ${unknown.join(', ')}; there are ${known.join(', ')}`);

/** @type {string[]} */
const failed = [];
for (const name of chosen.length > 0 ? chosen : known) {
  console.log(`\n== ${name}`);
  const passed = await steps[name]().catch((/** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error);
    return false;
  });
  if (!passed) failed.push(name);
}
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

/**
 * Runs one of vitest's projects and counts its tests. What could not even be loaded counts as one failed test.
 *
 * @param {string} project
 * @param {Record<string, string>} [variables]
 */
async function vitest(project, variables = {}) {
  const folder = join(appFolder, 'test-results');
  const file = join(folder, `${project}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run('npx', ['vitest', 'run', '--project', project, ...reporters], variables);
  if (!existsSync(file)) {
    counts.failed += 1;
    return false;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ result) =>
      result.status === 'failed' && result.assertionResults.every(({ status }) => status !== 'failed'),
  );
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests + broken.length;
  return code === 0 && report.numTotalTests > 0;
}
