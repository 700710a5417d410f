#!/usr/bin/env python3
"""What `socshift assign` makes of job titles that others coded, what an old code adds, and how fast it is.

    assign.py --socshift PROGRAM --work FOLDER FILE...

A FILE has lines of a title, a tab, and the accepted codes of soc2018 with spaces between.
"""
import argparse
import collections
import csv
import io
import pathlib
import random
import re
import resource
import subprocess
import time


def coded(file):
    for line in pathlib.Path(file).read_text(encoding="utf-8").splitlines():
        title, codes = line.split("\t")[:2]
        yield title, codes.split()


def table(rows, header):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


class Program:
    def __init__(self, path):
        self.path = path

    def rows(self, *arguments, text=""):
        """What is printed as CSV; rows that are set aside are not an error."""
        ran = subprocess.run([self.path, *arguments], input=text, capture_output=True, text=True)
        if ran.returncode == 2:
            raise SystemExit(ran.stderr)
        return list(csv.DictReader(io.StringIO(ran.stdout)))

    def assign(self, rows, header, *arguments):
        return self.rows("assign", "-", "--column", "title", "--to", "soc2018", "--on-unknown", "keep",
                         "--no-rejects", "--quiet", *arguments, text=table(rows, header))


def targets_of_2010(program):
    tree = program.rows("tree", "soc2010", "--format", "csv")
    codes = [[row["code"]] for row in tree if row["level"] == "detailed"]
    out = collections.defaultdict(list)
    for row in program.rows("convert", "-", "--column", "code", "--from", "soc2010", "--to", "soc2018", "--quiet",
                            "--no-rejects", text=table(codes, ["code"])):
        out[row["code"]].append(row["soc2018_code"])
    return out


def is_right(code, accepted):
    """A group holds what begins as it does; the SOC writes the rest as zeros."""
    start = code[:3] if code.endswith("-0000") else code.rstrip("0") if code.endswith("0") else code
    return bool(code) and any(one.startswith(start) for one in accepted)


def worth(program, name, titles, targets):
    found = program.assign([[title] for title, _ in titles], ["title"], "--fall-back", "major")
    right, all_of = collections.Counter(), collections.Counter()
    for (_, codes), row in zip(titles, found):
        kind = row["match"] or "none"
        all_of[kind] += 1
        right[kind] += is_right(row["soc2018_code"], codes)
    print("%-16s %s" % (name, ", ".join(f"{kind} {right[kind]} of {all_of[kind]}" for kind in sorted(all_of))))
    sources = collections.defaultdict(list)
    for old, codes in targets.items():
        for code in codes:
            sources[code].append(old)
    # Each title with each old code once, however many accepted codes come from it.
    pairs = [(title, old, codes) for title, codes in titles
             for old in sorted({old for code in codes for old in sources[code]}) if len(targets[old]) > 1]
    rows = [[title, old] for title, old, _ in pairs]
    alone = program.assign(rows, ["title", "old"], "--min-score", "0")
    print("%-16s %d titles with an old code of several successors; by the title alone %d right" % (
        "", len(pairs), sum(row["soc2018_code"] in codes for (_, _, codes), row in zip(pairs, alone))))
    for least in ("0", "0.5", "0.7", "0.9"):
        found = program.assign(rows, ["title", "old"], "--with-code", "old", "--from", "soc2010", "--min-score", least)
        given = [row["soc2018_code"] in codes for (_, _, codes), row in zip(pairs, found) if row["soc2018_code"]]
        print("%-16s with it, --min-score %s: %d right of %d" % ("", least, sum(given), len(given)))
    for least in ("0.5", "0.9"):
        out = program.rows("convert", "-", "--column", "old", "--from", "soc2010", "--to", "soc2018", "--split",
                           "title", "--title-column", "title", "--title-score", least, "--no-rejects", "--quiet",
                           text=table([[*row, place] for place, row in enumerate(rows)], ["title", "old", "place"]))
        settled = [row["soc2018_code"] in pairs[int(row["place"])][2] for row in out if row["basis"] == "title"]
        print("%-16s convert --split title, --title-score %s: %d right of %d settled" % (
            "", least, sum(settled), len(settled)))


def job_zones():
    """Of each code of soc2018 the job zones of its occupations; nothing if one of them has none."""
    text = (pathlib.Path(__file__).parents[3] / "crosswalks/onet-soc/onet2019.yaml").read_text(encoding="utf-8")
    out = collections.defaultdict(set)
    for code, more in re.findall(r'code: "(\d\d-\d{4})\.\d\d", level: "extended"(.*)', text):
        zone = re.search(r'job_zone: "(\d)"', more)
        out[code].add(zone and zone[1])
    return {code: zones for code, zones in out.items() if None not in zones}


def worth_of_job_zones(program, titles, zones):
    """Titles under several codes, with the job zone of the accepted code, if that has but one."""
    known = [(title, codes) for title, codes in titles if len(codes) == 1 and len(zones.get(codes[0], ())) == 1]
    rows = [[title, *zones[codes[0]]] for title, codes in known]
    alone = program.assign(rows, ["title", "zone"], "--min-score", "0")
    found = program.assign(rows, ["title", "zone"], "--min-score", "0", "--job-zone", "zone")
    changed = [(a, b, codes) for a, b, (_, codes) in zip(alone, found, known) if a != b]
    print("%-16s %d titles whose code has one job zone; it leaves out codes of %d: %d of these right, without it %d" % (
        "", len(known), len(changed), sum(b["soc2018_code"] in codes for _, b, codes in changed),
        sum(a["soc2018_code"] in codes for a, _, codes in changed)))
    for match in ("exact", "ambiguous"):
        given = [b["soc2018_code"] in codes for _, b, codes in changed if b["match"] == match]
        print("%-16s of these %s: %d right of %d" % ("", match, sum(given), len(given)))


def speed(program, work, titles):
    chance = random.Random(1)
    words = sorted({word for title in titles for word in title.split()})
    files = {
        "a million rows, titles that come again": [chance.choice(titles) for _ in range(1000000)],
        "200,000 different titles": list({chance.choice(titles) + " " + chance.choice(words) for _ in range(210000)})}
    for what, column in files.items():
        path = pathlib.Path(work) / "titles.csv"
        path.write_text(table([[title] for title in column], ["title"]), encoding="utf-8")
        for threads in ("1", "2"):
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            subprocess.run([program.path, "assign", path, "--column", "title", "--to", "soc2018", "--no-rejects",
                            "--quiet", "--threads", threads, "-o", path.with_suffix(".out"), "--overwrite"], check=False)
            took = time.monotonic() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print("%s, %s threads: %.0f a second; %.0f a second of processor time" % (
                what, threads, len(column) / took, len(column) / used))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--socshift", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    if not options.files:
        raise SystemExit("no file of coded titles: set SOCSHIFT_SOURCES, or name files")
    pathlib.Path(options.work).mkdir(parents=True, exist_ok=True)
    program = Program(options.socshift)
    targets = targets_of_2010(program)
    everything = []
    for file in options.files:
        titles = list(coded(file))
        everything += [title for title, _ in titles]
        worth(program, pathlib.Path(file).stem, titles, targets)
        worth_of_job_zones(program, titles, job_zones())
    speed(program, options.work, everything)


if __name__ == "__main__":
    main()
