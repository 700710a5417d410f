"""Frames of Spark: the rows, the figures and the account of the program."""

from __future__ import annotations

import os
import pathlib
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pyarrow
import pytest
from conftest import Program, account_of_rows, as_values, rows_of, without_nulls
from pyspark import cloudpickle

import socshift
import socshift.spark

TO: dict[str, Any] = {"column": "occ", "from_": "soc2010", "to": "soc2018"}
OPTIONS = ["--column", "occ", "--from", "soc2010", "--to", "soc2018"]

WAYS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    (
        {"weights": ["census", "equal"], "scale": "weight"},
        ["--weights", "census,equal", "--scale", "weight"],
    ),
    (
        {"weights": "equal", "split": "best", "where": {"region": ["N", "S"]}},
        ["--weights", "equal", "--split", "best", "--where", "region=N,S"],
    ),
    ({"on_unknown": "keep"}, ["--on-unknown", "keep"]),
]


def own(account: Any, of_program: dict[str, Any]) -> dict[str, Any]:
    """The account of rows in memory with the keys that an account of a file has."""
    out = {key: value for key, value in account.items() if key not in ("file", "read_as", "methods_sha256")}
    for key in ("set_aside", "in_part", "repairs"):
        out.setdefault(key, [])
    return out


@pytest.mark.parametrize("said, options", WAYS)
def test_rows_and_account_are_those_of_the_program(
    survey: Any, program: Program, said: dict[str, Any], options: list[str]
) -> None:
    out, aside, account = program.convert(*OPTIONS, *options)
    result = socshift.spark.convert(survey, **TO, **said)
    found = rows_of(result.rows)
    assert without_nulls(found) == as_values(out, found)
    assert own(result.account(), account) == account_of_rows(account)
    if len(aside) > 1 and not said:
        found = result.set_aside.collect()
        assert [str(row["id"]) for row in found] == [row[2] for row in aside[1:]]
        assert [row["reason"] for row in found] == [row[1] for row in aside[1:]]


def test_figures_are_those_of_the_program(survey: Any, program: Program) -> None:
    out, _, account = program.convert(
        *OPTIONS, "--weights", "census,equal", "--sum", "people,weight", "--by", "region", "--bounds"
    )
    result = socshift.spark.convert(
        survey, **TO, weights=["census", "equal"], sum=["people", "weight"], by="region", bounds=True
    )
    found = rows_of(result.rows)
    assert as_values(out, found) == found
    assert own(result.account, account) == account_of_rows(account)


def test_the_account_is_the_same_when_tasks_fail_are_slow_and_run_again(
    survey: Any, table: pyarrow.Table, tmp_path: pathlib.Path
) -> None:
    notes = str(tmp_path)

    def unsteady(batches: Iterator[Any]) -> Iterator[Any]:
        from pyspark import TaskContext

        context = TaskContext.get()
        assert context is not None
        partition, attempt = context.partitionId(), context.attemptNumber()
        name = f"{notes}/{partition}.{context.taskAttemptId()}"
        open(name, "w").close()
        for batch in batches:
            yield batch
            if partition == 1 and attempt == 0:
                raise OSError("this task fails once, when its rows are out")
            if partition == 6 and attempt == 0 and not os.path.exists(f"{notes}/slow"):
                open(f"{notes}/slow", "w").close()
                time.sleep(90)

    frame = survey.mapInArrow(unsteady, survey.schema)
    said: dict[str, Any] = {**TO, "weights": ["census", "equal"]}
    result = socshift.spark.convert(frame, **said, scale="weight")
    whole = socshift.convert(table, **said, scale="weight")
    first = result.account().to_dict()
    attempts = [path.name.split(".")[0] for path in tmp_path.iterdir()]
    assert attempts.count("1") > 1, "no task failed"
    assert attempts.count("6") > 1, "no task was started twice"
    assert first == whole.account.to_dict()
    assert result.rows.count() == first["rows_out"]
    assert result.account().to_dict() == first

    sums = socshift.spark.convert(frame, **said, sum="weight", by="region")
    assert sums.account.to_dict() == socshift.convert(
        table, **said, sum="weight", by="region"
    ).account.to_dict()


