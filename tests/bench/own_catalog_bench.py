#!/usr/bin/env python3
"""Times commands over catalogs of one's own, compiled and not, and prints the tables of docs/performance.md.

    own_catalog_bench.py --socshift PROGRAM --events PROGRAM --work DIR [--rounds N] [--largest ROWS]

Catalogs go to DIR (150 MB for 2,000,000 rows), best on a file system in memory, and so does what is compiled. Seconds
are those of the processor, in user and system mode, so that what else the machine does counts little; the least of
the rounds. EVENTS is yaml_events: what yaml-cpp's own parser takes for the same files. Not a test: it judges nothing.
"""
import argparse
import math
import os
import pathlib
import shutil
import subprocess
import sys
import time

here = pathlib.Path(__file__).parent
settled = 5  # seconds after which a compiled catalog believes the times of its sources


class Bench:
    def __init__(self, options):
        self.options = options
        self.cache = options.work / "cache"
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(self.cache))

    def once(self, command):
        """Processor seconds and peak megabytes of one process."""
        with open(os.devnull, "w") as null:
            process = subprocess.Popen([str(part) for part in command], stdout=null, stderr=null, env=self.environment)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{command}: exit {process.returncode}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

    def best(self, command, rounds=None):
        return min(self.once(command) for _ in range(rounds or self.options.rounds))

    def verb(self, folder, *arguments):
        return [self.options.socshift, *arguments, "--catalog", folder]

    def compile(self, folder):
        """Processor seconds and megabytes of making and keeping it, less those of the verb itself."""
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.once(self.verb(folder, "editions", "--format", "csv"))

    def settle(self, folder):
        time.sleep(settled)
        self.once(self.verb(folder, "editions"))
        self.once(self.verb(folder, "editions"))

    def generate(self, kind, name, *arguments):
        folder = self.options.work / name
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, here / "own_catalog.py", kind, folder, *[str(a) for a in arguments]], check=True)
        return folder


def rows_of(folder):
    return sum(line.startswith("  - {") for file in folder.glob("*.yaml") for line in open(file))


def chain(bench):
    print("\n| 30 editions of 10,000 items | rows | s | MB | bytes a row |\n|---|---:|---:|---:|---:|")
    folder = bench.generate("chain", "chain", "--editions", 30, "--items", 10000)
    rows = rows_of(folder)
    events = bench.best([bench.options.events, folder], 2)
    bench.settle(folder)
    compiled = min(bench.compile(folder) for _ in range(2))
    bench.settle(folder)
    editions = bench.best(bench.verb(folder, "editions", "--format", "csv"))
    all_editions = [f"grown{year}" for year in range(1990, 2020)]

    def line(what, seconds, megabytes):
        print(f"| {what} | {rows:,} | {seconds:.4f} | {megabytes:.0f} | {megabytes * 2**20 / rows:.0f} |", flush=True)

    line("yaml-cpp's parser, nobody listening", *events)
    line("compiled and kept", compiled[0] - editions[0], compiled[1])
    print(f"\nCompiling: {(compiled[0] - editions[0]) / events[0]:.2f} times the parser.\n")
    line("`editions`", *editions)
    line("`map` of one code", *bench.best(bench.verb(folder, "map", "--from", "grown1990", "--to", "grown1991", "A0000"), 20))
    line("`families` over all", *bench.best(bench.verb(folder, "families", *all_editions, "--stat")))
    print()


