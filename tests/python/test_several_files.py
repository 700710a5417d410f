"""Several files with columns as one table: what each says of its columns holds for all, or is refused."""

from __future__ import annotations

import os
import pathlib
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from conftest import Program

ENDS = ("--column", "occ", "--from", "soc2010", "--to", "soc2018", "--weights", "equal", "--quiet",
        "--overwrite")

pytestmark = pytest.mark.skipif(
    not os.environ.get("SOCSHIFT_PLUGINS"), reason="SOCSHIFT_PLUGINS names no folder of plug-ins")


def refused(program: Program, *arguments: str) -> str:
    before = sorted(path.name for path in program.folder.iterdir())
    done = program.run("convert", *arguments, *ENDS)
    assert done.returncode == 2, done.stdout
    assert sorted(path.name for path in program.folder.iterdir()) == before
    return done.stderr


def converted(program: Program, *arguments: str) -> str:
    done = program.run("convert", *arguments, *ENDS)
    assert done.returncode == 0, done.stderr
    return done.stdout


def labelled(path: pathlib.Path, labels: dict[float, str]) -> None:
    data = pd.DataFrame({"occ": ["11-1011"], "sex": [1.0]})
    if path.suffix == ".dta":
        data["sex"] = data["sex"].astype("int8")
        pyreadstat.write_dta(data, path, variable_value_labels={
            "sex": {int(value): label for value, label in labels.items()}})
    else:
        pyreadstat.write_sav(data, path, variable_value_labels={"sex": labels})


@pytest.mark.parametrize("kind", ["dta", "sav"])
def test_value_labels(program: Program, kind: str) -> None:
    labelled(program.folder / f"w1.{kind}", {1: "Male", 2: "Female"})
    labelled(program.folder / f"w2.{kind}", {1: "Female", 2: "Male"})
    labelled(program.folder / f"w3.{kind}", {1: "Male", 3: "Other"})
    message = refused(program, f"w1.{kind}", f"w2.{kind}", "-o", f"out.{kind}")
    assert (f"w2.{kind}: column 'sex' labels the value 1 'Female', expected 'Male', as 'w1.{kind}' has"
            in message)
    converted(program, f"w1.{kind}", f"w3.{kind}", "-o", f"out.{kind}")
    read = pyreadstat.read_dta if kind == "dta" else pyreadstat.read_sav
    _, meta = read(program.folder / f"out.{kind}")
    assert meta.variable_value_labels["sex"] == {1: "Male", 2: "Female", 3: "Other"}
    # The same by way of Parquet, which keeps what is said of columns.
    for name in ("w1", "w2"):
        converted(program, f"{name}.{kind}", "-o", f"{name}.parquet")
    assert "labels the value 1" in refused(program, "w1.parquet", "w2.parquet", "--prefix", "x_",
                                           "-o", f"more.{kind}")


def test_days_in_other_units(program: Program) -> None:
    data = pd.DataFrame({"occ": ["11-1011"], "when": pd.to_datetime(["2020-03-01"])})
    for form in ("td", "tm", "tc"):
        data.to_stata(program.folder / f"{form}.dta", write_index=False, convert_dates={"when": form})
    for form in ("tm", "tc"):
        message = refused(program, "td.dta", f"{form}.dta", "-o", "out.dta")
        assert f"{form}.dta: column 'when' has the format %{form}, expected the format %td" in message
    (program.folder / "again.dta").write_bytes((program.folder / "td.dta").read_bytes())
    converted(program, "td.dta", "again.dta", "-o", "out.dta")


def test_declared_missing_values(program: Program) -> None:
    data = pd.DataFrame({"occ": ["11-1011"] * 2, "v": [-9.0, -8.0]})
    pyreadstat.write_sav(data, program.folder / "m9.sav", missing_ranges={"v": [-9.0]})
    pyreadstat.write_sav(data, program.folder / "m8.sav", missing_ranges={"v": [-8.0]})
    pyreadstat.write_sav(data, program.folder / "m0.sav")
    for first, other, said in [("m9", "m8", "-8 to be missing, expected -9"),
                               ("m9", "m0", "no value to be missing, expected -9"),
                               ("m0", "m9", "-9 to be missing, expected no value")]:
        message = refused(program, f"{first}.sav", f"{other}.sav", "-o", "out.sav")
        assert f"{other}.sav: column 'v' declares {said}, as '{first}.sav' has" in message


