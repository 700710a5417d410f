"""Numbers that must not become others on their way through a frame."""

from __future__ import annotations

import decimal
import pathlib
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import socshift

TO: dict[str, Any] = {"from_": "soc2010", "to": "soc2018"}
CODES = ["11-1011", "15-1134", "xx"]


def test_columns_that_nobody_asks_for_keep_their_values() -> None:
    # PyArrow takes no rows of views, of lists of them and of runs.
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["p", "q"]))
    odd = {
        "view": pa.array(["a", None, "a text of more than twelve bytes"], pa.string_view()),
        "bytes": pa.array([b"1", b"2", b"3"], pa.binary_view()),
        "views": pa.array([["x"], [], ["y", "z"]], pa.list_(pa.string_view())),
        "runs": runs,
    }
    for name, column in odd.items():
        table = pa.table({"c": CODES, "wage": [50.5, 60.0, 70.0], "odd": column})
        frames: list[Any] = [table]
        if name != "views":
            frames.append(table.to_pandas(types_mapper=pd.ArrowDtype).set_index(pd.Index([7, 8, 9])))
        for frame in frames:
            result = socshift.convert(frame, column="c", **TO)
            rows = pa.Table.from_pandas(result.rows) if frame is not table else result.rows
            aside = result.account.set_aside
            assert rows["wage"].to_pylist() == [50.5, 60.0, 60.0], name
            values = column.to_pylist()
            assert rows["odd"].to_pylist() == [values[0], values[1], values[1]], name
            assert list(aside["wage"]) == [70.0] or aside["wage"].to_pylist() == [70.0]
            if frame is not table:
                assert result.rows.index.to_list() == [7, 8, 8]
                assert aside.index.to_list() == [9]
                assert list(aside["odd"]) == [values[2]]
                mixed = frame.assign(o=pd.Series(["a", "b", "c"], dtype=object, index=frame.index))
                kept = socshift.convert(mixed, column="c", **TO).rows
                assert kept["o"].dtype == object
                assert kept["o"].to_list() == ["a", "b", "b"]


@pytest.mark.parametrize("kind", [pl.Int64, pl.Float64, pl.Float32, pl.String, pl.Decimal(8, 1)])
def test_a_number_that_stands_for_missing_is_none(kind: Any) -> None:
    frame = pl.DataFrame(
        {"c": ["11-1011"] * 2, "n": pl.Series([-999, 3]).cast(kind), "w": [1, 1]}
    )
    for data in (frame, frame.to_pandas(), frame.to_arrow()):
        summed = socshift.convert(data, column="c", sum="n", missing=-999, **TO)
        assert list(pl.DataFrame(summed.rows)["n"]) == [3.0]
        assert summed.account["sums_in"] == {"n": "3"}
        assert "could_be_missing" not in summed.account
        mean = socshift.convert(data, column="c", mean="n", missing=["-999.0"], **TO)
        assert list(pl.DataFrame(mean.rows)["n_mean"]) == [3.0]
        scaled = socshift.convert(data, column="c", scale="n", missing="-999", **TO)
        assert scaled.account["sums_in"] == summed.account["sums_in"]
        weighted = socshift.convert(data, column="c", mean="w", by_weight="n", missing="-999", **TO)
        assert list(pl.DataFrame(weighted.rows)["w_mean_by_n"]) == [1.0]


def test_differences_above_zero_are_exported() -> None:
    table = socshift.weights("census", "employment")
    exported = pl.DataFrame(table)["difference"].to_list()
    assert exported == [float(value) for value in table["difference"]]
    assert any(value > 0 for value in exported)


def test_a_figure_by_its_place_is_divided_where_it_stands() -> None:
    frame = pl.DataFrame({"c": ["15-1134", "11-1011"], "n": [3, 7]})
    for data in (frame, frame.to_pandas(), frame.to_arrow()):
        result = socshift.convert(data, column="#1", scale="#2", weights="equal", **TO)
        rows = pl.DataFrame(result.rows)
        assert rows.columns == ["c", "n", "soc2018_code", "share", "basis"]
        assert rows["n"].to_list() == [1.5, 1.5, 7.0]
    twice = pa.table([["15-1134"], [1], [4]], names=["c", "w", "w"])
    rows = socshift.convert(twice, column="c", scale="#3", weights="equal", **TO).rows
    assert rows.column(1).to_pylist() == [1, 1]
    assert rows.column(2).to_pylist() == [2.0, 2.0]
    keyed = socshift.convert(frame, column="c", sum="n", by="#2", weights="equal", **TO)
    assert keyed.rows["#2"].to_list() == [7, 3, 3]


