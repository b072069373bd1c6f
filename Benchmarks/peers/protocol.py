"""What every peer answers to, a line for a line; `AttentionBench` speaks the same.

    ready DESCRIPTION                             its first line, or "missing REASON"
    prepare ALGORITHM PASS N D MASK THREADS       sample V V V …     (runs once, untimed)
    time ALGORITHM REPEATS                        nanoseconds T T T …
    memory ALGORITHM                              bytes GROWTH SCRATCH   (SCRATCH is - where unknown)
    forget                                        forgotten

Whatever cannot be done is answered by "refused REASON". The sample holds numbers of the result, by
which the driver sees that all peers computed the same.
"""
import ctypes
import gc
import sys
import time
from dataclasses import dataclass

HEADS = 8
SAMPLES = 16


@dataclass(frozen=True)
class Problem:
    backward: bool
    length: int
    head_dim: int
    causal: bool

    @property
    def shape(self):
        """Of Q, K, V and dO: B, H, N, d."""
        return (1, HEADS, self.length, self.head_dim)

    @property
    def scale(self):
        return self.head_dim**-0.5


def mixed(index):
    """The finaliser of MurmurHash3, for arrays of 64-bit integers that hold 32-bit numbers."""
    index = index ^ (index >> 16)
    index = (index * 0x85EBCA6B) & 0xFFFFFFFF
    index = index ^ (index >> 13)
    index = (index * 0xC2B2AE35) & 0xFFFFFFFF
    return index ^ (index >> 16)


def uniform(arange, float32, count, salt):
    """`count` numbers of mean 0 and variance 1, bit for bit the same in every peer."""
    fractions = float32(mixed(arange(count) + (salt << 26)) >> 8) * 2.0**-24
    return (fractions - 0.5) * 3.4641016


def serve(description, threads_are, algorithms, numbers):
    """Answers until the input ends.

    threads_are: called with a count of threads, of which there are to be so many from then on
    algorithms: name -> function of a Problem that returns a function that computes a list of results
    numbers: a result and indices -> those numbers of it, row-major
    """
    print("ready", description, flush=True)
    tasks = {}
    for line in sys.stdin:
        try:
            print(answer(line.split(), tasks, threads_are, algorithms, numbers), flush=True)
        except Exception as error:
            print("refused", " ".join(str(error).split()) or type(error).__name__, flush=True)


def answer(words, tasks, threads_are, algorithms, numbers):
    match words:
        case ["prepare", algorithm, direction, length, head_dim, mask, threads]:
            threads_are(int(threads))
            problem = Problem(direction == "backward", int(length), int(head_dim), mask == "causal")
            tasks.pop(algorithm, None)
            task = algorithms[algorithm](problem)
            sample = [value for result in task() for value in sampled(result, numbers)]
            tasks[algorithm] = task
            return "sample " + " ".join(f"{value:.9g}" for value in sample)
        case ["time", algorithm, repeats]:
            times = [elapsed(tasks[algorithm]) for _ in range(int(repeats))]
            return "nanoseconds " + " ".join(map(str, times))
        case ["memory", algorithm]:
            return f"bytes {growth(tasks[algorithm])} -"
        case ["forget"]:
            tasks.clear()
            return "forgotten"
    raise ValueError("unknown request: " + " ".join(words))


def sampled(result, numbers):
    count = 1
    for axis in result.shape:
        count *= axis
    return numbers(result, [index * (count - 1) // (SAMPLES - 1) for index in range(SAMPLES)])


def elapsed(task):
    start = time.perf_counter_ns()
    results = task()
    end = time.perf_counter_ns()
    del results  # what it costs to free them is nobody's time
    return end - start


def growth(task):
    """By how many bytes the resident memory grows at most while the task runs, results included."""
    gc.collect()
    # Memory that was freed but not given back would hide what the task needs.
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/clear_refs", "w") as reset:
        reset.write("5")
    before = most_resident()
    results = task()
    after = most_resident()
    del results
    return after - before


def most_resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024
