/** One request in flight, latest wins. */

import { expect, test } from 'vitest';
import { latest } from '../../../renderer/components/run/latest';

function setUp() {
  const asked: { query: number; answer(value: string): void; fail(error: Error): void }[] = [];
  const got: string[] = [];
  const failures: string[] = [];
  const queue = latest<number, string>({
    request: (query) => new Promise((answer, fail) => asked.push({ query, answer, fail })),
    answered: (answer, query) => got.push(`${query}:${answer}`),
    failed: (error) => failures.push(String(error)),
  });
  return { queue, asked, got, failures };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('questions asked meanwhile are dropped but the newest', async () => {
  const { queue, asked, got } = setUp();
  for (const step of [1, 2, 3, 4]) queue.ask(step);
  expect(asked.map(({ query }) => query)).toEqual([1]);
  asked[0].answer('a');
  await settled();
  expect(asked.map(({ query }) => query)).toEqual([1, 4]);
  asked[1].answer('d');
  await settled();
  expect(got).toEqual(['1:a', '4:d']);
  expect(asked).toHaveLength(2);
});

test('a failure is told and the next question goes on', async () => {
  const { queue, asked, got, failures } = setUp();
  queue.ask(1);
  queue.ask(2);
  asked[0].fail(new Error('no'));
  await settled();
  asked[1].answer('b');
  await settled();
  expect(failures).toEqual(['Error: no']);
  expect(got).toEqual(['2:b']);
});

test('after a reset the old answer is ignored and a new question goes out at once', async () => {
  const { queue, asked, got } = setUp();
  queue.ask(1);
  queue.ask(2);
  queue.reset();
  queue.ask(3);
  expect(asked.map(({ query }) => query)).toEqual([1, 3]);
  asked[0].answer('old');
  asked[1].answer('new');
  await settled();
  expect(got).toEqual(['3:new']);
  expect(asked).toHaveLength(2);
});