def test_of_a_part_that_is_set_aside_the_figure_is_that_of_the_part() -> None:
    frame = pl.DataFrame({"c": ["11-1011", "99"], "m": ["x", "y"], "n": [100.0, 7.0]})
    for data in (frame, frame.to_pandas(), frame.to_arrow()):
        result = socshift.convert(
            data, column="c", from_="soc2010", to="onet2006", weights="equal", scale="n"
        )
        aside = pl.DataFrame(result.account.set_aside)
        assert aside["in_part"].to_list() == [True, False]
        assert aside["n"].to_list() == [50.0, 7.0]
        assert sum(aside["n"]) == float(result.account["sums_rejected"]["n"])
        assert aside.columns == ["row", "reason", "in_part", "c", "m", "n"]


def test_a_column_without_a_name() -> None:
    frame = pl.DataFrame({"c": ["11-1011"], "": [3.0]})
    assert socshift.convert(frame, column="c", sum=[""], **TO).account["sums_in"] == {"": "3"}
    assert socshift.convert(frame, column="c", scale=[""], **TO).account["sums_out"] == {"": "3"}
    assert socshift.convert(frame, column="c", where={"": 3}, **TO).account["rows_carried"] == 1
    keyed = socshift.convert(frame, column="c", by=[""], sum="#2", **TO)
    assert keyed.rows[""].to_list() == [3.0]
    codes = pl.DataFrame({"": ["11-1011"]})
    assert socshift.convert(codes, column="", **TO).account["rows_carried"] == 1


def test_whole_numbers_stay_whole_beside_nulls() -> None:
    large = 2**60 + 1
    for kind in ("Int64", pd.ArrowDtype(pa.int64())):
        frame = pd.DataFrame(
            {"c": ["11-1011", "11-1021"], "n": pd.array([large, None], dtype=kind)}
        )
        result = socshift.convert(
            frame, column="c", scale="n", whole=True, weights="equal", **TO
        )
        assert result.rows["n"].dtype == kind
        assert int(result.rows["n"][0]) == large
        assert result.rows["n"].isna().to_list() == [False, True]
        keyed = socshift.convert(frame.assign(m=1), column="c", by="n", sum="m", **TO)
        assert large in keyed.rows["n"].dropna().to_list()
    unsigned = pa.table({"c": ["11-1011"], "n": pa.array([2**64 - 1], pa.uint64())})
    result = socshift.convert(unsigned, column="c", scale="n", whole=True, weights="equal", **TO)
    assert result.rows["n"].to_pylist() == [2**64 - 1]


def test_an_index_is_no_column() -> None:
    frame = pd.DataFrame(
        {"w": [1.0, 2, 3, 4]}, index=pd.Index([*CODES, "11-1021"], name="occ")
    )
    for call in (
        lambda: socshift.convert(frame, column="occ", **TO),
        lambda: socshift.assign(frame, column="occ", to="soc2018"),
        lambda: socshift.detect(frame, "occ"),
        lambda: socshift.convert(
            frame.set_index("w", append=True), column="occ", **TO
        ),
    ):
        with pytest.raises(socshift.Error, match="reset_index") as caught:
            call()
        assert caught.value.argument == "column"
    with pytest.raises(socshift.Error, match="no column"):
        socshift.convert(frame.rename_axis(None), column="__index_level_0__", **TO)
    assert socshift.convert(frame.reset_index(), column="occ", **TO).account["rows_in"] == 4
    mixed = pd.DataFrame({"occ": CODES[:2]}, index=[1, "a"])
    assert socshift.convert(mixed, column="occ", **TO).rows.index.to_list() == [1, "a", "a"]


