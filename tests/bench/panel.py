#!/usr/bin/env python3
"""A survey of ten years with the damage that such files have, and what became of each of its rows.

    panel.py generate --crosswalks DIR --to FILE [--truth FILE] [--rows N] [--seed N]
                      [--encoding utf-8|windows-1252|utf-16]
    panel.py check    --socshift PROGRAM --crosswalks DIR --work DIR [--rows N] [--seed N]
                      [--least PERCENT] [--plain] [OPTION of convert ...]

`generate` writes the file and beside it the truth, a line for each row: the edition and the code that the
row has, what was done to its cell, and where it belongs in the SOC of 2018. Codes, titles and links are read
from the YAML files in DIR; the program that is tested has no part in it. Equal seeds give equal bytes.

`check` converts such a file (in each encoding) and compares: by kind of damage how many rows came to all the right
places and no other, to wrong ones, and aside, by reason. Of rows that are neither ambiguous nor beyond reading
PERCENT have to come to the right place, and none to a wrong one: else the exit code is 1. OPTIONs are added
to the command. --plain: no titles above the header.

Years: 2007 to 2009 are coded in the SOC of 2000, 2013 to 2016 in that of 2010. In 2010 and 2011 interviewers changed from
one to the other; of 2012 nobody knows, and all of it is in that of 2010.
"""
import argparse
import codecs
import collections
import csv
import decimal
import io
import json
import pathlib
import random
import re
import subprocess
import sys

YEARS = range(2007, 2017)
MIXED = {2010: 0.6, 2011: 0.2, 2012: 0.0}  # the part that is still in the SOC of 2000

# What is done to a cell, how often, and by what: in `check` a line each. The rest is left as it is.
RATES = {
    "no hyphen": 0.05,           # 151132
    "blanks around it": 0.02,
    "decimals of a number": 0.01,  # 151132.0
    "exponent": 0.01,            # 1.51132E5
    "thousands in the code": 0.01,  # 151,132
    "apostrophe": 0.01,          # '15-1132
    "footnote mark": 0.01,       # 15-1132 with a superscript, a dagger or an asterisk
    "dash": 0.01,                # an en dash, in windows-1252 the byte 0x96
    "no-break space": 0.01,      # behind it, in windows-1252 the byte 0xA0
    "point behind it": 0.01,     # 15-1132.
    "code and title": 0.01,      # 15-1132 Software Developers, Applications
    "as of O*NET": 0.01,         # 15-1132.00
    "no code": 0.02,             # NA, nan, NULL, ...
    "several codes": 0.01,       # 15-1132; 15-1133
    "cut off": 0.005,            # 15-11
}
NO_CODE = ["NA", "nan", "None", "NULL", "N/A", "#N/A", ".", "-999", "", "na"]
MARKS = ["\u00b9", "\u00b2", "\u2020", "*"]
BEYOND = {"several codes", "cut off"}
# Of figures: people have thousands separators throughout, wages a currency sign; so many have none.
NO_WAGE = 0.02
NO_WAGE_MARKS = ["*", "**", "#", "~"]
TITLES = ["Survey of Occupations, 2007 to 2016", "Persons in thousands; wages in dollars", ""]


def edition(crosswalks, name):
    """Titles of the detailed occupations by code."""
    text = (crosswalks / "us-soc" / f"{name}.yaml").read_text(encoding="utf-8")
    rows = re.findall(r'- \{code: "([^"]+)", level: "detailed".*?title: "((?:[^"\\]|\\.)*)"', text)
    return {code: title.replace('\\"', '"') for code, title in rows}


def links(crosswalks, name):
    text = (crosswalks / "us-soc" / f"{name}.yaml").read_text(encoding="utf-8")
    out = collections.defaultdict(set)
    for source, target in re.findall(r'source: "([^"]+)", target: "([^"]+)"', text.split("links:")[1]):
        out[source].add(target)
    return out


class World:
    """Two editions, and where their codes are in the SOC of 2018."""

    def __init__(self, crosswalks):
        early, late = links(crosswalks, "soc2000_to_soc2010"), links(crosswalks, "soc2010_to_soc2018")
        self.titles = {name: edition(crosswalks, name) for name in ("soc2000", "soc2010")}
        self.targets = {
            "soc2000": {code: set().union(*(late[middle] for middle in early[code]))
                        for code in self.titles["soc2000"]},
            "soc2010": {code: late[code] for code in self.titles["soc2010"]},
        }

    def is_ambiguous(self, code):
        both = [targets[code] for targets in self.targets.values() if code in targets]
        return len(both) == 2 and both[0] != both[1]


