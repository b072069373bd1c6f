"""PyTorch: its fused attention for processors, attention with the whole matrix, and torch.mm."""
try:
    import torch
    from torch.nn.attention import SDPBackend, sdpa_kernel
except ImportError as error:
    raise SystemExit(print("missing", error))

import protocol

attention = torch.nn.functional.scaled_dot_product_attention


def drawn(problem, count):
    return [
        protocol.uniform(
            torch.arange, torch.Tensor.float, torch.Size(problem.shape).numel(), salt
        ).reshape(problem.shape)
        for salt in range(count)
    ]


def fused(problem):
    query, key, value, gradient = drawn(problem, 4)
    if not problem.backward:
        return lambda: [attention(query, key, value, is_causal=problem.causal)]
    inputs = [tensor.requires_grad_() for tensor in (query, key, value)]
    with torch.enable_grad():
        output = attention(*inputs, is_causal=problem.causal)
    return lambda: torch.autograd.grad(output, inputs, gradient, retain_graph=True)


def naive(problem):
    query, key, value, gradient = drawn(problem, 4)
    hidden = None
    if problem.causal:
        hidden = torch.ones(problem.length, problem.length, dtype=torch.bool).triu(1)

    def forward(query, key, value):
        scores = (query * problem.scale) @ key.transpose(-2, -1)
        if hidden is not None:
            scores = scores.masked_fill_(hidden, float("-inf"))
        return torch.softmax(scores, dim=-1) @ value

    if not problem.backward:
        return lambda: [forward(query, key, value)]
    inputs = [tensor.requires_grad_() for tensor in (query, key, value)]

    def backward():
        with torch.enable_grad():
            output = forward(*inputs)
        return torch.autograd.grad(output, inputs, gradient)

    return backward


def product(problem):
    size = problem.length
    left, right = (
        protocol.uniform(torch.arange, torch.Tensor.float, size * size, salt).reshape(size, size)
        for salt in range(2)
    )
    return lambda: [torch.mm(left, right)]


def numbers(result, indices):
    return result.detach().reshape(-1)[indices].tolist()


if __name__ == "__main__":
    capability = torch.backends.cpu.get_cpu_capability()
    # The fused kernel or an error, never quietly another one.
    with torch.no_grad(), sdpa_kernel(SDPBackend.FLASH_ATTENTION):
        protocol.serve(
            f"PyTorch {torch.__version__}, {capability}",
            torch.set_num_threads,
            {"flash": fused, "naive": naive, "product": product},
            numbers,
        )
