"""The goals of a run, and which of them were met."""
from dataclasses import dataclass
from statistics import median

from .cases import FLASH, RIVALS, threads_text


@dataclass(frozen=True)
class Verdict:
    what: str
    value: float
    goal: float
    held: bool

    def __str__(self):
        return "held" if self.held else "MISSED"


def at_least(what, value, goal):
    return Verdict(what, value, goal, value >= goal)


def at_most(what, value, goal):
    return Verdict(what, value, goal, value <= goal)


def of_rival(outcome, ours, rival):
    """None where nothing is asked, or somebody is not there."""
    goal = outcome.case.goal(rival)
    if goal is None or ours not in outcome.times or rival not in outcome.times:
        return None
    what = f"{outcome.case.title}: {ours.name} against {rival.name}"
    return at_least(what, median(outcome.ratios(ours, rival)), goal)


def of_peak(outcome, ours):
    goal = outcome.case.goal_of_peak(ours)
    if goal is None or ours not in outcome.times or not outcome.peaks:
        return None
    return at_least(f"{outcome.case.title}: share of peak", median(outcome.shares(ours)), goal)


def of_outcome(outcome):
    verdicts = [of_peak(outcome, ours) for ours in outcome.case.ours]
    for ours in outcome.case.ours:
        verdicts += [of_rival(outcome, ours, rival) for rival in RIVALS[ours]]
    return [verdict for verdict in verdicts if verdict]


def of_growth(growth):
    if FLASH not in growth.memory:
        return []
    what = f"memory, {growth.direction}, {threads_text(growth.threads)}"
    verdicts = [
        at_most(f"{what}, N doubled", ratio, growth.allowed_ratio)
        for ratio in growth.ratios(FLASH)
    ]
    if growth.allowed is not None:
        longest = list(growth.memory[FLASH].values())[-1].growth
        verdicts.append(at_most(f"{what}, bytes at the greatest N", longest, growth.allowed))
    return verdicts
