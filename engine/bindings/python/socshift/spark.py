"""Frames of Spark carried to another edition, where their rows are.

Needs PySpark 4, and this package in the Python of every worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from socshift import _engine
from socshift._catalogs import CatalogLike, catalog as catalog_of
from socshift._convert import Account, Result
from socshift._frames import wrong
from socshift._parts import Parts

_rows_at_once = 131072
_neighbours = 64  # partitions whose accounts are put together before the driver has them


class Converted:
    """What `convert` gives where rows come out: nothing of it is evaluated yet.

    Attributes
    ----------
    rows : DataFrame
        The rows, carried, with the added columns behind their own.
    set_aside : DataFrame
        The rows that were not, or of which a part was not: ``partition`` and
        ``row``, from 0 and counted in the partition; ``reason``; ``in_part``;
        the own columns.
    """

    __slots__ = ("_accounts", "_of_none", "_parts", "rows", "set_aside")

    def __init__(
        self, parts: Parts, rows: Any, set_aside: Any, accounts: Any, of_none: bytes
    ) -> None:
        self._parts = parts
        self._accounts = accounts
        self._of_none = of_none
        self.rows = rows
        self.set_aside = set_aside

    def account(self) -> Account:
        """The account of all rows. Runs a job of its own.

        Lines in it are rows counted from 1 through all partitions, in their
        order. Rows of which Spark makes others each time that it evaluates them
        have another account each time.
        """
        return self._parts.account(_collected(self._accounts, self._of_none))

    def __repr__(self) -> str:
        return f"<socshift.spark.Converted: {self._parts!r}>"


def convert(df: Any, *, catalog: CatalogLike = None, **options: Any) -> Any:
    """Carry a frame of Spark to another edition.

    Arguments are those of `socshift.convert`, but for those that are of files and
    ``indices_only``. ``from_`` has to be said; ``split="draw"`` and
    ``ambiguous="by-wave"`` are refused; columns of figures have to be numbers.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        The data.
    column : str
        The column with the codes.
    from_, to : str
        The edition of the codes, and the one wanted.
    catalog : Catalog or path
        A folder of your own catalog files: they travel to the workers, as files of
        weights do. What `Catalog.with_files` and `Catalog.with_scenario` opened does
        not.
    **options
        As of `socshift.convert`.

    Returns
    -------
    Converted
        Where rows come out.
    Result
        With `sum` or `mean`: the figures as a DataFrame, and their account. This
        runs one job; what is moved between machines are sums by code and keys of
        each partition, never rows.

    Raises
    ------
    Error
        For an argument or a column that is wrong, before anything is evaluated.
    """
    for name in ("schema", "mapInArrow", "sparkSession"):
        if not hasattr(df, name):
            raise wrong("data", f"expected a DataFrame of Spark, found {type(df).__name__}")
    options.setdefault("threads", 1)
    own = catalog_of(catalog)
    if own.opened:
        raise wrong(
            "catalog",
            f"has {', '.join(own.opened)} of files or scenarios, which workers cannot open; expected "
            "a folder of catalog files, or none",
        )
    parts = Parts(catalog=own, **options)
    nothing = _nothing_of(df)
    plan = _sent(df, parts._bytes)
    needed = parts.columns_needed(df.columns)
    if parts.adds_up:
        of_none = parts.add_up(nothing.select(needed))
        accounts = _accounts(df.select(*map(_quoted, needed)), plan)
        figures = parts.figures(_collected(accounts, of_none), like=nothing)
        rows = df.sparkSession.createDataFrame(_plain(_table(figures.rows)))
        return Result(rows, figures.account, figures.waves)
    none = parts.carry(nothing)
    rows_schema = _plain(_table(none.rows)).schema
    aside_schema = _plain(_table(none.set_aside)).schema
    new = {
        name: rows_schema.field(name).type
        for name in [*parts.columns_scaled(df.columns), *parts.added_columns]
    }
    head = aside_schema.names[: len(aside_schema.names) - len(df.columns)]
    if "partition" in df.columns or "partition" in head:
        raise wrong("data", "has a column 'partition', which rows set aside get; rename it")
    return Converted(
        parts,
        df.mapInArrow(_carrier(plan, new), _rows_schema(df, rows_schema, list(new))),
        df.mapInArrow(_setter_aside(plan), _aside_schema(df, aside_schema, head)),
        _accounts(df.select(*map(_quoted, needed)), plan),
        parts.add_up(nothing.select(needed)),
    )


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _nothing_of(df: Any) -> Any:
    """A table without rows that has the columns of the frame."""
    from pyspark.sql.pandas.types import to_arrow_schema  # type: ignore[import-not-found,unused-ignore]

    return to_arrow_schema(df.schema).empty_table()


def _table(frame: Any) -> Any:
    import pyarrow  # type: ignore[import-untyped,unused-ignore]

    return frame if isinstance(frame, pyarrow.Table) else pyarrow.table(frame)


def _plain(table: Any) -> Any:
    """A table without dictionaries, which Spark does not take."""
    import pyarrow

    for place, field in enumerate(table.schema):
        if pyarrow.types.is_dictionary(field.type):
            column = table.column(place).cast(field.type.value_type)
            table = table.set_column(place, field.name, column)
    return table


def _rows_schema(df: Any, schema: Any, new: list[str]) -> Any:
    """The types of the frame, and those of the columns that are new or divided."""
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType  # type: ignore[import-not-found,unused-ignore]

    fields = {field.name: field for field in df.schema}
    for name in new:
        fields[name] = StructField(name, from_arrow_type(schema.field(name).type))
    return StructType([fields[name] for name in schema.names])


def _aside_schema(df: Any, schema: Any, head: list[str]) -> Any:
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import IntegerType, StructField, StructType

    return StructType(
        [
            StructField("partition", IntegerType()),
            *(StructField(name, from_arrow_type(schema.field(name).type)) for name in head),
            *df.schema,
        ]
    )


def _sent(df: Any, plan: bytes) -> Callable[[], bytes]:
    """What gives the plan in a task: sent once to each machine, if Spark lets."""
    try:
        context = df.sparkSession.sparkContext
    except Exception:  # a remote session has none
        return lambda: plan
    held = context.broadcast(plan)
    return lambda: held.value


def _started(plan: Callable[[], bytes]) -> Callable[[], Any]:
    """What makes the conversion in a task.

    Functions that Spark sends refer to nothing of this package, so that a worker
    without it can say so.
    """
    version = _engine.version

    def start() -> Any:
        try:
            from socshift._parts import parts_of
        except ImportError as error:
            import platform
            import sys

            raise RuntimeError(
                f"the Python of a Spark worker ({sys.executable} on {platform.node()}) cannot import "
                f"socshift; expected socshift {version} in it: {error}"
            ) from error
        return parts_of(plan())

    return start


def _pieces() -> Callable[[Iterator[Any]], Iterator[tuple[int, Any]]]:
    """What makes tables of many rows of small batches, each with the number of its first row."""
    rows_at_once = _rows_at_once

    def pieces(batches: Iterator[Any]) -> Iterator[tuple[int, Any]]:
        import pyarrow

        first = 0
        held: list[Any] = []
        rows = 0
        for batch in batches:
            held.append(batch)
            rows += batch.num_rows
            if rows >= rows_at_once:
                yield first, pyarrow.Table.from_batches(held)
                first += rows
                held = []
                rows = 0
        if held:
            yield first, pyarrow.Table.from_batches(held)

    return pieces


def _carrier(plan: Callable[[], bytes], new: dict[str, Any]) -> Any:
    start = _started(plan)
    pieces = _pieces()

    def carry(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        parts = start()
        for _, table in pieces(batches):
            rows = parts.carry(table).rows
            rows = rows if isinstance(rows, pyarrow.Table) else pyarrow.table(rows)
            for name, kind in new.items():
                place = rows.schema.get_field_index(name)
                rows = rows.set_column(place, name, rows.column(place).cast(kind))
            yield from rows.to_batches()

    return carry


def _setter_aside(plan: Callable[[], bytes]) -> Any:
    start = _started(plan)
    pieces = _pieces()

    def set_aside(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow
        import pyarrow.compute  # type: ignore[import-untyped,unused-ignore]
        from pyspark import TaskContext  # type: ignore[import-not-found,unused-ignore]

        parts = start()
        context = TaskContext.get()
        partition = 0 if context is None else context.partitionId()
        for first, table in pieces(batches):
            aside = parts.carry(table).set_aside
            aside = aside if isinstance(aside, pyarrow.Table) else pyarrow.table(aside)
            rows = pyarrow.compute.add(aside.column(0), first)
            aside = aside.set_column(0, aside.schema.names[0], rows)
            aside = aside.set_column(1, aside.schema.names[1], aside.column(1).cast("string"))
            where = pyarrow.array([partition] * aside.num_rows, pyarrow.int32())
            yield from aside.add_column(0, "partition", where).to_batches()

    return set_aside


def _accounts(needed: Any, plan: Callable[[], bytes]) -> Any:
    """The account of each partition, those of neighbours put together: a frame of a few rows."""
    start = _started(plan)
    pieces = _pieces()
    neighbours = _neighbours

    def account(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow
        from pyspark import TaskContext

        parts = start()
        context = TaskContext.get()
        partition = 0 if context is None else context.partitionId()
        whole = None
        for _, table in pieces(batches):
            part = parts.add_up(table)
            whole = part if whole is None else parts.join([whole, part])
        if whole is not None:
            yield pyarrow.record_batch(
                {
                    "neighbours": pyarrow.array([partition // neighbours], pyarrow.int32()),
                    "partition": pyarrow.array([partition], pyarrow.int32()),
                    "account": pyarrow.array([whole], pyarrow.binary()),
                }
            )

    def join(table: Any) -> Any:
        import pyarrow

        table = table.sort_by("partition")
        whole = start().join(table.column("account").to_pylist())
        return pyarrow.table(
            {
                "partition": table.column("partition").slice(0, 1).combine_chunks(),
                "account": pyarrow.array([whole], pyarrow.binary()),
            }
        )

    each = needed.mapInArrow(account, "neighbours int, partition int, account binary")
    return each.groupBy("neighbours").applyInArrow(join, "partition int, account binary")


def _collected(accounts: Any, nothing: bytes) -> list[bytes]:
    """The accounts in the order of partitions; that of no rows, if there are none."""
    rows = sorted(accounts.collect(), key=lambda row: row["partition"])
    return [bytes(row["account"]) for row in rows] or [nothing]
