"""Says which of the labelled answers are held out: a third of each language, 34 zh and 33 en, by one seeded draw.

Run once, before there was a grader. It refuses to run over answers that have been set already."""

import json
import pathlib
import random
import sys

path = pathlib.Path(__file__).with_name("answers.json")
answers = json.loads(path.read_text())
if any("set" in answer for answer in answers):
    sys.exit("the answers have been drawn already; the held-out third is fixed")

draw = random.Random(20261124)
for language, count in {"zh": 34, "en": 33}.items():
    ids = [answer["id"] for answer in answers if answer["language"] == language]
    held_out = set(draw.sample(ids, count))
    for answer in answers:
        if answer["language"] == language:
            answer["set"] = "held-out" if answer["id"] in held_out else "dev"

lines = (json.dumps(answer, ensure_ascii=False) for answer in answers)
path.write_text("[\n" + ",\n".join(lines) + "\n]\n")
