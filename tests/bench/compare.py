#!/usr/bin/env python3
"""Times conversions of a large file beside what one would otherwise run, and prints a table: each way to carry data, the peers
that can do it, as their documentation does it fastest, the reference program, and copying the bytes.

    compare.py --socshift PROGRAM --reference PROGRAM --generate PROGRAM --work DIR
               [--rows N] [--rounds N] [--python PYTHON] [--tasks TASK,...] [--history FILE]

Tasks are text to text, but for parquet: rows from Parquet to Parquet (zstd), for which there is no reference
program; left out if PYTHON has no pyarrow to make its file. Files go to DIR, best on a file system in memory. PYTHON is one that has polars, duckdb and pandas with
pyarrow; peers it does not have are left out. Every round runs each command once, so that a busy machine
slows all alike; the best of the rounds counts. Not a test: it judges nothing.
"""
import argparse
import csv
import os
import pathlib
import platform
import shutil
import subprocess
import time

here = pathlib.Path(__file__).parent


def run(command, out, work):
    """Seconds and peak megabytes of a command, a list or two joined by a pipe; its output to OUT. What it writes is new."""
    for old in ("out.csv", "out.csv.peer", "copied.csv", "out.parquet"):
        (work / old).unlink(missing_ok=True)
    sink = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    null = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    feeder = subprocess.Popen(command[0], stdout=subprocess.PIPE) if isinstance(command[0], list) else None
    process = subprocess.Popen(command[1] if feeder else command, stdin=feeder.stdout if feeder else None,
                               stdout=sink, stderr=null)
    if feeder:
        feeder.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if feeder:
        feeder.wait()
    os.close(sink)
    os.close(null)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command}: exit {process.returncode}")
    return took, usage.ru_maxrss / 1024


def make_files(options, work):
    """The table as the peers want it, and the data: plain, dirty and quoted."""
    mapped = subprocess.run([options.socshift, "map", "--from", "soc2010", "--to", "soc2018", "--all", "--format", "csv"],
                            check=True, capture_output=True, text=True).stdout.splitlines()
    links = list(csv.DictReader(mapped))
    codes = sorted({link["source_code"] for link in links})
    (work / "codes.txt").write_text("".join(code + "\n" for code in codes))
    count = {code: sum(link["source_code"] == code for link in links) for code in codes}
    with open(work / "table.csv", "w") as out:
        out.write("soc2010,soc2018_code,share,basis\n")
        for link in links:
            targets = count[link["source_code"]]
            basis = "only" if targets == 1 else "equal"
            out.write(f"{link['source_code']},{link['target_code']},{1 / targets!r},{basis}\n".replace("1.0,", "1,"))
    for name, words in (("plain", []), ("dirty", ["dirty"]), ("quoted", ["quoted"])):
        file = work / f"{name}.csv"
        stamp = work / f"{name}.rows"
        if not file.exists() or not stamp.exists() or stamp.read_text() != str(options.rows):
            with open(file, "wb") as out:
                subprocess.run([options.generate, work / "codes.txt", str(options.rows), *words], stdout=out, check=True)
            stamp.write_text(str(options.rows))
    file, stamp = work / "plain.parquet", work / "plain.parquet.rows"
    if "parquet" in options.tasks and (not stamp.exists() or stamp.read_text() != str(options.rows)):
        made = subprocess.run([options.python, str(here / "peer.py"), "pandas", "make", work / "plain.csv", file])
        if made.returncode != 0:
            print("no Parquet file could be made\n")
            options.tasks.remove("parquet")
            return
        stamp.write_text(str(options.rows))


TASKS = {"rows": [], "scale": ["--scale", "weight"], "sums": ["--sum", "wage,weight"],
         "sums-by": ["--sum", "wage,weight", "--by", "state,year"], "means": ["--mean", "wage", "--by-weight", "weight"],
         "parquet": []}
VARIANTS = {"rows": [["--split", "best"], ["--split", "draw", "--seed", "1"]], "sums": [["--bounds"], ["--by", "year"]]}
REFERENCE = {"rows": "join", "sums": "add"}
AWK = {"rows": "NR==FNR { n[$1]++; t[$1, n[$1]] = $2 FS $3 FS $4; next } { for (i = 1; i <= n[$3]; ++i) print $0 FS t[$3, i] }",
       "sums": "NR==FNR { n[$1]++; t[$1, n[$1]] = $2; s[$1] = $3; next } { a[$3] += $5; b[$3] += $6 } "
               "END { for (c in a) for (i = 1; i <= n[c]; ++i) { x[t[c, i]] += a[c] * s[c]; y[t[c, i]] += b[c] * s[c] } "
               "for (c in x) printf \"%s,%.10g,%.10g\\n\", c, x[c], y[c] }"}


