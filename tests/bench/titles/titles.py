#!/usr/bin/env python3
"""How often job titles that others coded get their code: from the index of titles, from SQLite's FTS5
with bm25 over the same titles, and from exact titles alone.

    titles.py --bench PROGRAM [--edition soc2018] FILE...

A FILE has lines of a title, a tab, and the accepted codes with spaces between.
"""
import argparse
import pathlib
import re
import sqlite3
import subprocess
import time


def coded(file):
    for line in pathlib.Path(file).read_text(encoding="utf-8").splitlines():
        title, codes = line.split("\t")[:2]
        yield title, set(codes.split())


class FullText:
    """One row for each title and code; a question is any of its words, a code is as good as its best row."""

    def __init__(self, listed):
        self.db = sqlite3.connect(":memory:")
        self.db.execute("CREATE VIRTUAL TABLE t USING fts5(title, code UNINDEXED, tokenize='porter unicode61')")
        self.db.executemany("INSERT INTO t(code, title) VALUES (?, ?)", listed)

    def find(self, title, most=5):
        words = re.findall(r"\w+", title)
        if not words:
            return []
        out = []
        question = " OR ".join('"%s"' % word for word in words)
        for (code,) in self.db.execute("SELECT code FROM t WHERE t MATCH ? ORDER BY rank LIMIT 300", (question,)):
            if code not in out:
                out.append(code)
                if len(out) == most:
                    break
        return out


def full_text(index, titles):
    start = time.process_time()
    first = among_five = 0
    for title, codes in titles:
        found = index.find(title)
        first += bool(found) and found[0] in codes
        among_five += any(code in codes for code in found)
    took = time.process_time() - start
    return first / len(titles), among_five / len(titles), len(titles) / took


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--edition", default="soc2018")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    if not options.files:
        raise SystemExit("no file of coded titles: set SOCSHIFT_SOURCES, or name files")
    listed = subprocess.run([options.bench, "list", options.edition], check=True, capture_output=True, text=True)
    index = FullText(line.split("\t") for line in listed.stdout.splitlines())
    print("%-16s %7s | %6s | %6s %6s %8s | %6s %6s %8s" % (
        "set", "titles", "exact", "bm25 1", "5", "a second", "ours 1", "5", "a second"))
    for file in options.files:
        ours = subprocess.run([options.bench, "measure", options.edition, file], check=True, capture_output=True,
                              text=True).stdout.split()
        count, exact, first, five, speed, made, memory = ours[:7]
        other = full_text(index, list(coded(file)))
        name = pathlib.Path(file).stem
        print("%-16s %7s | %6s | %6.3f %6.3f %8.0f | %6s %6s %8s" % (name, count, exact, *other, first, five, speed))
        print("%-16s index made in %s ms of processor time, %s MB" % ("", made, memory))
        print("%-16s right by score: %s" % ("", ", ".join(
            ".%d %s" % (i, band) for i, band in enumerate(ours[7:]) if not band.endswith("/0"))))


if __name__ == "__main__":
    main()
