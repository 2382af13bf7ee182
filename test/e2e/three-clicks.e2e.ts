/** From the start to saved features in three clicks, and what is seen on the way. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { POOLINGS } from '../../core/contract/specs';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { barButton, messages, noteTexts, statusBar } from '../helpers/window';

/** The default extractor: 128 units, both directions, five poolings; columns by direction, pooling, unit. */
const EXPECTED_NAMES = ['fwd', 'bwd'].flatMap((direction) =>
  POOLINGS.filter((pooling) => pooling !== 'cell').flatMap((pooling) =>
    Array.from({ length: 128 }, (_, unit) => `h__l0__${direction}__u${unit}__${pooling}`),
  ),
);

test('a sample, Run, Export features: the files are there', async () => {
  await withWorkbench(async ({ app, page, folder }) => {
    const file = join(folder, 'features.csv');
    await answerDialogs(app, { save: file });
    const statusTexts = await noteTexts(statusBar(page));

    await page.getByRole('button', { name: 'Open the sample GunPoint' }).click();
    await barButton(page, 'Run').click();
    await barButton(page, 'Export features').click();
    await messages(page).getByText('Saved features.csv').waitFor();

    const written = readdirSync(folder).filter((name) => name.startsWith('features'));
    expect(written.toSorted()).toEqual([
      'features.csv',
      'features.provenance.json',
      'features.test.csv',
      'features.test.provenance.json',
    ]);
    for (const [name, rows] of [
      ['features', 50],
      ['features.test', 150],
    ] as const) {
      const text = readFileSync(join(folder, `${name}.csv`), 'utf8');
      const [head, ...lines] = text.trimEnd().split('\n');
      expect(head.split(',')).toEqual(['sequence', 'label', ...EXPECTED_NAMES]);
      expect(lines).toHaveLength(rows);
      const cells = lines.map((line) => line.split(','));
      expect(cells.every((row) => row.length === EXPECTED_NAMES.length + 2)).toBe(true);
      expect(new Set(cells.map((row) => row[1]))).toEqual(new Set(['1', '2']));
      // A hidden state is an output gate times a hyperbolic tangent, and no pooling of it leaves that range.
      const values = cells.flatMap((row) => row.slice(2).map(Number));
      expect(values.every((value) => Math.abs(value) < 1)).toBe(true);
      expect(new Set(values).size).toBeGreaterThan(values.length / 2);

      const provenance = JSON.parse(readFileSync(join(folder, `${name}.provenance.json`), 'utf8'));
      expect(provenance).toMatchObject({
        model: { kind: 'random', hidden: 128, bidirectional: true, init: 'octaves', seed: 1 },
        scaler: { kind: 'zscore' },
        output: { rows, sha256: createHash('sha256').update(text).digest('hex') },
      });
    }

    const seen = await statusTexts();
    expect(seen).toContain('The run is finished');
    expect(seen).toContain('The export is finished');
  });
});
