#!/usr/bin/env python3
"""Writes tensors-operations.json: what NumPy and PyTorch give in float64 for contractions, norms,
activations, reductions and broadcasting.

Inputs are float32 numbers, so that both sides start from the same ones. Run in this folder as
`python3 -P tensors-operations.py`: without -P, random.py stands in the way of Python's own module.
"""
import json
import math

import numpy as np
import torch
from torch.nn import functional as F

random = np.random.default_rng(20260202)


def floats(*shape, scale=1.0, shift=0.0):
    numbers = np.asarray(random.standard_normal(shape)) * scale + shift
    return numbers.astype(np.float32).astype(np.float64)


def tensor(array):
    array = np.asarray(array, dtype=np.float64)
    special = {math.inf: "inf", -math.inf: "-inf"}
    values = ["nan" if x != x else special.get(x, x) for x in array.ravel().tolist()]
    return {"shape": list(array.shape), "values": values}


def contraction(pattern, *shapes):
    operands = [floats(*shape) for shape in shapes]
    left, result = pattern.split("->")
    names = sorted(set(left.replace(",", " ").split()))
    letter = {name: chr(ord("a") + index) for index, name in enumerate(names)}
    subscripts = ",".join("".join(letter[n] for n in part.split()) for part in left.split(","))
    subscripts += "->" + "".join(letter[n] for n in result.split())
    return {
        "pattern": pattern, "operands": [tensor(x) for x in operands],
        "result": tensor(np.einsum(subscripts, *operands)),
    }


def broadcasting(left, right):
    a, b = floats(*left), floats(*right)
    if b.size > 2:
        b.flat[0] = 0
    with np.errstate(divide="ignore"):
        quotient = a / b
    return {
        "left": tensor(a), "right": tensor(b), "sum": tensor(a + b), "difference": tensor(a - b),
        "product": tensor(a * b), "quotient": tensor(quotient),
    }


def rows(name, x, k):
    t = torch.tensor(x)
    width = x.shape[-1:]
    order = np.argsort(-x, axis=-1, kind="stable")[..., :k]
    return {
        "name": name, "input": tensor(x), "l2Norm": tensor(np.linalg.norm(x, axis=-1)),
        "layerNorm": tensor(F.layer_norm(t, width, eps=1e-5)),
        "rmsNorm": tensor(F.rms_norm(t, width, eps=1e-6)),
        "cumulativeSum": tensor(np.cumsum(x, axis=-1)),
        "k": k, "topK": tensor(np.take_along_axis(x, order, -1)),
        "positions": order.ravel().tolist(),
    }


def moments(x, axes):
    mean = x.mean(axis=tuple(axes), keepdims=True)
    variance = x.var(axis=tuple(axes), keepdims=True)
    return {
        "input": tensor(x), "axes": axes, "mean": tensor(mean), "variance": tensor(variance),
        "normalized": tensor((x - mean) / np.sqrt(variance + 1e-5)),
    }


def running():
    """Two batches of `[batch, features, length]` through PyTorch's own layer, then evaluation."""
    layer = torch.nn.BatchNorm1d(3, affine=False, dtype=torch.float64)
    batches = [floats(4, 3, 5, shift=2), floats(2, 3, 5, scale=3)]
    for batch in batches:
        trained = layer(torch.tensor(batch))
    layer.eval()
    channels = lambda x: tensor(np.asarray(x).reshape(1, 3, 1))
    return {
        "batches": [tensor(x) for x in batches], "trained": tensor(trained),
        "mean": channels(layer.running_mean), "variance": channels(layer.running_var),
        "evaluated": tensor(layer(torch.tensor(batches[0]))),
    }


def activation(name, function):
    edges = [0.0, -0.0, 1e-30, -1e-30, 1e-4, -1e-4, 0.6249, 0.6251, -0.625, 1, -1, 3, -3, 20, -20,
             88, -88, 104, -104, 200, -200, 3e38, -3e38]
    grid = np.concatenate([edges, np.linspace(-12, 12, 101)]).astype(np.float32).astype(np.float64)
    x = torch.tensor(grid, requires_grad=True)
    y = function(x)
    y.sum().backward()
    gradient = x.grad.numpy()
    # 0·∞ on the way, where the limit is 0.
    derivative = np.where(np.isnan(gradient), np.where(grid > 0, 1.0, 0.0), gradient)
    return {"name": name, "input": tensor(grid), "values": tensor(y.detach()),
            "derivatives": tensor(derivative)}


def smallest(x, axis):
    return {"input": tensor(x), "axis": axis, "min": tensor(x.min(axis, initial=np.inf))}


def truncated(bound):
    """The variance and the fourth moment of a standard normal number within ±bound."""
    density = math.exp(-bound * bound / 2) / math.sqrt(2 * math.pi)
    share = math.erf(bound / math.sqrt(2))
    variance = 1 - 2 * bound * density / share
    return {"bound": bound, "variance": variance,
            "fourth": 3 * variance - 2 * bound**3 * density / share}


