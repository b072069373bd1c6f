#!/usr/bin/env python3
"""Writes labs.json: what labs must find, by NumPy and PyTorch in float64.

A seed's numbers are drawn here as the labs draw them (xoshiro256++ and a ziggurat of 256 layers), so
that whole runs are compared. What the whole lab of scaling tends to is computed beside it from many
draws of NumPy's own. Run in this folder as `python3 -P labs.py`: without -P, random.py beside it would
be taken for Python's own module.
"""
import json
import math

import numpy as np
import torch

M = (1 << 64) - 1
single = np.float32


def split_mix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & M
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & M
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
        yield z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & M


class Ziggurat:
    """Marsaglia & Tsang 2000, the constants for 256 layers."""

    tail, area = 3.6541528853610088, 0.00492867323399

    def __init__(self):
        bell = lambda x: math.exp(-x * x / 2)
        widths = [self.area / bell(self.tail), self.tail]
        for _ in range(254):
            widths.append(math.sqrt(-2 * math.log(self.area / widths[-1] + bell(widths[-1]))))
        widths.append(0.0)
        self.width = [single(w) for w in widths]
        self.height = [bell(w) for w in widths]


class Stream:
    """Seeded by SplitMix64, a stream of its own for each purpose."""

    ziggurat = Ziggurat()

    def __init__(self, seed, stream):
        words = split_mix(next(split_mix(seed)) ^ (stream * 0xD1342543DE82EF95 & M))
        self.s = [next(words) for _ in range(4)]

    def next(self):
        s = self.s
        result = (rotl((s[0] + s[3]) & M, 23) + s[0]) & M
        t = (s[1] << 17) & M
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result

    def double(self):
        return (self.next() >> 11) * 2.0**-53

    def one_normal(self, bits):
        z = self.ziggurat
        layer = bits & 0xFF
        place = ((bits >> 8) - ((bits >> 31) << 24) + 0.5) * 2.0**-23
        x = single(place) * z.width[layer]
        if abs(x) < z.width[layer + 1]:
            return x
        if layer == 0:
            while True:
                across = -math.log(1 - self.double()) / z.tail
                if -2 * math.log(1 - self.double()) > across * across:
                    return single(math.copysign(z.tail + across, x))
        level = z.height[layer] + self.double() * (z.height[layer + 1] - z.height[layer])
        if level < math.exp(-float(x) ** 2 / 2):
            return x
        return self.one_normal(self.next() >> 32)

    def normal(self, *shape, deviation=1):
        """Two numbers from each draw, as a tensor is filled."""
        count = math.prod(shape)
        values = []
        while len(values) < count:
            bits = self.next()
            values.append(self.one_normal(bits & 0xFFFFFFFF))
            if len(values) < count:
                values.append(self.one_normal(bits >> 32))
        return (np.array(values, single) * single(deviation)).reshape(shape).astype(float)

    def uniform(self, *shape, edge):
        edge = single(edge)
        places = [single((self.next() >> 40) * 2.0**-24) for _ in range(math.prod(shape))]
        return np.array([-edge + (edge + edge) * p for p in places], single).reshape(shape).astype(float)


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def entropy(p):
    return -np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0).sum(-1)


def jacobian_norm(logits):
    """Frobenius, of the Jacobian that PyTorch's autograd gives row by row."""
    rows = torch.from_numpy(logits)
    jacobians = torch.vmap(torch.func.jacrev(lambda x: torch.softmax(x, -1)))(rows)
    return jacobians.flatten(1).norm(dim=1).numpy()


def number(x):
    return float(f"{x:.9g}")


def tensor(array):
    array = np.asarray(array, dtype=float)
    return {"shape": list(array.shape), "values": [number(x) for x in array.ravel()]}


def scaling(distribution, d, keys, draws, scale, seed):
    """So few draws that the lab makes all of them at once."""
    stream = Stream(seed, 0)
    if distribution == "t5":
        width, heads, rows = 128, 8, []
        for head in range(heads):
            count = (head + 1) * draws // heads - head * draws // heads
            w_q = stream.normal(width, d, deviation=1 / np.sqrt(single(width * d)))
            w_k = stream.normal(width, d, deviation=1 / np.sqrt(single(width)))
            q = stream.normal(count, width) @ w_q
            k = stream.normal(count, keys, width) @ w_k
            rows.append(np.einsum("nd,nkd->nk", q, k))
        scores = np.concatenate(rows)
    else:
        draw = stream.normal if distribution == "normal" else (
            lambda *shape: stream.uniform(*shape, edge=np.sqrt(single(3))))
        q, k = draw(draws, 1, d)[:, 0], draw(draws, keys, d)
        scores = np.einsum("nd,nkd->nk", q, k)
    logits = scores / np.sqrt(d) if scale else scores
    weights = softmax(logits)
    return {
        "distribution": distribution, "d": d, "keys": keys, "draws": draws, "scale": scale, "seed": seed,
        "results": {
            "mean": number(scores.mean()), "variance": number(scores.var()),
            "entropy": number(entropy(weights).mean()), "maxWeight": number(weights.max(-1).mean()),
            "jacobianNorm": number(jacobian_norm(logits).mean()),
            "saturatedShare": float((weights.max(-1) > 0.99).mean()),
        },
        "scores": tensor(scores[0]), "weights": tensor(weights[0]),
        "sortedWeights": tensor(-np.sort(-weights, -1).mean(0)),
    }


