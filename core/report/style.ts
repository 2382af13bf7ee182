/** How a report looks, on screens and on paper; colours told apart in light and dark. */

export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b2430; --faint: #5b6675; --line: #d5dae1; --tint: #f1f4f8; --own: #1f6feb; --other: #a9b4c2;
 --k0: #1f6feb; --k1: #c2410c; --k2: #15803d; --k3: #7e22ce; --k4: #a16207; --k5: #0e7490; --k6: #be185d; --k7: #4b5563; --k8: #94a3b8; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161c; --ink: #e6eaf0; --faint: #9aa6b5; --line: #323b47; --tint: #1b222b; --own: #6aa5ff; --other: #5b6878;
 --k0: #6aa5ff; --k1: #fb923c; --k2: #4ade80; --k3: #c084fc; --k4: #facc15; --k5: #22d3ee; --k6: #f472b6; --k7: #cbd5e1; --k8: #64748b; } }
* { box-sizing: border-box; }
body { max-width: 960px; margin: 0 auto; padding: 24px 20px 48px; background: var(--paper); color: var(--ink); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.25; }
h2 { margin: 32px 0 10px; padding-bottom: 4px; border-bottom: 1px solid var(--line); font-size: 18px; }
h3 { margin: 18px 0 6px; font-size: 14px; }
p { margin: 6px 0; }
td, th, li, figcaption, dd, span, .verdict { unicode-bidi: isolate; }
.faint { color: var(--faint); }
.verdict { margin: 16px 0 0; padding: 12px 16px; border-left: 4px solid var(--own); background: var(--tint); font-size: 16px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 14px 3px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { color: var(--faint); font-weight: 600; }
th { font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 18px; margin: 0; }
dt { color: var(--faint); }
dd { margin: 0; }
ul { margin: 0; padding-left: 20px; }
code, pre { font: 12px/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
pre { padding: 12px; background: var(--tint); white-space: pre-wrap; overflow-wrap: anywhere; }
figure { margin: 14px 0; break-inside: avoid; }
figcaption { margin-bottom: 4px; color: var(--faint); }
svg { display: block; width: 100%; height: auto; }
svg.bar { width: 200px; }
.axis { fill: var(--faint); font: 11px system-ui, sans-serif; }
.end { text-anchor: end; }
.line { fill: none; stroke-width: 1.8; }
.band { stroke: none; fill-opacity: 0.13; }
circle.test { fill: none; stroke-width: 1.3; }
.own { fill: var(--own); }
.other { fill: var(--other); }
.reach { stroke: var(--ink); stroke-width: 1.5; }
.value { fill: var(--ink); fill-opacity: 0.55; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 4px 0; }
.legend svg { display: inline-block; width: 10px; margin-right: 6px; }
.heats { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 12px 16px; }
.heats figure { margin: 0; }
.heat { display: block; width: 100%; height: 130px; image-rendering: pixelated; }
${Array.from({ length: 9 }, (_, k) => `.line.c${k}, circle.test.c${k} { stroke: var(--k${k}); } .band.c${k}, circle.train.c${k}, .key.c${k} { fill: var(--k${k}); }`).join('\n')}
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #444; --line: #bbb; --tint: #f4f4f4; } body { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
