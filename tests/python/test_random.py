"""Random frames, in every form that Arrow has for them, against the program."""

from __future__ import annotations

import pathlib
import tempfile

import pyarrow as pa
from conftest import Program, rows_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_frames import HEADER, OPTIONS, TEXT_OF, OnlyArrow, chunked

import socshift

CODES = [
    "15-1134", "11-1011", "151132", "29-1060", "", "none", "99-9999", "15-1199", "15-113X", " 13-1081",
    "43-9011\u00a0", "11-1011.00", '"11-1011"', "a,b", "15–1134", "0", "25-2021", "ü",
]
Cells = list[tuple[str | None, int | None]]


def column(codes: list[str | None], form: int) -> pa.Array:
    values = pa.array(codes, pa.string())
    if form == 1:
        return values.cast(pa.large_string())
    if form == 2:
        return values.cast(pa.string_view())
    if form == 3:
        return values.dictionary_encode()
    if form == 4:
        encoded = values.dictionary_encode()
        words = pa.concat_arrays([pa.array(["unused", None]), encoded.dictionary])
        places = [None if p is None else p + 2 for p in encoded.indices.to_pylist()]
        return pa.DictionaryArray.from_arrays(pa.array(places, pa.uint8()), words)
    return values


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    cells=st.lists(
        st.tuples(
            st.one_of(st.none(), st.sampled_from(CODES)),
            st.one_of(st.none(), st.integers(-5, 10**6)),
        ),
        min_size=1,
        max_size=60,
    ),
    forms=st.lists(st.integers(0, 4), min_size=3, max_size=3),
    sizes=st.lists(st.integers(0, 13), max_size=4),
    before=st.integers(0, 11),
)
def test_random_frames(cells: Cells, forms: list[int], sizes: list[int], before: int) -> None:
    codes = [code for code, _ in cells]
    people = [number for _, number in cells]
    ids = list(range(len(cells)))
    with tempfile.TemporaryDirectory() as folder:
        program = Program(pathlib.Path(folder))
        rows = list(zip(ids, codes, people, strict=True))
        out, aside, account = program.convert(HEADER, rows, *OPTIONS, "--weights", "census,equal")
        summed, _, sums = program.convert(
            HEADER, rows, *OPTIONS, "--weights", "equal", "--sum", "people"
        )
    for form in forms:
        padded = column([None] * before + codes + ["11-1011"], form)
        table = pa.table(
            {
                "id": ids,
                "occ": padded.slice(before, len(codes)),
                "people": pa.array([0] * before + people, pa.int64()).slice(before),
            }
        )
        frame = OnlyArrow(chunked(table, *sizes))
        result = socshift.convert(frame, weights=["census", "equal"], **TEXT_OF)
        assert rows_of(result.rows) == out
        assert [row[1] for row in rows_of(result.account.set_aside)[1:]] == [
            row[1] for row in aside[1:]
        ]
        assert result.account["by_basis"] == account["by_basis"]
        figures = socshift.convert(frame, weights="equal", sum="people", **TEXT_OF)
        assert rows_of(figures.rows) == summed
        assert figures.account["sums_in"] == sums["sums_in"]
