/** The look that all charts share, as an ECharts theme made of the palette. */

import type { Palette } from './palette';

/** Thin lines, small type, no decoration; options add only what is their own. */
export function chartTheme(palette: Palette): Record<string, unknown> {
  const axis = {
    axisLine: { show: true, lineStyle: { color: palette.lineStrong, width: 1 } },
    axisTick: { show: true, length: 3, lineStyle: { color: palette.lineStrong } },
    axisLabel: { color: palette.muted, fontSize: 11, fontFamily: palette.font, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.line, width: 1 } },
    nameTextStyle: { color: palette.muted, fontSize: 11, fontFamily: palette.font },
  };
  return {
    color: palette.series,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: palette.font, fontSize: 11, color: palette.text },
    title: {
      textStyle: { color: palette.text, fontSize: 12, fontWeight: 600 },
      subtextStyle: { color: palette.muted },
    },
    legend: { textStyle: { color: palette.muted, fontSize: 11 }, itemWidth: 12, itemHeight: 8 },
    valueAxis: { ...axis, splitNumber: 4 },
    categoryAxis: { ...axis, splitLine: { show: false } },
    tooltip: {
      renderMode: 'richText',
      backgroundColor: palette.raised,
      borderColor: palette.lineStrong,
      borderWidth: 1,
      padding: [6, 8],
      textStyle: { color: palette.text, fontSize: 11, fontFamily: palette.font },
    },
    axisPointer: {
      lineStyle: { color: palette.accent, width: 1, type: 'solid' },
      crossStyle: { color: palette.accent },
      label: { backgroundColor: palette.accent, fontSize: 11 },
    },
  };
}
