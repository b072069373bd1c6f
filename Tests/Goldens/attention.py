#!/usr/bin/env python3
"""Writes attention-layers.json: what PyTorch, or NumPy where PyTorch has no such thing, gives in float64.

Inputs are float32 numbers, so that both sides start from the same ones. Run in this folder as
`python3 -P attention.py`: without -P, random.py beside it would be taken for Python's own module.
"""
import json

import numpy as np
import torch

random = np.random.default_rng(20260202)


def floats(*shape):
    return random.standard_normal(shape).astype(np.float32).astype(np.float64)


def tensor(array):
    array = np.asarray(array, dtype=np.float64)
    # Results are compared within 1e-6 at best; inputs are float32, which 9 digits hold.
    return {"shape": list(array.shape), "values": [float(f"{x:.9g}") for x in array.ravel()]}


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def visible(n, m, causal=False, window=None, lengths=None):
    """[B or 1, 1, n, m], position i of the queries being i + m - n."""
    distance = np.arange(n)[:, None] + m - n - np.arange(m)[None, :]
    seen = np.ones((1, 1, n, m), bool)
    if causal:
        seen = seen & (distance >= 0)
    if window is not None:
        seen = seen & (np.abs(distance) < window)
    if lengths is not None:
        seen = seen & (np.arange(m) < np.array(lengths)[:, None, None, None])
    return seen


def grouped(name, b, h, g, n, m, d, dv, bias=None, causal=False, window=None, lengths=None):
    q, k, v = floats(b, h, n, d), floats(b, g, m, d), floats(b, g, m, dv)
    mask = np.where(visible(n, m, causal, window, lengths), 0.0, -np.inf)
    if bias is not None:
        mask = mask + bias
    mask = np.broadcast_to(mask, (b, h, n, m))
    output = torch.nn.functional.scaled_dot_product_attention(
        *map(torch.from_numpy, (q, k, v)), attn_mask=torch.from_numpy(mask.copy()), enable_gqa=True)
    return {
        "name": name, "query": tensor(q), "key": tensor(k), "value": tensor(v), "causal": causal,
        "window": window, "lengths": lengths, "bias": None if bias is None else tensor(bias),
        "output": tensor(output.numpy()),
    }


def additive(name, lead, n, m, dq, dk, hidden, dv):
    q, k, v = floats(*lead, n, dq), floats(*lead, m, dk), floats(*lead, m, dv)
    w, u, vector = floats(dq, hidden), floats(dk, hidden), floats(hidden)
    scores = np.tanh((q @ w)[..., :, None, :] + (k @ u)[..., None, :, :]) @ vector
    return {
        "name": name, "query": tensor(q), "key": tensor(k), "value": tensor(v),
        "queryMatrix": tensor(w), "keyMatrix": tensor(u), "vector": tensor(vector),
        "scores": tensor(scores), "output": tensor(softmax(scores) @ v),
    }


def multi_head(name, model, heads, n, m=None, causal=False):
    layer = torch.nn.MultiheadAttention(model, heads, bias=False, batch_first=True).double()
    matrices = [floats(model, model) / np.sqrt(model) for _ in range(4)]
    matrices = [x.astype(np.float32).astype(np.float64) for x in matrices]
    with torch.no_grad():
        # PyTorch multiplies by transposed matrices, and keeps those of Q, K and V in one.
        layer.in_proj_weight.copy_(torch.from_numpy(np.concatenate([x.T for x in matrices[:3]])))
        layer.out_proj.weight.copy_(torch.from_numpy(matrices[3].T.copy()))
    tokens = floats(2, n, model)
    memory = None if m is None else floats(2, m, model)
    x, y = torch.from_numpy(tokens), torch.from_numpy(tokens if m is None else memory)
    mask = torch.from_numpy(~visible(n, n, causal=True)[0, 0]) if causal else None
    output, weights = layer(x, y, y, attn_mask=mask, average_attn_weights=False)
    return {
        "name": name, "heads": heads, "causal": causal, "tokens": tensor(tokens),
        "memory": None if m is None else tensor(memory), "matrices": [tensor(x) for x in matrices],
        "weights": tensor(weights.detach().numpy()), "output": tensor(output.detach().numpy()),
    }


def rotary(name, lead, n, d, offset):
    """Pairs as complex numbers, turned by e^(i·position·θ)."""
    x = floats(*lead, n, d)
    theta = 10000.0 ** (-2 * np.arange(d // 2) / d)
    turned = (x[..., 0::2] + 1j * x[..., 1::2]) * np.exp(1j * np.outer(np.arange(n) + offset, theta))
    result = np.empty_like(x)
    result[..., 0::2], result[..., 1::2] = turned.real, turned.imag
    return {"name": name, "input": tensor(x), "offset": offset, "rotated": tensor(result)}


def sinusoidal(length, model, offset):
    pe = np.zeros((length, model))
    position = np.arange(length)[:, None] + offset
    rates = 1 / 10000.0 ** (np.arange(0, model, 2) / model)
    pe[:, 0::2] = np.sin(position * rates)
    pe[:, 1::2] = np.cos(position * rates)[:, : model // 2]
    return {"offset": offset, "encoding": tensor(pe)}


def buckets(count, maximum, bidirectional):
    """Far bucket near + j starts where (distance/near)^far ≥ (maximum/near)^j, in whole numbers."""
    side = count // 2 if bidirectional else count
    near = side // 2
    far = side - near

    def of_distance(distance):
        if distance < near:
            return distance
        j = max(j for j in range(far) if distance**far * near**j >= near**far * maximum**j)
        return near + j

    positions = list(range(-2 * maximum, 2 * maximum + 1, 1))
    result = []
    for p in positions:
        if bidirectional:
            result.append((side if p > 0 else 0) + of_distance(abs(p)))
        else:
            result.append(of_distance(max(-p, 0)))
    return {"count": count, "maximum": maximum, "bidirectional": bidirectional,
            "first": positions[0], "buckets": result}


with open("attention-layers.json", "w") as file:
    json.dump({
        "grouped": [
            grouped("multi-head", 1, 3, 3, 4, 5, 3, 2),
            grouped("grouped-query", 2, 6, 2, 3, 5, 4, 3),
            grouped("multi-query", 1, 5, 1, 4, 4, 3, 3, causal=True),
            grouped("causal window", 1, 4, 2, 9, 9, 2, 2, causal=True, window=3),
            grouped("window to both sides", 1, 2, 2, 7, 7, 2, 2, window=2),
            grouped("window at the end of a cache", 1, 2, 1, 2, 8, 3, 3, causal=True, window=4),
            grouped("padding, causal and bias", 2, 4, 2, 5, 5, 3, 2, floats(4, 5, 5), causal=True,
                    lengths=[5, 2]),
        ],
        "additive": [
            additive("one sentence", (), 3, 4, 2, 5, 6, 3),
            additive("a batch", (2,), 2, 3, 4, 4, 5, 2),
        ],
        "multiHead": [
            multi_head("self", 8, 2, 4),
            multi_head("causal", 6, 3, 5, causal=True),
            multi_head("cross", 8, 4, 3, 5),
        ],
        "rotary": [
            rotary("from the start", (2,), 5, 6, 0),
            rotary("in the middle of a text", (1, 2), 2, 8, 1000),
        ],
        "sinusoidal": [sinusoidal(6, 8, 0), sinusoidal(3, 7, 100)],
        "buckets": [buckets(32, 128, True), buckets(32, 128, False), buckets(8, 20, True)],
    }, file, separators=(",", ":"))
    file.write("\n")
