"""What is computed, by whom, and what is asked of us."""
from dataclasses import dataclass

HEADS = 8
FLOAT_BYTES = 4


@dataclass(frozen=True)
class Contestant:
    """An algorithm in one of the children."""

    name: str
    child: str
    algorithm: str


FLASH = Contestant("attn-tutor flash", "ours", "flash")
FUSED = Contestant("PyTorch fused", "torch", "flash")
FUSED_AVX2 = Contestant("PyTorch fused, avx2", "torch-avx2", "flash")
NAIVE = Contestant("attn-tutor naive", "ours", "naive")
TORCH_NAIVE = Contestant("PyTorch naive", "torch", "naive")
NUMPY_NAIVE = Contestant("NumPy naive", "numpy", "naive")
PRODUCT = Contestant("attn-tutor product", "ours", "product")
TORCH_PRODUCT = Contestant("torch.mm", "torch", "product")
TORCH_PRODUCT_AVX2 = Contestant("torch.mm, avx2", "torch-avx2", "product")

# Each of ours with those that it is held against.
RIVALS = {
    FLASH: (FUSED, FUSED_AVX2),
    NAIVE: (TORCH_NAIVE, NUMPY_NAIVE),
    PRODUCT: (TORCH_PRODUCT, TORCH_PRODUCT_AVX2),
}


@dataclass(frozen=True)
class Case:
    """One problem, computed by `ours` and all their rivals in turn."""

    ours: tuple
    direction: str
    length: int
    head_dim: int
    causal: bool
    threads: int

    @property
    def contestants(self):
        return [each for our in self.ours for each in (our, *RIVALS[our])]

    @property
    def words(self):
        """As the children are told of it."""
        mask = "causal" if self.causal else "none"
        return (self.direction, self.length, self.head_dim, mask, self.threads)

    @property
    def operations(self):
        """Floating-point operations that the result needs, hidden pairs not counted: products of
        matrices alone, two forward and five backward (S and dP again, then dV, dQ and dK)."""
        if PRODUCT in self.ours:
            return 2 * self.length**3
        pairs = self.length * (self.length + 1) // 2 if self.causal else self.length**2
        products = 5 if self.direction == "backward" else 2
        return HEADS * products * 2 * pairs * self.head_dim

    @property
    def title(self):
        threads = threads_text(self.threads)
        if PRODUCT in self.ours:
            return f"matrix product, {self.length} × {self.length} × {self.length}, {threads}"
        mask = "causal" if self.causal else "all pairs"
        return f"{self.direction}, N {self.length}, d {self.head_dim}, {mask}, {threads}"

    def goal(self, rival):
        """How many times our time the rival's should be at least; None where nothing is asked."""
        if rival == NUMPY_NAIVE or rival == TORCH_PRODUCT_AVX2:
            return 1.0
        if rival != FUSED_AVX2 or self.head_dim != 64:
            return None
        if self.direction == "backward":
            return 1.5 if self.causal else 1.2
        if self.causal:
            return 1.4 if self.length <= 2048 else 1.2
        return 1.2 if self.threads == 1 else 1.1

    def goal_of_peak(self, ours):
        """Which share of the processor's peak it should reach; None where nothing is asked."""
        asked = Case((ours,), "forward", 2048, 64, False, 1)
        return 0.8 if ours == FLASH and self.words == asked.words else None


def threads_text(threads):
    return "1 thread" if threads == 1 else f"{threads} threads"


def attention(lengths, head_dims, naive_up_to):
    for threads in (1, 2):
        for direction in ("forward", "backward"):
            for head_dim in head_dims:
                for length in lengths:
                    ours = (FLASH, NAIVE) if length <= naive_up_to else (FLASH,)
                    for causal in (False, True):
                        yield Case(ours, direction, length, head_dim, causal, threads)


def products():
    """On one thread, which is how the engine multiplies single matrices."""
    return [Case((PRODUCT,), "forward", size, size, False, 1) for size in (256, 512, 1024)]


def usual():
    return [*products(), *attention((512, 2048, 4096), (64,), naive_up_to=2048)]


def full():
    lengths = (256, 512, 1024, 2048, 4096, 8192)
    return [*products(), *attention(lengths, (64, 128), naive_up_to=2048)]
