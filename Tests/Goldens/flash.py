#!/usr/bin/env python3
"""Writes flash.json: attention and its gradients as PyTorch's autograd gives them in float64.

Inputs are multiples of 1/64, which float32 holds exactly. Run in this folder, as `python3 -P flash.py`, or
random.py beside it hides Python's own.
"""
import json

import torch
import torch.nn.functional as F

random = torch.Generator().manual_seed(20260102)
INF = float("inf")


def floats(*shape, scale=1.0):
    numbers = torch.randn(shape, generator=random, dtype=torch.float64) * scale
    return torch.round(numbers * 64) / 64


def tensor(t):
    text = {INF: "inf", -INF: "-inf"}
    values = [text.get(x) or float(f"{x:.14g}") for x in t.detach().flatten().tolist()]
    return {"shape": list(t.shape), "values": values}


def case(name, batch, heads, groups, n, m, d, dv, causal=False, window=None, lengths=None,
         additive=None, scale=None, size=1.0):
    q = floats(batch, heads, n, d, scale=size).requires_grad_()
    k = floats(batch, groups, m, d).requires_grad_()
    v = floats(batch, groups, m, dv).requires_grad_()
    output_gradient = floats(batch, heads, n, dv)

    mask = torch.zeros(batch, heads, n, m, dtype=torch.float64)
    position = torch.arange(n)[:, None] + m - n - torch.arange(m)
    if causal:
        mask = mask.masked_fill(position < 0, -INF)
    if window is not None:
        mask = mask.masked_fill(position.abs() >= window, -INF)
    if lengths is not None:
        padding = torch.arange(m) >= torch.tensor(lengths)[:, None]
        mask = mask.masked_fill(padding[:, None, None, :], -INF)
    if additive is not None:
        mask = mask + additive

    factor = d ** -0.5 if scale is None else scale
    repeats = heads // groups
    each_k, each_v = (t.repeat_interleave(repeats, dim=1) for t in (k, v))
    scores = q @ each_k.transpose(-1, -2) * factor + mask
    # Autograd makes NaN of a row of nothing but −∞, so such rows go around it.
    empty = (mask == -INF).all(dim=-1, keepdim=True)
    safe = torch.where(empty, torch.zeros(()), scores)
    weights = torch.where(empty, torch.zeros(()), torch.softmax(safe, dim=-1))
    output = weights @ each_v
    log_sum_exp = torch.logsumexp(scores, dim=-1)
    gradients = torch.autograd.grad(output, (q, k, v), output_gradient)

    # PyTorch's own attention must say the same.
    peer = F.scaled_dot_product_attention(q, each_k, each_v, attn_mask=mask, scale=factor)
    visible = ~empty.expand_as(output)
    torch.testing.assert_close(peer[visible], output[visible], rtol=1e-12, atol=1e-12)

    return {
        "name": name, "causal": causal, "window": window, "lengths": lengths,
        "additive": None if additive is None else tensor(additive), "scale": scale,
        "query": tensor(q), "key": tensor(k), "value": tensor(v),
        "outputGradient": tensor(output_gradient),
        "output": tensor(output), "logSumExp": tensor(log_sum_exp), "weights": tensor(weights),
        "queryGradient": tensor(gradients[0]), "keyGradient": tensor(gradients[1]),
        "valueGradient": tensor(gradients[2]),
    }


def hidden(*shape):
    return torch.where(torch.rand(shape, generator=random) < 0.4, -INF, 0.0).double()


cases = [
    case("one pair", 1, 1, 1, 1, 1, 1, 1),
    case("no mask, odd sizes", 1, 1, 1, 5, 7, 3, 2),
    case("more queries than keys", 1, 1, 1, 9, 4, 5, 1),
    case("one more than a panel of sixteen", 1, 1, 1, 2, 17, 3, 3),
    case("two heads to a group", 2, 4, 2, 3, 4, 2, 3),
    case("multi-query", 1, 3, 1, 4, 3, 3, 2),
    case("causal with a cache", 1, 2, 1, 3, 7, 4, 2, causal=True),
    case("causal, rows that see nothing", 1, 1, 1, 7, 4, 3, 3, causal=True),
    case("window", 1, 2, 2, 6, 6, 2, 3, window=2),
    case("causal window with a cache", 1, 1, 1, 4, 9, 3, 2, causal=True, window=3),
    case("padding, a sentence of nothing", 3, 2, 1, 3, 5, 2, 2, lengths=[5, 0, 2]),
    case("−∞ for some pairs, the same in each head", 2, 2, 1, 4, 5, 3, 2,
         additive=hidden(2, 1, 4, 5)),
    case("bias by head and key", 1, 2, 2, 3, 5, 2, 2, additive=floats(2, 1, 5, scale=3)),
    case("bias, causal and padding", 2, 2, 2, 4, 4, 3, 2, causal=True, lengths=[3, 1],
         additive=floats(4, 4)),
    case("scale of 1", 1, 1, 1, 4, 6, 5, 3, scale=1.0),
    case("negative scale", 1, 1, 1, 3, 4, 2, 2, scale=-0.75),
    case("logits of 10⁴", 1, 2, 1, 4, 6, 4, 2, size=1e4),
]
with open("flash.json", "w") as file:
    # One case a line, so that a difference can be read.
    file.write("[\n" + ",\n".join(
        json.dumps(c, separators=(",", ":"), ensure_ascii=False) for c in cases) + "\n]\n")
