"""Runs the files that `writeKeras` writes of the stacks in exported.ts in Keras 3.15 (NumPy backend), for exported.json.

python make.py FOLDER [NAME ...]: of the .h5 file that stands there for each stack. Inputs that exported.json has are kept.
"""

import json
import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "numpy"

import keras
import numpy as np

folder = pathlib.Path(sys.argv[1])
kept = pathlib.Path(__file__).with_name("exported.json")
known = json.loads(kept.read_text())
made = {}
for number, name in enumerate(sys.argv[2:] or list(known)):
    model = keras.models.load_model(folder / f"{name}.h5", compile=False)
    drawn = np.random.default_rng(number).uniform(-1, 1, 20).round(3).tolist()
    shape, values = (known[name][key] for key in ("shape", "input")) if name in known else ([2, 5, 2], drawn)
    series = np.array(values, "float32").reshape(shape)
    output = model.predict(series[..., 0] if name == "words" else series, verbose=0)
    numbers = [float(f"{value:.8g}") for value in np.asarray(output).ravel().tolist()]
    made[name] = {"shape": shape, "input": values, "output": numbers}
kept.write_text(json.dumps(made, indent=2) + "\n")
