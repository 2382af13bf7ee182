/** Starts a virtual display (Xvfb), so that windows can be shown where there is no screen. */

import { spawn } from 'node:child_process';

/** Ends the server when this process ends, however it ends: the shell then reads the end of its input. */
const SERVE_WHILE_WATCHED = 'Xvfb "$@" </dev/null & exec 3>&-; read -r _; kill $!';

/**
 * Starts Xvfb on a display number of its own choice and returns it (`:99`) with a way to end it.
 * Larger than any window of the tests, 24 bits, no network.
 */
export async function startDisplay() {
  const options = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('sh', ['-c', SERVE_WHILE_WATCHED, 'sh', ...options], {
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const watch = /** @type {import('node:net').Socket} */ (server.stdin);
  const answer = /** @type {import('node:net').Socket} */ (server.stdio[3]);
  const number = await readLine(answer);
  if (number === '') throw new Error('Xvfb did not start');
  // Nothing of it keeps this process alive.
  server.unref();
  watch.unref();
  answer.destroy();
  return { name: `:${number}`, stop: () => void watch.end() };
}

/** The number and its line break may come apart; a pipe closed between them would kill the server. */
async function readLine(/** @type {import('node:stream').Readable} */ stream) {
  let text = '';
  for await (const bytes of stream.iterator({ destroyOnReturn: false })) {
    text += bytes;
    if (text.endsWith('\n')) break;
  }
  return text.trim();
}
