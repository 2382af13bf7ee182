/** Damaged and hostile Keras files: an error with a code every time, or a model, and never more than the file bears out. */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { isKeras, openKeras } from '../../../core/formats/keras';
import { seededRandom } from '../../../core/lstm/random';
import { repositoryFile } from '../../helpers/shared';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(gunzipSync(readFileSync(repositoryFile(`test/core/formats/keras-files/${name}.gz`))));

/** `opened`, or the code of the error; any other error fails the test. */
function outcome(bytes: Uint8Array, file = 'model.h5'): string {
  const work = openKeras(file, bytes, {});
  try {
    while (work.next().done !== true);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown.code;
    throw thrown;
  }
  return 'opened';
}

/** All layouts: trees of symbols, newer headers with heaps, packed chunks, numbered arrays in an archive. */
const LAYOUTS = [
  'two-lstm.h5',
  'two-lstm-latest.h5',
  'packed.h5',
  'keras-1.h5',
  'stacked-cells.keras',
  'bidirectional.weights.h5',
];

describe('a damaged Keras file', () => {
  it.each(LAYOUTS)('cut anywhere has an error with a code: %s', (name) => {
    const whole = fixture(name);
    expect(outcome(whole)).toBe('opened');
    for (let part = 0; part < 100; part++) {
      const cut = whole.subarray(0, Math.floor((whole.length * part) / 100));
      expect(isKeras(cut) ? outcome(cut) : 'another', `${part} hundredths`).not.toBe('opened');
    }
  });

  /** Ten thousand changes for each of the two formats. */
  const CHANGES = [
    ...['two-lstm.h5', 'two-lstm-latest.h5', 'packed.h5', 'keras-1.h5'].flatMap((name) =>
      [1, 2, 3].map((seed) => [name, seed, 850] as const),
    ),
    ...[4, 5].map((seed) => ['stacked-cells.keras', seed, 5000] as const),
  ];

  it.each(CHANGES)('with bytes changed opens or has an error with a code: %s %i', (name, seed, times) => {
    const { uniform: random } = seededRandom(seed);
    const whole = fixture(name);
    // Most of an HDF5 file is empty: bytes that are used are changed three times of four.
    const used = [...whole.keys()].filter((at) => whole[at] !== 0);
    const found = new Map<string, number>();
    for (let time = 0; time < times; time++) {
      const changed = whole.slice();
      for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
        const at = random() < 0.75 ? used[Math.floor(random() * used.length)] : Math.floor(random() * whole.length);
        changed[at] = random() < 0.3 ? 0xff : Math.floor(random() * 256);
      }
      const what = outcome(changed);
      found.set(what, (found.get(what) ?? 0) + 1);
    }
    expect(found.size).toBeGreaterThan(3);
  });

  it.each(['two-lstm.keras', 'graph.keras', 'stacked-cells.keras'])('with a changed description: %s', (name) => {
    const { uniform } = seededRandom(11);
    const entries = unzipSync(fixture(name));
    const config = strFromU8(entries['config.json']);
    const found = new Set<string>();
    for (let time = 0; time < 500; time++) {
      const places = placesIn(JSON.parse(config) as Json);
      const pick = () => places[Math.floor(uniform() * places.length)];
      for (let count = 1 + Math.floor(uniform() * 3); count > 0; count--) {
        const place = pick();
        const { holder, key } = pick();
        place.holder[place.key] =
          uniform() < 0.5 ? ODD[Math.floor(uniform() * ODD.length)] : structuredClone(holder[key]);
      }
      const changed = { ...entries, 'config.json': strToU8(JSON.stringify(places[0].holder['root'])) };
      found.add(outcome(zipSync(changed, { level: 0 })));
    }
    expect([...found]).toContain('opened');
    expect(found.size).toBeGreaterThan(3);
  });

  it('with models in models without end is too deep', () => {
    const entries = unzipSync(fixture('two-lstm.keras'));
    const deep = '{"class_name":"Sequential","config":{"layers":['.repeat(5000) + ']}}'.repeat(5000);
    expect(outcome(zipSync({ ...entries, 'config.json': strToU8(deep) }))).toBe('keras/config');
  });

  it('that packs more than it may is not unpacked', () => {
    const archive = zipSync({ 'config.json': strToU8('{}'), 'model.weights.h5': new Uint8Array(1000) }, { level: 0 });
    const view = new DataView(archive.buffer);
    for (let at = 0; at + 46 < archive.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 4_000_000_000, true);
    expect(outcome(archive)).toBe('archive/too-large');
  });
});

type Json = Record<string | number, unknown>;

const ODD = [
  null,
  -1,
  0,
  2 ** 60,
  1e308,
  0.5,
  '',
  'relu',
  'LSTM',
  '__proto__',
  true,
  [],
  {},
  [[]],
  [-1],
  { class_name: 'RNN' },
];

/** Every place in a tree of JSON where another value can be set; the first holds the whole tree. */
function placesIn(root: Json): { holder: Json; key: string }[] {
  const places: { holder: Json; key: string }[] = [];
  const visit = (holder: Json, key: string): void => {
    places.push({ holder, key });
    const value = holder[key];
    if (typeof value === 'object' && value !== null)
      for (const inside of Object.keys(value)) visit(value as Json, inside);
  };
  visit({ root }, 'root');
  return places;
}