def test_types_that_one_type_holds(program: Program) -> None:
    """Files of one table whose columns differ in width, in coding and in order."""
    def write(name: str, **columns: Any) -> None:
        pq.write_table(pa.table(columns), program.folder / f"{name}.parquet")

    occ = ["11-1021", None]
    write("first", occ=["11-1011"], n=pa.array([1], pa.int64()))
    write("narrow", occ=occ, n=pa.array([2, None], pa.int32()))
    write("order", n=pa.array([3, 4], pa.uint16()), occ=occ)
    write("coded", occ=pa.array(occ).dictionary_encode(), n=[5, 6])
    write("null", occ=occ, n=pa.nulls(2))
    write("large", occ=pa.array(occ, pa.large_string()), n=[7, 8])
    names = ["narrow", "order", "coded", "null", "large"]
    for first in (["first"], []):
        files = [f"{name}.parquet" for name in [*first, *names]]
        done = program.run("convert", *files, *ENDS, "-o", "out.parquet", "--on-unknown", "keep")
        assert done.returncode in (0, 1), done.stderr
        out = pq.read_table(program.folder / "out.parquet")
        assert out.schema.field("n").type == pa.int64()
        assert out.schema.field("occ").type == pa.string()
        assert out["n"].to_pylist() == [1][:len(first)] + [2, None, 3, 4, 5, 6, None, None, 7, 8]
        assert out["occ"].to_pylist() == ["11-1011"][:len(first)] + occ * 5
    write("real", occ=["11-1011"], n=[0.5])
    assert ("real.parquet: column 'n' is float64, expected int64, as 'first.parquet' has"
            in refused(program, "first.parquet", "real.parquet"))
    converted(program, "narrow.parquet", "real.parquet", "-o", "out.parquet", "--on-unknown", "keep")
    assert pq.read_table(program.folder / "out.parquet")["n"].to_pylist() == [2.0, None, 0.5]
    write("other", occ=["11-1011"], m=[1])
    assert ("other.parquet: there is no column 'n', unlike 'first.parquet'"
            in refused(program, "first.parquet", "other.parquet"))


@pytest.mark.parametrize(("values", "is_same"), [
    (pa.array([2016], pa.int32()), True), (pa.array(["2016"]), True), (pa.array([2016.0]), True),
    (pa.array([1916]), False), (pa.array([None], pa.int32()), False), (pa.array(["02016"]), False),
])
def test_a_folder_says_what_a_column_says(program: Program, values: pa.Array, is_same: bool) -> None:
    folder = program.folder / "data" / "year=2016"
    folder.mkdir(parents=True)
    pq.write_table(pa.table({"occ": ["11-1011"], "n": [1], "year": values}), folder / "a.parquet")
    if is_same:
        assert ",2016" in converted(program, "data", "--sum", "n", "--by", "year")
    else:
        message = refused(program, "data", "--sum", "n", "--by", "year")
        assert ("data/year=2016/a.parquet: row 1: column 'year' is not what the name of the folder "
                "says, 'year=2016'" in message)


def test_a_file_beside_the_folders(program: Program) -> None:
    """The file that is no part of the table is named, whichever comes first."""
    for name in ("README.txt", "zz.txt"):
        folder = program.folder / name[0] / "y=1"
        folder.mkdir(parents=True)
        pq.write_table(pa.table({"occ": ["11-1011"], "n": [1]}), folder / "a.parquet")
        (program.folder / name[0] / name).write_text("notes\n")
        assert f"{name[0]}/{name}: the names of its folders have the keys none" in refused(program, name[0])
