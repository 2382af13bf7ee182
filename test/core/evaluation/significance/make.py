"""Writes reference.json: p values as scipy computes them (written with scipy 1.17)."""

import json
import pathlib

import numpy as np
from scipy import stats

rng = np.random.default_rng(3)


def corrected_t(differences, share):
    count = len(differences)
    t = np.mean(differences) / np.sqrt((1 / count + share) * np.var(differences, ddof=1))
    return 2 * stats.t.sf(abs(t), count - 1)


def wilcoxon(differences):
    """Exact over all signs where there are few; ranks may be shared."""
    kept = np.array([value for value in differences if value != 0])
    if len(kept) > 100:
        return stats.wilcoxon(kept, method="approx", correction=False).pvalue
    if len(set(np.abs(kept))) == len(kept):
        return stats.wilcoxon(kept, method="exact").pvalue
    ranks = stats.rankdata(np.abs(kept))
    signs = (np.arange(2 ** len(kept))[:, None] >> np.arange(len(kept))) & 1
    sums = signs @ ranks
    own = ranks[kept > 0].sum()
    least = min(own, ranks.sum() - own)
    return min(1.0, 2 * float(np.mean(sums <= least + 1e-9)))


t_cases = []
for count, share, shift in [(5, 0.25, 0.5), (10, 1 / 9, 0.2), (10, 1 / 9, 3), (2, 1, 1), (30, 0.1, 0)]:
    differences = [round(float(value), 3) for value in rng.normal(shift, 1, count)]
    t_cases.append({"differences": differences, "share": share, "p": corrected_t(differences, share)})

m_cases = [
    {"first": a, "second": b, "p": float(stats.binomtest(a, a + b).pvalue) if a + b else 1.0}
    for a, b in [(0, 0), (1, 0), (0, 5), (3, 9), (7, 7), (30, 12), (400, 500), (2000, 1000), (40, 41)]
]

w_cases = []
for differences in [
    [1.5],
    list(rng.normal(1, 1, 6)),
    list(rng.normal(0.3, 1, 10)),
    list(rng.normal(0.3, 1, 60)),
    list(rng.integers(-3, 5, 14)),
    [0, 0, 1, 1, -1, 2, 2, 2, -3],
    list(rng.normal(0.1, 1, 150)),
    list(rng.integers(-9, 12, 180)),
    list(rng.normal(1, 1, 200)),
]:
    rounded = [round(float(value), 5) for value in differences]
    w_cases.append({"differences": rounded, "p": float(wilcoxon(rounded))})

n_cases = [{"z": z, "p": float(2 * stats.norm.sf(z))} for z in [0, 1e-9, 0.3, 1, 1.959964, 2.8, 2.9, 5, 12, 37]]
groups = {"correctedResampledT": t_cases, "mcnemarExact": m_cases, "wilcoxonSignedRank": w_cases, "normalTails": n_cases}
lines = [
    f'  "{name}": [\n' + ",\n".join(f"    {json.dumps(case)}" for case in cases) + "\n  ]" for name, cases in groups.items()
]
pathlib.Path(__file__).with_name("reference.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