def test_values_that_no_row_has_are_an_error(tmp_path: pathlib.Path) -> None:
    frame = pl.DataFrame({"c": CODES[:2], "sex": ["male", "female"], "yr": [2010, 2011]})
    file = tmp_path / "w.csv"
    frame.write_csv(file)
    for data in (frame, frame.to_pandas(), frame.to_arrow(), file):
        for said, value in (("where", {"sex": "mal"}), ("where", {"yr": 2012}),
                            ("where_not", {"sex": "femal"}), ("where_not", {"yr": "2011.0"})):
            with pytest.raises(socshift.Error, match="no row has") as caught:
                socshift.convert(data, column="c", **{said: value}, **TO)
            assert caught.value.argument == said
        years: Any = {2010: "soc2010", 2011: "soc2010", 2081: "soc2018"}
        with pytest.raises(socshift.Error, match="no row has '2081'") as caught:
            socshift.convert(data, column="c", edition_column="yr", edition_map=years, to="soc2018")
        assert caught.value.argument == "edition_map"
        for years in ({2010.0: "soc2010", range(2011, 2014): "soc2010"},
                      {"2010-2011": "soc2010"}):
            result = socshift.convert(
                data, column="c", edition_column="yr", edition_map=years, to="soc2018"
            )
            assert result.account["rows_carried"] == 2
        with pytest.raises(socshift.Error) as caught:
            socshift.convert(data, column="c", edition_column="yr",
                             edition_map={(2010, 2011): "soc2010"}, to="soc2018")
        assert caught.value.argument == "edition_map"
    objects = pd.DataFrame({"c": CODES[:2], "o": pd.Series(["x", 1], dtype=object)})
    for value in ("x", 1):
        first = socshift.detect(objects, "c", where={"o": value}).to_dicts()[0]
        assert (first["kind"], first["rows"]) == ("column", 1)
    with pytest.raises(socshift.Error, match="no row has"):
        socshift.detect(objects, "c", where={"o": "y"})
    with pytest.raises(socshift.Error, match="no row has"):
        socshift.assign(frame, column="sex", to="soc2018", where={"yr": 1})


def test_a_filter_says_numbers_however_they_are_kept() -> None:
    kept = pl.Series([1, 2, None])
    for kind in (pl.Int32, pl.Float64, pl.Decimal(10, 1), pl.Decimal(10, 3)):
        frame = pl.DataFrame({"c": ["11-1011"] * 3, "a": kept.cast(kind)})
        for value in (1, 1.0, decimal.Decimal("1.0"), decimal.Decimal(1)):
            result = socshift.convert(frame, column="c", where={"a": value}, **TO)
            detected = socshift.detect(frame, "c", where={"a": value})
            assert detected.to_dicts()[0]["rows"] == 1
            assert result.account["rows_carried"] == 1, (kind, value)
        for value in (float("nan"), None):
            result = socshift.convert(frame, column="c", where={"a": value}, **TO)
            assert result.account["rows_carried"] == 1, (kind, value)


def test_ranges_of_values_for_weights(tmp_path: pathlib.Path) -> None:
    frame = pl.DataFrame({"o": [100, 100], "SEX": [2, 1], "SCHL": [23, 16], "n": [1000, 1000]})
    file = tmp_path / "n.csv"
    frame.write_csv(file)
    words = {"1-17": "hs_or_less", "18-21": "some_college", range(22, 25): "advanced"}
    alone = {16: "hs_or_less", 23.0: "advanced"}
    call = {"column": "o", "from_": "census2010", "to": "census2018", "sum": "n",
            "weights": "census", "weights_by": {"sex": "SEX", "education": "SCHL"}}
    for data in (frame, file):
        rows = [
            pl.DataFrame(socshift.convert(
                data, weights_values={"sex": {1: "male", 2: "female"}, "education": of}, **call
            ).rows).rows()
            for of in (words, alone)
        ]
        assert rows[0] == rows[1]
        assert rows[0]
    with pytest.raises(socshift.Error, match="no range") as caught:
        socshift.convert(frame, weights_values={"education": {"17-1": "advanced"}}, **call)
    assert caught.value.argument == "weights_values"


