"""Data carried to another edition, and job titles given codes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, Literal, TypeVar

from socshift import _engine
from socshift._catalogs import CatalogLike, catalog as _catalog_of
from socshift._frames import Held, Reading, files_of, filters, naming
from socshift._tables import Columns, Table
from socshift._values import asked_of, cell_of, check_types, mapping, texts, words, wrong

Texts = str | Sequence[str]
Frame = TypeVar("Frame")


class Account(Mapping[str, Any]):
    """The account of a conversion: what became of every row and of every sum.

    A mapping with the keys of the summary that the program writes as JSON
    (``rows_in``, ``rows_carried``, ``rows_rejected``, ``set_aside``,
    ``by_basis``, ``sums_in``, …); rows in are rows carried and rows set aside, and
    sums in are sums out and sums set aside, or there is no result. Lines in it are
    those of a file; of a frame rows counted from 1, where `set_aside` has their
    numbers from 0.

    Attributes
    ----------
    methods : str
        What the data section of a paper has to say of it. Empty of titles.
    notices : list of str
        What a reader must know of the weights, a sentence each.
    drafts : list of str
        Editions the result rests on that are not in force.
    set_aside : frame
        The caller's rows that were not carried, or of which a part was not,
        each with its number from 0 and the reason; the same kind as the data.
        Of files the table that the program writes.
    """

    __slots__ = ("_numbers", "drafts", "methods", "notices", "set_aside")

    def __init__(
        self, numbers: str, methods: str, notices: list[str], drafts: list[str], set_aside: Any
    ) -> None:
        import json

        self._numbers: dict[str, Any] = json.loads(numbers)
        self.methods = methods
        self.notices = notices
        self.drafts = drafts
        self.set_aside = set_aside

    def __getitem__(self, key: str) -> Any:
        return self._numbers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def basis(self) -> dict[str, int]:
        """How many rows rest on each basis; ``"none"``: no share is known."""
        return dict(self._numbers.get("by_basis", {}))

    @property
    def assumed(self) -> int:
        """Rows that rest on an equal split, which nobody published."""
        return self.basis.get("equal", 0)

    @property
    def reasons(self) -> dict[str, int]:
        """Why rows were not carried, and how many: the text of each reason."""
        out: dict[str, int] = {}
        for each in self._numbers.get("set_aside", ()):
            out[each["text"]] = out.get(each["text"], 0) + each["rows"]
        return out

    def to_dict(self) -> dict[str, Any]:
        """The whole account, as the program writes it."""
        return dict(self._numbers)

    def __repr__(self) -> str:
        parts = [f"{self._numbers['rows_in']} rows in"]
        for key, text in (
            ("rows_filtered", "filtered"),
            ("rows_carried", "carried"),
            ("rows_assigned", "assigned"),
            ("rows_rejected", "set aside"),
            ("rows_kept", "kept"),
        ):
            if self._numbers.get(key):
                parts.append(f"{self._numbers[key]} {text}")
        mark = f" DRAFT ({', '.join(self.drafts)})" if self.drafts else ""
        return f"<socshift.Account: {', '.join(parts)}{mark}>"

    def _repr_html_(self) -> str:
        from html import escape

        lines = [repr(self)[len("<socshift.Account: ") : -1]]
        lines += [f"not carried: {text}: {rows}" for text, rows in self.reasons.items()]
        lines += [f"basis {basis}: {rows}" for basis, rows in self.basis.items()]
        return "".join(f"<p>{escape(line)}</p>" for line in lines + self.notices)


class Result(Generic[Frame]):
    """What `convert` and `assign` give.

    Attributes
    ----------
    rows : frame
        The data, carried: the same kind as what was given.
    account : Account
        What became of every row.
    waves : Table or None
        The account by wave, where rows are of several editions.
    """

    __slots__ = ("account", "rows", "waves")

    def __init__(self, rows: Frame, account: Account, waves: Table | None = None) -> None:
        self.rows = rows
        self.account = account
        self.waves = waves

    def __repr__(self) -> str:
        return f"<socshift.Result: {self.account!r}>"

    def _repr_html_(self) -> str:
        rows = getattr(self.rows, "_repr_html_", None)
        return (rows() if rows is not None else "") + self.account._repr_html_()


def _path_text(value: Any) -> str:
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)


def _part(value: Any) -> str:
    """A part of the rows as an exact fraction: of 0.01, of "1%", of "1/100"."""
    from fractions import Fraction

    text = str(value).strip()
    try:
        part = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise wrong(
            "fail_above", f"expected a part of the rows such as '1%' or 0.01, found {value!r}"
        ) from None
    return str(part)


def _ways(via: Any) -> list[tuple[str, list[str]]]:
    """Ways as the engine takes them: of all editions, or of each by its name."""
    if isinstance(via, Mapping):
        return [(edition, texts("via", over)) for edition, over in via.items()]
    over = texts("via", via)
    return [("", over)] if over else []


def _grouping(
    weights_by: Mapping[str, str] | None,
    weights_values: Mapping[str, Mapping[Any, str]] | None,
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    by, values = mapping("weights_by", weights_by), mapping("weights_values", weights_values)
    for column in by.values():
        if not isinstance(column, str):
            raise wrong("weights_by", f"expected names of columns, found {column!r}")
    out: dict[str, list[tuple[str, str]]] = {group: [] for group in by}
    for group, of_group in values.items():
        if group not in by:
            raise wrong("weights_values", f"{group!r} is no group of weights_by")
        for value, word in mapping("weights_values", of_group).items():
            if not isinstance(word, str):
                raise wrong("weights_values", f"expected words, found {word!r}")
            for each in value if isinstance(value, range) else (value,):
                out[group].append((cell_of(each, "weights_values"), word))
    return [(group, column, out[group]) for group, column in by.items()]


def _edition_map(edition_map: Mapping[Any, Any] | None) -> list[tuple[str, str]]:
    out = []
    for value, edition in mapping("edition_map", edition_map).items():
        names = "+".join(texts("edition_map", edition))
        if isinstance(value, range):  # of which some value has to be in the data, as of "2011-2013"
            if value.step != 1 or len(value) == 0:
                raise wrong("edition_map", f"expected a range of years one by one, found {value!r}")
            is_years = len(value) > 1 and 1000 <= value[0] and value[-1] <= 9999
            years = [f"{value[0]}-{value[-1]}"] if is_years else [str(each) for each in value]
            out += [(each, names) for each in years]
        else:
            out.append((asked_of(value, "edition_map"), names))
    return out


def _several(value: Any) -> str:
    return ",".join(texts("from_", value))


def said_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """What the arguments of `convert` say, all of them there, as the engine takes it."""
    if options["title_score"] is not None and options["split"] != "title":
        raise wrong("title_score", 'expected split="title" as well')
    said: dict[str, Any] = {
        "column": options["column"],
        "from_": _several(options["from_"]),
        "to": options["to"],
        "families": texts("families", options["families"]),
        "level": options["level"],
        "weights": [_path_text(each) for each in _order(options["weights"])],
        "normalise": options["normalise"],
        "weights_by": _grouping(options["weights_by"], options["weights_values"]),
        "mixed_weights": options["mixed_weights"],
        "via": _ways(options["via"]),
        "edition_column": options["edition_column"],
        "edition_map": _edition_map(options["edition_map"]),
        "wave": options["wave"],
        "ambiguous": options["ambiguous"],
        "groups": options["groups"],
        "split": options["split"],
        "title_column": options["title_column"],
        "scale": texts("scale", options["scale"]),
        "whole": options["whole"],
        "sum": texts("sum", options["sum"]),
        "mean": texts("mean", options["mean"]),
        "by_weight": options["by_weight"],
        "by": texts("by", options["by"]),
        "bounds": options["bounds"],
        "shares_of_basis": options["shares_of_basis"],
        "allow_mixed_levels": options["allow_mixed_levels"],
        "where": filters(options["where"], options["where_not"]),
        "no_code": words("no_code", options["no_code"]),
        "repair": texts("repair", options["repair"]),
        "missing": words("missing", options["missing"]),
        "on_unknown": options["on_unknown"],
        "prefix": options["prefix"],
    }
    optional = {
        "seed": options["seed"],
        "draws": options["draws"],
        "title_score": options["title_score"],
        "decimal": options["decimal"],
        "thousands": options["thousands"],
        "fail_above": None if options["fail_above"] is None else _part(options["fail_above"]),
        "shares": options["shares"],
        "threads": options["threads"],
    }
    said.update({name: value for name, value in optional.items() if value is not None})
    return said


def said_of_data(options: Mapping[str, Any]) -> dict[str, Any]:
    """The same of the few of these arguments that say what data is and what is looked at."""
    said: dict[str, Any] = {
        "column": options["column"],
        "from_": _several(options["from_"]),
        "edition_column": options["edition_column"],
        "edition_map": _edition_map(options["edition_map"]),
        "sum": texts("sum", options["sum"] or ()),
        "allow_mixed_levels": options["allow_mixed_levels"],
        "where": filters(options["where"], options["where_not"]),
        "no_code": words("no_code", options["no_code"]),
        "repair": texts("repair", options["repair"]),
        "missing": words("missing", options["missing"]),
    }
    signs = ("decimal", "thousands")
    said.update({name: options[name] for name in signs if options[name] is not None})
    return said


def convert(
    data: Frame,
    *,
    column: str,
    from_: Texts = "",
    to: str = "",
    families: Sequence[str] = (),
    level: str = "",
    weights: Any = (),
    normalise: bool = False,
    weights_by: Mapping[str, str] | None = None,
    weights_values: Mapping[str, Mapping[Any, str]] | None = None,
    mixed_weights: bool = False,
    via: Any = (),
    edition_column: str = "",
    edition_map: Mapping[Any, Any] | None = None,
    wave: str = "",
    ambiguous: Literal["set-aside", "by-wave"] = "set-aside",
    groups: Literal["set-aside", "carry", "spread"] = "set-aside",
    split: Literal["all", "best", "draw", "none", "title"] = "all",
    seed: int | None = None,
    draws: int | None = None,
    title_column: str = "",
    title_score: float | None = None,
    scale: Texts = (),
    whole: bool = False,
    sum: Texts = (),
    mean: Texts = (),
    by_weight: str = "",
    by: Texts = (),
    bounds: bool = False,
    shares_of_basis: bool = False,
    allow_mixed_levels: bool = False,
    where: Mapping[str, Any] | None = None,
    where_not: Mapping[str, Any] | None = None,
    no_code: Texts = (),
    repair: Texts = (),
    decimal: str | None = None,
    thousands: str | None = None,
    missing: Texts = (),
    on_unknown: Literal["set-aside", "fail", "keep"] = "set-aside",
    fail_above: Any = None,
    prefix: str = "",
    shares: Literal["decimal", "fraction"] | None = None,
    indices_only: bool = False,
    output: str | os.PathLike[str] | None = None,
    rejects: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
    delimiter: str = "",
    sheet: str | None = None,
    header_row: int | None = None,
    by_label: bool = False,
    threads: int | None = None,
    catalog: CatalogLike = None,
) -> Result[Any]:
    """Carry data to another edition, with nothing lost and nothing silently invented.

    Arguments have the names and defaults of the options of ``socshift
    convert``; its manual page says more of each.

    Parameters
    ----------
    data : frame, path or sequence of paths
        Anything that exports ``__arrow_c_stream__`` or ``__arrow_c_array__``
        (pandas, Polars, PyArrow, DuckDB and others), or files, which are read
        as the program reads them: text, workbooks, Parquet, Stata, SPSS and SAS.
    column : str
        The column with the codes: its name, or ``"#2"``.
    from_ : str or sequence of str
        The edition of the codes; found out if not given. Of several each row is
        of the one that has its code.
    to : str
        The edition wanted.
    families : sequence of str
        Instead of `to`: families over these editions, comparable without any
        share.
    level : str
        Groups of this level instead of the finest codes.
    weights : str, path or sequence of these
        Where shares come from that nobody published, in order of fall-back:
        ``"census"``, ``"census-exact"``, ``"employment"``, ``"equal"``, or a
        file.
    normalise : bool
        Divide shares of a file that do not sum to one by their sum.
    weights_by, weights_values : dict
        Census weights by groups of rows: the columns that say sex and
        education, and what their values mean: ``{"sex": "gender"}`` and
        ``{"sex": {1: "male", 2: "female"}}``.
    mixed_weights : bool
        Go on where weights serve rows of one edition and not of another.
    via : str, sequence of str or dict
        Editions that the route goes through; of several editions, by edition.
    edition_column : str
        The column that says which edition a row is coded in.
    edition_map : dict
        What the values of that column mean: ``{2005: "soc2000", "2010-2017":
        "soc2010"}``, perhaps several editions.
    wave : str
        The column that tells waves apart, for the account.
    ambiguous : {"set-aside", "by-wave"}
        What becomes of a row whose code several editions of its wave carry to
        different places.
    groups : {"set-aside", "carry", "spread"}
        What to do with a code that has others under it.
    split : {"all", "best", "draw", "none", "title"}
        A row whose code has several targets: goes to all of them, the best, one
        that is drawn, none, or the one that its job title settles.
    seed, draws : int
        With ``split="draw"``: what decides the draw, and how many are made,
        into numbered columns.
    title_column, title_score
        With ``split="title"``: the column with job titles, and the score that a
        target must have (0.5).
    scale : str or sequence of str
        Divide the figures in these columns over the targets of a row, by share.
    whole : bool
        With `scale`: divide whole numbers into whole numbers.
    sum, mean : str or sequence of str
        Add up, or average, these columns by target code instead of rows.
    by_weight : str
        With `mean`: the weight of each row.
    by : str or sequence of str
        Figures by target code and these columns.
    bounds : bool
        Beside each sum the least and the most that it can be.
    shares_of_basis : bool
        Beside each sum what part of it rests on each basis.
    allow_mixed_levels : bool
        Add up data that has rows for groups and for their members.
    where, where_not : dict
        Only rows that have, or have not, one of the values in a column:
        ``{"year": [2011, 2012]}``.
    no_code, missing : str or sequence of str
        More words for no code, and for a figure that is missing.
    repair : str or sequence of str
        Read codes that became dates, stand beside a title, are masked, or are
        several in a cell: ``"dates"``, ``"titles"``, ``"masked"``,
        ``"several"``, ``"all"``.
    decimal, thousands : str
        Signs in columns of texts with figures; found out if not given.
    on_unknown : {"set-aside", "fail", "keep"}
        What to do with a row that cannot be carried.
    fail_above : number or str
        An error if more than this part of the rows cannot be carried: 0.01 or
        ``"1%"``.
    prefix : str
        Put before the names of the added columns.
    shares : {"decimal", "fraction"}
        Floating-point numbers, or exact texts such as ``"1/3"``.
    indices_only : bool
        Only the row, the target and the share of each row of the result.
    output, rejects : path
        Of files: where the result and the rows set aside are written, as the
        program writes them; `rows` and `set_aside` are then empty.
    overwrite : bool
        Replace output files that exist.
    delimiter, sheet, header_row
        Of files: how they are to be read; found out if not given.
    by_label : bool
        Of files of Stata, SPSS and SAS: the codes are the value labels of `column`.
    threads : int
        At most so many; as many as the machine has if not given.
    catalog : Catalog or path
        A folder of your own catalog files.

    Returns
    -------
    Result
        `rows`, of the caller's own kind, and the `account`.

    Raises
    ------
    Error
        For an argument that is wrong, with its name in ``argument``, or data
        that cannot be carried.

    Examples
    --------
    >>> import polars, socshift
    >>> people = polars.DataFrame({"occ": ["15-1134", "11-1011", "none"], "n": [10, 4, 1]})
    >>> result = socshift.convert(
    ...     people, column="occ", from_="soc2010", to="soc2018", weights="equal", scale="n")
    >>> result.rows.select("occ", "n", "soc2018_code", "share").rows()
    [('15-1134', 5.0, '15-1254', 0.5), ('15-1134', 5.0, '15-1255', 0.5), ('11-1011', 4.0, '11-1011', 1.0)]
    >>> result.account
    <socshift.Account: 3 rows in, 2 carried, 1 set aside>
    >>> result.account.set_aside.select("row", "reason", "occ").rows()
    [(2, "no code: 'none'", 'none')]
    """
    check_types(convert, locals())
    said = said_of(locals())
    own = _catalog_of(catalog)
    files = files_of(data)
    reading: Reading = (delimiter, sheet, header_row)
    if files is not None:
        if indices_only:
            raise wrong("indices_only", "expected a frame, found files")
        return _of_files(
            _engine.convert_files(
                own._catalog, files, said, reading, _writing(output, rejects, overwrite), by_label
            )
        )
    _check_of_files(output, rejects, overwrite, reading, by_label)
    held = Held(data, lambda names: _engine.asked_columns(said, names), said)
    with naming(said):
        carried = _engine.convert(own._catalog, held.arrow, said)
    account = Account(
        carried.account(),
        carried.methods(),
        carried.weight_notes,
        carried.drafts,
        _set_aside(held, carried),
    )
    held.check_rows(account["rows_in"])
    waves = Table(carried.waves()) if account.get("waves") else None
    rows: Any
    if carried.adds_up:
        if indices_only:
            raise wrong("indices_only", "figures have no rows")
        rows = held.figures(carried)
    elif indices_only:
        rows = held.native(carried.indices())
    elif held.has_library:
        rows = held.take(carried)
    else:
        rows = Columns(carried.gather(held.arrow))
    return Result(rows, account, waves)


def assign(
    data: Frame,
    *,
    column: str,
    to: str,
    min_score: float | None = None,
    fall_back: str = "",
    learn: str | os.PathLike[str] | None = None,
    second_title: str = "",
    job_zone: str = "",
    with_code: str = "",
    from_: str = "",
    via: Texts = (),
    last_by: tuple[str, str] | None = None,
    order: str = "",
    where: Mapping[str, Any] | None = None,
    where_not: Mapping[str, Any] | None = None,
    on_unknown: Literal["set-aside", "fail", "keep"] = "set-aside",
    prefix: str = "",
    output: str | os.PathLike[str] | None = None,
    rejects: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
    delimiter: str = "",
    sheet: str | None = None,
    header_row: int | None = None,
    threads: int | None = None,
    catalog: CatalogLike = None,
) -> Result[Any]:
    """Give the rows of data codes by their job titles.

    Arguments have the names and defaults of the options of ``socshift
    assign``; its manual page says more of each.

    Parameters
    ----------
    data : frame, path or sequence of paths
        As of `convert`.
    column : str
        The column with the job titles.
    to : str
        The edition whose codes are wanted.
    min_score : float
        A title whose best code has a lower score gets none (0.5).
    fall_back : str
        But the finest group that is sure, of this level at the coarsest.
    learn : path
        Decisions about titles: they go first.
    second_title : str
        A column with another title of the same job, which counts half.
    job_zone : str
        The column with the job zone of the job, 1 to 5: it decides between
        codes that a title stands under.
    with_code, from_, via
        A column with an older code of the same job, its edition, and editions
        that the route goes through: only codes where that can have gone are
        answers.
    last_by, order
        The columns of the person and of the period, and the one that says which
        row is the last: only the last row of each person in each period gets a
        code.

    Returns
    -------
    Result

    Examples
    --------
    >>> import polars, socshift
    >>> jobs = polars.DataFrame({"title": ["RN", "Bakers (night)", "9-5"]})
    >>> result = socshift.assign(jobs, column="title", to="soc2018")
    >>> result.rows.select("title", "soc2018_code", "match").rows()
    [('RN', '29-1141', 'exact'), ('Bakers (night)', '51-3011', 'ambiguous')]
    >>> result.account.set_aside["reason"].to_list()
    ['no letters in the title']
    """
    check_types(assign, locals())
    said: dict[str, Any] = {
        "column": column,
        "to": to,
        "fall_back": fall_back,
        "second_title": second_title,
        "job_zone": job_zone,
        "with_code": with_code,
        "from_": from_,
        "via": texts("via", via),
        "order": order,
        "where": filters(where, where_not),
        "on_unknown": on_unknown,
        "prefix": prefix,
    }
    if isinstance(last_by, str):
        raise wrong("last_by", f"expected two columns, found {last_by!r}")
    optional = {"min_score": min_score, "last_by": last_by, "threads": threads}
    said.update({name: value for name, value in optional.items() if value is not None})
    own = _catalog_of(catalog)
    decided = "" if learn is None else os.fspath(learn)
    files = files_of(data)
    reading: Reading = (delimiter, sheet, header_row)
    if files is not None:
        return _of_files(
            _engine.assign_files(
                own._catalog, files, said, decided, reading, _writing(output, rejects, overwrite)
            )
        )
    _check_of_files(output, rejects, overwrite, reading)
    held = Held(data, lambda names: _engine.asked_title_columns(said, names), said)
    with naming(said):
        assigned = _engine.assign(own._catalog, held.arrow, said, decided)
    rows: Any
    if held.has_library:
        rows = held.take(assigned)
    else:
        rows = Columns(assigned.gather(held.arrow))
    account = Account(
        assigned.account(), "", [], assigned.drafts, _set_aside(held, assigned)
    )
    held.check_rows(account["rows_in"])
    return Result(rows, account)


def _order(weights: Any) -> list[Any]:
    if weights is None:
        return []
    if isinstance(weights, str):
        return [] if weights in ("", "none") else weights.split(",")
    if isinstance(weights, os.PathLike):
        return [weights]
    if not isinstance(weights, Sequence):
        raise wrong(
            "weights", f"expected words and files in their order, found {type(weights).__name__}"
        )
    for each in weights:
        if not isinstance(each, str | os.PathLike):
            raise wrong("weights", f"expected words or files, found {each!r}")
    return list(weights)


def _set_aside(held: Held, result: _engine.Carried | _engine.Assigned) -> Any:
    if held.has_library:
        return held.take_aside(result)
    return Columns(result.gather_set_aside(held.arrow))


def _writing(
    output: str | os.PathLike[str] | None, rejects: str | os.PathLike[str] | None, overwrite: bool
) -> tuple[str, str, bool]:
    if rejects is not None and output is None:
        raise wrong("rejects", "expected output as well")
    out = "" if output is None else os.fspath(output)
    aside = out + ".rejects.csv" if out and rejects is None else os.fspath(rejects or "")
    return out, aside, overwrite


def _check_of_files(
    output: Any, rejects: Any, overwrite: bool, reading: Reading, by_label: bool = False
) -> None:
    delimiter, sheet, header_row = reading
    of_files = {
        "output": output,
        "rejects": rejects,
        "overwrite": overwrite or None,
        "delimiter": delimiter or None,
        "sheet": sheet,
        "header_row": header_row,
        "by_label": by_label or None,
    }
    for name, value in of_files.items():
        if value is not None:
            raise wrong(name, "is of files; the data is a frame")


def _of_files(result: _engine.FileResult) -> Result[Columns]:
    account = Account(
        result.account,
        result.methods,
        result.weight_notes,
        result.drafts,
        Columns(result.set_aside),
    )
    return Result(Columns(result.rows), account)
