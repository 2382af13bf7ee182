/** Runs a command as a child process with this process's streams. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appFolder } from './drive.mjs';

/**
 * Runs a program in the app's folder and returns its exit code.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [variables] added to the environment
 * @returns {Promise<number>}
 */
export async function run(program, args, variables = {}) {
  const child = spawn(program, args, {
    cwd: appFolder,
    stdio: 'inherit',
    env: { ...process.env, ...variables },
    shell: process.platform === 'win32',
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

/**
 * Runs a script of package.json.
 *
 * @param {string} script
 * @param {string[]} [args]
 * @param {Record<string, string>} [variables]
 */
export function runScript(script, args = [], variables = {}) {
  return run('npm', ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], variables);
}
