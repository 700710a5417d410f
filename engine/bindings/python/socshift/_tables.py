"""Answers as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socshift import _engine

Draw = Callable[[], "list[tuple[str, str]]"]  # headings, and SVG


def _cell_text(value: Any) -> str:
    """Text of a value for people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(_cell_text(each) for each in value)
    return str(value)


def _html_table(names: Sequence[str], rows: Sequence[tuple[Any, ...]], size: int) -> str:
    from html import escape

    most = 60
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    shown = rows if size <= most else rows[: most // 2]
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell_text(v))}</td>" for v in row) + "</tr>"
        for row in shown
    )
    more = "" if size <= most else f"<p>the first {len(shown)} of {size} rows</p>"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _html_drawings(draw: Draw) -> str:
    """Drawings as pictures that need nothing else; of many, the first."""
    from base64 import b64encode
    from html import escape

    most = 12
    drawings = draw()
    out = []
    for heading, svg in drawings[:most]:
        data = b64encode(svg.encode()).decode()
        out.append(
            f'<figure><img src="data:image/svg+xml;base64,{data}" alt="{escape(heading)}">'
            f"<figcaption>{escape(heading)}</figcaption></figure>"
        )
    if len(drawings) > most:
        out.append(f"<p>the first {most} of {len(drawings)} drawings</p>")
    return "".join(out)


