"""Times all contestants of a case in turn, so that what disturbs the machine disturbs each alike."""
import itertools
import statistics
import time
from dataclasses import dataclass, field

from . import peak
from .children import Refused


@dataclass(frozen=True)
class Effort:
    """How long a case may take."""

    least_rounds: int = 7
    most_rounds: int = 21
    # Rounds beyond the least are for what is quick, fewer than the least for what is very slow.
    wanted_seconds: float = 3
    longest_seconds: float = 45
    # A contestant's share of a round: what is quicker is repeated.
    slice_seconds: float = 0.02
    most_repeats: int = 40

    def rounds(self, round_seconds):
        wanted = int(self.wanted_seconds / round_seconds)
        longest = max(int(self.longest_seconds / round_seconds), 3)
        return min(max(wanted, self.least_rounds), self.most_rounds, longest)

    def repeats(self, seconds):
        return min(max(round(self.slice_seconds / seconds), 1), self.most_repeats)


@dataclass
class Memory:
    # By how much the process grew, results included
    growth: int
    # What an engine itself says of its scratch memory, where it says
    scratch: int | None


@dataclass
class Outcome:
    case: object
    # Contestant to nanoseconds, one a round
    times: dict = field(default_factory=dict)
    # GFLOP/s of as many cores as the case has threads, one a round; empty where not measured
    peaks: list = field(default_factory=list)
    memory: dict = field(default_factory=dict)
    # Contestant to why it did not begin
    refusals: dict = field(default_factory=dict)
    # Contestant to where its numbers are not those of the first
    disagreements: dict = field(default_factory=dict)
    # Why the case was not finished; then nothing of it counts
    abandoned: str | None = None

    @property
    def failed(self):
        return bool(self.refusals or self.disagreements or self.abandoned)

    def ratios(self, ours, rival):
        """The rival's time in units of ours, round by round."""
        return [theirs / our for our, theirs in zip(self.times[ours], self.times[rival])]

    def speeds(self, contestant):
        """GFLOP/s, round by round."""
        return [self.case.operations / time for time in self.times[contestant]]

    def shares(self, contestant):
        """Of the processor's peak, round by round."""
        return [speed / peak for speed, peak in zip(self.speeds(contestant), self.peaks)]


def run(case, children, meter, effort):
    outcome = Outcome(case)
    present = [each for each in case.contestants if each.child in children]
    try:
        if ready := prepare(case, present, children, outcome):
            ask = {each: children[each.child].ask for each in ready}
            take_turns(outcome, ask, meter, effort)
            outcome.memory = {each: memory(ask[each], each) for each in ready}
    except Refused as reason:
        outcome.abandoned = str(reason)
        outcome.times = {}
    for child in {each.child for each in present}:
        children[child].forget()
    return outcome


def take_turns(outcome, ask, meter, effort):
    contestants = list(ask)
    once = {each: timed(ask[each], each, 1) / 1e9 for each in contestants}
    repeats = {each: effort.repeats(once[each]) for each in contestants}
    round_seconds = sum(once[each] * (repeats[each] + 1) for each in contestants)
    outcome.times = {each: [] for each in contestants}
    for number in range(effort.rounds(round_seconds)):
        first = number % len(contestants)
        for each in itertools.chain(contestants[first:], contestants[:first]):
            if outcome.case.threads > 1:
                # Threads of OpenMP spin when they are done, up to 200 ms, on a core that the next
                # contestant needs.
                time.sleep(0.25)
            outcome.times[each].append(timed(ask[each], each, repeats[each]))
        if meter:
            outcome.peaks.append(peak.measure(meter, outcome.case.threads))


def prepare(case, contestants, children, outcome):
    """Lets each compute once, which also warms it up; those that did so are returned."""
    ready, expected = [], None
    for each in contestants:
        try:
            words = children[each.child].ask("prepare", each.algorithm, *case.words)
        except Refused as reason:
            outcome.refusals[each] = str(reason)
            continue
        sample = [float(word) for word in words]
        expected = expected or sample
        if place := first_disagreement(expected, sample):
            outcome.disagreements[each] = place
        ready.append(each)
    return ready


def first_disagreement(expected, sample):
    if len(expected) != len(sample):
        return f"{len(sample)} numbers for {len(expected)}"
    # Sums of up to N products in Float32, in any order; "not" since a NaN compares to nothing.
    pairs = enumerate(zip(expected, sample))
    return next(
        (f"{b:g} for {a:g} at {i}" for i, (a, b) in pairs if not abs(a - b) <= 5e-5 + 1e-4 * abs(a)),
        None,
    )


def timed(ask, contestant, repeats):
    """The median of `repeats`, in nanoseconds; before short ones one more warms the caches."""
    warmups = 1 if repeats > 1 else 0
    times = [int(word) for word in ask("time", contestant.algorithm, repeats + warmups)]
    return statistics.median(times[warmups:])


def memory(ask, contestant):
    growth, scratch = ask("memory", contestant.algorithm)
    return Memory(int(growth), None if scratch == "-" else int(scratch))