def commands(options, work):
    """(task, name, threads, command, out): every command of a task writes a new file, in memory if WORK is."""
    table, plain = str(work / "table.csv"), str(work / "plain.csv")
    out = str(work / "out.csv")
    listed = []

    def socshift(file, task, threads, *more):
        return [options.socshift, "convert", str(file), "--column", "soc2010", "--from", "soc2010", "--to", "soc2018",
                "--rejects", str(work / "rejects.csv"), "--overwrite", "--quiet", "--threads", str(threads),
                "--weights", "equal", *TASKS[task], *more]

    for task in TASKS:
        if task == "parquet" or task not in options.tasks:
            continue
        for threads in (1, 2):
            if task in REFERENCE:
                listed.append((task, "reference program", threads,
                               [options.reference, REFERENCE[task], table, plain, str(threads)], out))
            listed.append((task, "socshift", threads, socshift(plain, task, threads), out))
        if task in REFERENCE:
            for name in ("dirty", "quoted"):
                listed.append((task, f"socshift, {name}", 2, socshift(work / f"{name}.csv", task, 2), out))
            listed.append((task, "socshift, from a pipe", 2, [["cat", plain], socshift("-", task, 2)], out))
        for more in VARIANTS.get(task, []):
            listed.append((task, "socshift, " + " ".join(more), 2, socshift(plain, task, 2, *more), out))
        for peer in options.peers:
            listed.append((task, peer, 2, [options.python, str(here / "peer.py"), peer, task, table, plain, out + ".peer", "2"],
                           os.devnull))
        if shutil.which("mawk") and task in AWK:
            listed.append((task, "mawk", 1, ["mawk", "-F,", AWK[task], table, plain], out))
    listed.append(("copy", "cp of the rows that come out", 1, ["cp", str(work / "rows.csv"), str(work / "copied.csv")], os.devnull))
    listed.append(("copy", "cat FILE | cat", 2, [["cat", plain], ["cat"]], os.devnull))
    if "parquet" in options.tasks:
        file, made = str(work / "plain.parquet"), str(work / "out.parquet")
        for threads in (1, 2):
            listed.append(("parquet", "socshift", threads, socshift(file, "parquet", threads, "-o", made), os.devnull))
        for peer in options.peers:
            listed.append(("parquet", peer, 2, [options.python, str(here / "peer.py"), peer, "parquet", table, file, made, "2"],
                           os.devnull))
    return listed


def find_peers(options):
    versions = {}
    for peer in ("polars", "duckdb", "pandas"):
        said = subprocess.run([options.python, str(here / "peer.py"), peer, "version"], capture_output=True, text=True)
        if said.returncode == 0:
            versions[peer] = said.stdout.strip()
    return versions


def first_line(*command):
    if not shutil.which(command[0]):
        return f"no {command[0]}"
    said = subprocess.run(command, capture_output=True, text=True, cwd=here)
    return (said.stdout or said.stderr).splitlines()[0] if said.stdout or said.stderr else ""


def print_facts(options, work, versions):
    model = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    size = (work / "plain.csv").stat().st_size / 1e6
    print(f"{options.rows} rows, {size:.0f} MB, best of {options.rounds}; {os.cpu_count()} x {model[0]}, {platform.platform()}")
    print(f"commit {first_line('git', 'describe', '--always', '--dirty')}; " +
          "; ".join(f"{peer} {version}" for peer, version in versions.items()) + f"; {first_line('mawk', '-W', 'version')}")
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("socshift", "reference", "generate", "work"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default="python3")
    parser.add_argument("--tasks", default=",".join(TASKS), type=lambda names: names.split(","))
    parser.add_argument("--history", help="a CSV file that gets how many times faster than the fastest peer each task was")
    options = parser.parse_args()
    work = pathlib.Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    make_files(options, work)
    versions = find_peers(options)
    options.peers = list(versions)
    rows = next(command for task, name, threads, command, _ in commands(options, work) if (task, name, threads) == ("rows", "socshift", 2))
    run(rows, str(work / "rows.csv"), work)
    print_facts(options, work, versions)
    listed = commands(options, work)
    best = {}
    for _ in range(options.rounds):
        for at, (_, _, _, command, out) in enumerate(listed):
            took, megabytes = run(command, out, work)
            known = best.get(at, (took, 0))
            best[at] = (min(known[0], took), max(known[1], megabytes))
    fastest = {}
    own = {}
    for at, (task, name, threads, _, _) in enumerate(listed):
        if name in options.peers:
            fastest[task] = min(fastest.get(task, best[at][0]), best[at][0])
        if name == "socshift" and threads == 2:
            own[task] = best[at]
    print("| task | what | threads | s | peak MB | to socshift | peak to socshift |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for at, (task, name, threads, _, _) in enumerate(listed):
        took, megabytes = best[at]
        ratios = f"{took / own[task][0]:.2f} | {megabytes / own[task][1]:.2f}" if task in own else " | "
        print(f"| {task} | {name} | {threads} | {took:.2f} | {megabytes:.0f} | {ratios} |")
    if options.history:
        is_new = not os.path.exists(options.history)
        with open(options.history, "a") as out:
            out.write("commit,rows,task,times_faster\n" if is_new else "")
            commit = first_line("git", "describe", "--always", "--dirty")
            for task, ratio in sorted((task, fastest[task] / own[task][0]) for task in own if task in fastest):
                out.write(f"{commit},{options.rows},{task},{ratio:.2f}\n")

main()
