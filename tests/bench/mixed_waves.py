#!/usr/bin/env python3
"""Random panels whose waves are of several editions, converted and worked out here a second time.

    mixed_waves.py --socshift PROGRAM --crosswalks DIR --work DIR [--panels N] [--rows N] [--seed N]

What a row is of, what is ambiguous, what the other rows of a wave decide, where each row goes by which
share, the account by wave, and the parts of sums by basis before and after a second conversion: all of it from
the YAML files in DIR, in fractions, by the words of docs/commands/convert.md. The exit code is 1 at the first difference.
"""
import argparse
import collections
import csv
import fractions
import json
import pathlib
import random
import re
import subprocess
import sys

Fraction = fractions.Fraction
TO = "soc2018"
BASES = ["only", "official", "census", "employment", "user", "equal"]


def items(crosswalks, name):
    text = (crosswalks / "us-soc" / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(re.findall(r'- \{code: "([^"]+)", level: "([a-z]+)"', text.split("items:")[1]))


def links(crosswalks, name):
    text = (crosswalks / "us-soc" / f"{name}.yaml").read_text(encoding="utf-8")
    out = collections.defaultdict(list)
    for source, target in re.findall(r'source: "([^"]+)", target: "([^"]+)"', text.split("links:")[1]):
        out[source].append(target)
    return out


def split(table, code):
    return {target: Fraction(1, len(table[code])) for target in table[code]}


class World:
    def __init__(self, crosswalks):
        self.items = {name: items(crosswalks, name) for name in ("soc2000", "soc2010", "soc2018")}
        first, second = links(crosswalks, "soc2000_to_soc2010"), links(crosswalks, "soc2010_to_soc2018")
        self.places = {name: {} for name in self.items}
        for code, level in self.items["soc2018"].items():
            if level == "detailed":
                self.places["soc2018"][code] = {code: Fraction(1)}
        for code, level in self.items["soc2010"].items():
            if level == "detailed":
                self.places["soc2010"][code] = split(second, code)
        for code, level in self.items["soc2000"].items():
            if level == "detailed":
                all_ = collections.defaultdict(Fraction)
                for middle, share in split(first, code).items():
                    for target, part in self.places["soc2010"][middle].items():
                        all_[target] += share * part
                self.places["soc2000"][code] = dict(all_)
        self.back = collections.defaultdict(list)
        for source, targets in second.items():
            for target in targets:
                self.back[target].append(source)


def random_panel(world, rng, rows):
    """Waves with their editions, and rows (wave, code, n)."""
    waves = {}
    for number in range(rng.randint(1, 6)):
        editions = rng.sample(sorted(world.items), rng.randint(1, 3))
        waves[str(2000 + number)] = editions
    pools = {name: sorted(code for code, level in codes.items() if level == "detailed" or rng.random() < 0.05)
             for name, codes in world.items.items()}
    # Codes that matter: those that not all editions have, and those they carry to different places.
    hot = sorted(code for code in set().union(*pools.values())
                 if len({json.dumps(sorted((t, str(s)) for t, s in places[code].items()))
                         for places in world.places.values() if code in places}) > 1
                 or sum(code in codes for codes in world.items.values()) < 3)
    data = []
    real = {wave: rng.choice(editions) if rng.random() < 0.6 else None for wave, editions in waves.items()}
    for _ in range(rows):
        wave = rng.choice(sorted(waves))
        name = real[wave] or rng.choice(waves[wave])
        pool = [code for code in hot if code in world.items[name]] if rng.random() < 0.3 else pools[name]
        code = rng.choice(pool)
        if rng.random() < 0.02:
            code = rng.choice(["99-1234", "", rng.choice(pools[rng.choice(sorted(pools))])])
        cell = code.replace("-", "") if rng.random() < 0.1 else code
        data.append((wave, cell, code, rng.randint(0, 999)))
    return waves, data


def outcome(world, editions, code, evidence, by_wave):
    """(places or None, why not, decided by the wave)"""
    having = [name for name in editions if code in world.items[name]]
    if not having:
        return None, "none", False
    places = [world.places[name].get(code) for name in having]
    if all(each is None for each in places):
        return None, "group", False
    if all(each == places[0] for each in places):
        return places[0], "", False
    if by_wave:
        alone = {name: {other for other in evidence
                        if [each for each in having if other in world.items[each]] == [name]}
                 for name in having}
        clear = [name for name in having if alone[name]]
        if len(clear) == 1 and len(alone[clear[0]]) >= 2:
            chosen = world.places[clear[0]].get(code)
            return chosen, "" if chosen else "group", chosen is not None
    return None, "ambiguous", False


def run(options, *words):
    done = subprocess.run([options.socshift, "convert", *map(str, words), "--quiet", "--overwrite"],
                          stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def differ(what, expected, found):
    if expected != found:
        print(f"{what}: expected {expected}, found {found}")
        sys.exit(1)


def close(figure, exact):
    return abs(Fraction(figure) - exact) <= Fraction(1, 10 ** 6)


def check_sums(options, world, expected, ending):
    """Sums with parts by basis, and what a second conversion makes of them."""
    once, twice = options.work / "once.csv", options.work / "twice.csv"
    run(options, options.work / "panel.csv", "--sum", "n", "--shares-of-basis", "-o", once, *ending)
    sums = collections.defaultdict(collections.Counter)
    for places, amount in expected:
        for target, share in places.items():
            sums[target]["only" if len(places) == 1 else "equal"] += share * amount
            sums[target]["rows"] += 1
    found = {row[f"{TO}_code"]: row for row in rows_of(once)}
    differ("codes", sorted(sums), sorted(found))
    for code, parts in sums.items():
        for basis in BASES:
            if not close(found[code][f"n_{basis}"], parts[basis]):
                differ(f"{code} {basis}", parts[basis], found[code][f"n_{basis}"])
        differ(f"{code}: parts", Fraction(found[code]["n"]),
               sum(Fraction(found[code][f"n_{basis}"]) for basis in BASES))
        differ(f"{code}: rows", parts["rows"], int(found[code]["rows"]))
    run(options, once, "--column", f"{TO}_code", "--from", TO, "--to", "soc2010", "--weights", "equal",
        "--sum", "n", "--shares-of-basis", "-o", twice)
    again = collections.defaultdict(collections.Counter)
    for code, row in found.items():
        sources = world.back[code]
        for source in sources:
            for basis in BASES:
                weaker = basis if len(sources) == 1 else "equal"
                again[source][weaker] += Fraction(row[f"n_{basis}"]) / len(sources)
    for row in rows_of(twice):
        parts = again.pop(row["soc2010_code"])
        for basis in BASES:
            if not close(row[f"n_{basis}"], parts[basis]):
                differ(f"again {row['soc2010_code']} {basis}", parts[basis], row[f"n_{basis}"])
        weakest = [basis for basis in BASES if Fraction(row[f"n_{basis}"])]
        if weakest and BASES.index(row["basis"]) < BASES.index(weakest[-1]):
            differ(f"again {row['soc2010_code']}: basis", weakest[-1], row["basis"])
    differ("again, codes left", {}, dict(again))


def check_panel(options, world, rng):
    waves, data = random_panel(world, rng, rng.choice([25, 60, options.rows]))
    panel, out, summary = (options.work / name for name in ("panel.csv", "out.csv", "summary.json"))
    with open(panel, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "wave", "code", "n"])
        writer.writerows((number, wave, cell, n) for number, (wave, cell, _, n) in enumerate(data))
    by_wave = any(len(editions) > 1 for editions in waves.values()) and rng.random() < 0.6
    mapping = ",".join(f"{wave}={'+'.join(editions)}" for wave, editions in waves.items())
    ending = ["--column", "code", "--edition-column", "wave", "--edition-map", mapping, "--to", TO,
              "--weights", "equal", "--rejects", options.work / "rejects.csv",
              *(["--ambiguous", "by-wave"] if by_wave else [])]
    run(options, panel, "--shares", "fraction", "-o", out, "--summary", summary, *ending)
    evidence = collections.defaultdict(set)
    for wave, _, code, _ in data:
        evidence[wave].add(code)
    found = collections.defaultdict(dict)
    for row in rows_of(out):
        found[int(row["id"])][row[f"{TO}_code"]] = Fraction(row["share"])
    account = collections.defaultdict(collections.Counter)
    carried = []
    for number, (wave, _, code, n) in enumerate(data):
        places, why, decided = outcome(world, waves[wave], code, evidence[wave], by_wave)
        differ(f"row {number} ({wave}, {waves[wave]}, {code}, {why})", places or {}, found.get(number, {}))
        account[wave]["rows"] += 1
        account[wave]["carried"] += places is not None
        account[wave]["by_wave"] += decided
        account[wave]["ambiguous"] += why == "ambiguous"
        if places:
            carried.append((places, n))
    for line in json.loads(summary.read_text(encoding="utf-8"))["waves"]:
        for key in ("rows", "carried", "by_wave", "ambiguous"):
            differ(f"wave {line['wave']}, {key}", account[line["wave"]][key], line[key])
    check_sums(options, world, carried, ending)
    return collections.Counter(rows=len(data), carried=len(carried),
                               ambiguous=sum(one["ambiguous"] for one in account.values()),
                               by_wave=sum(one["by_wave"] for one in account.values()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--socshift", required=True)
    parser.add_argument("--crosswalks", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--panels", type=int, default=50)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    world = World(options.crosswalks)
    total = collections.Counter()
    for number in range(options.panels):
        total += check_panel(options, world, random.Random(f"{options.seed} {number}"))
    print(f"{options.panels} panels, {total['rows']} rows: {total['carried']} carried, of them "
          f"{total['by_wave']} decided by the wave; {total['ambiguous']} ambiguous; nothing differs")


if __name__ == "__main__":
    main()