def icd(bench):
    folder = bench.generate("icd", "icd")
    table = bench.options.work / "data.csv"
    table.write_text("code,count\n" + "".join(f"A{number:05d},{number % 7}\n" for number in range(10000)))
    bench.once(bench.verb(folder, "editions"))
    bench.settle(folder)
    out = bench.options.work / "out.csv"
    commands = [
        ["editions"], ["check"], ["show", "icd10:A00100"], ["tree", "icd10"], ["find", "fracture", "--edition", "icd10", "--contains"],
        ["find", "fracture of the arm", "--edition", "icd9"],
        ["map", "--from", "icd9", "--to", "icd10", "A00100"], ["map", "--from", "icd9", "--to", "icd10", "--all"],
        ["diff", "icd9", "icd10"], ["diff", "icd9", "icd10", "--stat"], ["families", "icd9", "icd10"], ["exclusions", "icd10"],
        ["routes", "icd9", "icd10"], ["loss", "icd9", "icd10"], ["loss", "icd10", "icd9"], ["detect", table],
        ["convert", table, "--column", "code", "--from", "icd9", "--to", "icd10", "-o", out, "--overwrite"],
        ["weights", "list"],
    ]
    print("\n| ICD size: 95,000 items, 80,000 links | s | MB |\n|---|---:|---:|")
    for command in commands:
        seconds, megabytes = bench.best(bench.verb(folder, *command), 3)
        shown = " ".join(str(part) for part in command).replace(str(bench.options.work) + "/", "")
        print(f"| `{shown}` | {seconds:.3f} | {megabytes:.0f} |", flush=True)


def exponent(points):
    """The slope of the line through the logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return (sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / sum((x - mean_x) ** 2 for x in xs))


def growth(bench):
    print("\n| rows | parser s | compile s | MB | `map` s | `families` over all s | MB |\n|---:|---:|---:|---:|---:|---:|---:|")
    points = {"parser": [], "compile": [], "map": [], "families": [], "memory": []}
    for editions, items in ((2, 3500), (2, 10000), (5, 10000), (16, 10000), (51, 10000), (102, 10000)):
        folder = bench.generate("chain", "growth", "--editions", editions, "--items", items)
        rows = rows_of(folder)
        if rows > bench.options.largest:
            break
        names = [f"grown{1990 + number}" for number in range(editions)]
        events = bench.once([bench.options.events, folder])
        compiled = bench.compile(folder)
        bench.settle(folder)
        code = f"A{0:0{len(str(items))- 1}d}"
        one = bench.best(bench.verb(folder, "map", "--from", names[0], "--to", names[1], code), 5)
        families = bench.best(bench.verb(folder, "families", *names, "--stat"), 2)
        print(f"| {rows:,} | {events[0]:.2f} | {compiled[0]:.2f} | {compiled[1]:.0f} | {one[0]:.4f} | {families[0]:.3f} | "
              f"{families[1]:.0f} |", flush=True)
        for name, value in (("parser", events[0]), ("compile", compiled[0]), ("map", one[0]), ("families", families[0]),
                            ("memory", families[1])):
            points[name].append((rows, value))
        shutil.rmtree(folder)
    print("\nExponents: " + ", ".join(f"{name} {exponent(values):.2f}" for name, values in points.items()))
    print("\n| codes merged into one | `loss` s | MB | `loss --stat` s |\n|---:|---:|---:|---:|")
    points = []
    for items in (1000, 2000, 4000, 9000, 18000, 36000):
        folder = bench.generate("merged", "merged", "--items", items)
        bench.once(bench.verb(folder, "editions"))
        bench.settle(folder)
        listed = bench.best(bench.verb(folder, "loss", "many", "one"), 3)
        numbers = bench.best(bench.verb(folder, "loss", "many", "one", "--stat"), 3)
        print(f"| {items - items // 100 - items // 10:,} | {listed[0]:.3f} | {listed[1]:.0f} | {numbers[0]:.3f} |", flush=True)
        points.append((items, listed[0]))
        shutil.rmtree(folder)
    print(f"\nExponent of `loss`: {exponent(points):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--socshift", required=True)
    parser.add_argument("--events", required=True)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--largest", type=int, default=2_500_000)
    parser.add_argument("--only", choices=("chain", "icd", "growth"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    bench = Bench(options)
    for part in (chain, icd, growth):
        if options.only in (None, part.__name__):
            part(bench)


if __name__ == "__main__":
    main()
