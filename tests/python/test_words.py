"""Messages speak of arguments, not of options of the program; and of types that are wrong."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
import socshift

_to: dict[str, Any] = {"column": "occ", "from_": "soc2010", "to": "soc2018"}


def frame(*codes: str, **more: Any) -> pl.DataFrame:
    return pl.DataFrame({"occ": list(codes), **more})


def fails(*codes: str, **said: Any) -> Any:
    return socshift.convert(frame(*codes), on_unknown="fail", **_to, **said)


def with_weights(folder: pathlib.Path) -> Any:
    file = folder / "half.csv"
    file.write_text("source,target,share\n15-1132,15-1252,0.5\n15-1132,15-1253,0.25\n")
    return socshift.convert(frame("15-1132"), weights=file, **_to)


def with_catalog(folder: pathlib.Path) -> Any:
    (folder / "weights.yaml").write_text(
        'weights:\n  source: soc2010\n  target: soc2018\n  form: share\nlinks: []\n'
    )
    return socshift.editions(catalog=folder)


_calls: list[tuple[str, Callable[[pathlib.Path], Any]]] = [
    ('weights="equal" would split it evenly', lambda _: socshift.convert(
        frame("15-1132", n=[1]), sum="n", on_unknown="fail", **_to)),
    ('groups="spread" divides it by weights', lambda _: socshift.convert(
        frame("11-0000", n=[1]), sum="n", groups="carry", on_unknown="fail", **_to)),
    ('repair="masked" reads 15-1130', lambda _: fails("15-113X", weights="equal")),
    ('repair="several" reads one of 11-1011, 15-1131', lambda _: fails("15-1131; 11-1011", weights="equal")),
    ("prefix gives the added columns other names",
     lambda _: socshift.convert(frame("11-1011", share=[1]), **_to)),
    ("say the column by its name if it is one",
     lambda _: socshift.convert(pl.DataFrame({"11-1011": ["11-1021"]}), **{**_to, "column": "#1"})),
    ("normalise=True divides them", with_weights),
    ("weights takes them", with_catalog),
    ("socshift.editions() lists all", lambda _: socshift.tree("soc2081")),
    ("say it with decimal='.' or decimal=','",
     lambda _: socshift.convert(
         frame("11-1011", "11-1021", n=["1,234", "2,345"]), sum="n", **_to)),
    ("say it with from_",
     lambda _: socshift.convert(frame("11-1011"), column="occ", to="soc2018")),
]


@pytest.mark.parametrize(("words", "call"), _calls, ids=[words for words, _ in _calls])
def test_an_error_speaks_of_arguments(
    words: str, call: Callable[[pathlib.Path], Any], tmp_path: pathlib.Path
) -> None:
    with pytest.raises(socshift.Error) as caught:
        call(tmp_path)
    message = str(caught.value).replace(str(tmp_path), "")
    assert words in message, message
    assert not re.search(r"(^|[ (])--[a-z]", message), message


def test_warnings_speak_of_arguments() -> None:
    table = socshift.detect(pl.DataFrame({"15-1252": ["15-1252", "11-1011", "15-1254"]}))
    assert any("is a code itself" in line for line in table.warnings)
    assert not any("--" in line for line in table.warnings)


def test_data_that_looks_like_an_option_stays() -> None:
    with pytest.raises(socshift.Error, match="'--from'"):
        fails("--from")


_wrong_types: list[tuple[str, str, Callable[[], Any]]] = [
    ("edition", "expected a text, found 2018", lambda: socshift.tree(2018)),  # type: ignore[arg-type]
    ("code", "expected a text, found 1", lambda: socshift.show(1)),  # type: ignore[arg-type]
    ("from_", "expected a text, found None",
     lambda: socshift.map("1", from_=None, to="soc2018")),  # type: ignore[arg-type]
    ("explain", "expected True or False, found 1",
     lambda: socshift.map("1", from_="soc2010", to="soc2018", explain=1)),  # type: ignore[arg-type]
    ("before", "expected a text, found 5", lambda: socshift.diff(5, "soc2018")),  # type: ignore[arg-type]
    ("explain", "expected a text, found True",
     lambda: socshift.diff("soc2010", "soc2018", explain=True)),  # type: ignore[arg-type]
    ("editions", "expected a text, found 2018",
     lambda: socshift.families("soc2010", 2018)),  # type: ignore[arg-type]
    ("limit", "expected a whole number, 0 or more, found -1",
     lambda: socshift.routes("soc2010", "soc2018", limit=-1)),
    ("limit", "found True", lambda: socshift.routes("soc2010", "soc2018", limit=True)),
    ("counts", "expected a text", lambda: socshift.loss("soc2010", "soc2018", counts=3)),  # type: ignore[arg-type]
    ("weights", "expected a text, found 3", lambda: socshift.weights(3)),  # type: ignore[arg-type]
    ("base", "expected a text", lambda: socshift.export("sql", "soc2018", base=3)),  # type: ignore[arg-type]
    ("source_counts", "expected a path, found 3",
     lambda: socshift.estimate_weights(from_="a", to="b", source_counts=3, target_counts="x")),  # type: ignore[arg-type]
    ("edition", "expected a frame", lambda: socshift.check(3)),
    ("scenario", "expected", lambda: socshift.preview(3)),  # type: ignore[arg-type]
    ("title", "expected a text, found 3", lambda: socshift.find(3)),  # type: ignore[arg-type]
    ("title", "expected a text, found 3", lambda: socshift.find(3, contains=True)),  # type: ignore[arg-type]
    ("most", "expected a whole number", lambda: socshift.find("RN", most="5")),  # type: ignore[arg-type]
    ("learn", "expected a path", lambda: socshift.find("RN", learn=5)),  # type: ignore[arg-type]
    ("evidence", "expected a whole number", lambda: socshift.detect(frame("1"), evidence=2.5)),  # type: ignore[arg-type]
    ("column", "expected a text", lambda: socshift.detect(frame("1"), 0)),  # type: ignore[arg-type]
    ("header_row", "expected a whole number",
     lambda: socshift.detect("x.csv", header_row="1")),  # type: ignore[arg-type]
    ("sheet", "expected a text", lambda: socshift.detect("x.xlsx", sheet=1)),  # type: ignore[arg-type]
    ("level", "expected a text, found None", lambda: socshift.convert(frame("1"), **_to, level=None)),  # type: ignore[arg-type]
    ("split", "expected a text", lambda: socshift.convert(frame("1"), **_to, split=1)),  # type: ignore[arg-type]
    ("to", "expected a text", lambda: socshift.assign(frame("1"), column="occ", to=2018)),  # type: ignore[arg-type]
    ("min_score", "expected a number",
     lambda: socshift.assign(frame("1"), column="occ", to="soc2018", min_score="0.5")),  # type: ignore[arg-type]
    ("from_", "expected a text", lambda: socshift.CodeMap(2010, "soc2018")),  # type: ignore[arg-type]
    ("name", "expected a text", lambda: socshift.catalog().resolve(2018)),  # type: ignore[arg-type]
    ("names", "expected a path", lambda: socshift.catalog().with_files("a.csv", 3)),  # type: ignore[arg-type]
    ("without", "expected texts", lambda: socshift.catalog().with_scenario(without=[1])),  # type: ignore[list-item]
]


@pytest.mark.parametrize(
    ("argument", "words", "call"), _wrong_types, ids=[f"{a}-{i}" for i, (a, _, _) in enumerate(_wrong_types)]
)
def test_a_wrong_type_names_its_argument(
    argument: str, words: str, call: Callable[[], Any]
) -> None:
    with pytest.raises(socshift.Error) as caught:
        call()
    assert caught.value.argument == argument
    assert words in str(caught.value)
    assert "incompatible" not in str(caught.value)


def test_a_wrong_type_is_a_type_error_as_well() -> None:
    with pytest.raises(TypeError, match="edition: expected a text, found 2018"):
        socshift.tree(2018)  # type: ignore[arg-type]
