#!/usr/bin/env python3
"""The benchmark's figures with Polars.

    polars_flow.py EVENTS.csv

An entry survives unless its item later enters an earlier state. With the rows sorted by item and
time, and each row's value = item × 8 + position of the state, that is one running minimum from
the end: it starts anew at each item by itself, because earlier items have smaller values.
"""

import json
import sys
from datetime import timedelta

import polars as pl

STATES = ["Backlog", "Selected", "In progress", "Review", "Test", "Done"]
STARTED, DONE, DROPPED = 2, 5, 6
COLUMNS = {c: pl.String for c in ("id", "at", "field", "from", "to")}


def read(path):
    """The status changes (item, day, position), sorted by item and time; the first and last day."""
    rows = pl.read_csv(path, columns=["id", "at", "field", "to"], schema_overrides=COLUMNS).select(
        pl.col("id").cast(pl.Categorical).to_physical().cast(pl.Int64).alias("item"),
        pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="ms", cache=False),
        pl.col("field").str.to_lowercase() == "status",
        pl.col("to"),
    )
    first, last = rows["at"].min().date(), rows["at"].max().date()
    changes = rows.filter("field").select(
        "item",
        (pl.col("item") * 2**41 + pl.col("at").to_physical()).alias("key"),
        (pl.col("at").dt.date() - first).dt.total_days().alias("day"),
        pl.col("to").cast(pl.Enum([*STATES, "Won't do"])).to_physical().cast(pl.Int64)
        .alias("position"),
    )
    if not changes["key"].is_sorted():
        changes = changes.sort("key", maintain_order=True)
    return changes, first, last


def figures(path):
    changes, first, last = read(path)
    days = (last - first).days + 1
    is_last = pl.col("item").ne(pl.col("item").shift(-1)).fill_null(True)
    dropped = changes.lazy().filter(is_last, pl.col("position") == DROPPED).select(
        "item", pl.col("day").alias("dropped"))

    value = pl.col("item") * 8 + pl.col("position")
    entries = (
        changes.lazy()
        .filter(pl.col("position") != DROPPED)
        .with_columns(value.alias("value"))
        .filter(pl.col("value") == pl.col("value").cum_min(reverse=True))
        .filter(pl.col("value").ne(pl.col("value").shift(1)).fill_null(True))
        .with_columns(
            pl.when(pl.col("item") == pl.col("item").shift(1))
            .then(pl.col("position").shift(1)).fill_null(-1).alias("before")
        )
        .select("item", "day", "position", "before")
        .collect()
        .lazy()
    )
    reached = [
        entries.filter(pl.col("before") < state, pl.col("position") >= state).select("item", "day")
        for state in range(len(STATES))
    ]
    items = (
        reached[STARTED].rename({"day": "start"})
        .join(reached[DONE].rename({"day": "finish"}), on="item", how="left")
        .join(dropped, on="item", how="left")
        .with_columns(pl.coalesce("dropped", "finish", pl.lit(days - 1)).alias("end"))
        .collect()
    )
    finished = items.filter(pl.col("dropped").is_null(), pl.col("finish").is_not_null())
    cycle_times = finished.select(pl.col("finish") - pl.col("start") + 1).to_series()

    spine = pl.LazyFrame({"day": pl.int_range(days, eager=True)})
    counts = pl.collect_all([
        per_day(spine, frame.select("day"))
        for frame in [
            *reached,
            finished.lazy().select(day="finish"),
            items.lazy().select(day="start"),
            items.lazy().select(day=pl.col("end") + 1),
        ]
    ])
    *reached, throughput, begins, ends = [frame["len"] for frame in counts]
    wip = (begins.cum_sum() - ends.cum_sum()).to_list()
    reached = zip(*(series.cum_sum().to_list() for series in reached))

    dates = [str(first + timedelta(days=n)) for n in range(days)]
    return {
        "cycle_time_days": {"n": len(cycle_times), **percentiles(cycle_times)},
        "throughput": list(zip(dates, throughput.to_list())),
        "wip": list(zip(dates, wip)),
        "cumulative_flow": {"states": STATES, "per_day": list(zip(dates, reached))},
    }


def per_day(spine, frame):
    """How many rows each day has, days without one included."""
    counts = frame.group_by("day").agg(pl.len().cast(pl.Int64))
    return spine.join(counts, on="day", how="left", maintain_order="left").with_columns(
        pl.col("len").fill_null(0))


def percentiles(values):
    """Nearest rank."""
    if not len(values):
        return {f"p{p}": None for p in (50, 70, 85, 95)}
    values = values.sort()
    return {f"p{p}": values[-(-p * len(values) // 100) - 1] for p in (50, 70, 85, 95)}


if __name__ == "__main__":
    print(json.dumps(figures(sys.argv[1])))
