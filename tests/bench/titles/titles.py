#!/usr/bin/env python3
"""How often job titles that others coded get their code: from the index of titles, from SQLite's FTS5
with bm25 over the same titles, and from exact titles alone. Prints the tables of docs/methods.md, in
Markdown.

    titles.py --bench PROGRAM [--edition soc2018] [--reported FILE] [--check PAGE] FILE...

A FILE has lines of a title, a tab, and the accepted codes with spaces between. Other sets are made of
the titles that the index has: a part of one list, by a checksum of the title, which the index then
goes without wherever else they are listed. --reported: O*NET's sample of reported titles. --check: the
exit code is 1 if a row of the tables is not in the page.
"""
import argparse
import csv
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import time
import zlib

LEVELS = ["detailed", "broad", "minor", "major"]


def run(options, *words):
    return subprocess.run([options.bench, *words], check=True, capture_output=True, text=True)


def coded(file):
    for line in pathlib.Path(file).read_text(encoding="utf-8").splitlines():
        title, codes = line.split("\t")[:2]
        yield title, codes.split()


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


class Result:
    """What was found for one title, by whom."""

    def __init__(self, title, codes, line, full_text):
        cells = line.split("\t")
        self.words = len(re.findall(r"\w+", title))
        self.codes = codes
        self.exact = cells[0] == "1"
        self.found = [cell.split(" ")[0] for cell in cells[1:]]
        self.score = int(cells[1].split(" ")[1]) if len(cells) > 1 else 0
        self.full_text = full_text.find(title)

    def first(self):
        return bool(self.found) and self.found[0] in self.codes


def measure(options, file, held_out):
    extra = [file] if held_out else []
    listed = [line.split("\t")[:2] for line in run(options, "list", options.edition, *extra).stdout.splitlines()]
    full_text = FullText(listed)
    answers = run(options, "answers", options.edition, file, *extra)
    start = time.process_time()
    results = [Result(*one, line, full_text) for one, line in zip(coded(file), answers.stdout.splitlines())]
    took = time.process_time() - start
    return results, int(answers.stderr), len(results) / took


def share(results, is_right):
    return sum(map(bool, map(is_right, results))) / len(results) if results else 0


printed = []


def row(*cells):
    printed.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    print(printed[-1])


def heading(*cells):
    print()
    row(*cells)
    print("|" + "---|" * len(cells))


def five(results):
    return share(results, lambda one: any(code in one.codes for code in one.found))


def of_full_text(results):
    return share(results, lambda one: one.full_text[:1] and one.full_text[0] in one.codes)


def five_of_full_text(results):
    return share(results, lambda one: any(code in one.codes for code in one.full_text))


def figures(results):
    return ["%.3f" % f(results) for f in
            (of_full_text, five_of_full_text, lambda all: share(all, Result.first), five)]


def by_level(sets, above):
    heading("set", *LEVELS)
    for name, results in sets.items():
        cells = []
        for level in LEVELS:
            at = lambda code: above.get(code, {}).get(level, code)
            cells.append("%.3f" % share(results, lambda one: bool(one.found) and
                                        at(one.found[0]) in map(at, one.codes)))
        row(name, *cells)


def by_kind(sets, what, kind_of):
    """A row for each kind, a column for each set: how many titles, first of FTS5, first of ours."""
    kinds = sorted({kind_of(one) for results in sets.values() for one in results})
    heading(what, *sets)
    for kind in kinds:
        cells = []
        for results in sets.values():
            those = [one for one in results if kind_of(one) == kind]
            cells.append("%d: %.2f / %.2f" % (len(those), of_full_text(those), share(those, Result.first))
                         if those else "")
        row(kind, *cells)


