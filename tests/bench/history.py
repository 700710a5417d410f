#!/usr/bin/env python3
"""Draws how many times faster than the fastest peer each way to carry data was, commit by commit, as compare.py --history wrote it.

    history.py [FILE]

FILE is history.csv beside this program unless it is named. A bar of one character for each tenth.
"""
import csv
import pathlib
import sys

file = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "history.csv"
with open(file, newline="") as rows:
    lines = list(csv.DictReader(rows))
for task in sorted({line["task"] for line in lines}):
    print(task)
    for line in lines:
        if line["task"] == task:
            ratio = float(line["times_faster"])
            print(f"  {line['commit'][:12]:12} {int(line['rows']):>11,} rows {ratio:6.2f} {'#' * round(10 * ratio)}")
