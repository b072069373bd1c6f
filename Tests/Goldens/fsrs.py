"""Review histories as py-fsrs schedules them: python3 -P fsrs.py > fsrs.txt (-P: not this folder's modules)

A line is a history: its reviews, apart by "; ". A review is

    gap rating phase step stability difficulty interval recall

gap: seconds since the last review (of the first: 0); phase: 1 learning, 2 review, 3 relearning; step: "-" in
review; interval: seconds until the card is due; recall: the chance to remember before the review.
"""
import random
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

from fsrs import Card, Rating, Scheduler

assert version("fsrs") == "6.3.2", "the goldens are those of py-fsrs 6.3.2"

scheduler = Scheduler(enable_fuzzing=False)
generator = random.Random(6)
MINUTE, DAY = 60, 86_400


def short(number):
    return f"{number:.7f}".rstrip("0").rstrip(".")


def gap(card, now):
    """Seconds to the next review: on time, on the same day, at the edge of a day, late, or years on."""
    waiting = max(0, int((card.due - now).total_seconds()))
    kind = generator.random()
    if kind < 0.35:
        return waiting
    if kind < 0.5:
        return generator.randint(1, 20 * MINUTE)
    if kind < 0.6:
        return generator.randint(1, DAY)
    if kind < 0.7:
        return generator.randint(1, 5) * DAY + generator.choice([-1, 0, 1])
    if kind < 0.85:
        return int(waiting * generator.uniform(0.5, 3)) + 1
    return int(10 ** generator.uniform(0, 8.5))


def history():
    card, now = Card(card_id=1), datetime(2026, 1, 1, tzinfo=timezone.utc)
    # Some learners forget often, some seldom.
    weights = generator.choice([(1, 1, 1, 1), (1, 2, 8, 1), (4, 3, 3, 1), (0, 1, 6, 6)])
    reviews = []
    for number in range(generator.randint(1, 20)):
        seconds = gap(card, now) if number else 0
        # Python's calendar ends in 9999.
        seconds = min(seconds, 300 * 365 * DAY)
        now += timedelta(seconds=seconds)
        rating = generator.choices(list(Rating), weights)[0]
        recall = scheduler.get_card_retrievability(card, now)
        card, _ = scheduler.review_card(card, rating, now)
        step = "-" if card.step is None else card.step
        reviews.append(
            f"{seconds} {rating.value} {card.state.value} {step} {short(card.stability)} "
            f"{short(card.difficulty)} {(card.due - now).total_seconds():.0f} {short(recall)}")
    return "; ".join(reviews)


for _ in range(2000):
    print(history())
