"""What the tests of the Python package share."""

from __future__ import annotations

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

Rows = list[list[str]]


class Program:
    """The program, as somebody at a terminal runs it: with the same engine, from the package."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = os.environ.get("SOCSHIFT_PROGRAM")
        start = [command] if command else [sys.executable, "-m", "socshift"]
        return subprocess.run(
            [*start, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
        )

    def convert(
        self, header: Sequence[str], rows: Sequence[Sequence[Any]], *options: str
    ) -> tuple[Rows, Rows, dict[str, Any]]:
        """Rows out, rows set aside and the account, of a file with these cells."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[cell(value) for value in row] for row in rows])
        (self.folder / "data.csv").write_text(out.getvalue(), encoding="utf-8")
        done = self.run(
            "convert", "data.csv", *options, "-o", "out.csv", "--rejects", "aside.csv",
            "--summary", "account.json", "--overwrite", "--quiet",
        )
        if done.returncode == 2:
            raise ValueError(done.stderr)
        account = json.loads((self.folder / "account.json").read_text(encoding="utf-8"))
        return self.read("out.csv"), self.read("aside.csv"), account

    def read(self, name: str) -> Rows:
        file = self.folder / name
        if not file.exists():
            return []
        with file.open(encoding="utf-8", newline="") as text:
            return list(csv.reader(text))


@pytest.fixture
def program(tmp_path: pathlib.Path) -> Program:
    return Program(tmp_path)


def cell(value: Any) -> str:
    """A value of a frame as the program writes it into a cell."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        text = f"{value:.17g}"
        shortest = repr(value)
        text = shortest if float(shortest) == value else text
        return text.removesuffix(".0")
    if isinstance(value, list):
        return "|".join(cell(each) for each in value)
    return str(value)


def rows_of(frame: Any) -> Rows:
    """Header and rows of any frame, as cells."""
    import pyarrow as pa

    if type(frame).__module__.startswith("pandas"):
        table = pa.Table.from_pandas(frame, preserve_index=False)
    else:
        table = pa.table(frame)
    columns = [column.to_pylist() for column in table.columns]
    return [table.column_names, *[[cell(v) for v in row] for row in zip(*columns, strict=True)]]
