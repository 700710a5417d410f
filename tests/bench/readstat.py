#!/usr/bin/env python3
"""Reading and writing files of Stata beside pandas and pyreadstat, which convert nothing.

    readstat.py --copy PROGRAM --work DIR [--socshift PROGRAM] [--rows N] [--rounds N]

--copy is tests/formats/readstat_copy, which converts nothing either; --socshift the program, which carries codes of
the SOC of 2010 to that of 2018. A file of 30 columns is written by pandas: bytes, ints, longs, doubles
with missing values, texts, of which the first has such codes. Then each way reads it and writes it again, as a process of its own, all ways in
turn. Printed: the time on the clock, that of processors and the memory, the best round of each.
"""
import argparse
import csv
import os
import pathlib
import subprocess
import sys
import time

MAKE = """
import sys, numpy as np, pandas as pd
rows, out = int(sys.argv[1]), sys.argv[2]
chance = np.random.default_rng(1)
data = {}
for place in range(8):
    data[f"tiny{place}"] = chance.integers(-100, 100, rows).astype("int8")
for place in range(6):
    data[f"small{place}"] = chance.integers(-3000, 3000, rows).astype("int16")
for place in range(6):
    data[f"whole{place}"] = chance.integers(-10**6, 10**6, rows).astype("int32")
for place in range(6):
    data[f"real{place}"] = chance.normal(size=rows)
data["real5"][::7] = np.nan
for place in range(4):
    parts = zip(chance.integers(11, 55, rows), chance.integers(1000, 9999, rows))
    data[f"text{place}"] = np.array([f"{a}-{b}" for a, b in parts], dtype=object)
codes = np.array(sys.argv[3].split(), dtype=object)
if len(codes):
    data["text0"] = codes[chance.integers(0, len(codes), rows)]
pd.DataFrame(data).to_stata(out, write_index=False, version=118)
"""
WAYS = {
    "pandas": "import sys, pandas as pd\n"
    "pd.read_stata(sys.argv[1]).to_stata(sys.argv[2], write_index=False, version=118)",
    "pyreadstat": "import sys, pyreadstat\n"
    "pyreadstat.write_dta(pyreadstat.read_dta(sys.argv[1])[0], sys.argv[2])",
}


def timed(command: list[str]) -> tuple[float, float, float]:
    """Seconds on the clock, of processors, and mebibytes."""
    begin = time.monotonic()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def codes_of(program: str) -> str:
    """The codes that the program can convert, between blanks."""
    if not program:
        return ""
    listed = subprocess.run([program, "map", "--from", "soc2010", "--to", "soc2018", "--format", "csv"],
                            check=True, capture_output=True, text=True).stdout.splitlines()
    return " ".join(sorted({link["source_code"] for link in csv.DictReader(listed)}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--copy", required=True)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--socshift", default="")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    before, after = str(asked.work / "before.dta"), str(asked.work / "after.dta")
    subprocess.run([sys.executable, "-c", MAKE, str(asked.rows), before, codes_of(asked.socshift)], check=True)
    commands = {"socshift": [asked.copy, before, after]}
    if asked.socshift:
        commands["socshift, converting"] = [
            asked.socshift, "convert", before, "--column", "text0", "--from", "soc2010", "--to", "soc2018",
            "--split", "best", "--weights", "equal", "-o", after, "--overwrite", "--quiet"]
    commands |= {way: [sys.executable, "-c", code, before, after] for way, code in WAYS.items()}
    rounds: dict[str, list[tuple[float, float, float]]] = {way: [] for way in commands}
    for _ in range(asked.rounds):
        for way, command in commands.items():
            rounds[way].append(timed(command))
    print(f"{asked.rows} rows, 30 columns, load {os.getloadavg()[0]:.0f}")
    for way, all_of in rounds.items():
        clock, cpu, memory = (min(one[what] for one in all_of) for what in range(3))
        print(f"{way:20} {clock:6.2f} s {cpu:6.2f} s of processors {memory:6.0f} MiB")


if __name__ == "__main__":
    main()
