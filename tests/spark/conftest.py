"""A small cluster of Spark, a data file, and what the program makes of it."""

from __future__ import annotations

import csv
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pyarrow
import pyarrow.csv
import pyspark
import pytest
from pyspark.sql import SparkSession

import socshift

ROWS = int(os.environ.get("SOCSHIFT_SPARK_ROWS", "20000"))
SCHEMA = "id long, occ string, weight double, people int, region string"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Until something listens there: a machine with much else to do takes its time."""
    end = time.monotonic() + 600
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two workers of one core each, as in ``local-cluster[2,1,1024]``, but with two addresses.

    Spark never starts a task a second time on the host that runs it: in a local
    cluster, which is one host, nothing would come of speculation.
    """
    folder = tmp_path_factory.mktemp("cluster")
    port = free_port()
    url = f"spark://127.0.0.1:{port}"
    start = str(pathlib.Path(pyspark.__file__).parent / "bin" / "spark-class")
    deploy = "org.apache.spark.deploy"
    master = ["--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    commands = [[start, f"{deploy}.master.Master", *master]]
    for host in ("127.0.0.1", "127.0.0.2"):
        size = ["--cores", "1", "--memory", "1024M", "--work-dir", str(folder / host)]
        worker = ["--host", host, "--webui-port", "0", *size, url]
        commands.append([start, f"{deploy}.worker.Worker", *worker])
    own = {k: v for k, v in os.environ.items() if not k.startswith("SPARK_LOCAL")}
    with (folder / "log").open("w") as log:
        started = [
            subprocess.Popen(command, env=own, stdout=log, stderr=log) for command in commands
        ]
        wait_for(port)
        yield url
        for process in started:
            process.terminate()
        for process in started:
            process.wait(60)


@pytest.fixture(scope="session")
def spark(cluster: str) -> Iterator[SparkSession]:
    """A session on the cluster in which tasks that take long are started again."""
    session = (
        SparkSession.builder.master(cluster)
        .appName("socshift")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.executor.memory", "512m")
        .config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.files.maxPartitionBytes", str(max(ROWS * 4, 1000)))
        .config("spark.sql.files.openCostInBytes", "0")
        .config("spark.speculation", "true")
        .config("spark.speculation.interval", "100ms")
        .config("spark.speculation.quantile", "0.5")
        .config("spark.speculation.multiplier", "1.5")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def codes() -> list[str]:
    """Codes of soc2010 as survey files have them: some damaged, some that are none."""
    all_codes = [str(code) for code in socshift.tree("soc2010")["code"]]
    detailed = [code for code in all_codes if not code.endswith("0")]
    return [
        *detailed,
        *(code.replace("-", "") for code in detailed[::7]),
        *(code + " " for code in detailed[::11]),
        *[code for code in all_codes if code.endswith("0")][:40],
        "",
        "none",
        "9999",
        "refused",
        "15-1252",
    ]


@pytest.fixture(scope="session")
def data_file(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A survey: the same in each run."""
    path = tmp_path_factory.mktemp("spark") / "survey.csv"
    all_codes = codes()
    state = 12345
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["id", "occ", "weight", "people", "region"])
        for row in range(ROWS):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            draw = state >> 33
            weight = "" if draw % 97 == 0 else f"{draw % 100000 / 100:.2f}"
            people = "" if draw % 89 == 0 else str(draw % 7)
            region = "NESW"[draw % 4]
            writer.writerow([row, all_codes[draw % len(all_codes)], weight, people, region])
    return path


@pytest.fixture(scope="session")
def table(data_file: pathlib.Path) -> pyarrow.Table:
    """The same data in one piece in memory."""
    kinds = {
        "id": pyarrow.int64(),
        "occ": pyarrow.string(),
        "weight": pyarrow.float64(),
        "people": pyarrow.int32(),
        "region": pyarrow.string(),
    }
    options = pyarrow.csv.ConvertOptions(column_types=kinds, strings_can_be_null=False)
    return pyarrow.csv.read_csv(data_file, convert_options=options)


@pytest.fixture
def survey(spark: SparkSession, data_file: pathlib.Path) -> Any:
    """The file as Spark reads it, in several partitions."""
    reader = spark.read.schema(SCHEMA).option("header", "true")
    frame = reader.option("emptyValue", "").option("nullValue", "").csv(str(data_file))
    assert frame.rdd.getNumPartitions() > 3
    return frame


class Program:
    """The program, from the package."""

    def __init__(self, data: pathlib.Path, folder: pathlib.Path) -> None:
        self.data = data
        self.folder = folder

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "socshift", *arguments],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
        )

    def convert(self, *options: str) -> tuple[list[list[str]], list[list[str]], dict[str, Any]]:
        """Rows out, rows set aside and the account of the data file."""
        done = self.run(
            "convert", str(self.data), *options, "-o", "out.csv", "--rejects", "aside.csv",
            "--summary", "account.json", "--overwrite", "--quiet",
        )
        assert done.returncode in (0, 1), done.stderr
        account = json.loads((self.folder / "account.json").read_text(encoding="utf-8"))
        return self.read("out.csv"), self.read("aside.csv"), account

    def read(self, name: str) -> list[list[str]]:
        if not (self.folder / name).exists():
            return []
        with (self.folder / name).open(encoding="utf-8", newline="") as text:
            return list(csv.reader(text))


@pytest.fixture
def program(data_file: pathlib.Path, tmp_path: pathlib.Path) -> Program:
    return Program(data_file, tmp_path)


def rows_of(frame: Any) -> list[list[Any]]:
    """Header and rows of a frame of Spark, partition by partition."""
    return [frame.columns, *[list(row) for row in frame.collect()]]


def as_values(rows: list[list[str]], like: list[list[Any]]) -> list[list[Any]]:
    """Cells of a file as the values that a frame has in their columns."""
    kinds: list[type] = []
    for place in range(len(like[0])):
        found = {type(row[place]) for row in like[1:] if row[place] is not None}
        assert len(found) == 1, (like[0][place], found)
        kinds.append(found.pop())
    return [rows[0], *[list(map(_value, kinds, row)) for row in rows[1:]]]


def _value(kind: type, cell: str) -> Any:
    return None if cell == "" and kind is not str else kind(cell)


def without_nulls(rows: list[list[Any]]) -> list[list[Any]]:
    """Empty texts for texts that are none: a file does not tell them apart."""
    texts = {
        place
        for place in range(len(rows[0]))
        if any(isinstance(row[place], str) for row in rows[1:])
    }
    return [
        rows[0],
        *[["" if v is None and p in texts else v for p, v in enumerate(row)] for row in rows[1:]],
    ]


def account_of_rows(account: dict[str, Any]) -> dict[str, Any]:
    """An account of a file as it is of rows in memory: rows counted without the header."""
    out = {key: value for key, value in account.items() if key not in ("file", "read_as")}
    for key in ("set_aside", "in_part", "repairs"):
        out[key] = [
            {
                **each,
                "examples": [{**one, "line": one["line"] - 1} for one in each["examples"]],
            }
            for each in account.get(key, [])
        ]
    return out
