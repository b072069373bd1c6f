#!/usr/bin/env python3
"""Writes tensors.json and attention.json: what NumPy gives in float64.

Inputs are float32 numbers, so that both sides start from the same ones. Run in this folder.
"""
import json

import numpy as np

random = np.random.default_rng(20260101)


def floats(*shape, scale=1.0, shift=0.0):
    numbers = random.standard_normal(shape) * scale + shift
    return numbers.astype(np.float32).astype(np.float64)


def tensor(array):
    array = np.asarray(array, dtype=np.float64)
    values = []
    for x in array.ravel():
        if np.isnan(x):
            values.append("nan")
        elif np.isinf(x):
            values.append("inf" if x > 0 else "-inf")
        else:
            values.append(float(x))
    return {"shape": list(array.shape), "values": values}


def softmax(x):
    with np.errstate(invalid="ignore"):
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)


def log_sum_exp(x):
    m = x.max(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(
            np.isfinite(m), m + np.log(np.exp(x - m[..., None]).sum(axis=-1)), m)


def entropy(p):
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.where(p == 0, 0, p * np.log(p)).sum(axis=-1)


def jacobian_norm(p):
    """From the matrix itself, not from a closed form."""
    rows = p.reshape(-1, p.shape[-1])
    norms = [np.linalg.norm(np.diag(r) - np.outer(r, r)) if np.isfinite(r).all() else np.nan
             for r in rows]
    return np.array(norms).reshape(p.shape[:-1])


def rows_case(name, x):
    p = softmax(x)
    return {
        "name": name, "input": tensor(x), "softmax": tensor(p), "logSumExp": tensor(log_sum_exp(x)),
        "entropy": tensor(entropy(p)), "jacobianNorm": tensor(jacobian_norm(p)),
    }


def product_case(name, a, b):
    t = lambda x: np.swapaxes(x, -1, -2)
    return {
        "name": name, "left": tensor(a), "right": tensor(b), "product": tensor(a @ b),
        "leftTransposed": tensor(t(a)), "rightTransposed": tensor(t(b)),
    }


def reduction_case(x, axis):
    return {
        "input": tensor(x), "axis": axis, "sum": tensor(x.sum(axis)), "mean": tensor(x.mean(axis)),
        "variance": tensor(x.var(axis)), "max": tensor(x.max(axis)),
    }


def attention_case(name, lead, n, m, d, dv, causal=False, lengths=None, additive=None, scale=1.0):
    q, k, v = floats(*lead, n, d, scale=scale), floats(*lead, m, d), floats(*lead, m, dv)
    scores = q @ np.swapaxes(k, -1, -2)
    scaled = scores / np.sqrt(d)
    masked = scaled.copy()
    if causal:
        masked[..., np.triu(np.ones((n, m), bool), m - n + 1)] = -np.inf
    if lengths is not None:
        for sentence, length in enumerate(lengths):
            masked[sentence, ..., length:] = -np.inf
    if additive is not None:
        masked = masked + additive
    weights = softmax(masked)
    return {
        "name": name, "query": tensor(q), "key": tensor(k), "value": tensor(v),
        "causal": causal, "lengths": lengths,
        "additive": None if additive is None else tensor(additive),
        "scores": tensor(scores), "scaled": tensor(scaled), "masked": tensor(masked),
        "weights": tensor(weights), "output": tensor(weights @ v),
    }


def bfloat16(x):
    bits = np.asarray(x, np.float32).view(np.uint32).astype(np.uint64)
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
    return rounded.astype(np.uint32).view(np.float32)


def rounding():
    edges = [0, 1, 1 + 2**-11, 1 + 3 * 2**-11, 1 + 2**-8, 1 + 3 * 2**-8, 2049, 2051, 65504, 65519,
             65520, 65535, 1e9, 3.39e38, 3.3953e38, 2**-14, 2**-24, 2**-25, 1.5 * 2**-25, 2**-26,
             1e-8, 2**-126, 2**-133, 1e-40, 1e-45, 10000, 0.1, 1 / 3]
    x = np.array(edges + [-e for e in edges], np.float32)
    x = np.concatenate([x, (random.standard_normal(200) * 10.0 ** random.uniform(-9, 6, 200))
                        .astype(np.float32)])
    with np.errstate(over="ignore"):
        return {"input": tensor(x), "fp16": tensor(x.astype(np.float16)), "bf16": tensor(bfloat16(x))}


def write(path, value):
    with open(path, "w") as file:
        json.dump(value, file, separators=(",", ":"))
        file.write("\n")


empty_row = floats(3, 5)
empty_row[1] = -np.inf
half_hidden = floats(2, 3, 7)
half_hidden[0, :, 4:] = -np.inf
write("tensors.json", {
    "rows": [
        rows_case("one number", floats(1, 1)),
        rows_case("odd width", floats(3, 17)),
        rows_case("wide", floats(2, 257, scale=3)),
        rows_case("logits of 1e4", floats(4, 13, scale=1e4)),
        rows_case("equal logits", np.full((2, 9), 1e4)),
        rows_case("far below zero", floats(3, 8, shift=-1e4)),
        rows_case("a row of nothing", empty_row),
        rows_case("half hidden", half_hidden),
    ],
    "products": [
        product_case("one by one", floats(1, 1), floats(1, 1)),
        product_case("odd", floats(3, 17), floats(17, 5)),
        product_case("a row", floats(1, 33), floats(33, 31)),
        product_case("batch", floats(2, 3, 5, 7), floats(2, 3, 7, 2)),
        product_case("one right matrix for a batch", floats(4, 3, 6), floats(6, 5)),
        product_case("one left matrix for a batch", floats(3, 6), floats(4, 6, 5)),
        product_case("long", floats(2, 300), floats(300, 3)),
    ],
    "reductions": [reduction_case(floats(2, 5, 3), axis) for axis in range(3)]
    + [reduction_case(floats(200, shift=1e3), 0)],
    "rounding": rounding(),
})
write("attention.json", [
    attention_case("one token", (), 1, 1, 1, 1),
    attention_case("odd", (), 5, 7, 3, 2),
    attention_case("heads", (2, 3), 4, 4, 8, 8),
    attention_case("causal", (2,), 6, 6, 4, 4, causal=True),
    attention_case("causal with a cache", (1, 2), 2, 5, 4, 4, causal=True),
    attention_case("padding", (2, 2), 4, 4, 3, 3, lengths=[2, 4]),
    attention_case("padding and causal", (3,), 4, 4, 3, 3, causal=True, lengths=[1, 4, 2]),
    attention_case("a sentence of nothing", (2,), 3, 3, 2, 2, lengths=[0, 3]),
    attention_case("additive", (2,), 3, 5, 4, 4, additive=floats(3, 5)),
    attention_case("saturated", (), 4, 9, 16, 4, scale=1e4),
])