def test_a_map_of_no_code_is_empty() -> None:
    all_codes = socshift.map(**TO)
    assert len(all_codes) > 800
    for codes in ([], (), pd.Series([], dtype=str)):
        table = socshift.map(codes, **TO)
        assert len(table) == 0
        assert table.columns == all_codes.columns


def test_a_column_of_levels_is_found_in_frames(tmp_path: pathlib.Path) -> None:
    frame = pl.DataFrame(
        {"code": ["31-1100", "31-1120", "31-1120", "21-1018"],
         "level": ["minor", "broad", "detailed", "detailed"], "employed": [9, 6, 6, 4]}
    )
    two = pl.DataFrame({"code": ["11-0000", "11-1011", "11-1021", "15-0000"],
                        "level": ["major", "detailed", "detailed", "major"], "n": [9, 6, 6, 4]})
    for data in (frame, frame.to_pandas(), frame.to_arrow()):
        with pytest.raises(socshift.Error, match="column 'level' .* tells them apart"):
            socshift.convert(data, column="code", from_="oews2021", to="soc2018", sum="employed",
                             weights="equal")
    for data in (two, two.to_pandas(), two.to_arrow(), two.to_pandas().astype({"level": "category"})):
        for more in ({}, {"sum": "n"}):
            account = socshift.convert(data, column="code", **more, **TO).account
            assert account["level_column"] == "level"
            assert account["level_values"] == ["major"]


def test_indices_of_several_draws_say_which() -> None:
    frame = pl.DataFrame({"c": CODES})
    rows = socshift.convert(frame, column="c", weights="equal", split="draw", draws=2, seed=1,
                            on_unknown="keep", indices_only=True, **TO).rows
    assert rows["draw"].to_list() == [1, 2, 1, 2, None]
    once = socshift.convert(frame, column="c", weights="equal", split="draw", seed=1,
                            indices_only=True, **TO).rows
    assert "draw" not in once.columns


def test_how_figures_are_written_other_columns_say(tmp_path: pathlib.Path) -> None:
    german = pl.DataFrame({"c": ["11-1011"], "n": ["1.234"], "other": ["5,5"]})
    english = pl.DataFrame({"c": ["11-1011"], "n": ["1,234"], "other": ["5.5"]})
    for frame, is_clear in ((german, False), (english, True)):
        file = tmp_path / "figures.csv"
        frame.write_csv(file)
        objects = frame.to_pandas().astype(object)
        for data in (frame, frame.to_pandas(), objects, frame.to_arrow(), file):
            if is_clear:
                assert socshift.convert(data, column="c", sum="n", **TO).account["sums_in"] == {
                    "n": "1234"
                }
                continue
            for figures in ({"sum": "n"}, {"sum": "#2"}, {"scale": "n", "weights": "equal"}):
                with pytest.raises(socshift.Error, match="nothing in the first") as caught:
                    socshift.convert(data, column="c", **figures, **TO)
                assert caught.value.argument == "decimal"


def test_numbers_are_what_they_are_whatever_holds_them() -> None:
    """A comma before decimals is of texts: 1.234 is no thousand in any type of numbers."""
    numbers = [1.234, 2.345, 1.234, 1]
    for column in [
        pd.Categorical(numbers),
        pd.Series([1.234, decimal.Decimal("2.345"), 1.234, 1], dtype=object),
        pd.Series([decimal.Decimal(str(number)) for number in numbers], dtype=object),
        pa.array(numbers, pa.float64()).dictionary_encode(),
    ]:
        codes = ["11-1011"] * 4
        frame: Any = (
            pa.table({"c": codes, "n": column})
            if isinstance(column, pa.DictionaryArray)
            else pd.DataFrame({"c": codes, "n": column})
        )
        result = socshift.convert(
            frame, column="c", from_="soc2010", to="soc2018", sum="n", decimal=","
        )
        assert result.account["sums_in"] == {"n": "5.813"}