def test_a_catalog_and_weights_of_your_own_travel(
    survey: Any, table: pyarrow.Table, program: Program, tmp_path: pathlib.Path
) -> None:
    folder = tmp_path / "own"
    done = program.run("export", "proposals", "soc2010", "soc2018", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    share = tmp_path / "shares.csv"
    shares = ["15-1134,15-1254,1/4", "15-1134,15-1255,3/4"]
    share.write_text("\n".join(["source,target,share", *shares]) + "\n")
    said: dict[str, Any] = {**TO, "weights": [str(share), "equal"], "catalog": folder}
    result = socshift.spark.convert(survey, **said)
    whole = socshift.convert(table, **said)
    share.unlink()
    assert sorted(result.rows.collect()) == sorted(
        tuple(row.values()) for row in pyarrow.table(whole.rows).to_pylist()
    )
    assert result.account()["by_basis"]["user"] > 0
    assert result.account().to_dict() == whole.account.to_dict()


def test_columns_by_their_places_stay_what_they_are(survey: Any, table: pyarrow.Table) -> None:
    said: dict[str, Any] = {**TO, "column": "#2", "sum": "people", "by": "region", "weights": "equal"}
    sums = socshift.spark.convert(survey, **said)
    assert sums.account.to_dict() == socshift.convert(table, **said).account.to_dict()


def test_figures_by_their_place_are_divided(survey: Any, table: pyarrow.Table) -> None:
    place = f"#{table.schema.names.index('weight') + 1}"
    said: dict[str, Any] = {**TO, "weights": "equal"}
    by_place = socshift.spark.convert(survey, **said, scale=place)
    by_name = socshift.spark.convert(survey, **said, scale="weight")
    assert by_place.rows.schema == by_name.rows.schema
    assert sorted(by_place.rows.collect()) == sorted(by_name.rows.collect())


def test_a_value_that_no_partition_has_is_an_error_of_the_account(survey: Any) -> None:
    result = socshift.spark.convert(survey, **TO, where={"region": ["Nort"]})
    with pytest.raises(socshift.Error, match="no row has 'Nort' in column 'region'") as caught:
        result.account()
    assert caught.value.argument == "where"


def test_a_catalog_that_workers_cannot_open_is_refused(survey: Any) -> None:
    scenario = socshift.catalog().with_scenario()
    said: dict[str, Any] = {"column": "occ", "from_": "soc2018", "to": scenario.opened[0]}
    with pytest.raises(socshift.Error, match="which workers cannot open") as caught:
        socshift.spark.convert(survey, **said, weights="equal", catalog=scenario)
    assert caught.value.argument == "catalog"


def test_no_rows_have_an_account(survey: Any) -> None:
    result = socshift.spark.convert(survey.where("id < 0"), **TO)
    assert result.rows.count() == 0
    assert result.account()["rows_in"] == 0
    sums = socshift.spark.convert(survey.where("id < 0"), **TO, weights="equal", sum="people")
    assert sums.rows.count() == 0


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({**TO, "split": "draw", "seed": 1}, "split", "its number in the whole data"),
    ({"column": "occ", "to": "soc2018"}, "from_", "without reading them first"),
    ({**TO, "column": "ocp"}, "column", "did you mean 'occ'"),
    ({**TO, "sum": "region", "weights": "equal"}, "sum", "has texts; expected numbers"),
    ({**TO, "wieghts": "equal"}, "wieghts", "did you mean 'weights'"),
    ({**TO, "output": "out.csv"}, "output", "is of one frame or file"),
    ({**TO, "to": "soc2081"}, "to", "did you mean 'soc2018'"),
]


@pytest.mark.parametrize("said, argument, message", WRONG)
def test_what_is_wrong_is_said_before_anything_runs(
    survey: Any, said: dict[str, Any], argument: str, message: str
) -> None:
    with pytest.raises(socshift.Error, match=message) as caught:
        socshift.spark.convert(survey, **said)
    assert caught.value.argument == argument


def test_a_worker_without_the_package_says_so(table: pyarrow.Table, tmp_path: pathlib.Path) -> None:
    plan = socshift.Parts(**TO)._bytes
    task = tmp_path / "task"
    task.write_bytes(cloudpickle.dumps(socshift.spark._carrier(lambda: plan, {})))
    code = f"import pickle; list(pickle.load(open({str(task)!r}, 'rb'))(iter([])))"
    without = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=without, capture_output=True, text=True, check=False
    )
    assert "RuntimeError: the Python of a Spark worker" in done.stderr
    assert f"cannot import socshift; expected socshift {socshift.__version__}" in done.stderr


def test_another_version_is_refused() -> None:
    plan = list(pickle.loads(socshift.Parts(**TO)._bytes))
    with pytest.raises(socshift.Error, match="expected one version everywhere"):
        socshift._parts.parts_of(pickle.dumps(("0.0.0", *plan[1:])))
    with pytest.raises(socshift.Error, match="the catalog here is another"):
        socshift._parts.parts_of(pickle.dumps((plan[0], "another", *plan[2:])))
