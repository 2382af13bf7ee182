/** The outline of a histogram as the path of an SVG, closed along its base at `height`; the highest bin reaches 0. */
export function histogramPath(counts: ArrayLike<number>, width: number, height: number): string {
  const all = Array.from(counts);
  const highest = Math.max(1, ...all);
  const tops = all.map((count, bin) => {
    const y = round(height * (1 - count / highest));
    return `V${y}H${round(((bin + 1) * width) / all.length)}`;
  });
  return `M0 ${height}${tops.join('')}V${height}Z`;
}

const round = (pixels: number): number => Math.round(100 * pixels) / 100;
