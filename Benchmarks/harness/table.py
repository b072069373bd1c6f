"""Outcomes as text, one line a contestant."""
from statistics import median

from . import verdicts
from .cases import RIVALS, threads_text
from .growth import LENGTHS
from .quantiles import spread

HEADING = (
    f"{'':<24}{'ms':>10}{'GFLOP/s':>9}{'of peak':>9}{'memory':>10}"
    "   takes × our time (p10–p90), goal"
)


def outcome(outcome):
    yield ""
    rounds = len(next(iter(outcome.times.values()), []))
    peak = f", peak {median(outcome.peaks):.1f} GFLOP/s" if outcome.peaks else ""
    yield f"{outcome.case.title} · {rounds} rounds{peak}"
    if outcome.abandoned:
        yield f"  abandoned: {outcome.abandoned}"
    for ours in outcome.case.ours:
        yield from lines(outcome, ours, ours)
        for rival in RIVALS[ours]:
            yield from lines(outcome, ours, rival)


def lines(outcome, ours, contestant):
    if contestant in outcome.times:
        yield figures(outcome, contestant) + judgement(outcome, ours, contestant)
    if reason := outcome.refusals.get(contestant):
        yield f"  {contestant.name:<22} refused: {reason}"
    if place := outcome.disagreements.get(contestant):
        yield f"  {contestant.name:<22} WRONG NUMBERS: {place}"


def figures(outcome, contestant):
    milliseconds = median(outcome.times[contestant]) / 1e6
    share = f"{median(outcome.shares(contestant)):.0%}" if outcome.peaks else "-"
    return (
        f"  {contestant.name:<22}{milliseconds:>10.3f}{median(outcome.speeds(contestant)):>9.1f}"
        f"{share:>9}{megabytes(outcome.memory[contestant].growth):>10}   "
    )


def judgement(outcome, ours, contestant):
    if contestant == ours:
        verdict = verdicts.of_peak(outcome, ours)
        return f"goal {verdict.goal:.0%} of peak: {verdict}" if verdict else ""
    if ours not in outcome.times:
        return ""
    ratio = spread(outcome.ratios(ours, contestant))
    text = f"{ratio.median:.2f} ({ratio.p10:.2f}–{ratio.p90:.2f})"
    verdict = verdicts.of_rival(outcome, ours, contestant)
    return f"{text}, goal {verdict.goal:.1f}: {verdict}" if verdict else text


def growth(growth):
    yield ""
    yield f"memory besides the inputs, {growth.direction}, all pairs, {threads_text(growth.threads)}"
    lengths = "".join(f"{f'N {length}':>12}" for length in LENGTHS)
    yield f"  {'':<22}{lengths}   × where N doubles"
    for contestant, taken in growth.memory.items():
        figures = "".join(f"{megabytes(each.growth):>12}" for each in taken.values())
        ratios = ", ".join(f"{ratio:.2f}" for ratio in growth.ratios(contestant))
        yield f"  {contestant.name:<22}{figures}   {ratios}"
        if all(each.scratch is not None for each in taken.values()):
            scratch = "".join(f"{megabytes(each.scratch):>12}" for each in taken.values())
            yield f"  {'  scratch by itself':<22}{scratch}"
    for verdict in verdicts.of_growth(growth):
        yield f"  {verdict.what}: {number(verdict.value)}, goal {number(verdict.goal)}: {verdict}"


def summary(all_verdicts):
    yield ""
    held = sum(verdict.held for verdict in all_verdicts)
    yield f"{held} of {len(all_verdicts)} goals held"
    for verdict in all_verdicts:
        if not verdict.held:
            yield f"  missed: {verdict.what}: {number(verdict.value)}, goal {number(verdict.goal)}"


def megabytes(count):
    return f"{count / 1e6:.1f} MB"


def number(value):
    return megabytes(value) if value >= 1e5 else f"{value:.2f}"
