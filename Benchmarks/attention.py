#!/usr/bin/env python3
"""Times our attention beside PyTorch's and NumPy's; see README.md beside this file.

    python3 Benchmarks/attention.py PATH/TO/AttentionBench [--full] [--only TEXT] [--json FILE]

Ends with 1 where somebody fails, or computes other numbers than the rest. A goal that is missed is
printed and changes nothing: the machine may have been busy.
"""
import argparse
import json
import os
import platform
import sys
import tempfile
import time

sys.dont_write_bytecode = True

from harness import cases, children, growth, peak, record, rounds, table, verdicts  # noqa: E402


def main():
    options = arguments()
    selected = [
        case for case in (cases.full() if options.full else cases.usual())
        if options.only in case.title
    ]
    begun = time.monotonic()
    outcomes, growths = [], []
    show(machine())
    with tempfile.TemporaryDirectory(prefix="attn-tutor-bench-") as folder:
        meter = meter_or_none(folder)
        for threads in sorted({case.threads for case in selected}):
            peers, missing = children.start(options.ours, options.python, threads)
            introduce(peers, missing, threads)
            for case in selected:
                if case.threads == threads:
                    outcomes.append(rounds.run(case, peers, meter, effort(options)))
                    show(*table.outcome(outcomes[-1]))
            for direction in ("forward", "backward") if not options.only else ():
                growths.append(growth.measure(direction, threads, peers))
                show(*table.growth(growths[-1]))
            for peer in peers.values():
                peer.close()
        if meter:
            meter.close()
    judged = [verdict for each in outcomes for verdict in verdicts.of_outcome(each)]
    judged += [verdict for each in growths for verdict in verdicts.of_growth(each)]
    show(*table.summary(judged), f"{time.monotonic() - begun:.0f} seconds")
    if options.json:
        write(options.json, outcomes, growths)
    return 1 if any(each.failed for each in outcomes) else 0


def arguments():
    parser = argparse.ArgumentParser(description="Times our attention beside its peers.")
    parser.add_argument("ours", help="the built AttentionBench")
    parser.add_argument("--full", action="store_true", help="d = 128 too, N from 256 to 8192")
    parser.add_argument("--only", default="", metavar="TEXT", help="cases with this in their title")
    parser.add_argument("--rounds", type=int, metavar="N", help="so many rounds a case, no more")
    parser.add_argument("--json", metavar="FILE", help="also writes all figures there")
    parser.add_argument(
        "--python", default=sys.executable, metavar="PATH", help="runs PyTorch and NumPy"
    )
    return parser.parse_args()


def effort(options):
    if options.rounds is None:
        return rounds.Effort()
    return rounds.Effort(least_rounds=options.rounds, most_rounds=options.rounds)


def meter_or_none(folder):
    try:
        meter = peak.meter(folder)
    except children.Missing as reason:
        show(f"skipped: FMA peak ({reason})")
        return None
    show(f"FMA peak of a core: {peak.measure(meter, 1):.1f} GFLOP/s, {meter.description}")
    return meter


def introduce(peers, missing, threads):
    show("", f"── {cases.threads_text(threads)} ──")
    show(*(f"{peer.name}: {peer.description}" for peer in peers.values()))
    show(*(f"skipped: {name} ({reason})" for name, reason in missing.items()))
    show("", table.HEADING)


def machine():
    with open("/proc/cpuinfo") as info:
        names = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    name = names[0] if names else platform.machine()
    return f"{name}, {os.cpu_count()} cores, load before the start {os.getloadavg()[0]:.2f}"


def write(path, outcomes, growths):
    figures = {
        "machine": machine(),
        "cases": [record.outcome(each) for each in outcomes],
        "memory": [record.growth(each) for each in growths],
    }
    with open(path, "w") as file:
        json.dump(figures, file, indent=1, ensure_ascii=False)


def show(*lines):
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
