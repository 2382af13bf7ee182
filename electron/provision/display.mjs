/** Starts a virtual display (Xvfb), so that windows can be shown where there is no screen. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts Xvfb on a display number of its own choice and returns it (`:99`) with a way to end it.
 * Larger than any window of the tests, 24 bits, no network.
 */
export async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  const started = readLine(pipe).then((number) => `:${number}`);
  const failed = Promise.race([once(server, 'exit'), once(server, 'error')]).then(([why]) => {
    throw new Error(`Xvfb did not start: ${why}`);
  });
  failed.catch(() => {});
  const name = await Promise.race([started, failed]);
  // The server does not keep this process alive, and ends with it.
  server.unref();
  pipe.destroy();
  const stop = () => void server.kill();
  process.once('exit', stop);
  return { name, stop };
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
