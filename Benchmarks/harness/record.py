"""Outcomes as values that JSON can hold; times in nanoseconds, memory in bytes."""
from dataclasses import asdict

from . import verdicts
from .cases import RIVALS
from .quantiles import spread


def outcome(outcome):
    case = outcome.case
    return {
        "title": case.title,
        "direction": case.direction,
        "length": case.length,
        "headDim": case.head_dim,
        "causal": case.causal,
        "threads": case.threads,
        "operations": case.operations,
        "peakGigaflops": outcome.peaks,
        "contestants": {each.name: contestant(outcome, each) for each in outcome.times},
        "ratios": ratios(outcome),
        "refused": {each.name: reason for each, reason in outcome.refusals.items()},
        "abandoned": outcome.abandoned,
        "wrong": {each.name: place for each, place in outcome.disagreements.items()},
        "goals": [asdict(verdict) for verdict in verdicts.of_outcome(outcome)],
    }


def contestant(outcome, each):
    return {
        "nanoseconds": outcome.times[each],
        "gigaflops": asdict(spread(outcome.speeds(each))),
        "shareOfPeak": asdict(spread(outcome.shares(each))) if outcome.peaks else None,
        "memory": asdict(outcome.memory[each]),
    }


def ratios(outcome):
    return [
        {"ours": ours.name, "rival": rival.name}
        | asdict(spread(outcome.ratios(ours, rival)))
        for ours in outcome.case.ours
        for rival in RIVALS[ours]
        if ours in outcome.times and rival in outcome.times
    ]


def growth(growth):
    return {
        "direction": growth.direction,
        "threads": growth.threads,
        "contestants": {
            each.name: {str(length): asdict(memory) for length, memory in taken.items()}
            for each, taken in growth.memory.items()
        },
        "goals": [asdict(verdict) for verdict in verdicts.of_growth(growth)],
    }
