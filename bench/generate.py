#!/usr/bin/env python3
"""Writes a made-up work history in the events layout: `id,at,field,from,to`.

    generate.py ITEMS SEED > events.csv

Three years of one kind of work: about seven rows an item, moves back, reopened items, blocks with
reasons, jumps from the backlog to done, skipped states, items dropped and items still open. The
rows of an item stand together and in order of time, as trackers export them. The same arguments
give the same bytes. `items` is for the other generators.
"""

import datetime
import math
import random
import sys

DAY = 86_400
SPAN_DAYS = 3 * 365
FIRST_DAY = datetime.date(2022, 1, 3)
STRAIGHT = ["Selected", "In progress", "Review", "Test", "Done"]
MEAN_DAYS = {  # how long an item stays in a state
    "Backlog": 18.0,
    "Selected": 5.0,
    "In progress": 3.5,
    "Review": 1.8,
    "Test": 1.2,
    "Done": 9.0,
    "Won't do": 0.0,
}
REASONS = ["waiting for another team", "test environment down", "unclear wish", "access missing"]


def path(rng):
    """The states an item goes through, creation first, if it lives long enough."""
    lot = rng.random()
    if lot < 0.04:
        return ["Backlog", "Won't do"]
    if lot < 0.07:
        return ["Backlog", "Done"]
    if lot < 0.12:
        states = ["Selected", "In progress"]  # never stood in the backlog
    else:
        states = ["Backlog", "Selected", "In progress"]
    if rng.random() < 0.03:
        states += ["Backlog", "Selected", "In progress"]  # begun too early
    if rng.random() < 0.03:
        return states + ["Won't do"]
    states.append("Review")
    while rng.random() < 0.30:
        states += ["In progress", "Review"]  # comes back from the review
    if rng.random() >= 0.10:
        states.append("Test")
        if rng.random() < 0.20:
            states += ["In progress", "Review", "Test"]
    states.append("Done")
    if rng.random() < 0.04:
        states += ["In progress", "Review", "Test", "Done"]  # reopened
    elif rng.random() < 0.01:
        states += ["Backlog"]  # reopened, and put aside
    return states


def items(count, seed):
    """Each item as (number, [(second, field, from, to)…]); seconds since the first day began."""
    rng = random.Random(seed)
    chance, log = rng.random, math.log
    end = SPAN_DAYS * DAY
    for number in range(1, count + 1):
        at = int((number - chance()) / count * (end - 1))
        before, rows = "", []
        for state in path(rng):
            rows.append((at, "status", before, state))
            stay = 1 + int(-log(1 - chance()) * MEAN_DAYS[state] * DAY)
            if state == "In progress" and chance() < 0.07:
                begun = at + 1 + int(chance() * stay)
                ended = begun + 1 + int(-log(1 - chance()) * 2 * DAY)
                reason = REASONS[int(chance() * len(REASONS))]
                rows += [(begun, "flagged", "", reason), (ended, "flagged", reason, "")]
                stay = ended - at + 1 + int(chance() * DAY)
            before = state
            at += stay
        yield number, [row for row in rows if row[0] < end]


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    days = [str(FIRST_DAY + datetime.timedelta(days=n)) for n in range(SPAN_DAYS)]
    times = [f"T{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}Z" for s in range(DAY)]
    out = ["id,at,field,from,to\n"]
    for number, rows in items(count, seed):
        for at, field, before, after in rows:
            day, second = divmod(at, DAY)
            out.append(f"TRN-{number},{days[day]}{times[second]},{field},{before},{after}\n")
        if len(out) > 100_000:
            sys.stdout.write("".join(out))
            out.clear()
    sys.stdout.write("".join(out))


if __name__ == "__main__":
    main()