def test_figures_are_texts_or_numbers() -> None:
    for figures in [["0,5", 1.234, "2,25"], ["1.234.567", "1.500.000", decimal.Decimal("1.234")]]:
        frame = pd.DataFrame({"c": ["11-1011"] * 3, "n": pd.Series(figures, dtype=object)})
        with pytest.raises(socshift.Error, match="as texts .* and as numbers") as caught:
            socshift.convert(frame, column="c", from_="soc2010", to="soc2018", sum="n")
        assert caught.value.argument == "sum"
    frame = pd.DataFrame({"c": ["11-1011"] * 3, "n": pd.Series([1.5, "", None], dtype=object)})
    result = socshift.convert(frame, column="c", from_="soc2010", to="soc2018", sum="n")
    assert result.account["sums_in"] == {"n": "1.5"}


def test_text_is_not_written_under_the_name_of_another_kind(tmp_path: pathlib.Path) -> None:
    data = tmp_path / "in.csv"
    data.write_text("c,n\n11-1011,1\n")
    for name in ["out.sas7bdat", "out.XLSX", "out.xls"]:
        with pytest.raises(socshift.Error, match="not written here") as caught:
            socshift.convert(
                data, column="c", from_="soc2010", to="soc2018", output=tmp_path / name
            )
        assert caught.value.argument == "output"
        assert not (tmp_path / name).exists()


def test_groups_of_a_weights_file_are_numbers_in_a_column_of_decimals(
    tmp_path: pathlib.Path,
) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text(
        "source,target,SEX,share\n15-1134,15-1254,1,0.9\n15-1134,15-1255,1,0.1\n"
        "15-1134,15-1254,2,0.2\n15-1134,15-1255,2,0.8\n"
    )
    for places in ["1", "1.0", "1.00"]:
        one = decimal.Decimal(places)
        frame = pa.table({"c": ["15-1134"] * 2, "SEX": [one, 2 * one], "w": [10, 10]})
        result = socshift.convert(
            frame, column="c", from_="soc2010", to="soc2018", scale="w", weights=[rates, "equal"]
        )
        assert result.rows["w"].to_pylist() == [9, 1, 2, 8]
        for value in [one, 1, "1", "1.0"]:
            only = socshift.convert(
                frame, column="c", from_="soc2010", to="soc2018", where={"SEX": value}
            )
            assert only.account["rows_in"] - only.account["rows_filtered"] == 1


def test_years_that_are_decimals_are_in_a_range() -> None:
    years = [decimal.Decimal("2005.0"), decimal.Decimal("2012.0")]
    frame = pa.table({"c": ["11-1011"] * 2, "year": years})
    result = socshift.convert(
        frame,
        column="c",
        to="soc2018",
        edition_column="year",
        edition_map={"2000-2009": "soc2000", "2012": "soc2010"},
    )
    assert result.account["rows_carried"] == 2


def test_floats_of_32_bits_are_their_shortest_decimals() -> None:
    chance = np.random.default_rng(32)
    values = np.concatenate([[0.1, 1 / 3, 16777217.0, 1e-7], chance.random(200)]).astype("float32")
    codes = ["11-1011", "15-1132"] * (len(values) // 2)
    frame = pd.DataFrame({"c": codes, "n": values})
    rows = socshift.convert(frame, column="c", weights="equal", scale="n", **TO).rows
    assert rows["n"].dtype == "float64"
    whole = rows[rows["c"] == "11-1011"]["n"]
    assert (whole.to_numpy().astype("float32") == values[::2]).all()
    assert [repr(value) for value in whole] == [str(float(str(value))) for value in values[::2]]
    summed = socshift.convert(frame, column="c", weights="equal", sum="n", **TO)
    exact = sum(decimal.Decimal(str(value)) for value in values)
    assert decimal.Decimal(summed.account["sums_in"]["n"]) == exact
    assert abs(float(exact) - values.astype("float64").sum()) < 1e-6 * float(exact)
    kept = socshift.convert(frame, column="c", where={"n": [0.1, np.float32(1 / 3)]}, **TO)
    assert kept.account["rows_in"] - kept.account["rows_filtered"] == 2
    keyed = socshift.convert(frame.head(1).assign(m=1), column="c", sum="m", by="n", **TO).rows
    assert keyed["n"].dtype == "float32"
