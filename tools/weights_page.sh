#!/bin/sh -eu
# weights_page.sh PROGRAM: prints docs/weights.md.
program=$1

cat <<'PAGE'
# Employment beside Census

Shares of the 2010 SOC's splits in the 2018 SOC, by the two sources of weights that the catalog has
([methods](methods.md)). This page is made by `tools/weights_page.sh` and checked by a test; it holds what
`socshift weights compare`, `show` and `list` print.

Neither is the truth. The Census Bureau coded the same answers of households twice, in codes of its own. Employment is what
employers reported in two years, three years apart, and an estimate between them.

PAGE
"$program" weights list --format md 2>/dev/null
cat <<'PAGE'

## Where both speak

`a` is the Census rate, `b` the employment estimate; largest differences first.

PAGE
"$program" weights compare census employment --format md 2>/dev/null || test $? = 1
cat <<'PAGE'

## Census

PAGE
"$program" weights show census --format md 2>/dev/null
cat <<'PAGE'

### Why not the others

PAGE
"$program" weights show census --gaps --format md 2>/dev/null
cat <<'PAGE'

## Employment

PAGE
"$program" weights show employment --format md 2>/dev/null
cat <<'PAGE'

### Why not the others

PAGE
"$program" weights show employment --gaps --format md 2>/dev/null
