"""Writes the arrays of tables.ts with NumPy itself: `python3 make.py` in this folder (NumPy 2.4.6, Python 3.11)."""

import numpy as np

VALUES = [0.1, -2, 1e-7, np.nan, np.inf, -np.inf, -0.0, 1e-45, 3.4028235e38, 16777216, 1 / 3, 65504, -7.5, 0, 1e10]
IDS = ["0", "é😀", 'a,"b"\n']
LABELS = ["up", "", "下"]

X = np.array(VALUES, dtype="<f4").reshape(3, 5)
names = {"sequence": np.array(IDS), "columns": np.array([f"h__l0__fwd__u{u}__last" for u in range(5)])}
np.save("features.npy", X)
np.savez("features.npz", X=X, y=np.array(LABELS), **names)
np.savez("unlabelled.npz", X=X, **names)

equal = (np.arange(4 * 3 * 2, dtype="<f4") / np.float32(7)).reshape(4, 3, 2)
channels = {"sequence": np.array(["a", "b", "c", "d"]), "columns": np.array(["x", "gyro y"])}
np.save("equal.npy", equal)
np.savez("equal.npz", X=equal, **channels)

lengths = np.array([2, 3, 1], dtype="<i8")
flat = np.array([1.5, np.nan, 3, 4, 5, 6], dtype="<f4").reshape(6, 1)
np.savez(
    "unequal.npz",
    values=flat,
    lengths=lengths,
    offsets=np.array([0, 2, 5], dtype="<i8"),
    y=np.array(["1", "2", "1"]),
    sequence=np.array(IDS),
    columns=np.array(["x"]),
)
np.save("long-texts.npy", np.array(["", "x" * 300, "ü"]))
