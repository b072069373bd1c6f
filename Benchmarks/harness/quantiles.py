"""A sample in three numbers."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    p10: float
    median: float
    p90: float


def spread(values):
    values = sorted(values)
    return Spread(*(quantile(values, share) for share in (0.1, 0.5, 0.9)))


def quantile(ordered, share):
    """Between the two nearest values, as NumPy does it."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
