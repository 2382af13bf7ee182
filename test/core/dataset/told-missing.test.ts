/** Numbers that stand for a missing value, told for formats whose values are no cells of text. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readText, readWhole, seriesOf, seriesValues } from '../../helpers/datasets';
import { repositoryFile } from '../../helpers/shared';

const TS =
  '@problemName p\n@univariate false\n@dimensions 2\n@classLabel false\n@data\n1,-999,3,-999:4,5,-999.0,-999\n';
const TSF = '@attribute name string\n@frequency daily\n@data\nT1:1,-999,3,-999\n';
const ARFF =
  "@relation r\n@attribute series relational\n@attribute a numeric\n@attribute b numeric\n@end series\n@data\n'1,-999\\n-999.0,4'\n";

describe('a number that stands for a missing value', () => {
  test.each([
    ['ts', TS, [[1, 4, NaN, 5, 3, NaN]]],
    ['tsf', TSF, [[1, NaN, 3]]],
    ['arff', ARFF, [[1, NaN, NaN, 4]]],
  ])('is missing in .%s, also where it fills up the end', (extension, content, expected) => {
    const read = (reading: object) => readText(content, reading, `set.${extension}`);
    const told = read({ missingText: ['-999'] });
    expect(told.problem).toBeNull();
    expect(told.understood.missingText).toEqual(['-999']);
    const part = seriesOf(told);
    expect(part.ids.map((_, at) => seriesValues(part, at))).toEqual(expected);
    expect(part.missing).toBe(expected.flat().filter((value) => Number.isNaN(value)).length);
    expect(seriesOf(read({})).missing).toBe(0);
  });

  test('is missing in an array of 32-bit values, as these hold it', () => {
    const name = 'float32.npy';
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117, ' ') + '\n';
    const bytes = Buffer.concat([
      Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]),
      Buffer.from(header),
      Buffer.from(Float32Array.of(1, -99.9, 3, 4, 5, -99.9).buffer),
    ]);
    const part = seriesOf(
      readWhole({ name, bytes: new Uint8Array(bytes) }, { layout: 'wide', missingText: ['-99.9'] }),
    );
    expect(part.ids.map((_, at) => seriesValues(part, at))).toEqual([
      [1, NaN, 3],
      [4, 5],
    ]);
  });

  test('changes nothing where none is told', () => {
    const file = 'flat.arff';
    const bytes = new Uint8Array(readFileSync(join(repositoryFile('test/fixtures/arff'), file)));
    const plain = readWhole({ name: file, bytes }, {});
    expect(readWhole({ name: file, bytes }, { missingText: [] }).series?.values).toEqual(plain.series?.values);
  });
});
