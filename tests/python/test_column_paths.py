"""Files with columns by their paths: as the program reads them, with their types."""

from __future__ import annotations

import datetime as dt
import os
import pathlib
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import socshift

from conftest import Program

pytestmark = pytest.mark.skipif(
    not os.environ.get("SOCSHIFT_PLUGINS"), reason="SOCSHIFT_PLUGINS names no folder of plug-ins")

_to: dict[str, Any] = {"column": "occ", "from_": "soc2010", "to": "soc2018", "weights": "equal"}
_options = ("--column", "occ", "--from", "soc2010", "--to", "soc2018", "--weights", "equal", "--quiet")


def survey() -> pa.Table:
    return pa.table({
        "occ": ["15-1134", "11-1011", "none", "11-1011"],
        "n": pa.array([10, 4, 1, None], pa.int16()),
        "day": [dt.date(2024, 1, 1), None, dt.date(2024, 2, 1), dt.date(2023, 1, 1)],
        "sex": pa.array(["f", "m", "f", None]).dictionary_encode(),
    })


def without_file(account: Any) -> dict[str, Any]:
    return {key: value for key, value in account.to_dict().items() if key != "file"}


def test_rows_are_those_of_the_frame(tmp_path: pathlib.Path) -> None:
    table = survey()
    file = tmp_path / "data.parquet"
    pq.write_table(table, file, row_group_size=2)
    for said in (_to, {key: value for key, value in _to.items() if key != "from_"}):
        of_file, of_frame = socshift.convert(file, **said), socshift.convert(table, **said)
        rows = pa.table(of_file.rows)
        assert rows.to_pylist() == of_frame.rows.to_pylist()
        assert rows.schema.field("day").type == pa.date32()
        assert rows.schema.field("n").type == pa.int16()
        assert of_file.account["rows_carried"] == 3
        assert of_file.account.basis == of_frame.account.basis
        assert pa.table(of_file.account.set_aside).column("line").to_pylist() == ["3"]
    sums = pa.table(socshift.convert(file, sum="n", by=["sex", "day"], **_to).rows)
    own = socshift.convert(table, sum="n", by=["sex", "day"], **_to).rows
    assert sums.to_pylist() == own.to_pylist()
    assert sums.schema.field("day").type == pa.date32()
    assert pa.table(socshift.convert(file, where={"sex": None}, **_to).rows).num_rows == 1
    assert pa.table(socshift.convert(file, where={"day": dt.date(2023, 1, 1)}, **_to).rows).num_rows == 1
    years = pa.table({"occ": ["11-1011"] * 4, "n": [1, 2, 4, 8], "k": [10, 2, None, 10]})
    pq.write_table(years, file)
    sums = pa.table(socshift.convert(file, sum="n", by="k", **_to).rows)
    assert list(zip(sums.column("k").to_pylist(), sums.column("n").to_pylist(), strict=True)) == [
        (None, 4), (2, 2), (10, 9)]


def test_a_file_is_written_as_by_the_program(program: Program) -> None:
    folder = program.folder
    pq.write_table(survey(), folder / "data.parquet")
    (folder / "data.csv").write_text("occ,n\n15-1134,10\n11-1011,4\n")
    for file, out in (("data.parquet", "a.parquet"), ("data.parquet", "b.csv"),
                      ("data.csv", "c.parquet"), ("data.csv", "d.dta")):
        done = program.run("convert", file, *_options, "-o", f"own-{out}")
        assert done.returncode in (0, 1), done.stderr
        result = socshift.convert(folder / file, output=folder / out, **_to)
        assert len(result.rows) == 0
        if out.endswith(".dta"):
            left, right = (pd.read_stata(folder / name) for name in (out, f"own-{out}"))
            assert left.equals(right)
        else:
            assert (folder / out).read_bytes() == (folder / f"own-{out}").read_bytes(), out
    assert (folder / "a.parquet.rejects.csv").exists()
    with pytest.raises(socshift.Error, match="two purposes") as caught:
        socshift.convert(folder / "data.parquet", output=folder / "data.parquet", overwrite=True, **_to)
    assert caught.value.argument == "output"


def test_codes_in_value_labels(tmp_path: pathlib.Path) -> None:
    frame = pd.DataFrame({"occ": [1, 2], "n": [3, 4]})
    frame.to_stata(tmp_path / "d.dta", write_index=False,
                   value_labels={"occ": {1: "15-1134", 2: "11-1011"}})
    result = socshift.convert(tmp_path / "d.dta", by_label=True, **_to)
    rows = pa.table(result.rows)
    assert rows.column("soc2018_code").to_pylist() == ["15-1254", "15-1255", "11-1011"]
    assert rows.column("n").to_pylist() == [3, 3, 4]
    assert rows.column_names[:2] == ["occ", "n"]
    found = socshift.detect(tmp_path / "d.dta", "occ", by_label=True)
    assert found.to_dicts()[0]["column"] == "occ:label"
    with pytest.raises(socshift.Error, match="value labels"):
        socshift.convert(tmp_path / "d.dta", **_to)


def test_titles_in_a_file_with_columns(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "jobs.parquet"
    pq.write_table(pa.table({"title": ["RN", "Bakers (night)", "9-5"], "id": [1, 2, 3]}), file)
    result = socshift.assign(file, column="title", to="soc2018")
    assert pa.table(result.rows).column("soc2018_code").to_pylist() == ["29-1141", "51-3011"]
    assert result.account["rows_in"] == 3


def test_what_says_nothing_of_columns_is_refused(tmp_path: pathlib.Path) -> None:
    file, text = tmp_path / "d.parquet", tmp_path / "d.csv"
    pq.write_table(survey(), file)
    text.write_text("occ\n11-1011\n")
    cases: list[tuple[str, Any]] = [
        ("delimiter", lambda: socshift.convert(file, delimiter=";", **_to)),
        ("sheet", lambda: socshift.convert(file, sheet="a", **_to)),
        ("header_row", lambda: socshift.detect(file, header_row=2)),
        ("by_label", lambda: socshift.convert(file, by_label=True, **_to)),
        ("by_label", lambda: socshift.convert(text, by_label=True, **_to)),
        ("by_label", lambda: socshift.convert(survey(), by_label=True, **_to)),
        ("by_label", lambda: socshift.detect(survey(), "occ", by_label=True)),
        ("header_row", lambda: socshift.detect(survey(), "occ", header_row=2)),
        ("data", lambda: socshift.convert([file, text], **_to)),
        ("output", lambda: socshift.convert(file, output=tmp_path / "x.xlsx", **_to)),
        ("output", lambda: socshift.convert(file, output=tmp_path / "x.sas7bdat", **_to)),
        ("output", lambda: socshift.assign(file, column="occ", to="soc2018",
                                           output=tmp_path / "x.sas7bdat")),
        ("column", lambda: socshift.convert(file, **{**_to, "column": "ocp"})),
        ("sum", lambda: socshift.convert(file, sum="m", **_to)),
        ("sum", lambda: socshift.convert(text, sum="m", **_to)),
    ]
    for argument, call in cases:
        with pytest.raises(socshift.Error) as caught:
            call()
        assert caught.value.argument == argument, caught.value
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.csv", "d.parquet"]
