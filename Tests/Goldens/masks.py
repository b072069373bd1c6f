#!/usr/bin/env python3
"""Prints the numbers of MasksLabTests: the norm of d output[0] / d input[0] with the diagonal hidden.

Eight tokens of 16 numbers, one head, Glorot's uniform matrices, no biases; means over 600 draws. Run in this
folder, as `python3 -P masks.py`, or random.py beside it hides Python's own.
"""
import numpy as np

LENGTH, MODEL, DRAWS, STEP = 8, 16, 600, 1e-5


def influence(layers, has_residual, random):
    edge = np.sqrt(6 / (2 * MODEL))
    stack = [[random.uniform(-edge, edge, size=(MODEL, MODEL)) for _ in range(4)] for _ in range(layers)]
    tokens = random.normal(size=(LENGTH, MODEL))

    def output(state):
        for query, key, value, projection in stack:
            scores = (state @ query) @ (state @ key).T / np.sqrt(MODEL)
            np.fill_diagonal(scores, -np.inf)
            weights = np.exp(scores - scores.max(axis=1, keepdims=True))
            weights /= weights.sum(axis=1, keepdims=True)
            attention = weights @ (state @ value) @ projection
            state = state + attention if has_residual else attention
        return state[0]

    total = 0
    for feature in range(MODEL):
        change = np.zeros((LENGTH, MODEL))
        change[0, feature] = STEP
        slope = (output(tokens + change) - output(tokens - change)) / (2 * STEP)
        total += (slope**2).sum()
    return np.sqrt(total)


for has_residual in (False, True):
    for layers in (1, 2, 3):
        norms = [influence(layers, has_residual, np.random.default_rng(seed)) for seed in range(DRAWS)]
        print(has_residual, layers, f"{np.mean(norms):.3f}")
