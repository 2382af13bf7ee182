/** Hands over what was measured: to the process that started this one, else to the standard output. */

interface UtilityPort {
  postMessage(message: string): void;
}

export function emit(text: string): void {
  const { parentPort: port } = process as typeof process & { parentPort?: UtilityPort };
  if (port != null) port.postMessage(text);
  else if (process.send !== undefined) process.send(text, () => process.disconnect());
  else console.log(text);
}
