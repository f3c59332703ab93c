#!/usr/bin/env python3
"""Compares the figures of several programs, figure by figure; exits 1 when two differ.

    agree.py NAME=OUTPUT.json NAME=OUTPUT.json …

The first is compared with each other one. Roundtable's own output is read by its documented keys.
"""

import json
import sys

FIGURES = ("cycle_time_days", "throughput", "wip", "cumulative_flow")


def canonical(path):
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    if "counts" in found:  # Roundtable's summary holds more than the scripts print
        cycle_time = found["cycle_time_days"]
        found = {
            "cycle_time_days": {key: cycle_time[key] for key in ("n", "p50", "p70", "p85", "p95")},
            "throughput": found["throughput"]["per_day"],
            "wip": found["wip"]["per_day"],
            "cumulative_flow": {
                key: found["cumulative_flow"][key] for key in ("states", "per_day")
            },
        }
    return {figure: found[figure] for figure in FIGURES}


def first_difference(ours, theirs):
    if isinstance(ours, dict):
        for key in ours:
            if ours[key] != theirs[key]:
                return f"{key}: {first_difference(ours[key], theirs[key])}"
    if isinstance(ours, list):
        for one, other in zip(ours, theirs):
            if one != other:
                return f"{one} against {other}"
        return f"{len(ours)} entries against {len(theirs)}"
    return f"{ours} against {theirs}"


def main():
    named = [argument.split("=", 1) for argument in sys.argv[1:]]
    results = [(name, canonical(path)) for name, path in named]
    (first_name, first), *others = results
    failed = False
    for name, figures in others:
        for figure in FIGURES:
            if figures[figure] != first[figure]:
                failed = True
                where = first_difference(first[figure], figures[figure])
                print(f"{first_name} and {name} differ in {figure}: {where}")
    if not failed:
        print(f"  {', '.join(name for name, _ in results)}: the same {len(FIGURES)} figures")
    sys.exit(failed)


if __name__ == "__main__":
    main()