def damaged(code, title, kind, rng, others):
    digits = code.replace("-", "")
    if kind == "no hyphen":
        return digits
    if kind == "blanks around it":
        return rng.choice([f" {code}", f"{code}  ", f" {code} "])
    if kind == "decimals of a number":
        return digits + ".0"
    if kind == "exponent":
        return f"{digits[0]}.{digits[1:].rstrip('0')}E5"
    if kind == "thousands in the code":
        return f"{digits[:3]},{digits[3:]}"
    if kind == "apostrophe":
        return f"'{code}"
    if kind == "footnote mark":
        return code + rng.choice(MARKS)
    if kind == "dash":
        return code.replace("-", "\u2013")
    if kind == "no-break space":
        return code + "\u00a0"
    if kind == "point behind it":
        return code + "."
    if kind == "code and title":
        return f"{code} {title}"
    if kind == "as of O*NET":
        return code + ".00"
    if kind == "no code":
        return rng.choice(NO_CODE)
    if kind == "several codes":
        return f"{code}{rng.choice(['; ', ' / '])}{rng.choice(others)}"
    if kind == "cut off":
        return code[:5]
    return code


def generate(world, rows, seed):
    """The rows of the file, and those of the truth."""
    rng = random.Random(seed)
    codes = {name: sorted(titles) for name, titles in world.titles.items()}
    weights = {name: [rng.paretovariate(1.2) for _ in all_] for name, all_ in codes.items()}
    kinds, rates = list(RATES) + [""], list(RATES.values())
    rates.append(1 - sum(rates))
    data, truth = [], []
    for number in range(1, rows + 1):
        year = rng.choice(YEARS)
        old = year < min(MIXED) or rng.random() < MIXED.get(year, 0)
        name = "soc2000" if old else "soc2010"
        code = rng.choices(codes[name], weights[name])[0]
        kind = rng.choices(kinds, rates)[0]
        cell = damaged(code, world.titles[name][code], kind, rng, codes[name])
        people = f"{rng.lognormvariate(6, 1.5):,.1f}"
        wage = rng.choice(NO_WAGE_MARKS) if rng.random() < NO_WAGE else f"${rng.randrange(18000, 180000):,}"
        data.append([number, year, cell, people, wage])
        expected = ("no code" if kind == "no code" else "beyond reading" if kind in BEYOND else
                    "ambiguous" if year in MIXED and world.is_ambiguous(code) else "carried")
        truth.append([number, year, name, code, kind or "as it is", expected,
                      ";".join(sorted(world.targets[name][code]))])
    return data, truth


def write(path, data, encoding, titles):
    text = io.StringIO(newline="")
    text.write("".join(line + "\n" for line in titles))
    out = csv.writer(text, lineterminator="\n")
    out.writerow(["id", "year", "soc", "people", "wage"])
    out.writerows(data)
    body = text.getvalue()
    path.write_bytes(codecs.BOM_UTF16_LE + body.encode("utf-16-le") if encoding == "utf-16"
                     else body.encode(encoding))


def read_out(path, encoding):
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def run_convert(options, path, out, extra):
    """What went wrong, or nothing."""
    mapping = ",".join(
        f"{year}=" + ("soc2000+soc2010" if year in MIXED else "soc2000" if year < min(MIXED) else "soc2010")
        for year in YEARS)
    command = [options.socshift, "convert", str(path), "--column", "soc", "--edition-column", "year",
               "--edition-map", mapping, "--to", "soc2018", "--repair", "titles", "-o", str(out), "--overwrite", "--quiet", *extra]
    run = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    return None if run.returncode in (0, 1) else run.stderr.strip()


def convert(options, path, extra):
    """The places of each row that was carried, and the reasons of the others; None for trouble."""
    out, rejects = path.with_suffix(".out.csv"), path.with_suffix(".rejects.csv")
    rejects.unlink(missing_ok=True)
    error = run_convert(options, path, out, ["--rejects", str(rejects), *extra])
    if error:
        print(f"  {error}")
        return None
    encoding = "utf-8-sig" if "windows" not in path.name else "windows-1252"
    places = collections.defaultdict(set)
    for row in read_out(out, encoding):
        places[int(row["id"])].add(row["soc2018_code"])
    reasons = {}
    if rejects.exists():
        for row in read_out(rejects, encoding):
            reasons[int(row["id"])] = row["reason"]
    return places, reasons


