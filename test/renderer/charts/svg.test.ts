/** A chart saved as SVG is a document that XML readers take, whatever the fonts and the data are called. */

import { expect, it } from 'vitest';
import { svgText } from '../../../renderer/charts/Chart.vue';
import { fontNames, type Palette } from '../../../renderer/charts/palette';
import { seriesOption } from '../../../renderer/charts/series';
import { ink, line } from './views';

/** The first place that breaks XML's rules for tags, attributes, references and nesting; null where there is none. */
function firstFault(xml: string): string | null {
  const open: string[] = [];
  const element = /^<([a-zA-Z][\w:.-]*)((?:\s+[a-zA-Z_:][\w:.-]*="[^"<]*")*)\s*(\/?)>$/;
  for (const [token] of xml.matchAll(/<[^>]*>|[^<]+/g)) {
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(token)) return token;
    if (!token.startsWith('<') || token.startsWith('<?') || token.startsWith('<!')) continue;
    if (token.startsWith('</')) {
      if (open.pop() !== token.slice(2, -1).trim()) return token;
      continue;
    }
    const [whole, name, , closed] = element.exec(token) ?? [];
    if (whole === undefined) return token;
    if (closed === '') open.push(name);
  }
  return open.length === 0 ? null : `<${open.join('><')}> is not closed`;
}

const family = '"Segoe UI", system-ui, "PingFang SC", sans-serif';

function drawn(font: string): string {
  const palette: Palette = {
    ...ink,
    font,
    mono: font,
    raised: '#fff',
    accentSoft: '#eef',
    danger: '#b00',
    warning: '#850',
  };
  const series = { part: 'train', index: 0 } as const;
  const lines = [0, 1].map((channel) => ({ series, id: 's', label: null, channel, envelope: line(0, [1, 3, 2]) }));
  const option = seriesOption({
    chart: { from: 0, to: 3, length: 3, lines },
    range: { from: 0, to: 3 },
    channels: ['a < b & "c"', '速度'].map((name, index) => ({ index, name })),
    width: 600,
    height: 300,
    ink: palette,
  });
  return svgText(option, palette, { width: 600, height: 300 });
}

it('is well-formed', () => {
  const svg = drawn(fontNames(family));
  expect(firstFault(svg)).toBeNull();
  expect(svg).toContain("'PingFang SC'");
  expect(svg).toContain('a &lt; b &amp; &quot;c&quot;');
  expect(svg).toContain('速度');
});

it('would not be with the fonts as the browser tells them', () => {
  expect(firstFault(drawn(family))).toContain('Segoe UI');
});
