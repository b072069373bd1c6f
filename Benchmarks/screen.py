#!/usr/bin/env python3
"""Times the tutor in a pseudo-terminal, with `less` beside it in the same run.

    python3 Benchmarks/screen.py PATH/TO/attn-tutor [--runs 40] [--idle 60]

Prints medians with the spread (5th to 95th percentile), and ratios where there is a peer. The
machine's noise is in every figure: compare within one run only.
"""
import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

QUIET = 0.03  # seconds without output that end a repaint
COLUMNS, ROWS = 200, 60


class Program:
    """A program in a pseudo-terminal that answers the one question the tutor asks (CSI 5 n)."""

    def __init__(self, argv, env):
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(argv[0], argv, env)

    def repaint(self, since, patience=3.0):
        """Reads until it is quiet: (seconds from `since` to the last byte, bytes, output)."""
        output, last, end = b"", since, time.perf_counter() + patience
        while time.perf_counter() < end:
            ready, _, _ = select.select([self.fd], [], [], QUIET if output else 0.3)
            if not ready:
                break
            try:
                chunk = os.read(self.fd, 1 << 16)
            except OSError:
                break
            last = time.perf_counter()
            if b"\x1b[5n" in chunk:
                os.write(self.fd, b"\x1b[0n")
            output += chunk
        return last - since, len(output), output

    def press(self, keys):
        since = time.perf_counter()
        os.write(self.fd, keys)
        return self.repaint(since)

    def resident(self):
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def cpu(self):
        """Seconds on a processor, of all threads."""
        total = 0
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{thread}/schedstat") as stat:
                total += int(stat.read().split()[0])
        return total / 1e9

    def close(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def row(name, values, unit):
    print(
        f"{name:<44} median {statistics.median(values):9.2f} {unit}"
        f"   p5 {percentile(values, 0.05):9.2f}   p95 {percentile(values, 0.95):9.2f}"
        f"   p99 {percentile(values, 0.99):9.2f}   n {len(values)}"
    )


def first_paint(argv, env):
    program = Program(argv, env)
    seconds, _, _ = program.repaint(program.start)
    memory = program.resident()
    program.close()
    return seconds * 1000, memory


def play(program, env, seconds=4.0):
    """FlashAttention played faster than pictures can follow: pictures a second, and what they cost."""
    lab = Program([program, "--lang", "en"], env)
    lab.repaint(lab.start)
    for key in [b"/", *(bytes([letter]) for letter in b"tile by tile"), b"\r"]:
        lab.press(key)
    for key in [b"\x1bOH", b"]", b"]", b"]", b"]", b"]"]:
        lab.press(key)
    size, cpu, start = 0, lab.cpu(), time.perf_counter()
    os.write(lab.fd, b" ")
    pictures = 0
    while time.perf_counter() - start < seconds:
        _, sent, output = lab.repaint(time.perf_counter(), patience=0.5)
        if not sent:
            break
        size += sent
        pictures += output.count(b"\x1b[?2026h")
    elapsed = time.perf_counter() - start
    print(f"{'pictures a second, flash played, 200x60':<44} {pictures / elapsed:16.1f}")
    print(f"{'bytes a picture':<44} {size / max(1, pictures):16.0f} B")
    print(f"{'share of a processor':<44} {(lab.cpu() - cpu) / elapsed * 100:16.1f} %")
    lab.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--idle", type=float, default=60)
    options = parser.parse_args()
    program = os.path.abspath(options.program)

    data = tempfile.mkdtemp(prefix="attn-tutor-bench-")
    env = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", ATTN_TUTOR_DATA=data)
    readme = os.path.join(os.path.dirname(__file__), "..", "README.md")
    ours = [program]
    peer = ["less", os.path.abspath(readme)]
    try:
        warm = Program(ours, env)  # answers the question of the first start
        warm.repaint(warm.start)
        warm.press(b"1")
        warm.press(b"q")
        warm.close()

        pairs = [(first_paint(ours, env), first_paint(peer, env)) for _ in range(options.runs)]
        row("start to first paint, attn-tutor", [a[0] for a, _ in pairs], "ms")
        row("start to first paint, less", [b[0] for _, b in pairs], "ms")
        row("  ratio, pair by pair", [a[0] / b[0] for a, b in pairs], "x ")
        row("resident at home, attn-tutor", [a[1] for a, _ in pairs], "MB")
        row("resident, less", [b[1] for _, b in pairs], "MB")

        lab = Program([program, "read", "attention/steps", "--lang", "en"], env)
        lab.repaint(lab.start)
        lab.press(b"\t")  # the answer, or the lab
        for _ in range(4):
            if b"full screen" in lab.press(b"\t")[2]:
                break
        lab.press(b"\r")
        lab.press(b"\t")
        moves = [lab.press(key) for key in [b"\x1bOC", b"\x1bOB", b"\x1bOD", b"\x1bOA"] * 50]
        row("key to repaint, crosshair moved, 200x60", [m[0] * 1000 for m in moves], "ms")
        row("bytes sent for a moved crosshair", [m[1] for m in moves], "B ")
        lab.press(b"\t")  # to the controls
        lab.press(b"u")  # temperature
        changes = [lab.press(key) for key in [b"\x1bOC", b"\x1bOD"] * 50]
        row("key to repaint, control changed, 200x60", [c[0] * 1000 for c in changes], "ms")
        row("bytes sent for a changed control", [c[1] for c in changes], "B ")
        screens = [lab.press(b"?") for _ in range(100)]
        row("key to repaint, whole screen, 200x60", [m[0] * 1000 for m in screens], "ms")
        row("bytes sent for a whole screen", [m[1] for m in screens], "B ")
        print(f"{'resident, lab open':<44} {lab.resident():16.2f} MB")
        if options.idle > 0:
            before = lab.cpu()
            time.sleep(options.idle)
            print(
                f"{'CPU time of %g idle seconds' % options.idle:<44}"
                f" {(lab.cpu() - before) * 1000:16.2f} ms"
            )
        lab.close()
        play(program, env)
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
