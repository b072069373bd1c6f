#!/usr/bin/env python3
"""Prints the numbers of OtherRowTests: the least weight of the heaviest token among all rows with one output.

Every vertex of {u >= 0, sum u = 1, u V = w V} is the only solution on some tokens no more than the rank of [V 1];
so all sets of so many tokens are tried. Run in this folder, as `python3 -P other-row.py`, or random.py beside it
hides Python's own.
"""
from itertools import combinations

import numpy as np


def example(seed, tokens, size):
    values = [[(7 * j * j + 3 * j * c + 5 * c + 2 * seed) % 11 - 5 for c in range(size)] for j in range(tokens)]
    weights = np.array([1.0 + (3 * j + seed) % 7 + (20 if j == seed else 0) for j in range(tokens)])
    return weights / weights.sum(), np.array(values, dtype=float)


def least_top(weights, values):
    top = weights.argmax()
    equations = np.hstack([values, np.ones((len(weights), 1))]).T
    target = equations @ weights
    rank = np.linalg.matrix_rank(equations)
    least = weights[top]
    for size in range(1, rank + 1):
        for tokens in combinations(range(len(weights)), size):
            solution, *_ = np.linalg.lstsq(equations[:, tokens], target, rcond=None)
            fits = np.allclose(equations[:, tokens] @ solution, target, atol=1e-10)
            if fits and (solution > -1e-12).all():
                least = min(least, solution[tokens.index(top)] if top in tokens else 0)
    return rank - 1, least


for tokens, size in ((6, 1), (7, 2), (8, 2), (9, 3), (10, 4)):
    for seed in range(3):
        rank, least = least_top(*example(seed, tokens, size))
        print(f"({seed}, {tokens}, {size}, {rank}, {least:.6f}),")