constant = np.full((2, 5), 7.0)
ties = np.array([[1.0, 3, 3, -1, 3], [0, 0, 0, 0, 0]])
with open("tensors-operations.json", "w") as file:
    json.dump({
        "contractions": [
            contraction("i k, k j -> i j", (3, 17), (17, 5)),
            contraction("i k, k j -> j i", (3, 17), (17, 5)),
            contraction("i k, k j -> i j", (1, 1), (1, 1)),
            contraction("k i, k j -> i j", (7, 3), (7, 5)),
            contraction("b h n d, b h m d -> b h n m", (2, 3, 5, 7), (2, 3, 11, 7)),
            contraction("b h n m, b h m d -> b n h d", (2, 3, 5, 7), (2, 3, 7, 2)),
            contraction("b n h d, b m h d -> b h n m", (2, 5, 3, 7), (2, 2, 3, 7)),
            contraction("b g r n d, b g m d -> b g r n m", (2, 2, 3, 5, 4), (2, 2, 7, 4)),
            contraction("b n d, d m -> b n m", (2, 3, 5), (5, 7)),
            contraction("b n d, h d e -> b h n e", (2, 3, 5), (4, 5, 2)),
            contraction("b n h d, h d e -> b n e", (2, 3, 5, 4), (5, 4, 7)),
            contraction("i, i ->", (13,), (13,)),
            contraction("b n d, b n d -> b n", (2, 5, 19), (2, 5, 19)),
            contraction("b n d, b d -> n b", (2, 5, 19), (2, 19)),
            contraction("i, j -> i j", (3,), (5,)),
            contraction("i, j -> j i", (3,), (5,)),
            contraction("n d, d -> n d", (3, 5), (5,)),
            contraction("n d, n -> d n", (3, 5), (3,)),
            contraction(", i j -> j i", (), (2, 3)),
            contraction("a b c, c d -> d", (2, 3, 5), (5, 7)),
            contraction("a b, c -> a", (2, 3), (5,)),
            contraction("i i, i -> i", (5, 5), (5,)),
            contraction("i i, i j -> j", (5, 5), (5, 3)),
            contraction("query head, key head -> key query", (3, 4), (5, 4)),
            contraction("i k, k j -> i j", (3, 0), (0, 5)),
            contraction("i k, k j -> i j", (0, 3), (3, 5)),
            contraction("b i k, b k j -> b i j", (0, 2, 3), (0, 3, 5)),
            contraction("i, i ->", (0,), (0,)),
            contraction("i, j -> i j", (0,), (5,)),
            contraction("i j -> j i", (3, 5)),
            contraction("a b c d -> d a c b", (2, 3, 5, 7)),
            contraction("i j ->", (3, 5)),
            contraction("i i ->", (5, 5)),
            contraction("i i -> i", (5, 5)),
            contraction("b n d -> d", (2, 3, 5)),
            contraction("b n d -> n b", (2, 3, 5)),
            contraction("b n d -> d", (0, 3, 2)),
            contraction("->", ()),
        ],
        "broadcasting": [
            broadcasting((2, 3), (2, 3)), broadcasting((2, 3), (3,)), broadcasting((3,), (2, 3)),
            broadcasting((3, 1), (1, 2)), broadcasting((2, 1, 5), (7, 1)),
            broadcasting((5, 1, 2), (1, 4, 1)), broadcasting((), (2, 3)), broadcasting((), ()),
            broadcasting((2, 3, 5, 7), (3, 1, 7)), broadcasting((2, 3, 5, 7), (2, 3, 1, 1)),
            broadcasting((0, 3), (1, 3)), broadcasting((4, 0), (4, 1)), broadcasting((1,), (0,)),
        ],
        "rows": [
            rows("one number", floats(1, 1), 1), rows("odd width", floats(3, 17), 5),
            rows("batch", floats(2, 3, 7), 2), rows("a vector", floats(11), 11),
            rows("far from zero", floats(2, 31, shift=1e4), 3), rows("constant", constant, 2),
            rows("large", floats(2, 9, scale=1e18), 0), rows("ties", ties, 4),
            rows("no rows", floats(0, 4), 2),
        ],
        "moments": [moments(floats(2, 5, 3, shift=1), axes)
                    for axes in ([0], [1], [2], [0, 1], [2, 0], [], [0, 1, 2])]
        + [moments(floats(200, 2, shift=1e3), [0])],
        "running": running(),
        "minima": [smallest(floats(2, 5, 3), axis) for axis in range(3)]
        + [smallest(floats(3, 0), 1)],
        "activations": [
            activation("relu", F.relu), activation("gelu", F.gelu),
            activation("tanhGELU", lambda x: F.gelu(x, approximate="tanh")),
            activation("silu", F.silu), activation("sigmoid", torch.sigmoid),
            activation("tanh", torch.tanh),
        ],
        "truncated": [truncated(bound) for bound in (0.05, 0.5, 0.99, 1.0, 2.0, 3.5)],
    }, file, separators=(",", ":"))
    file.write("\n")
