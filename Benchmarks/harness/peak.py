"""The most floating-point operations a second that this machine's cores can do, measured."""
import pathlib
import shutil
import subprocess

from .children import PEERS, Child, Missing


def meter(folder):
    """A child that measures it, from a program that is compiled into `folder` for this processor."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if not compiler:
        raise Missing("there is no C compiler")
    program = pathlib.Path(folder) / "fma_peak"
    subprocess.run(
        [compiler, "-std=gnu17", "-O2", "-ffp-contract=fast", "-pthread", *vector_flags()]
        + [PEERS / "fma_peak.c", "-o", program],
        check=True,
    )
    return Child("FMA peak", [program])


def vector_flags():
    """As our own kernel is compiled: 256 bits where the processor has them, and never more."""
    with open("/proc/cpuinfo") as info:
        flags = next((line.split() for line in info if line.startswith("flags")), [])
    return ["-mavx2", "-mfma"] if {"avx2", "fma"} <= set(flags) else []


def measure(child, threads):
    """GFLOP/s of so many cores together."""
    operations, _, nanoseconds = child.ask("measure", threads)
    return int(operations) / int(nanoseconds)
