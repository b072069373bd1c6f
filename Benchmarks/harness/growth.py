"""How much memory attention by blocks needs besides its inputs, and how that grows with N."""
from dataclasses import dataclass

from .cases import FLASH, FLOAT_BYTES, FUSED_AVX2, HEADS, Case
from .children import Refused
from .rounds import Memory, memory

LENGTHS = (2048, 4096, 8192)
HEAD_DIM = 64


@dataclass
class Growth:
    direction: str
    threads: int
    # Contestant to length to memory
    memory: dict

    @property
    def allowed(self):
        """Bytes at the greatest length: three times O, and 2 MB. Asked of the forward pass alone:
        the results of the backward pass are three times O already."""
        if self.direction == "backward":
            return None
        return 3 * HEADS * LENGTHS[-1] * HEAD_DIM * FLOAT_BYTES + 2_000_000

    # How many times as much is allowed where N doubles
    allowed_ratio = 2.2

    def ratios(self, contestant):
        taken = [self.memory[contestant][length].growth for length in LENGTHS]
        return [longer / max(shorter, 1) for shorter, longer in zip(taken, taken[1:])]


def measure(direction, threads, children):
    growth = Growth(direction, threads, {})
    for contestant in (FLASH, FUSED_AVX2):
        if contestant.child not in children:
            continue
        ask = children[contestant.child].ask
        try:
            growth.memory[contestant] = {
                length: at(length, contestant, direction, threads, ask) for length in LENGTHS
            }
        except Refused:
            # The cases before this one have said why.
            continue
        finally:
            children[contestant.child].forget()
    return growth


def at(length, contestant, direction, threads, ask) -> Memory:
    case = Case((FLASH,), direction, length, HEAD_DIM, False, threads)
    ask("prepare", contestant.algorithm, *case.words)
    return memory(ask, contestant)
