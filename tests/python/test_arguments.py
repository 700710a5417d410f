"""What is said wrongly is an error of socshift that names the argument."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import socshift

TO: dict[str, Any] = {"from_": "soc2010", "to": "soc2018"}
CODES = ["11-1011", "15-1134"]
FRAME = pd.DataFrame({"c": CODES, "n": [1, 2], "s": ["a", "b"]})


def convert(**said: Any) -> Any:
    return socshift.convert(said.pop("data", FRAME), **{"column": "c", **TO, **said})


WRONG: list[tuple[str, str | None, Callable[[], Any]]] = [
    ("where", "where", lambda: convert(where="a=1")),
    ("where list", "where", lambda: convert(where=["a"])),
    ("where 0", "where", lambda: convert(where=0)),
    ("where nothing", "where", lambda: convert(where={"n": []})),
    ("where bool", "where", lambda: convert(where={"n": True})),
    ("where_not", "where_not", lambda: convert(where_not="a=1")),
    ("where_not of no column", "where_not", lambda: convert(where_not={"zz": 1})),
    ("where_not bool", "where_not", lambda: convert(where_not={"n": True})),
    ("edition_map", "edition_map", lambda: convert(edition_map="a=1")),
    ("weights_by", "weights_by", lambda: convert(weights_by=["sex"])),
    ("weights_by of no column", "weights_by",
     lambda: convert(weights="census", weights_by={"sex": "zz", "education": "s"})),
    ("sum", "sum", lambda: convert(sum=5)),
    ("sum of numbers", "sum", lambda: convert(sum=[5])),
    ("scale", "scale", lambda: convert(scale={"n": 1})),
    ("by", "by", lambda: convert(sum="n", by=3)),
    ("weights number", "weights", lambda: convert(weights=5)),
    ("weights frame", "weights", lambda: convert(weights=pd.DataFrame({"a": [1]}))),
    ("weights dict", "weights", lambda: convert(weights={"equal": 1})),
    ("families", "families", lambda: convert(to="", families=5)),
    ("catalog", "catalog", lambda: convert(catalog=5)),
    ("catalog that is not there", "catalog", lambda: convert(catalog="/no/such/folder")),
    ("no column by place", "column", lambda: convert(column="#9")),
    ("no column by place to add up", "sum", lambda: convert(sum="#9")),
    ("a column to be added up twice", "sum", lambda: convert(sum=["n", "n"])),
    ("a column of bools", "column", lambda: convert(data=FRAME.assign(c=[True, False]))),
    ("a column of bools to add up", "sum", lambda: convert(data=FRAME.assign(n=[True, False]), sum="n")),
    ("a key of lists", "by", lambda: convert(data=FRAME.assign(s=[[1], [2]]), sum="n", by="s")),
    ("objects", "column", lambda: convert(data=FRAME.assign(c=pd.Series(["a", {1}], dtype=object)))),
    ("where_not beside where", "where_not",
     lambda: convert(where={"s": "a"}, where_not={"s": "zz"})),
    ("a key that is called as an added column", "prefix",
     lambda: convert(data=FRAME.assign(basis="x"), sum="n", by="basis")),
    ("a code as name of a column", "column",
     lambda: convert(data=pd.DataFrame({"11-1011": CODES}), column="#1")),
    ("frame without columns", "data", lambda: convert(data=pd.DataFrame())),
    ("overwrite of a frame", "overwrite", lambda: convert(overwrite=True)),
    ("score without titles", "title_score", lambda: convert(title_score=0.9)),
    ("map of numbers", "codes", lambda: socshift.map([151134], **TO)),
    ("map of none", "codes", lambda: socshift.map(["11-1011", None], **TO)),  # type: ignore[list-item]
    ("counts without residuals", "counts", lambda: socshift.diff("2010", "2018", counts="zzz")),
    ("a code that is a number", "code",
     lambda: socshift.CodeMap("soc2010", "soc2018").get(151134)),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("call", [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_an_argument_that_is_wrong_is_named(call: tuple[str, Callable[[], Any]]) -> None:
    argument, work = call
    with pytest.raises(socshift.Error) as caught:
        work()
    assert caught.value.argument == argument, caught.value
    assert " --" not in str(caught.value)
    assert "TEXT" not in str(caught.value)
    assert "no_header" not in str(caught.value)
    assert "Arrow" not in str(caught.value)


def test_a_misspelt_word_for_weights() -> None:
    for work in (lambda: convert(weights="cencus"), lambda: socshift.weights("cencus")):
        with pytest.raises(socshift.Error, match="did you mean 'census'") as caught:
            work()
        assert caught.value.argument == "weights"


def test_none_is_nothing_said() -> None:
    expected = convert().rows
    for name in ("sum", "mean", "by", "scale", "missing", "no_code", "weights", "families", "via",
                 "where", "edition_map", "weights_by"):
        pd.testing.assert_frame_equal(convert(**{name: None}).rows, expected)
    assert convert(from_=None).account["rows_carried"] == 2
    where = socshift.CodeMap("soc2010", "soc2018")
    assert where.get(None) is None  # type: ignore[arg-type]
    assert where.get(float("nan")) is None  # type: ignore[arg-type]


def test_words_for_what_is_missing_can_be_numbers() -> None:
    codes = pl.DataFrame({"c": [111011, 999999]})
    account = convert(data=codes, no_code=[999999]).account
    assert account.reasons == {"a word for no code": 1}


def test_columns_of_nothing() -> None:
    frame = pl.DataFrame({"c": CODES, "n": [None, None], "m": [1, 2]})
    assert convert(data=frame, sum="n").account["empty_cells"] == {"n": 2}
    assert convert(data=frame, column="n").account.reasons == {"no code": 2}
    assert set(socshift.detect(frame)["column"]) == {"c"}


def test_names_that_are_no_texts() -> None:
    frame = pd.DataFrame({"c": CODES, 2010: [1, 2], ("a", "b"): [3, 4]})
    result = convert(data=frame, scale="2010", weights="equal")
    assert result.rows[2010].to_list() == [1.0, 1.0, 1.0]
    assert list(result.rows.columns)[:3] == ["c", 2010, ("a", "b")]
    assert convert(data=pd.DataFrame([["11-1011"]]), column="0").account["rows_carried"] == 1


def test_objects_that_are_texts_and_numbers() -> None:
    frame = pd.DataFrame({"c": pd.Series(["11-1011", 151134, 151134.0, None], dtype=object)})
    account = convert(data=frame).account
    assert (account["rows_carried"], account.reasons) == (3, {"no code": 1})
    other = frame.assign(c=["11-1011"] * 4, z=pd.Series([1, "a", {1}, None], dtype=object))
    assert set(socshift.detect(other)["column"]) == {"c"}


def test_categories_that_are_numbers() -> None:
    frame = pd.DataFrame({"c": pd.Categorical([111011.0, 151134, None])})
    assert convert(data=frame).account["rows_carried"] == 2
    halves = pd.DataFrame({"c": ["11-1011"] * 2, "n": pd.Categorical([0.5, 0.25])})
    assert convert(data=halves, sum="n").account["sums_in"] == {"n": "0.75"}


def test_names_that_two_columns_have() -> None:
    frame = pd.DataFrame([["11-1011", 1, 2]], columns=["c", "w", "w"])
    assert list(convert(data=frame).rows.columns) == ["c", "w", "w", "soc2018_code", "share", "basis"]
    with pytest.raises(socshift.Error, match="several columns 'w'") as caught:
        convert(data=frame, sum="w")
    assert caught.value.argument == "sum"
    assert convert(data=frame, sum="#3").account["sums_in"] == {"#3": "2"}


def test_runs_are_read() -> None:
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2], pa.int32()), pa.array(["11-1011"]))
    table = pa.table({"c": runs, "n": [1, 2]})
    assert convert(data=table).account["rows_carried"] == 2


def test_what_goes_to_other_processes() -> None:
    catalog = pickle.loads(pickle.dumps(socshift.catalog()))
    assert catalog.editions == socshift.catalog().editions
    where = pickle.loads(pickle.dumps(socshift.CodeMap("soc2000", "soc2018", via="soc2010")))
    assert where.route == "soc2000 -> soc2010 -> soc2018"
    assert where["11-1011"] == [("11-1011", 1.0, "only")]
    with pytest.raises(TypeError, match="of files or scenarios"):
        pickle.dumps(socshift.catalog().with_scenario())
    with pytest.raises(TypeError, match="to_dicts"):
        pickle.dumps(socshift.editions())


@pytest.mark.parametrize(
    "said, argument",
    [
        ({"level": "major"}, "level"),
        ({"time": 0.5}, "time"),
        ({"contains": True, "most": 1}, "most"),
        ({"contains": True, "explain": True}, "explain"),
        ({"contains": True, "learn": "decisions.csv"}, "learn"),
        ({"both": "baker", "most": 1}, "most"),
        ({"both": "baker", "contains": True}, "both"),
    ],
)
def test_what_find_would_not_look_at_is_refused(said: dict[str, Any], argument: str) -> None:
    with pytest.raises(socshift.Error) as caught:
        socshift.find("nurse", **said)
    assert caught.value.argument == argument


@pytest.mark.parametrize(
    "said, argument",
    [
        ({"compare": "census"}, "compare"),
        ({"gaps": True}, "gaps"),
        ({"normalise": True}, "normalise"),
        ({"weights": "census", "compare": "equal", "gaps": True}, "gaps"),
    ],
)
def test_what_weights_would_not_look_at_is_refused(said: dict[str, Any], argument: str) -> None:
    with pytest.raises(socshift.Error) as caught:
        socshift.weights(**said)
    assert caught.value.argument == argument


def test_whether_a_code_is_in_a_map() -> None:
    where = socshift.CodeMap("soc2010", "soc2018")
    assert "15-1134" in where
    assert "99-9999" not in where
    assert 151134 not in where


def test_two_columns_are_not_one_text() -> None:
    with pytest.raises(socshift.Error, match="expected two columns") as caught:
        socshift.assign(
            pd.DataFrame({"t": ["baker"], "p": [1]}),
            column="t",
            to="soc2018",
            last_by="tp",  # type: ignore[arg-type]
            order="p",
        )
    assert caught.value.argument == "last_by"
