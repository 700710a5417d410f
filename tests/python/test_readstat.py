"""Files of Stata, SPSS and SAS that other programs wrote come back equal from the engine, by what
other programs read of them. `readstat_copy` (tests/formats) takes a file to another one without a
conversion."""

from __future__ import annotations

import gzip
import json
import os
import pathlib
import random
import subprocess
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Program

COPY = os.environ.get("SOCSHIFT_READSTAT_COPY", "")

pytestmark = pytest.mark.skipif(not COPY, reason="built without ReadStat")

# What a reader knows of a file beside its values.
STATA_FACTS = [
    "column_names", "column_labels", "file_label", "variable_value_labels", "notes",
    "original_variable_types", "variable_to_label", "variable_storage_width",
    "readstat_variable_types", "missing_user_values",
]
SPSS_FACTS = [
    *STATA_FACTS[:-1], "missing_ranges", "variable_measure", "variable_display_width",
    "creation_time",
]


def copy(source: pathlib.Path, target: pathlib.Path, *options: str) -> None:
    done = run(source, target, *options)
    assert done.stderr == ""
    assert done.returncode == 0


def run(*arguments: str | pathlib.Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COPY, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120
    )


def facts(meta: Any, names: list[str]) -> dict[str, Any]:
    return {name: getattr(meta, name) for name in names}


