#!/usr/bin/env python3
"""Writes catalogs as a user could have them, of any size: the same bytes for the same numbers.

    own_catalog.py chain DIR --editions 30 --items 10000    editions one after the other, with their tables
    own_catalog.py icd DIR                                  two editions as large as those of ICD-9 and ICD-10-CM

Every edition has four levels. Nineteen codes in twenty stay, some divide and some are merged.
"""
import argparse
import pathlib

words = ("acute chronic other unspecified primary secondary congenital acquired upper lower left right central lateral "
         "disorder injury fracture burn lesion syndrome infection disease complication sequela of the hand arm knee hip "
         "foot skull eye ear heart lung liver kidney nerve artery vein muscle tendon joint bone skin").split()


def title(number):
    """Five to twelve words that differ with the number."""
    out, state = [], number * 2654435761 % (1 << 32) + 1
    for _ in range(5 + number % 8):
        state = (state * 1103515245 + 12345) % (1 << 31)
        out.append(words[(state >> 8) % len(words)])
    return f"{' '.join(out).capitalize()} {number}"


def code(number, width):
    """A letter and digits: the order of codes is that of numbers."""
    letter, rest = divmod(number, 10 ** (width - 1))
    return f"{chr(ord('A') + letter)}{rest:0{width - 1}d}"


def items_of(count, shift):
    """(code, level, parent, title): chapters, blocks, groups and what is left of the count as leaves."""
    chapters = max(1, min(20, count // 500))
    blocks = max(chapters, count // 100)
    groups = max(blocks, count // 10)
    leaves = max(groups, count - chapters - blocks - groups)
    width = len(str(leaves)) + 1
    rows = []
    sizes = (("chapter", chapters), ("block", blocks), ("group", groups), ("leaf", leaves))
    for rank, (level, size) in enumerate(sizes):
        parent_level, parents = sizes[rank - 1] if rank else (None, 1)
        for number in range(size):
            parent = f"{parent_level[0]}{number * parents // size:0{width}d}" if rank else None
            own = f"{level[0]}{number:0{width}d}" if level != "leaf" else code(number, width)
            changed = shift if level == "leaf" and number % 97 == 0 else 0
            rows.append((own, level, parent, title(number * 7 + rank + changed)))
    return sorted(rows), [code(number, width) for number in range(leaves)]


def head(kind, name):
    return f'{kind}provenance:\n  publisher: "Nobody"\n  document: "{name}"\n'


def write_edition(folder, name, series, year, follows, count, shift):
    rows, leaves = items_of(count, shift)
    with open(folder / f"{name}.yaml", "w") as out:
        out.write(f'edition: "{name}"\nseries: "{series}"\ntitle: "Edition {name}"\nstatus: "final"\n'
                  f'valid_from: "{year}-01-01"\n')
        if follows:
            out.write(f'follows: "{follows}"\n')
        out.write('levels: ["chapter", "block", "group", "leaf"]\n' + head("", name) + "items:\n")
        for own, level, parent, text in rows:
            above = f'parent: "{parent}", ' if parent else ""
            out.write(f'  - {{code: "{own}", level: "{level}", {above}title: "{text}"}}\n')
    return leaves


def write_table(folder, source, target, links):
    with open(folder / f"{source}_to_{target}.yaml", "w") as out:
        out.write(f'correspondence:\n  source: "{source}"\n  target: "{target}"\ntitle: "{source} to {target}"\n'
                  + head("", f"{source} to {target}") + "links:\n")
        for a, b in sorted(set(links)):
            out.write(f'  - {{source: "{a}", target: "{b}"}}\n')


def chain_links(sources, targets, step):
    for number, source in enumerate(sources):
        place = (number + step) % 20
        target = targets[min(number, len(targets) - 1)]
        yield source, target
        if place == 7 and number + 1 < len(targets):  # divides
            yield source, targets[number + 1]
        if place == 13 and number > 0:  # is merged
            yield source, targets[number - 1]


def chain(folder, options):
    before = None
    for step in range(options.editions):
        name = f"grown{1990 + step}"
        leaves = write_edition(folder, name, "grown", 1990 + step, before[0] if before else None, options.items, step)
        if before:
            write_table(folder, before[0], name, chain_links(before[1], leaves, step))
        before = (name, leaves)


def icd(folder, options):
    few = write_edition(folder, "icd9", "icd", 1979, None, 17000, 0)
    many = write_edition(folder, "icd10", "icd", 2015, "icd9", 95000, 1)
    per = 80000 / len(few)
    links = []
    for number, source in enumerate(few):
        for target in range(int(number * per), int((number + 1) * per)):
            links.append((source, many[target * len(many) // 80000]))
    write_table(folder, "icd9", "icd10", links)


def merged(folder, options):
    """All codes of one edition become one code of the next."""
    leaves = write_edition(folder, "many", "melted", 2000, None, options.items, 0)
    one = write_edition(folder, "one", "melted", 2010, "many", 20, 0)
    write_table(folder, "many", "one", [(leaf, one[0]) for leaf in leaves])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("chain", "icd", "merged"))
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--editions", type=int, default=30)
    parser.add_argument("--items", type=int, default=10000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    {"chain": chain, "icd": icd, "merged": merged}[options.kind](options.folder, options)


if __name__ == "__main__":
    main()
