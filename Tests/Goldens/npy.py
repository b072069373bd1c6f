#!/usr/bin/env python3
"""Writes npy/*.npy: the same numbers in each form of the format, by NumPy. Run in this folder."""
import pathlib

import numpy as np
from numpy.lib import format as npy

folder = pathlib.Path("npy")
folder.mkdir(exist_ok=True)


def save(name, array, version=(1, 0)):
    with open(folder / f"{name}.npy", "wb") as file:
        npy.write_array(file, array, version=version, allow_pickle=True)


# Of index i, j, k: i + j/10 + k/100, which float32 rounds.
i, j, k = np.indices((2, 3, 4))
numbers = i + j / 10 + k / 100

for version in [(1, 0), (2, 0), (3, 0)]:
    save(f"f4-v{version[0]}", numbers.astype("<f4"), version)
save("f8", numbers.astype("<f8"))
save("f4-fortran", np.asfortranarray(numbers.astype("<f4")))
save("f8-fortran", np.asfortranarray(numbers.astype("<f8")))
save("bool", (i + j + k) % 2 == 0)
save("bool-fortran", np.asfortranarray((i + j + k) % 2 == 0))
save("scalar", np.array(2.5, dtype="<f4"))
save("vector", np.arange(3, dtype="<f4"))
save("nothing", np.zeros((2, 0, 3), dtype="<f4"))
save("special", np.array([np.nan, np.inf, -np.inf, -0.0, 1e-45], dtype="<f8"))

# To be refused.
save("big-endian", numbers.astype(">f4"))
save("half", numbers.astype("<f2"))
save("integers", np.arange(6).reshape(2, 3))
save("unsigned", np.arange(6, dtype="u1"))
save("complex", numbers.astype("<c8"))
save("text", np.array(["q", "k"]))
save("objects", np.array([None, 1], dtype=object))
save("structured", np.zeros(2, dtype=[("q", "<f4"), ("k", "<f4")]))
save("large", np.array([[1, 2], [3, 1e300]], dtype="<f8"))