def add_up(options, path, data, extra):
    """The same in sums: whether every figure was read, and whether parts by basis make up each figure."""
    out, summary = path.with_suffix(".sums.csv"), path.with_suffix(".json")
    error = run_convert(options, path, out, ["--sum", "people", "--weights", "equal", "--shares-of-basis",
                                             "--summary", str(summary), *extra])
    if error:
        print(f"  sums: {error}")
        return False
    account = json.loads(summary.read_text(encoding="utf-8"))
    due = sum(decimal.Decimal(row[3].replace(",", "")) for row in data)
    found = decimal.Decimal(account["sums_in"]["people"])
    bases = ("only", "official", "census", "employment", "user", "equal")
    parts_fit = all(sum(decimal.Decimal(row[f"people_{basis}"] or 0) for basis in bases) ==
                    decimal.Decimal(row["people"] or 0) for row in read_out(out, "utf-8-sig"))
    print(f"  people: {found} read of {due}; {account['sums_out']['people']} carried; parts by basis "
          f"{'make up' if parts_fit else 'DO NOT make up'} each figure")
    return found == due and parts_fit


def judge(places, reasons, truth):
    """Prints a line for each kind; the rows that had to be carried, those of them that were to the right
    place, and the wrong ones among all."""
    kinds = collections.defaultdict(collections.Counter)
    why = collections.defaultdict(collections.Counter)
    total = collections.Counter()
    for number, _, _, _, kind, expected, targets in truth:
        found, right = places.get(number, set()), set(targets.split(";"))
        line = kind if expected in ("carried", "no code", "beyond reading") else expected
        kinds[line]["rows"] += 1
        if expected == "no code":
            came = "wrong" if found else "aside"
        else:
            # Several codes in a cell are several candidates, if that is asked for.
            is_right = right <= found if kind == "several codes" else found == right
            came = "aside" if not found else "right" if is_right else "wrong"
        kinds[line][came] += 1
        if came == "aside":
            why[line][re.sub(r":.*| in column.*", "", reasons.get(number, "?"))] += 1
        if expected == "carried":
            total["due"] += 1
            total["right"] += came == "right"
        total["wrong"] += came == "wrong"
    print(f"  {'kind':<24}{'rows':>8}{'right':>8}{'aside':>8}{'wrong':>8}  set aside as")
    for kind in ["as it is", *RATES, "ambiguous"]:
        line = kinds[kind]
        reasons_text = "; ".join(f"{text} {count}" for text, count in why[kind].most_common(3))
        print(f"  {kind:<24}{line['rows']:>8}{line['right']:>8}{line['aside']:>8}{line['wrong']:>8}  "
              f"{reasons_text}")
    share = 100 * total["right"] / total["due"]
    print(f"  of {total['due']} rows neither ambiguous nor beyond reading {share:.2f} % in the right place; "
          f"{total['wrong']} in a wrong one")
    return share, total["wrong"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["generate", "check"])
    parser.add_argument("--crosswalks", type=pathlib.Path, required=True)
    parser.add_argument("--to", type=pathlib.Path)
    parser.add_argument("--truth", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=50000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoding", default="utf-8", choices=["utf-8", "windows-1252", "utf-16"])
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--socshift")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--least", type=float, default=99.5)
    options, extra = parser.parse_known_args()
    world = World(options.crosswalks)
    data, truth = generate(world, options.rows, options.seed)
    titles = [] if options.plain else TITLES
    if options.what == "generate":
        write(options.to, data, options.encoding, titles)
        with open(options.truth or f"{options.to}.truth.csv", "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["id", "year", "edition", "code", "kind", "expected", "soc2018"])
            out.writerows(truth)
        return 0
    options.work.mkdir(parents=True, exist_ok=True)
    good = True
    for encoding in ("utf-8", "windows-1252", "utf-16"):
        path = options.work / f"panel-{encoding}.csv"
        write(path, data, encoding, titles)
        print(f"{encoding}{'' if options.plain else ', titles above the header'}")
        came = convert(options, path, extra)
        share, wrong = judge(*came, truth) if came else (0, 0)
        good = add_up(options, path, data, extra) and good and share >= options.least and wrong == 0
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