def frame(rows: int = 50) -> pd.DataFrame:
    numbers = np.random.default_rng(19)
    out = pd.DataFrame(
        {
            "tiny": numbers.integers(-127, 101, rows).astype("int8"),
            "small": numbers.integers(-32767, 32741, rows).astype("int16"),
            "whole": numbers.integers(-2147483647, 2147483621, rows).astype("int32"),
            "single": numbers.normal(size=rows).astype("float32"),
            "real": numbers.normal(size=rows) * 1e200,
            "code": [f"11-10{place % 90 + 10}" for place in range(rows)],
            "text": ["", "ünï", "x" * 300, " a", "tab\tline\n"] * (rows // 5),
            "occ": (numbers.integers(0, 3, rows) * 10 + 111011).astype("int32"),
        }
    )
    out.loc[::7, "real"] = np.nan
    out.loc[::5, "single"] = np.nan
    out["occ"] = out["occ"].astype("int32")
    return out


@pytest.mark.parametrize("byteorder", ["little", "big"])
@pytest.mark.parametrize("version", [114, 117, 118, 119])
def test_stata_of_pandas(tmp_path: pathlib.Path, version: int, byteorder: str) -> None:
    before, after = tmp_path / "before.dta", tmp_path / "after.dta"
    data = frame()
    is_wide = version == 119  # strL are not read of it
    if version == 114:  # 244 bytes
        data["text"] = data["text"].str.slice(0, 200)
    if version == 117:  # Latin-1, but for strL, which pandas has as UTF-8
        data["text"] = data["text"].str.replace("ünï", "uni")
    data["day"] = pd.to_datetime("2018-01-01") + pd.to_timedelta(range(len(data)), unit="D")
    data.to_stata(
        before,
        write_index=False,
        version=version,
        convert_dates={"day": "td"},
        convert_strl=None if version == 114 or is_wide else ["text"],
        byteorder=byteorder,
        data_label="A survey",
        variable_labels={"occ": "Occupation", "code": "Code"},
        value_labels={"occ": {111011: "Chief", 111021: "General", 111031: "Legislators"}},
        time_stamp=pd.Timestamp(2020, 2, 29, 12, 34).to_pydatetime(),
    )
    copy(before, after)
    for options in ({}, {"convert_missing": True, "convert_categoricals": False}):
        pd.testing.assert_frame_equal(
            pd.read_stata(before, **options), pd.read_stata(after, **options)
        )
    with pd.io.stata.StataReader(before) as one, pd.io.stata.StataReader(after) as other:
        for of in ("variable_labels", "value_labels"):
            assert getattr(one, of)() == getattr(other, of)()
        assert (one.data_label, one.time_stamp) == (other.data_label, other.time_stamp)
    names = [name for name in STATA_FACTS if version > 114 or name != "variable_storage_width"]
    assert facts(pyreadstat.read_dta(before)[1], names) == facts(
        pyreadstat.read_dta(after)[1], names
    )
    again = tmp_path / "again.dta"
    copy(after, again)
    assert after.read_bytes() == again.read_bytes()


def test_long_texts_of_release_119(tmp_path: pathlib.Path) -> None:
    before = tmp_path / "before.dta"
    frame().to_stata(before, write_index=False, version=119, convert_strl=["text"])
    done = run(before, tmp_path / "after.dta")
    assert done.returncode == 2
    assert "column 'text' has long texts (strL) in release 119" in done.stderr


def tagged(tmp_path: pathlib.Path, rows: int = 40) -> tuple[pathlib.Path, list[str]]:
    """A file of Stata with a column of missing values of all kinds, and which they are."""
    path = tmp_path / "tags.dta"
    kinds = [".", *[f".{chr(ord('a') + place)}" for place in range(26)]]
    is_missing = [place % 3 > 0 for place in range(rows)]
    wanted = [kinds[place % 27] if is_missing[place] else "7.0" for place in range(rows)]
    pd.DataFrame({"id": np.arange(rows, dtype="int32"), "pay": np.full(rows, 7.0)}).to_stata(
        path, write_index=False, version=118
    )
    content = bytearray(path.read_bytes())
    start = content.index(b"<data>") + 6
    for row in range(rows):
        if is_missing[row]:
            # 2^1023 is ".", and each tag is 2^971 more.
            number = (0x7FE0 << 48) + kinds.index(wanted[row]) * (1 << 40)
            at = start + 12 * row + 4
            content[at : at + 8] = number.to_bytes(8, "little")
    path.write_bytes(content)
    return path, wanted


def missing_kinds(path: pathlib.Path) -> list[str]:
    return [str(value) for value in pd.read_stata(path, convert_missing=True)["pay"]]


def test_missing_values_of_stata(tmp_path: pathlib.Path) -> None:
    before, wanted = tagged(tmp_path)
    assert missing_kinds(before) == wanted  # as pandas sees the file that was made
    after, other = tmp_path / "after.dta", tmp_path / "other.dta"
    copy(before, after)
    assert missing_kinds(after) == wanted
    copy(before, other, "--reversed")
    assert missing_kinds(other) == [kind for kind in reversed(wanted) for _ in range(2)]
    refused = run(before, tmp_path / "after.sav")
    assert refused.returncode == 2
    assert "column 'pay', row 2: the missing value '.a'" in refused.stderr
    assert not (tmp_path / "after.sav").exists()


@pytest.mark.parametrize("options", [{}, {"row_compress": True}, {"compress": True}])
def test_spss_of_pyreadstat(tmp_path: pathlib.Path, options: dict[str, bool]) -> None:
    before, after = tmp_path / "before.sav", tmp_path / "after.sav"
    data = frame()
    data["day"] = pd.to_datetime("2018-01-01").date()
    pyreadstat.write_sav(
        data,
        before,
        file_label="A survey",
        note="a note",
        column_labels={"occ": "Occupation", "text": "Änything"},
        variable_value_labels={
            "occ": {111011: "Chief", 111021: "General"},
            "code": {"11-1011": "Chief Executives"},
            "text": {"ünï": "long"},
        },
        missing_ranges={"occ": [111031, {"lo": 1, "hi": 9}], "code": ["11-1012"]},
        variable_measure={"occ": "nominal", "real": "scale"},
        variable_display_width={"occ": 13, "text": 30},
        variable_format={"real": "E12.3", "occ": "F11.0"},
        **options,
    )
    copy(before, after)
    for user_missing in (False, True):
        one, about_one = pyreadstat.read_sav(before, user_missing=user_missing)
        other, about_other = pyreadstat.read_sav(after, user_missing=user_missing)
        pd.testing.assert_frame_equal(one, other)
        assert facts(about_one, SPSS_FACTS) == facts(about_other, SPSS_FACTS)
    again = tmp_path / "again.sav"
    copy(after, again)
    assert after.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("version", [5, 8])
def test_transport_files(tmp_path: pathlib.Path, version: int) -> None:
    before, after = tmp_path / "before.xpt", tmp_path / "after.dta"
    data = frame().drop(columns="text")
    data["real"] /= 1e190
    pyreadstat.write_xport(data, before, file_format_version=version, table_name="T")
    copy(before, after)
    one, _ = pyreadstat.read_xport(before)
    other, _ = pyreadstat.read_dta(after)
    pd.testing.assert_frame_equal(one, other)


def test_between_stata_and_spss(tmp_path: pathlib.Path) -> None:
    stata, spss, again = tmp_path / "a.dta", tmp_path / "b.sav", tmp_path / "c.dta"
    data = frame()
    data.to_stata(stata, write_index=False, version=118, variable_labels={"occ": "ö" * 80},
                  value_labels={"occ": {111011: "Chief"}})
    copy(stata, spss)
    copy(spss, again)
    one, about_one = pyreadstat.read_dta(stata)
    other, about_other = pyreadstat.read_dta(again)
    pd.testing.assert_frame_equal(one.astype({"tiny": float}), other.astype({"tiny": float}),
                                  check_dtype=False)
    assert about_one.column_labels == about_other.column_labels
    assert about_one.variable_value_labels == about_other.variable_value_labels


def test_codes_with_titles(tmp_path: pathlib.Path) -> None:
    before = tmp_path / "before.dta"
    pd.DataFrame({"soc": ["11-1011", "", "11-1021"]}).to_stata(before, write_index=False)
    titles = "soc=11-1011:Chief Executives,11-1021:General Managers"
    copy(before, tmp_path / "after.dta", "--titled", titles)
    read = pd.read_stata(tmp_path / "after.dta")["soc"].astype(object)
    assert list(read.fillna("none")) == [
        "11-1011 Chief Executives", "none", "11-1021 General Managers",
    ]
    plain = pd.read_stata(tmp_path / "after.dta", convert_categoricals=False)["soc"]
    assert list(plain.fillna(0)) == [111011, 0, 111021]
    copy(before, tmp_path / "after.sav", "--titled", titles)
    values, meta = pyreadstat.read_sav(tmp_path / "after.sav")
    assert list(values["soc"]) == ["11-1011", "", "11-1021"]
    assert meta.variable_value_labels == {
        "soc": {"11-1011": "Chief Executives", "11-1021": "General Managers"}
    }


def test_labels_as_a_column(tmp_path: pathlib.Path) -> None:
    before = tmp_path / "before.dta"
    pd.DataFrame({"occ": np.array([2, 1, 3], dtype="int8")}).to_stata(
        before, write_index=False, value_labels={"occ": {1: "11-1011 Chief", 2: "11-1021 General"}}
    )
    done = run("--by-label", "occ", before)
    assert done.stdout.splitlines() == ["11-1021 General", "11-1011 Chief", "3"]


def test_codes_of_figures_are_labelled_numbers(program: Program, tmp_path: pathlib.Path) -> None:
    pd.DataFrame({"occ": ["15-1134", "11-1011"], "people": [3, 4]}).to_stata(
        tmp_path / "data.dta", write_index=False
    )
    asked = ["--column", "occ", "--from", "soc2010", "--to", "soc2018", "--weights", "equal"]
    for kind in ("dta", "sav"):
        done = program.run(
            "convert", "data.dta", *asked, "--sum", "people", "-o", f"out.{kind}", "--quiet"
        )
        assert done.returncode == 0, done.stderr
    values, about = pyreadstat.read_dta(tmp_path / "out.dta")
    assert list(values["soc2018_code"]) == [111011, 151254, 151255]
    assert about.variable_value_labels["soc2018_code"][111011] == "11-1011 Chief Executives"
    values, about = pyreadstat.read_sav(tmp_path / "out.sav")
    assert list(values["soc2018_code"]) == ["11-1011", "15-1254", "15-1255"]
    assert about.variable_value_labels["soc2018_code"]["11-1011"] == "Chief Executives"


@pytest.mark.parametrize("options", [[], ["--on-unknown", "keep"], ["--sum", "id"]])
def test_missing_codes_are_counted_by_kind(
    program: Program, tmp_path: pathlib.Path, options: list[str]
) -> None:
    _, kinds = tagged(tmp_path)
    done = program.run(
        "convert", "tags.dta", "--column", "pay", "--from", "soc2010", "--to", "soc2018",
        "--weights", "equal", "-o", "out.dta", "--summary", "account.json", *options,
    )
    assert done.returncode in (0, 1), done.stderr
    account = json.loads((tmp_path / "account.json").read_text())
    wanted = {kind: kinds.count(kind) for kind in sorted(set(kinds)) if len(kind) == 2}
    assert len(wanted) > 10
    assert {each["kind"]: each["rows"] for each in account["missing_codes"]} == wanted
    assert account["by_reason"]["empty"] == sum(wanted.values()) + kinds.count(".")
    assert "missing codes, by kind: '.a' (" in done.stderr


def test_missing_codes_of_spss_and_of_labels(program: Program, tmp_path: pathlib.Path) -> None:
    pyreadstat.write_sav(
        pd.DataFrame({"occ": [1.0, -9, -8, -9], "id": [1, 2, 3, 4]}), tmp_path / "data.sav",
        variable_value_labels={"occ": {1: "11-1011"}}, missing_ranges={"occ": [-9, -8]},
    )
    done = program.run(
        "convert", "data.sav", "--column", "occ", "--by-label", "--from", "soc2010", "--to",
        "soc2018", "-o", "out.sav", "--summary", "account.json", "--where-not", "id=4",
    )
    assert done.returncode == 1, done.stderr
    account = json.loads((tmp_path / "account.json").read_text())
    assert account["missing_codes"] == [
        {"kind": "-8", "rows": 1}, {"kind": "-9", "rows": 1},
    ]


def test_what_helps_with_files_that_are_not_read(
    program: Program, tmp_path: pathlib.Path
) -> None:
    ends = ["--from", "soc2010", "--to", "soc2018"]
    pd.DataFrame({"occ": np.array([1, 2, 3], dtype="int8")}).to_stata(
        tmp_path / "enc.dta", write_index=False,
        value_labels={"occ": {1: "11-1011", 2: "11-1021", 3: "15-1131"}},
    )
    for arguments in (["convert", "enc.dta", "--column", "occ", *ends],
                      ["convert", "enc.dta", "--column", "occ", "--to", "soc2018"],
                      ["detect", "enc.dta", "--column", "occ"]):
        done = program.run(*arguments)
        assert done.returncode == 2
        assert done.stderr.endswith("1 is labelled '11-1011'; --by-label looks at the labels\n")
    packed = tmp_path / "enc.dta.gz"
    packed.write_bytes(gzip.compress((tmp_path / "enc.dta").read_bytes()))
    for arguments in (["convert", packed.name, "--column", "occ", *ends], ["detect", packed.name]):
        done = program.run(*arguments)
        assert done.returncode == 2
        assert ("enc.dta.gz: a file of Stata, compressed or from a pipe; such a file is read by its "
                "name, and unpacked before") in done.stderr


TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=60, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.integers(-2147483647, 2147483620),
            st.one_of(st.none(), st.floats(-8.9e307, 8.9e307, allow_subnormal=True)),
            TEXTS,
        ),
        max_size=30,
    )
)
def test_any_values(
    tmp_path: pathlib.Path, rows: list[tuple[int, float | None, str]]
) -> None:
    before = tmp_path / "before.dta"
    data = pd.DataFrame(
        {
            "n": pd.Series([row[0] for row in rows], dtype="int32"),
            "d": pd.Series([row[1] for row in rows], dtype="float64"),
            "s": pd.Series([row[2] for row in rows], dtype="object"),
        }
    )
    data.to_stata(before, write_index=False, version=118)
    copy(before, tmp_path / "after.dta")
    pd.testing.assert_frame_equal(
        pd.read_stata(before), pd.read_stata(tmp_path / "after.dta"), check_exact=True
    )


