#!/usr/bin/env python3
"""The figures of the benchmark, computed slowly and obviously, to settle disagreements.

    reference.py EVENTS.csv

Written from the rules in docs/manual/flow.md, one item and one day at a time. It prints the same
JSON as the fast scripts beside it.
"""

import csv
import datetime
import json
import math
import sys

STATES = ["Backlog", "Selected", "In progress", "Review", "Test", "Done"]
STARTED, DONE, DROPPED = STATES.index("In progress"), STATES.index("Done"), "Won't do"


def read(path):
    """Per item its status changes in order of time; and the days of the first and last event."""
    changes, days = {}, []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            days.append(day_of(row["at"]))
            if row["field"].lower() == "status":
                changes.setdefault(row["id"], []).append((row["at"], row["to"]))
    for rows in changes.values():
        rows.sort(key=lambda row: row[0])
    return changes, min(days), max(days)


def day_of(instant):
    return datetime.date.fromisoformat(instant[:10])


def surviving_days(rows):
    """The day each state counts from: moving back wipes, the first entry since then counts, a
    skipped state takes the day of the next one reached. None for a state not reached."""
    days = [None] * len(STATES)
    for at, state in rows:
        if state == DROPPED:
            continue
        position = STATES.index(state)
        for later in range(position + 1, len(STATES)):
            days[later] = None
        if days[position] is None:
            days[position] = day_of(at)
    for position in reversed(range(len(STATES) - 1)):
        if days[position] is None:
            days[position] = days[position + 1]
    return days


def percentile(sorted_values, percent):
    """Nearest rank."""
    if not sorted_values:
        return None
    return sorted_values[math.ceil(percent * len(sorted_values) / 100) - 1]


def figures(path):
    changes, first, last = read(path)
    items = []
    for rows in changes.values():
        days = surviving_days(rows)
        dropped = day_of(rows[-1][0]) if rows[-1][1] == DROPPED else None
        items.append((days, dropped))

    cycle_times, finishes, spells = [], [], []
    for days, dropped in items:
        start, finish = days[STARTED], days[DONE]
        if dropped is not None:
            if start is not None:
                spells.append((start, dropped))
        elif finish is not None:
            cycle_times.append((finish - start).days + 1)
            finishes.append(finish)
            spells.append((start, finish))
        elif start is not None:
            spells.append((start, last))
    cycle_times.sort()

    every_day = [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
    throughput, wip, flow = [], [], []
    for day in every_day:
        throughput.append([str(day), sum(finish == day for finish in finishes)])
        wip.append([str(day), sum(start <= day <= end for start, end in spells)])
        reached = [
            sum(days[position] is not None and days[position] <= day for days, _ in items)
            for position in range(len(STATES))
        ]
        flow.append([str(day), reached])
    return {
        "cycle_time_days": {
            "n": len(cycle_times),
            **{f"p{p}": percentile(cycle_times, p) for p in (50, 70, 85, 95)},
        },
        "throughput": throughput,
        "wip": wip,
        "cumulative_flow": {"states": STATES, "per_day": flow},
    }


if __name__ == "__main__":
    print(json.dumps(figures(sys.argv[1])))
