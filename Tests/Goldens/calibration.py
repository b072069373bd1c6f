"""Calibration of predictions with NumPy: python3 calibration.py > calibration.json

Each case holds guesses (confidence in percent, right or not) and what follows from them.
"""
import json
import numpy as np

LEVELS = np.array([50, 60, 70, 80, 90, 100])


def case(name, guesses):
    confidence = np.array([g[0] for g in guesses]) / 100
    right = np.array([float(g[1]) for g in guesses])
    chance = 2 * np.sqrt(np.sum(confidence * (1 - confidence))) / len(guesses)
    gap = confidence.mean() - right.mean()
    verdict = "withinChance" if abs(gap) <= chance + 1e-9 else (
        "overconfident" if gap > 0 else "underconfident")
    percent = np.array([g[0] for g in guesses])
    return {
        "name": name,
        "guesses": [{"confidence": int(c), "right": bool(r)} for c, r in guesses],
        "mean": confidence.mean(), "share": right.mean(),
        "brier": np.mean((confidence - right) ** 2), "gap": gap, "chance": chance,
        "verdict": verdict,
        "counts": [int(np.sum(percent == level)) for level in LEVELS],
        "rights": [int(np.sum(right[percent == level])) for level in LEVELS],
    }


# Each level meets every hundredth once: right as often as it is sure.
calibrated = [(int(c), part < c) for c in LEVELS for part in range(100)]
cases = [
    case("one that is wrong", [(80, False)]),
    case("certain and right", [(100, True)] * 4),
    case("certain and once wrong", [(100, True)] * 3 + [(100, False)]),
    case("a coin", [(50, i % 2 == 0) for i in range(10)]),
    case("right at a coin's confidence", [(50, True)] * 12),
    case("too sure", [(90, i % 2 == 0) for i in range(20)]),
    case("as right as sure", calibrated),
]
print(json.dumps(cases, indent=1))
