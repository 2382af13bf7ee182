/**
 * Reads Python pickles, protocols 0 to 5, as plain data. Nothing in them is ever run: what a pickle would call is handed to
 * the caller, who knows the few calls that only describe data and refuses the rest.
 */

import { Global, MARK, PickleMachine, type PickleValue } from './pickle-machine';

export interface PickleHooks {
  /** What `callable(*args)` would give. @throws what the caller refuses with */
  call(callable: PickleValue, args: PickleValue[]): PickleValue;
  /** What a persistent id stands for. */
  persistent(id: PickleValue): PickleValue;
}

/** Opcodes that put one value on the stack. */
const PUSHING: Record<string, (machine: PickleMachine) => PickleValue> = {
  '(': () => MARK,
  N: () => null,
  '\x88': () => true,
  '\x89': () => false,
  I: (m) => whole(m.line()),
  L: (m) => Number(m.line().replace(/L$/, '')),
  F: (m) => Number(m.line()),
  S: (m) => m.line().replace(/^(['"])(.*)\1$/s, '$2'),
  V: (m) => m.line(),
  J: (m) => m.int32(),
  K: (m) => m.byte(),
  M: (m) => m.uint16(),
  G: (m) => m.float64(),
  '\x8a': (m) => m.long(m.length(1)),
  '\x8b': (m) => m.long(m.length(4)),
  U: (m) => m.text(m.length(1)),
  '\x8c': (m) => m.text(m.length(1)),
  T: (m) => m.text(m.length(4)),
  X: (m) => m.text(m.length(4)),
  '\x8d': (m) => m.text(m.length(8)),
  C: (m) => m.take(m.length(1)),
  B: (m) => m.take(m.length(4)),
  '\x8e': (m) => m.take(m.length(8)),
  '\x96': (m) => m.take(m.length(8)),
  ')': () => [],
  ']': () => [],
  '\x8f': () => [],
  '}': () => new Map(),
  t: (m) => m.popMark(),
  l: (m) => m.popMark(),
  '\x91': (m) => m.popMark(),
  '\x85': (m) => m.popMany(1),
  '\x86': (m) => m.popMany(2),
  '\x87': (m) => m.popMany(3),
  d: (m) => m.setPairs(new Map<PickleValue, PickleValue>(), m.popMark()),
  '2': (m) => m.top(),
  g: (m) => m.remembered(Number(m.line())),
  h: (m) => m.remembered(m.length(1)),
  j: (m) => m.remembered(m.length(4)),
  c: (m) => new Global(`${m.line()}.${m.line()}`),
  '\x93': (m) => new Global(m.popMany(2).map(String).join('.')),
  '\x81': (m) => {
    const [type, args] = m.popMany(2);
    return m.object(type, args);
  },
  '\x92': (m) => {
    const [type, args] = m.popMany(3);
    return m.object(type, args);
  },
  i: (m) => m.object(new Global(`${m.line()}.${m.line()}`), m.popMark()),
  o: (m) => {
    const [type = null, ...args] = m.popMark();
    return m.object(type, args);
  },
};

/** Opcodes that change what is there. */
const CHANGING: Record<string, (machine: PickleMachine) => unknown> = {
  '\x80': (m) => m.take(1),
  '\x95': (m) => m.take(8),
  '0': (m) => m.pop(),
  '1': (m) => m.popMark(),
  a: (m) => m.append([m.pop()]),
  e: (m) => m.append(m.popMark()),
  '\x90': (m) => m.append(m.popMark()),
  s: (m) => m.setItems(m.popMany(2)),
  u: (m) => m.setItems(m.popMark()),
  p: (m) => m.remember(Number(m.line())),
  q: (m) => m.remember(m.length(1)),
  r: (m) => m.remember(m.length(4)),
  '\x94': (m) => m.remember(m.memo.size),
  b: (m) => m.build(m.pop()),
};

/**
 * The value of the pickle that begins at byte `from`, and the first byte after it. Yields about every 10,000 steps.
 * @throws pytorch/pickle with the byte where it broke
 */
export function* readPickle(
  file: string,
  bytes: Uint8Array,
  from: number,
  hooks: PickleHooks,
): Generator<void, { value: PickleValue; end: number }> {
  const machine = new PickleMachine(file, bytes, from);
  const { stack } = machine;
  for (let steps = 1; ; steps++) {
    if (steps % 10_000 === 0) yield;
    const opcode = String.fromCharCode(machine.byte());
    if (opcode === '.') return { value: machine.pop(), end: machine.at };
    if (Object.hasOwn(PUSHING, opcode)) stack.push(PUSHING[opcode](machine));
    else if (Object.hasOwn(CHANGING, opcode)) CHANGING[opcode](machine);
    else if (opcode === 'R') {
      const [callable, args] = machine.popMany(2);
      stack.push(hooks.call(callable, Array.isArray(args) ? args : [args]));
    } else if (opcode === 'P') stack.push(hooks.persistent(machine.line()));
    else if (opcode === 'Q') stack.push(hooks.persistent(machine.pop()));
    else throw machine.broken('opcode', machine.at - 1);
  }
}

/** Protocol 0 writes truth as `00` and `01`. */
function whole(line: string): number | boolean {
  return line === '00' || line === '01' ? line === '01' : Number(line);
}