def tendency(d, scale, draws=400_000, keys=16):
    """Means and standard deviations of one draw. Given q, the scores are independent normal numbers of
    variance |q|², and |q|² is chi-squared with d degrees: no q or k need be drawn."""
    random = np.random.default_rng(20260203 + d + scale)
    spread = np.sqrt(random.chisquare(d, (draws, 1)) / (d if scale else 1))
    p = softmax(spread * random.standard_normal((draws, keys)))
    square, cube = (p**2).sum(-1), (p**3).sum(-1)
    found = {
        "entropy": entropy(p), "maxWeight": p.max(-1),
        # ‖diag(p) − ppᵀ‖² = Σp² − 2Σp³ + (Σp²)²
        "jacobianNorm": np.sqrt(np.maximum(square - 2 * cube + square**2, 0)),
    }
    return {
        "d": d, "scale": scale, "draws": draws,
        "mean": {name: number(x.mean()) for name, x in found.items()},
        "deviation": {name: number(x.std()) for name, x in found.items()},
    }


def glorot(stream, rows, columns):
    return stream.uniform(rows, columns, edge=np.sqrt(single(6) / single(rows + columns)))


def layer(seed, model, heads, groups, d):
    stream = Stream(seed, 0)
    return [
        glorot(stream, model, heads * d), glorot(stream, model, groups * d),
        glorot(stream, model, groups * d), glorot(stream, heads * d, model),
    ]


def split(x, heads):
    """[N, h·d] to [h, N, d]"""
    return x.reshape(len(x), heads, -1).transpose(1, 0, 2)


def heads(model, heads, reduce, length, seed):
    d = model // heads if reduce else model
    matrices = layer(seed, model, heads, heads, d)
    tokens = Stream(seed, 1).normal(length, model)
    if reduce:
        torch_layer = torch.nn.MultiheadAttention(model, heads, bias=False, batch_first=True).double()
        with torch.no_grad():
            # PyTorch multiplies by transposed matrices, and keeps those of Q, K and V in one.
            torch_layer.in_proj_weight.copy_(torch.from_numpy(np.concatenate([x.T for x in matrices[:3]])))
            torch_layer.out_proj.weight.copy_(torch.from_numpy(matrices[3].T.copy()))
            x = torch.from_numpy(tokens)[None]
            output, weights = torch_layer(x, x, x, average_attn_weights=False)
        output, weights = output[0].numpy(), weights[0].numpy()
    else:
        q, k, v = (split(tokens @ matrix, heads) for matrix in matrices[:3])
        weights = softmax(q @ k.transpose(0, 2, 1) / np.sqrt(d))
        output = (weights @ v).transpose(1, 0, 2).reshape(length, -1) @ matrices[3]
    return {
        "model": model, "heads": heads, "reduce": reduce, "length": length, "seed": seed,
        "weights": tensor(weights), "output": tensor(output),
        "headEntropy": tensor(entropy(weights).mean(-1)),
    }


def query_groups(query_heads, groups, d, seed, model=32, length=8):
    """K and V of a group are projected by the means of its heads' matrices."""
    w_q, w_k, w_v, w_o = layer(seed, model, query_heads, query_heads, d)
    tokens = Stream(seed, 1).normal(length, model)

    def output(groups):
        pool = lambda w: w.reshape(model, groups, query_heads // groups, d).mean(2).reshape(model, -1)
        q, k, v = split(tokens @ w_q, query_heads), split(tokens @ pool(w_k), groups), split(tokens @ pool(w_v), groups)
        result = torch.nn.functional.scaled_dot_product_attention(
            *(torch.from_numpy(x.copy())[None] for x in (q, k, v)), enable_gqa=True)
        return result[0].numpy().transpose(1, 0, 2).reshape(length, -1) @ w_o

    own = output(groups)
    return {
        "queryHeads": query_heads, "groups": groups, "headDim": d, "seed": seed,
        "output": tensor(own),
        "differenceToMHA": number(np.abs(own - output(query_heads)).max()),
        "differenceToMQA": number(np.abs(own - output(1)).max()),
    }


json.dump({
    "scaling": [
        scaling("normal", 4, 16, 200, False, 1), scaling("normal", 64, 16, 100, False, 2),
        scaling("normal", 64, 16, 100, True, 2), scaling("normal", 1024, 16, 7, False, 3),
        scaling("uniform", 31, 8, 60, False, 1), scaling("t5", 64, 16, 40, False, 1),
    ],
    "tendencies": [tendency(d, scale) for d in [4, 16, 64, 256, 1024] for scale in [False, True]],
    "heads": [
        heads(16, 4, True, 5, 1), heads(24, 3, True, 6, 2), heads(16, 1, True, 3, 3),
        heads(8, 3, False, 4, 1),
    ],
    "queryGroups": [
        query_groups(8, 2, 4, 1), query_groups(6, 3, 8, 2), query_groups(4, 1, 16, 3),
        query_groups(4, 4, 16, 3),
    ],
}, open("labs.json", "w"), separators=(",", ":"))
