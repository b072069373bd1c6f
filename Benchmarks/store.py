#!/usr/bin/env python3
"""Times the tutor with a record of 100,000 answers beside an empty one, in the same run.

    python3 Benchmarks/store.py PATH/TO/attn-tutor PATH/TO/ProgressProbe [--answers 100000] [--runs 40]

Home is opened with either record in turn; then the whole-log reads and the next item that is due.
"""
import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time

from screen import Program, first_paint, row


def record(probe, answers):
    """A folder with a record, and seconds that making it took."""
    folder = tempfile.mkdtemp(prefix="attn-tutor-store-")
    start = time.perf_counter()
    subprocess.run([probe, folder, "answers", str(max(1, answers)), "fill"], check=True)
    return folder, time.perf_counter() - start


def seconds(argv, **more):
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, **more)
    return time.perf_counter() - start


def past_the_first_start(program, env):
    """Answers the question of the first start, which is asked once a record."""
    warm = Program([program, "--lang", "en"], env)
    warm.repaint(warm.start)
    warm.press(b"1")
    warm.press(b"q")
    warm.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("probe")
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=40)
    options = parser.parse_args()
    program, probe = os.path.abspath(options.program), os.path.abspath(options.probe)

    empty, _ = record(probe, 1)
    full, filling = record(probe, options.answers)
    try:
        size = os.path.getsize(os.path.join(full, "progress.sqlite")) / 1e6
        print(f"{options.answers} answers imported in {filling:.1f} s: {size:.0f} MB")
        envs = [
            dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", ATTN_TUTOR_DATA=folder)
            for folder in (empty, full)
        ]
        for env in envs:
            past_the_first_start(program, env)
        pairs = [
            [first_paint([program, "--lang", "en"], env)[0] for env in envs]
            for _ in range(options.runs)
        ]
        row("start to first paint, empty record", [a for a, _ in pairs], "ms")
        row(f"start to first paint, {options.answers} answers", [b for _, b in pairs], "ms")
        row("  ratio, pair by pair", [b / a for a, b in pairs], "x ")

        opened = [
            [float(subprocess.check_output([probe, folder, "open", "20", "time"]))
             for folder in (empty, full)]
            for _ in range(5)
        ]
        row("open, read, next due; empty", [a for a, _ in opened], "ms")
        row(f"open, read, next due; {options.answers} answers", [b for _, b in opened], "ms")

        exported = os.path.join(full, "export.json")
        export = [program, "progress", "export", exported, "--data-dir", full]
        row("progress export", [seconds(export) * 1000 for _ in range(3)], "ms")
        with open(exported) as file:
            assert len(json.load(file)["log"]) == options.answers
        again = [program, "progress", "import", exported, "--data-dir", full]
        row("progress import, all known", [seconds(again) * 1000 for _ in range(3)], "ms")
    finally:
        for folder in (empty, full):
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
