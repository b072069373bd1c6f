#!/usr/bin/env python3
"""Writes attend/CASE/*.npy: inputs in float32, outputs and gradients by NumPy in float64.

The options that make each case are in Tests/EndToEndTests/AttendTests.swift. Run in this folder.
"""
import pathlib

import numpy as np

random = np.random.default_rng(20260102)


def floats(*shape):
    return (random.standard_normal(shape) * 0.8).astype("<f4")


def attention(q, k, v, do, visible, scale, added=0.0):
    """Everything by definition, from [B, H, N, d], [B, G, M, d] and [B, G, M, dv]."""
    q, k, v, do = (x.astype("<f8") for x in (q, k, v, do))
    batch, heads, queries, _ = q.shape
    groups, keys = k.shape[1:3]
    share = heads // groups
    output = np.zeros(q.shape[:3] + v.shape[3:])
    weights = np.zeros((batch, heads, queries, keys))
    lse = np.full(q.shape[:3], -np.inf)
    dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
    added = np.broadcast_to(added, weights.shape)
    visible = np.broadcast_to(visible, weights.shape)
    for b, h in np.ndindex(batch, heads):
        g = h // share
        for i in range(queries):
            seen = np.flatnonzero(visible[b, h, i])
            if seen.size == 0:
                continue
            logits = k[b, g, seen] @ q[b, h, i] * scale
            # So that the bound on errors is the plain one.
            assert np.abs(k[b, g, seen] * q[b, h, i] * scale).sum(axis=1).max() <= 4
            logits = logits + added[b, h, i, seen]
            lse[b, h, i] = np.log(np.exp(logits).sum())
            p = np.exp(logits - lse[b, h, i])
            weights[b, h, i, seen] = p
            output[b, h, i] = p @ v[b, g, seen]
            dp = v[b, g, seen] @ do[b, h, i]
            ds = (np.diag(p) - np.outer(p, p)) @ dp * scale
            dq[b, h, i] = ds @ k[b, g, seen]
            dk[b, g, seen] += np.outer(ds, q[b, h, i])
            dv[b, g, seen] += np.outer(p, do[b, h, i])
    return dict(o=output, p=weights, l=lse, dq=dq, dk=dk, dv=dv)


def save(case, inputs, outputs, rank=4):
    folder = pathlib.Path("attend") / case
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in {**inputs, **outputs}.items():
        # Masks have the rank that they broadcast from.
        leading = () if name == "m" else (0,) * (4 - rank)
        np.save(folder / f"{name}.npy", array[leading])


def position(queries, keys):
    return np.arange(queries)[:, None] + keys - queries, np.arange(keys)


# Two groups of keys for four heads, a causal mask and a boolean one; Q in Fortran order.
q, k, v, do = floats(2, 4, 5, 3), floats(2, 2, 7, 3), floats(2, 2, 7, 4), floats(2, 4, 5, 4)
i, j = position(5, 7)
mask = random.random((1, 4, 5, 7)) > 0.3
mask[0, 1, 2] = False
save("groups", dict(q=np.asfortranarray(q), k=k, v=v, do=do, m=mask),
     attention(q, k, v, do, mask & (j <= i), 1 / np.sqrt(3)))

# Matrices without batch and heads, not scaled, an additive mask; K in float64.
q, k, v, do = floats(1, 1, 9, 4), floats(1, 1, 11, 4), floats(1, 1, 11, 5), floats(1, 1, 9, 5)
q *= np.float32(0.5)
added = floats(9, 11)
save("matrix", dict(q=q, k=k.astype("<f8"), v=v, do=do, m=added),
     attention(q, k, v, do, True, 1, added), rank=2)

# One group for three heads, a window, a negative scale.
q, k, v, do = floats(1, 3, 8, 6), floats(1, 1, 8, 6), floats(1, 1, 8, 2), floats(1, 3, 8, 2)
i, j = position(8, 8)
save("window", dict(q=q, k=k, v=v, do=do),
     attention(q, k, v, do, abs(i - j) < 3, -0.25), rank=3)

# More queries than keys: the first three see nothing.
q, k, v, do = floats(1, 1, 6, 4), floats(1, 1, 3, 4), floats(1, 1, 3, 4), floats(1, 1, 6, 4)
i, j = position(6, 3)
save("empty-rows", dict(q=q, k=k, v=v, do=do),
     attention(q, k, v, do, j <= i, 0.5))
