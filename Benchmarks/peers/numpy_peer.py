"""NumPy: attention with the whole matrix, whose softmax is done in place."""
try:
    import numpy as np
except ImportError as error:
    raise SystemExit(print("missing", error))

import ctypes
import os

import protocol


def drawn(problem, count):
    return [
        protocol.uniform(np.arange, np.float32, int(np.prod(problem.shape)), salt)
        .astype(np.float32)
        .reshape(problem.shape)
        for salt in range(count)
    ]


def naive(problem):
    query, key, value, gradient = drawn(problem, 4)
    scale = np.float32(problem.scale)
    hidden = None
    if problem.causal:
        hidden = np.triu(np.ones((problem.length, problem.length), dtype=bool), 1)

    def weights():
        scores = (query * scale) @ key.swapaxes(-2, -1)
        if hidden is not None:
            np.copyto(scores, -np.inf, where=hidden)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        return scores

    def backward():
        probabilities = weights()
        value_gradient = probabilities.swapaxes(-2, -1) @ gradient
        score_gradient = gradient @ value.swapaxes(-2, -1)
        delta = np.einsum("...ij,...ij->...i", probabilities, score_gradient)
        score_gradient -= delta[..., None]
        score_gradient *= probabilities
        score_gradient *= scale
        return [
            score_gradient @ key,
            score_gradient.swapaxes(-2, -1) @ query,
            value_gradient,
        ]

    return backward if problem.backward else lambda: [weights() @ value]


def blas():
    """The library that multiplies, and which of its kernels it chose for this processor."""
    with open("/proc/self/maps") as maps:
        paths = {line.split()[-1] for line in maps if "blas" in line}
    for path in sorted(paths):
        library = ctypes.CDLL(path)
        for name in ("scipy_openblas_get_corename64_", "openblas_get_corename"):
            if function := getattr(library, name, None):
                function.restype = ctypes.c_char_p
                return f"OpenBLAS, kernel {function().decode()}"
    return ", ".join(sorted(os.path.basename(path) for path in paths)) or "no BLAS"


def threads_are(threads):
    """OpenBLAS reads its threads from the environment, once."""
    if os.environ.get("OPENBLAS_NUM_THREADS") != str(threads):
        raise ValueError(f"NumPy was not started with {threads} threads")


if __name__ == "__main__":
    protocol.serve(
        f"NumPy {np.__version__}, {blas()}",
        threads_are,
        {"naive": naive},
        lambda result, indices: result.reshape(-1)[indices].tolist(),
    )
