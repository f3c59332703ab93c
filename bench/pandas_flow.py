#!/usr/bin/env python3
"""The benchmark's figures with pandas and NumPy, without a loop over items or rows.

    pandas_flow.py EVENTS.csv

An entry survives unless its item later enters an earlier state. With the rows sorted by item and
time, and each row's value = item × 8 + position of the state, that is one running minimum from
the end: it starts anew at each item by itself, because earlier items have smaller values.
"""

import json
import sys

import numpy as np
import pandas as pd

STATES = ["Backlog", "Selected", "In progress", "Review", "Test", "Done"]
STARTED, DONE, DROPPED = 2, 5, 6
POSITIONS = {**{state: n for n, state in enumerate(STATES)}, "Won't do": DROPPED}


def read(path):
    """Items, instants in seconds and positions of the states, in order; days of first and last."""
    rows = pd.read_csv(path, usecols=["id", "at", "field", "to"], engine="pyarrow")
    at = rows["at"].to_numpy("datetime64[s]").astype(np.int64)
    first, last = at.min() // 86_400, at.max() // 86_400
    status = (rows["field"].str.lower() == "status").to_numpy(bool)
    item = pd.factorize(rows["id"])[0][status]
    at = at[status]
    codes, names = pd.factorize(rows["to"])
    position = np.array([POSITIONS.get(name, -1) for name in names])[codes[status]]
    key = item.astype(np.int64) << 34 | at
    if np.any(key[1:] < key[:-1]):
        order = np.argsort(key, kind="stable")
        item, at, position = item[order], at[order], position[order]
    return item, at // 86_400, position, first, last


def figures(path):
    item, day, position, first, last = read(path)
    day = day - first
    days = last - first + 1

    count = item.max() + 1
    last_row = np.flatnonzero(np.append(item[1:] != item[:-1], True))
    dropped = np.full(count, -1)
    ends_dropped = last_row[position[last_row] == DROPPED]
    dropped[item[ends_dropped]] = day[ends_dropped]

    kept = position != DROPPED
    item, day, position = item[kept], day[kept], position[kept]
    value = item * 8 + position
    survives = value == np.minimum.accumulate(value[::-1])[::-1]
    item, day, position, value = item[survives], day[survives], position[survives], value[survives]
    fresh = np.append(True, value[1:] != value[:-1])
    item, day, position = item[fresh], day[fresh], position[fresh]
    same_item = np.append(False, item[1:] == item[:-1])
    before = np.where(same_item, np.append(-1, position[:-1]), -1)

    per_state, start, finish = [], np.full(count, -1), np.full(count, -1)
    for state in range(len(STATES)):
        covers = (before < state) & (state <= position)
        per_state.append(np.cumsum(np.bincount(day[covers], minlength=days)))
        if state == STARTED:
            start[item[covers]] = day[covers]
        if state == DONE:
            finish[item[covers]] = day[covers]

    finished = (dropped < 0) & (finish >= 0)
    started = start >= 0
    cycle_times = finish[finished] - start[finished] + 1
    end = np.where(dropped >= 0, dropped, np.where(finish >= 0, finish, days - 1))
    begins = np.bincount(start[started], minlength=days + 1)
    ends = np.bincount(end[started] + 1, minlength=days + 1)
    wip = np.cumsum(begins - ends)[:days]
    throughput = np.bincount(finish[finished], minlength=days)

    dates = np.datetime_as_string(np.arange(first, last + 1).astype("datetime64[D]")).tolist()
    n = len(cycle_times)
    return {
        "cycle_time_days": {"n": n, **percentiles(cycle_times)},
        "throughput": list(zip(dates, throughput.tolist())),
        "wip": list(zip(dates, wip.tolist())),
        "cumulative_flow": {
            "states": STATES,
            "per_day": list(zip(dates, np.stack(per_state, axis=1).tolist())),
        },
    }


def percentiles(values):
    """Nearest rank."""
    if not len(values):
        return {f"p{p}": None for p in (50, 70, 85, 95)}
    ranks = {p: -(-p * len(values) // 100) - 1 for p in (50, 70, 85, 95)}
    values = np.partition(values, list(ranks.values()))
    return {f"p{p}": int(values[rank]) for p, rank in ranks.items()}


if __name__ == "__main__":
    print(json.dumps(figures(sys.argv[1])))