def damaged(content: bytes, chance: random.Random) -> bytes:
    out = bytearray(content)
    if chance.random() < 0.3:
        return bytes(out[: chance.randrange(len(out))])
    for _ in range(chance.choice([1, 2, 8])):
        out[chance.randrange(min(len(out), 2000))] = chance.choice([0, 1, 127, 128, 255])
    return bytes(out)


@pytest.mark.parametrize("kind", ["dta", "sav", "zsav", "xpt"])
def test_damaged_files(tmp_path: pathlib.Path, kind: str) -> None:
    """An error or a file, and never half a one; the program does not die of it."""
    made, source, target = (tmp_path / name for name in ("made", "damaged", "after.dta"))
    data = frame(10)
    if kind == "dta":
        data.to_stata(made, write_index=False, version=118, convert_strl=["text"])
    elif kind == "xpt":
        pyreadstat.write_xport(data[["tiny", "code", "single"]], made)
    else:
        pyreadstat.write_sav(data, made, compress=kind == "zsav", row_compress=kind == "sav")
    content = made.read_bytes()
    chance = random.Random(kind)
    codes = set()
    for _ in range(60):
        source.write_bytes(damaged(content, chance))
        done = subprocess.run(
            [COPY, str(source), str(target)], capture_output=True, check=False, timeout=60
        )
        codes.add(done.returncode)
        assert done.returncode in (0, 2), done.stderr
        assert b"unforeseen" not in done.stderr
        assert target.exists() == (done.returncode == 0)
        target.unlink(missing_ok=True)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged", "made"]
    assert 2 in codes
