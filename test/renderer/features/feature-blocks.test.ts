/** The features' table fetches what is seen, once, and forgets what was seen long ago. */

import { expect, test } from 'vitest';
import type { FeaturesPage } from '../../../core/contract/views';
import type { BlockRequest } from '../../../renderer/components/features/feature-blocks';
import { BLOCK_COLUMNS, BLOCK_ROWS, createBlocks } from '../../../renderer/components/features/feature-blocks';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A table whose value at (r, c) is 10000 r + c. */
function setUp(rows: number, columns: number) {
  const asked: BlockRequest[] = [];
  const failures: unknown[] = [];
  let changes = 0;
  let broken = false;
  const blocks = createBlocks({
    rows,
    columns,
    fetch: async (request): Promise<FeaturesPage> => {
      asked.push(request);
      if (broken) throw new Error('no');
      const { first, count, firstColumn, columnCount } = request;
      return {
        first,
        total: rows,
        rows: Array.from({ length: count }, (_, k) => ({
          series: { part: 'train', index: first + k },
          id: `s${first + k}`,
          label: null,
          values: Float32Array.from({ length: columnCount }, (__, c) => 10_000 * (first + k) + firstColumn + c),
        })),
      };
    },
    changed: () => changes++,
    failed: (error) => failures.push(error),
  });
  return { blocks, asked, failures, changes: () => changes, breakDown: (down: boolean) => (broken = down) };
}

test('a window over four blocks asks for each of them once, cut to the table', async () => {
  const { blocks, asked, changes } = setUp(BLOCK_ROWS + 10, BLOCK_COLUMNS + 5);
  const window = { first: BLOCK_ROWS - 5, count: 30, firstColumn: BLOCK_COLUMNS - 2, columnCount: 10 };
  blocks.need(window);
  blocks.need(window);
  expect(asked).toEqual([
    { first: 0, count: BLOCK_ROWS, firstColumn: 0, columnCount: BLOCK_COLUMNS },
    { first: 0, count: BLOCK_ROWS, firstColumn: BLOCK_COLUMNS, columnCount: 5 },
    { first: BLOCK_ROWS, count: 10, firstColumn: 0, columnCount: BLOCK_COLUMNS },
    { first: BLOCK_ROWS, count: 10, firstColumn: BLOCK_COLUMNS, columnCount: 5 },
  ]);
  expect(blocks.value(0, 0)).toBeNull();
  expect(blocks.row(0)).toBeNull();
  await settled();
  blocks.need(window);
  expect(asked).toHaveLength(4);
  expect(changes()).toBe(4);
  expect(blocks.value(BLOCK_ROWS + 3, BLOCK_COLUMNS + 4)).toBe(10_000 * (BLOCK_ROWS + 3) + BLOCK_COLUMNS + 4);
  expect(blocks.row(BLOCK_ROWS + 3)).toEqual({
    series: { part: 'train', index: BLOCK_ROWS + 3 },
    id: `s${BLOCK_ROWS + 3}`,
    label: null,
  });
});

test('memory is bounded: of many blocks the ones seen longest ago are asked for again', async () => {
  const { blocks, asked } = setUp(100 * BLOCK_ROWS, 10 * BLOCK_COLUMNS);
  const corner = { first: 0, count: 1, firstColumn: 0, columnCount: 1 };
  blocks.need(corner);
  await settled();
  for (let k = 1; k <= 40; k++) {
    blocks.need({ first: k * BLOCK_ROWS, count: 1, firstColumn: 0, columnCount: 10 * BLOCK_COLUMNS });
    await settled();
  }
  expect(blocks.value(0, 0)).toBeNull();
  expect(blocks.value(40 * BLOCK_ROWS, 0)).toBe(10_000 * 40 * BLOCK_ROWS);
  const before = asked.length;
  blocks.need(corner);
  expect(asked).toHaveLength(before + 1);
});

test('what failed is told and asked for again when it is next needed', async () => {
  const { blocks, asked, failures, breakDown } = setUp(10, 10);
  const window = { first: 0, count: 10, firstColumn: 0, columnCount: 10 };
  breakDown(true);
  blocks.need(window);
  await settled();
  expect(failures).toHaveLength(1);
  breakDown(false);
  blocks.need(window);
  await settled();
  expect(asked).toHaveLength(2);
  expect(blocks.value(9, 9)).toBe(90_009);
});

test('after closing, late answers change nothing', async () => {
  const { blocks, changes } = setUp(10, 10);
  blocks.need({ first: 0, count: 10, firstColumn: 0, columnCount: 10 });
  blocks.close();
  await settled();
  expect(changes()).toBe(0);
  expect(blocks.value(0, 0)).toBeNull();
});
