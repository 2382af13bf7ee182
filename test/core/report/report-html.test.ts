/** Reports are one file without scripts, in which no name from a file becomes markup. */

import { describe, expect, test } from 'vitest';
import { html } from '../../../core/report/markup';
import { heatImage } from '../../../core/report/charts-heat';
import { spreadBar } from '../../../core/report/charts-bars';
import { meansChart } from '../../../core/report/charts-lines';
import { scatterChart } from '../../../core/report/charts-scatter';

const HOSTILE = `"><script>alert('x')</script>&amp;\u0000\u202e`;

describe('markup', () => {
  test('lets no value become markup, in text and in attributes', () => {
    const { text } = html`<p title="${HOSTILE}">${HOSTILE}${[html`<b>${'<'}</b>`, 1]}</p>`;
    const safe = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;\ufffd\ufffd';
    expect(text).toBe(`<p title="${safe}">${safe}<b>&lt;</b>1</p>`);
  });

  test('writes halves of characters and marks of direction as unknown characters', () => {
    expect(html`${'a\ud800b'}${'\u2066'}${'\u{1F600}\n'}`.text).toBe('a\ufffdb\ufffd\u{1F600}\n');
  });
});

describe('charts', () => {
  test('means have a line and a band for each class, with gaps where there is no value', () => {
    const mean = { label: 'a', series: 2, fewest: new Uint32Array(4), most: new Uint32Array(4) };
    const { text } = meansChart(
      {
        part: 'train',
        channel: 0,
        length: 4,
        stepsPerColumn: 1,
        classes: [{ ...mean, mean: Float64Array.of(0, 1, NaN, 1), sd: Float64Array.of(0, 1, NaN, 0) }],
        classCount: 1,
        every: 1,
      },
      HOSTILE,
    );
    expect(text.match(/class="line c0"/g)).toHaveLength(2);
    expect(text.match(/class="band c0"/g)).toHaveLength(2);
    expect(text).not.toMatch(/NaN|<script/);
    // Columns are 145 wide from 52 on; 0 is at the bottom (216), 1 halfway to mean + deviation (2, at 8).
    expect(text).toContain('d="M124.5 216L269.5 112"');
  });

  test('points stand by their place, part and class', () => {
    const at = (part: 'train' | 'test', x: number, y: number) => ({
      series: { part, index: 0 },
      id: 'a',
      label: 'a',
      x,
      y,
    });
    const { text } = scatterChart(
      { points: [at('train', 0, 0), at('test', 1, 1)], explained: [0.6, 0.2] },
      'p',
      () => 3,
    );
    expect(text).toContain('<circle class="train c3" cx="10" cy="310" r="3" />');
    expect(text).toContain('<circle class="test c3" cx="630" cy="10" r="3" />');
  });

  test('bars end at the mean and stay on their axis', () => {
    const { text } = spreadBar({ mean: 0.5, deviation: 0.1, values: [0.4, 2] }, 0, 1, true);
    expect(text).toContain('width="100"');
    expect(text).toContain('d="M80 9L120 9"');
    expect(text).toContain('cx="200"');
  });

  test('heatmaps are PNGs of the first units, whose sums are right', () => {
    const cells = Uint8Array.of(0, 255, 128, 7);
    const { text } = heatImage(
      { quantity: 'f', scale: 'sequential', low: 0, high: 1, units: 2, columns: 2, cells },
      HOSTILE,
    );
    const bytes = Buffer.from(/base64,([^"]+)"/.exec(text)![1], 'base64');
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2, 2]);
    // CRC-32 of the empty IEND chunk, as every PNG ends.
    expect(bytes.subarray(-4).toString('hex')).toBe('ae426082');
    expect(text).not.toContain('<script');
    const data = bytes.subarray(bytes.indexOf('IDAT') + 4, -16);
    expect([...data.subarray(7, 13)]).toEqual([0, 0, 255, 0, 128, 7]);
  });
});