def by_score(sets):
    heading("score", *sets)
    for low, high in [(0, 100), (100, 200), (200, 300), (300, 400), (400, 500), (500, 600), (600, 700), (700, 800),
                      (800, 900), (900, 1001)]:
        cells = []
        for results in sets.values():
            those = [one for one in results if one.found and low <= one.score < high]
            cells.append("%d: %.2f" % (len(those), share(those, Result.first)) if those else "")
        row("0.%d to %s" % (low // 100, "1" if high > 1000 else "0.%d" % (high // 100)), *cells)


def lists_of(options):
    """Titles of the index by where they are from: title -> codes, of those that are no item's of the edition."""
    out = {}
    own = set()
    for line in run(options, "list", options.edition).stdout.splitlines():
        code, title, source = line.split("\t")
        if source == options.edition:
            own.add(title.lower())
        else:
            out.setdefault(source, {}).setdefault(title, set()).add(code)
    return {source: {title: codes for title, codes in titles.items() if title.lower() not in own}
            for source, titles in out.items()}


def reported(file, titles):
    """The titles of @file, with the codes that a list gives them."""
    with open(file, encoding="utf-8") as rows:
        names = {line["Reported Job Title"].strip() for line in csv.DictReader(rows)}
    return {title: codes for title, codes in titles.items() if title in names}


def part_of(titles, parts):
    return {title: codes for title, codes in titles.items() if zlib.crc32(title.encode()) % parts == 0}


def held_out(options):
    lists = lists_of(options)
    if options.reported:
        yield "reported", part_of(reported(options.reported, lists["onet-alternate"]), 3)
    yield "direct match", part_of(lists["soc2018-direct-match"], 4)
    yield "alternate", part_of(lists["onet-alternate"], 25)
    earlier = {}
    for source, titles in lists.items():
        if source not in ("onet-alternate", "soc2018-direct-match", "proposals"):
            for title, codes in titles.items():
                earlier.setdefault(title, set()).update(codes)
    yield "other editions' items", earlier


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--edition", default="soc2018")
    parser.add_argument("--reported")
    parser.add_argument("--check")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    if not options.files:
        raise SystemExit("no file of coded titles: set SOCSHIFT_SOURCES, or name files")
    above = {}
    for line in run(options, "lineage", options.edition).stdout.splitlines():
        chain = dict(cell.split(" ") for cell in line.split("\t"))
        above[line.split("\t")[0].split(" ")[1]] = chain

    print("Loading the index: %s ms, %s ms of processor time, %s MB; %s features, %s postings." % tuple(
        run(options, "load", options.edition).stdout.split()))
    heading("set", "titles", "one exact title", "FTS5: first", "among five", "ours: first", "among five")
    speeds = {}
    sets = {}
    with tempfile.TemporaryDirectory() as folder:
        files = [(pathlib.Path(file).stem, file, False) for file in options.files]
        for name, titles in held_out(options):
            file = pathlib.Path(folder) / name
            file.write_text("".join("%s\t%s\n" % (title, " ".join(sorted(codes)))
                                    for title, codes in sorted(titles.items())), encoding="utf-8")
            files.append((name, str(file), True))
        for name, file, is_held_out in files:
            results, speed, other_speed = measure(options, file, is_held_out)
            sets[name] = results
            row(name, len(results), "%.3f" % share(results, lambda one: one.exact and one.first()),
                *figures(results))
            speeds[name] = (speed, other_speed)
    by_level(sets, above)
    by_kind(sets, "major group", lambda one: above.get(one.codes[0], {}).get("major", one.codes[0]))
    by_kind(sets, "words", lambda one: "%d%s" % (min(one.words, 6), " and more" if one.words > 5 else ""))
    by_score(sets)
    print("\nTitles a second, and by FTS5: " + ", ".join(
        "%s %d, %.0f" % (name, *each) for name, each in speeds.items()))
    if options.check:
        page = pathlib.Path(options.check).read_text(encoding="utf-8").splitlines()
        missing = [line for line in printed if line not in page]
        if missing:
            raise SystemExit("\nnot in %s:\n%s" % (options.check, "\n".join(missing)))


if __name__ == "__main__":
    main()
