#!/usr/bin/env python3
"""The benchmark's figures with DuckDB.

    duckdb_flow.py EVENTS.csv

An entry survives unless its item later enters an earlier state; a state's date is the first
surviving entry into it or a later one. So two groupings by item do: when it was last before each
state, and the first entries since then. Neither needs the rows in order.
"""

import json
import sys

import duckdb

STATES = ["Backlog", "Selected", "In progress", "Review", "Test", "Done"]
STARTED, DONE = 2, 5
EACH = range(len(STATES))

CHANGES = """
create temp table events as
select id, "at" as instant, lower(field) = 'status' as is_status,
  case "to" when 'Backlog' then 0 when 'Selected' then 1 when 'In progress' then 2
    when 'Review' then 3 when 'Test' then 4 when 'Done' then 5 when 'Won''t do' then 6
  end :: tinyint as position
from read_csv($path, header = true, auto_detect = false, delim = ',', quote = '"',
  timestampformat = '%Y-%m-%dT%H:%M:%SZ', columns = {
  'id': 'varchar', 'at': 'timestamp', 'field': 'varchar', 'from': 'varchar', 'to': 'varchar'})
"""

ITEMS = f"""
create temp table items as
with lately as (
  select id, arg_max(position, instant) = 6 as is_dropped, max(instant) as last_at,
    {", ".join(f"max(instant) filter (position < {k}) as before_{k}" for k in EACH if k)}
  from events where is_status group by id
),
surviving as (
  select id, instant, position, is_dropped, last_at from events join lately using (id)
  where is_status and position < 6 and instant > coalesce(
    case position {" ".join(f"when {k} then before_{k}" for k in EACH if k)} end,
    '-infinity' :: timestamp)
)
select any_value(if(is_dropped, last_at, null)) :: date as dropped,
  {", ".join(f"min(instant) filter (position >= {k}) :: date as day_{k}" for k in EACH)}
from surviving group by id
"""

SPINE = """
create temp table days as
select
  unnest(generate_series(min(instant) :: date, max(instant) :: date, interval 1 day)) :: date as day
from events
"""

CYCLE_TIMES = f"""
select count(*), {", ".join(f"quantile_disc(days, {p / 100})" for p in (50, 70, 85, 95))}
from (select day_{DONE} - day_{STARTED} + 1 as days from items
  where dropped is null and day_{DONE} is not null)
"""

PER_DAY = f"""
with ended as (
  select day_{STARTED} as begin, coalesce(dropped, day_{DONE}, 'infinity' :: date) as day
  from items where day_{STARTED} is not null
),
throughput as (select day_{DONE} as day, count(*) as n from items
  where dropped is null group by day),
begins as (select begin as day, count(*) as n from ended group by 1),
ends as (select day + 1 as day, count(*) as n from ended where isfinite(day) group by 1),
{", ".join(f"state_{k} as (select day_{k} as day, count(*) as n from items group by 1)"
           for k in EACH)}
select strftime(day, '%Y-%m-%d'), coalesce(throughput.n, 0),
  sum(coalesce(begins.n, 0) - coalesce(ends.n, 0)) over so_far,
  {", ".join(f"sum(coalesce(state_{k}.n, 0)) over so_far" for k in EACH)}
from days left join throughput using (day) left join begins using (day) left join ends using (day)
  {" ".join(f"left join state_{k} using (day)" for k in EACH)}
window so_far as (order by day)
order by day
"""


def figures(path):
    database = duckdb.connect()
    database.execute(CHANGES, {"path": path})
    database.execute(ITEMS)
    database.execute(SPINE)
    n, *percentiles = database.execute(CYCLE_TIMES).fetchone()
    throughput, wip, flow = [], [], []
    for date, finished, in_progress, *reached in database.execute(PER_DAY).fetchall():
        throughput.append([date, finished])
        wip.append([date, int(in_progress)])
        flow.append([date, [int(count) for count in reached]])
    return {
        "cycle_time_days": {"n": n, **dict(zip(("p50", "p70", "p85", "p95"), percentiles))},
        "throughput": throughput,
        "wip": wip,
        "cumulative_flow": {"states": STATES, "per_day": flow},
    }


if __name__ == "__main__":
    print(json.dumps(figures(sys.argv[1])))
