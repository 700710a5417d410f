#!/bin/sh -eu
# official_figures.sh PROGRAM SOURCES: prints docs/official-figures.md, from the publisher's
# definitions below the folder SOURCES.
program=$1
sources=$2
XDG_DATA_HOME=$(mktemp -d)
export XDG_DATA_HOME
trap 'rm -rf "$XDG_DATA_HOME"' EXIT

for edition in soc2000 soc2010 soc2018; do
    "$program" import definitions "$sources/soc/${edition}_definitions.csv" --edition "$edition" \
        2>/dev/null || test $? = 1
done

cat <<'PAGE'
# The official figures

What the publisher printed about each revision, beside what is counted from the same tables here. This page is
made by `tools/official_figures.sh` and checked by a test; each section is the output of `socshift diff A B
--official --format md`. It needs the publisher's definitions, imported by `socshift import definitions`: this
page holds numbers and codes only.

How occupations are counted: those of the edition after the revision, one by one.

- *Code changed*: no occupation before has its code. *Title changed*: none has its title, to the letter.
- *Definition changed*: its text is not that of the occupation with the same code before or, where the code is
  new, of the one with the same title; without either, it is changed. The figures that say "at least" look at
  kept codes only.
- *New*: new in code and in title, and in nobody's place. It is in somebody's place if it is all that became of
  an occupation; and of several that became of one that gave up its code, one is, unless another has its title
  from before.
- *No longer used*: codes before that no occupation after has. *Changed major group*: new in code, and a part of
  it was in another major group.

The publisher does not say by which rule two definitions were held to be the same. Here that is measured in
steps, by [a rule that has a page](definition-changes.md); of these the one is taken for each revision that
meets all its figures best. It is another for 2010 than for 2018: in 2010, "Includes" for "Include" was no change,
and quotation marks were the same in both tables; in 2018 they are not, and with them the count comes closer.

PAGE
"$program" diff soc2000 soc2010 --official --format md
echo
"$program" diff soc2010 soc2018 --official --format md
