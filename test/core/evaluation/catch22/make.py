"""Writes reference.json: series and their 22 features as the reference implementation of catch22 computes them.

    python3 make.py RUN_FEATURES

RUN_FEATURES is the program that the C source of catch22 builds (cc -O2 *.c -lm); it asks whether mean and deviation are
wanted too, which they are not, and prints each feature as `value, name, time`.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

rng = np.random.default_rng(22)
steps = np.arange(400)
series = {
    "ten steps": rng.normal(size=10),
    "eleven steps": np.cumsum(rng.normal(size=11)),
    "noise": rng.normal(size=64),
    "random walk": np.cumsum(rng.normal(size=150)),
    "noisy sine": np.sin(steps[:300] / 9) + 0.3 * rng.normal(size=300),
    "whole numbers": rng.integers(0, 4, size=97).astype(float),
    "rising": np.exp(steps[:40] / 15),
    "sawtooth on a curve": (steps[:200] % 17) / 17 + ((steps[:200] - 80) / 60.0) ** 2,
    "one outlier": np.where(steps[:80] == 61, 9.0, 0.1 * rng.normal(size=80)),
    "large offset": 1e4 + rng.normal(size=50),
    "long-range": np.convolve(rng.normal(size=500), 1 / np.arange(1, 101) ** 0.7, mode="valid"),
}


def features(values):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "series.txt")
        out = pathlib.Path(folder, "features.txt")
        file.write_text("\n".join(repr(float(value)) for value in values))
        subprocess.run([sys.argv[1], file, out], input=b"0\n", stdout=subprocess.DEVNULL, check=True)
        rows = [line.split(", ") for line in out.read_text().splitlines() if line]
    return {name: float(value) for value, name, _ in rows}


cases = []
for name, values in series.items():
    rounded = [round(float(value), 4) for value in values]
    cases.append({"name": name, "series": rounded, "features": features(rounded)})
text = ",\n".join(json.dumps(case) for case in cases)
pathlib.Path(__file__).with_name("reference.json").write_text(f"[\n{text}\n]\n")
