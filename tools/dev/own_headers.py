#!/usr/bin/env python3
"""Which headers of the system and of libraries a source may find already read, when it is compiled by itself.

    own_headers.py FOLDER COUNT <FILES

FILES has a source or a header a line. Writes up to COUNT headers to FOLDER, 0.hpp, 1.hpp, ..., each of which includes headers of
others, and prints a line for each of FILES: its name, and the number of the one that may stand before it; "-" if none may.

A source includes its own header first, and every header of ours is the first of some compilation. So what a source's own header
includes, itself or by other headers of ours, is there whatever the source includes: having read it before hides nothing. What only the
source includes is not among it, because its own header may need it and not say so.
"""
import pathlib
import re
import sys

ROOTS = [pathlib.Path(root) for root in ("engine", "engine/formats", "engine/bindings", "tools/socshift", "tests", "tests/golden", "tests/fuzz")]
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:<([^>]+)>|"([^"]+)")', re.MULTILINE)
GUARDED = re.compile(r"^\s*#\s*if", re.MULTILINE)  # an include of which nobody knows whether it counts


def of_others(file, known):
    """The headers of others that FILE includes, itself or by headers of ours."""
    if file in known:
        return known[file]
    known[file] = found = set()
    text = file.read_text()
    if GUARDED.search(text):
        return found
    for theirs, ours in INCLUDE.findall(text):
        if theirs:
            found.add(theirs)
            continue
        for place in [file.parent, *ROOTS]:
            if (place / ours).is_file():
                found |= of_others((place / ours).resolve().relative_to(pathlib.Path.cwd()), known)
                break
    return found


def main(folder, count):
    known = {}
    wanted = {}
    for name in sys.stdin.read().split():
        file = pathlib.Path(name)
        own = file.with_suffix(".hpp")
        wanted[name] = frozenset(of_others(own, known)) if own.is_file() else frozenset()
    # The sets that spare the most, greedily: a header spared is one in every file that has all of the set.
    chosen = []
    best = dict.fromkeys(wanted, 0)
    candidates = set(wanted.values()) | {a & b for a in set(wanted.values()) for b in set(wanted.values())}
    for _ in range(count):
        def spared(headers):
            return sum(max(0, len(headers) - best[name]) for name, theirs in wanted.items() if headers <= theirs)
        headers = max(sorted(candidates, key=sorted), key=spared)
        if spared(headers) == 0:
            break
        chosen.append(headers)
        for name, theirs in wanted.items():
            if headers <= theirs:
                best[name] = max(best[name], len(headers))
    for number, headers in enumerate(chosen):
        (folder / f"{number}.hpp").write_text("".join(f"#include <{header}>\n" for header in sorted(headers)))
    for name, theirs in wanted.items():
        fitting = [number for number, headers in enumerate(chosen) if headers <= theirs]
        print(name, max(fitting, key=lambda number: len(chosen[number])) if fitting else "-")


main(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