class Table:
    """An answer: columns of one kind each, and rows.

    What a reader must know comes with it: `warnings`, and `drafts`, the
    editions it rests on that are not in force.

    Any library of data frames takes it, since it exports
    ``__arrow_c_stream__``: ``polars.DataFrame(table)``,
    ``pyarrow.table(table)``, ``pandas.DataFrame.from_arrow(table)``. There
    shares and amounts are floating-point numbers, and an interval is two
    columns, of ``job_zone`` ``job_zone_low`` and ``job_zone_high``; here, in
    `rows`, they are exact and one.

    Examples
    --------
    >>> import socshift
    >>> table = socshift.map("15-1132", from_="soc2010", to="soc2018")
    >>> table.columns[:3]
    ('source_edition', 'source_code', 'source_title')
    >>> len(table)
    2
    >>> [row["target_code"] for row in table.to_dicts()]
    ['15-1252', '15-1253']
    """

    __slots__ = ("_answer", "_draw", "_rows")

    def __init__(self, answer: _engine.Answer, draw: Draw | None = None) -> None:
        self._answer = answer
        self._draw = draw
        self._rows: list[tuple[Any, ...]] | None = None

    @property
    def schema(self) -> str:
        """Name and version of what the table says: ``"socshift/map/1"``."""
        return self._answer.schema

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, the same in every format."""
        return tuple(name for name, _ in self._answer.columns)

    @property
    def kinds(self) -> dict[str, str]:
        """Of each column what its values are.

        ``text``, ``whole`` (int), ``measure`` (float), ``amount``
        (decimal.Decimal), ``share`` (fractions.Fraction), ``bool``, ``texts``
        (tuple of str) or ``interval`` (tuple of two numbers).
        """
        return dict(self._answer.columns)

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """Rows of exact values; None where there is none."""
        if self._rows is None:
            self._rows = self._answer.rows()
        return self._rows

    @property
    def warnings(self) -> list[str]:
        """What must be known of the answer, a sentence each."""
        return self._answer.notices

    @property
    def drafts(self) -> list[str]:
        """Editions the answer rests on that are drafts: nothing of them is in force."""
        return self._answer.drafts

    def __len__(self) -> int:
        return self._answer.size

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __getitem__(self, column: str) -> list[Any]:
        """Values of one column."""
        names = self.columns
        if column not in names:
            raise KeyError(f"no column {column!r}; there are {', '.join(names)}")
        place = names.index(column)
        return [row[place] for row in self.rows]

    def to_dict(self) -> dict[str, Any]:
        """The document that the program prints with ``--format json``."""
        import json

        document: dict[str, Any] = json.loads(self._answer.json())
        return document

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each row by the names of its columns, with exact values."""
        names = self.columns
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_csv(self) -> str:
        """The text that the program prints with ``--format csv``."""
        return self._answer.csv()

    def to_markdown(self) -> str:
        """A table of Markdown."""
        return self._answer.markdown()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream of the Arrow C interface; types are as they are."""
        return self._answer.stream()

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError(
            "a Table cannot be pickled: to_dicts() and to_csv() can, and any frame made of it"
        )

    def _marks(self) -> str:
        return f"DRAFT ({', '.join(self.drafts)})" if self.drafts else ""

    def __repr__(self) -> str:
        mark = f", {self._marks()}" if self.drafts else ""
        return f"<socshift.Table {self.schema}: {len(self)} rows{mark}>"

    def _repr_html_(self) -> str:
        from html import escape

        mark = f"<p><strong>{escape(self._marks())}</strong></p>" if self.drafts else ""
        said = "".join(f"<p>{escape(text)}</p>" for text in self.warnings)
        drawings = _html_drawings(self._draw) if self._draw else ""
        return mark + drawings + _html_table(self.columns, self.rows, len(self)) + said


class Section:
    """A part of a page: a heading, what is said under it, a table and totals."""

    __slots__ = ("heading", "key", "lines", "table", "totals")

    def __init__(
        self, key: str, heading: str, lines: list[str], table: Table, totals: dict[str, Any]
    ) -> None:
        self.key = key
        self.heading = heading
        self.lines = lines
        self.table = table
        self.totals = totals

    def __repr__(self) -> str:
        return f"<socshift.Section {self.key}: {len(self.table)} rows>"


class Page:
    """An answer of several tables.

    Examples
    --------
    >>> import socshift
    >>> page = socshift.preview("soc2028-scenario")
    >>> page.drafts
    ['soc2028-scenario']
    """

    __slots__ = ("_page", "sections")

    def __init__(self, page: _engine.Page) -> None:
        self._page = page
        self.sections: dict[str, Section] = {
            key: Section(key, heading, lines, Table(answer), totals)
            for key, heading, lines, answer, totals in page.sections
        }

    @property
    def schema(self) -> str:
        """Name and version of what the page says."""
        return self._page.schema

    @property
    def title(self) -> str:
        """The title, behind DRAFT if the page rests on one."""
        return self._page.title

    @property
    def lines(self) -> list[str]:
        """What is said above the sections."""
        return self._page.lines

    @property
    def drafts(self) -> list[str]:
        """Editions the page rests on that are drafts."""
        return self._page.drafts

    @property
    def facts(self) -> dict[str, Any]:
        """Numbers of the page as a whole."""
        return self._page.facts

    def to_dict(self) -> dict[str, Any]:
        """The document that the program prints with ``--format json``."""
        import json

        document: dict[str, Any] = json.loads(self._page.json())
        return document

    def to_markdown(self) -> str:
        """The page as the program prints it with ``--format md``."""
        return self._page.markdown()

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a Page cannot be pickled: to_dict() and to_markdown() can")

    def __getitem__(self, key: str) -> Table:
        """The table of one section."""
        return self.sections[key].table

    def __repr__(self) -> str:
        return f"<socshift.Page {self.title}: {', '.join(self.sections)}>"

    def _repr_html_(self) -> str:
        from html import escape

        out = [f"<h3>{escape(self.title)}</h3>"]
        out += [f"<p>{escape(line)}</p>" for line in self.lines]
        for section in self.sections.values():
            out.append(f"<h4>{escape(section.heading)}</h4>")
            out += [f"<p>{escape(line)}</p>" for line in section.lines]
            if len(section.table):
                out.append(
                    _html_table(section.table.columns, section.table.rows, len(section.table))
                )
        return "".join(out)


class Columns:
    """Columns without a library of data frames: what `convert` gives where there is none.

    It exports ``__arrow_c_stream__``, so any of them takes it.
    """

    __slots__ = ("_columns",)

    def __init__(self, columns: _engine.Columns) -> None:
        self._columns = columns

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return self._columns.names

    def __len__(self) -> int:
        return self._columns.rows

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream of the Arrow C interface; types are as they are."""
        return self._columns.stream()

    def __repr__(self) -> str:
        return f"<socshift.Columns: {len(self)} rows of {', '.join(self.columns)}>"
