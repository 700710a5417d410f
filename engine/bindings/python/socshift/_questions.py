"""Questions and their answers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from socshift import _engine
from socshift._catalogs import Catalog, CatalogLike, catalog as _catalog_of
from socshift._convert import said_of_data
from socshift._errors import Error
from socshift._frames import Held, Reading, detect_in, files_of
from socshift._tables import Page, Table
from socshift._values import check_types, is_missing, texts, words, wrong

Texts = str | Sequence[str]
Path = str | os.PathLike[str]


def _one_of(**given: object) -> None:
    """At most one of some arguments is said."""
    said = [name for name, value in given.items() if value]
    if len(said) > 1:
        error = Error(f"{said[1]}: not together with {said[0]}")
        error.argument = said[1]
        raise error


def _needs(needed: str, is_said: object, **given: object) -> None:
    """What says nothing without another argument is not said without it."""
    for name, value in given.items():
        if value and not is_said:
            raise wrong(name, f"expected {needed} as well")


def editions(*, catalog: CatalogLike = None) -> Table:
    """Every edition of the catalog.

    Examples
    --------
    >>> import socshift
    >>> table = socshift.editions()
    >>> [row["edition"] for row in table.to_dicts() if row["series"] == "us-soc"][:3]
    ['soc2000', 'soc2010', 'soc2018']
    """
    return Table(_engine.editions(_catalog_of(catalog)._catalog))


def tree(
    edition: str, code: str = "", *, level: str = "", catalog: CatalogLike = None
) -> Table:
    """The hierarchy of an edition, each item before those under it.

    Parameters
    ----------
    edition : str
        As people write it: ``"2018"``, ``"SOC 2018"``, ``"soc2018"``.
    code : str
        Only this item and what is under it.
    level : str
        Down to this level.

    Examples
    --------
    >>> import socshift
    >>> socshift.tree("soc2018", "11-0000", level="minor")["code"]
    ['11-0000', '11-1000', '11-2000', '11-3000', '11-9000']
    """
    check_types(tree, locals())
    return Table(_engine.tree(_catalog_of(catalog)._catalog, edition, code, level))


def show(code: str, edition: str = "", *, catalog: CatalogLike = None) -> Table:
    """One item: its path, children and cross references, where it came from and went.

    Parameters
    ----------
    code : str
        Alone, or with its edition: ``"soc2018:15-1252"``.
    edition : str
        The edition of the code; else the latest that has it.

    Examples
    --------
    >>> import socshift
    >>> table = socshift.show("15-1254")
    >>> [row["ref_code"] for row in table.to_dicts() if row["relation"] == "path"]
    ['15-0000', '15-1200', '15-1250', '15-1254']
    """
    check_types(show, locals())
    own = _catalog_of(catalog)
    wanted = f"{own.resolve(edition)}:{code}" if edition else code
    return Table(_engine.show(own._catalog, wanted, _engine.data_folder()))


def map(
    codes: Texts | None = None,
    *,
    from_: str,
    to: str,
    level: str = "",
    via: Texts = (),
    explain: bool = False,
    catalog: CatalogLike = None,
) -> Table:
    """Where codes of one edition are in another, a row for each place of each.

    Parameters
    ----------
    codes : str or sequence of str, optional
        All codes of the edition if not given. One that it does not have is a
        warning of the table.
    from_, to : str
        Editions, as people write them.
    level : str
        Answer at this level of `to`.
    via : str or sequence of str
        Editions that the route goes through.
    explain : bool
        The rows of the published tables that each link follows from, instead.

    See Also
    --------
    CodeMap : for many single codes.

    Examples
    --------
    >>> import socshift
    >>> table = socshift.map("15-1134", from_="soc2010", to="soc2018")
    >>> table["target_code"]
    ['15-1254', '15-1255']
    >>> table["share"]
    [None, None]
    """
    check_types(map, locals())
    own = _catalog_of(catalog)._catalog
    wanted = None if codes is None else texts("codes", codes)
    answer = _engine.map(own, from_, to, wanted, level, texts("via", via), explain)
    return Table(answer)


class CodeMap:
    """Where single codes of one edition are in another: a look-up for each, and no table.

    Examples
    --------
    >>> import socshift
    >>> where = socshift.CodeMap("soc2010", "soc2018")
    >>> where["11-1011"]
    [('11-1011', 1.0, 'only')]
    >>> where.get("99-9999") is None
    True
    """

    __slots__ = ("_asked", "_known", "_level", "_map")

    def __init__(
        self,
        from_: str,
        to: str,
        *,
        level: str = "",
        via: Texts = (),
        catalog: CatalogLike = None,
    ) -> None:
        check_types(CodeMap.__init__, locals())
        own = _catalog_of(catalog)
        self._map = _engine.CodeMap(own._catalog, from_, to, texts("via", via))
        self._asked = (from_, to, level, tuple(texts("via", via)), own)
        self._level = level
        self._known: dict[str, list[tuple[str | None, float | None, str | None]] | None] = {}

    @property
    def source(self) -> str:
        """The edition of the codes."""
        return self._map.source

    @property
    def target(self) -> str:
        """The edition of the answers."""
        return self._map.target

    @property
    def route(self) -> str:
        """The tables on the way: ``"soc2000 -> soc2010 -> soc2018"``."""
        return self._map.route

    def get(self, code: str) -> list[tuple[str | None, float | None, str | None]] | None:
        """Places of a code: target, share and basis of each; None for what is no code.

        A place without a target is nowhere, or not known; a share that
        nobody published is None.
        """
        if is_missing(code):
            return None
        if not isinstance(code, str):
            raise wrong("code", f"expected a text, found {code!r}")
        try:
            return self._known[code]
        except KeyError:
            found = self._known[code] = self._map.find(code, self._level)
            return found

    def __contains__(self, code: object) -> bool:
        """Whether it is a code of the edition, in any way in which that lets it be written."""
        return isinstance(code, str) and self.get(code) is not None

    def __getitem__(self, code: str) -> list[tuple[str | None, float | None, str | None]]:
        """The same; KeyError, with what may have been meant, for what is no code."""
        found = self.get(code)
        if found is None:
            raise KeyError(self._map.why_not(code))
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return _code_map, self._asked

    def __repr__(self) -> str:
        return f"<socshift.CodeMap {self.route}>"


def _code_map(
    from_: str, to: str, level: str, via: tuple[str, ...], catalog: CatalogLike
) -> CodeMap:
    return CodeMap(from_, to, level=level, via=via, catalog=catalog)


def diff(
    before: str,
    after: str,
    *,
    level: str = "",
    group: str = "",
    changes: Texts = (),
    stat: bool = False,
    name_only: bool = False,
    exclusions: bool = False,
    residuals: bool = False,
    official: bool = False,
    explain: str = "",
    counts: str = "",
    via: Texts = (),
    catalog: CatalogLike = None,
) -> Table:
    """What changed between two editions.

    Parameters
    ----------
    before, after : str
        Editions, as people write them.
    level : str
        Compare the items of this level; the finest if not given.
    group : str
        Only what has a code at or below this item.
    changes : str or sequence of str
        Only these kinds of change: ``"split"``, ``"merged"``, ….
    stat, name_only, exclusions, residuals, official : bool
        Another view, one of them: numbers only, codes only, who leaves out
        whom, what left and entered each "All Other", the publisher's figures
        beside what is counted here.
    explain : str
        The evidence for the change of this code, instead.
    counts : str
        With `residuals`: counts of `before`, by name or from a file.

    Examples
    --------
    >>> import socshift
    >>> table = socshift.diff("soc2010", "soc2018", changes="split")
    >>> len(table)
    18
    """
    check_types(diff, locals())
    _one_of(
        stat=stat,
        name_only=name_only,
        exclusions=exclusions,
        residuals=residuals,
        official=official,
        explain=explain,
    )
    _needs("residuals=True", residuals, counts=counts)
    own = _catalog_of(catalog)._catalog
    over = texts("via", via)
    if exclusions:
        return Table(_engine.exclusion_changes(own, before, after, over, group))
    if residuals:
        return Table(_engine.residuals(own, before, after, over, counts))
    if official:
        return Table(_engine.official(own, before, after, over, _engine.data_folder()))
    if explain:
        return Table(_engine.evidence(own, before, after, explain, level, over, _engine.data_folder()))
    part = "counts" if stat else "codes" if name_only else "changes"
    return Table(_engine.diff(own, before, after, level, over, group, texts("changes", changes), part))


def exclusions(
    edition: str, code: str = "", *, stat: bool = False, catalog: CatalogLike = None
) -> Table:
    """Who leaves whom out by the definitions of an edition, and who includes whom.

    Examples
    --------
    >>> import socshift
    >>> table = socshift.exclusions("soc2018", "11-1011")
    >>> table.schema
    'socshift/exclusions/1'
    """
    check_types(exclusions, locals())
    return Table(_engine.exclusions(_catalog_of(catalog)._catalog, edition, code, stat))


def families(
    *editions: str,
    level: str = "",
    wide: bool = False,
    stat: bool = False,
    via: Texts = (),
    catalog: CatalogLike = None,
) -> Table:
    """The finest groups that are comparable over two or more editions without any share.

    Parameters
    ----------
    *editions : str
        Two or more, in the order of the links.
    level : str
        Families of the items of this level.
    wide, stat : bool
        A row for each family, or numbers only, instead of a row for each code.

    Examples
    --------
    >>> import socshift
    >>> len(socshift.families("soc2010", "soc2018", wide=True))
    808
    """
    check_types(families, locals())
    _one_of(wide=wide, stat=stat)
    part = "counts" if stat else "wide" if wide else "codes"
    own = _catalog_of(catalog)._catalog
    return Table(_engine.families(own, list(editions), level, texts("via", via), part))


def routes(
    from_: str,
    to: str,
    *,
    steps: bool = False,
    limit: int = 10,
    max_steps: int = 6,
    catalog: CatalogLike = None,
) -> Table:
    """The ways between two editions and what each loses, best first.

    Examples
    --------
    >>> import socshift
    >>> socshift.routes("soc2000", "soc2018", limit=1)["route"]
    ['soc2000 -> soc2010 -> soc2018']
    """
    check_types(routes, locals())
    return Table(
        _engine.routes(_catalog_of(catalog)._catalog, from_, to, limit, max_steps, steps)
    )


def loss(
    from_: str,
    over: str,
    *,
    all: bool = False,
    stat: bool = False,
    counts: str = "",
    via: Texts = (),
    catalog: CatalogLike = None,
) -> Table:
    """What going to another edition and back cannot recover.

    Parameters
    ----------
    from_, over : str
        The edition of the codes, and the one to go to and come back from.
    all : bool
        Codes that come back exactly, too.
    stat : bool
        Numbers only.
    counts : str
        Weigh codes by these counts: a name, or a file.

    Examples
    --------
    >>> import socshift
    >>> socshift.loss("soc2018", "soc2010", stat=True).schema
    'socshift/loss-stat/1'
    """
    check_types(loss, locals())
    _one_of(all=all, stat=stat)
    own = _catalog_of(catalog)._catalog
    return Table(_engine.loss(own, from_, over, texts("via", via), all, counts, stat))


def weights(
    weights: str = "",
    compare: str = "",
    *,
    from_: str = "soc2010",
    to: str = "soc2018",
    gaps: bool = False,
    normalise: bool = False,
    catalog: CatalogLike = None,
) -> Table:
    """Where shares come from that nobody published, between two editions.

    Parameters
    ----------
    weights : str
        ``"census"``, ``"census-exact"``, ``"employment"``, ``"equal"`` or a
        file: a row for each share. If not given: what there is.
    compare : str
        Other weights: a row for each link that both have shares for.
    gaps : bool
        The codes that there are no shares for, and why.
    normalise : bool
        Divide shares of a file that do not sum to one by their sum.

    Examples
    --------
    >>> import socshift
    >>> socshift.weights().schema
    'socshift/weights-list/1'
    >>> table = socshift.weights("equal")
    >>> table["share"][0]
    Fraction(1, 2)
    """
    check_types(globals()["weights"], locals())
    _one_of(compare=compare, gaps=gaps)
    _needs("weights", weights, compare=compare, gaps=gaps, normalise=normalise)
    own = _catalog_of(catalog)._catalog
    if not weights:
        return Table(_engine.weights_list(own, from_, to))
    if compare:
        return Table(_engine.weights_compare(own, weights, compare, from_, to, normalise))
    return Table(_engine.weights(own, weights, from_, to, gaps, normalise))


def export(
    format: str,
    editions: Texts,
    *,
    weights: Texts = (),
    base: str = "",
    catalog: CatalogLike = None,
) -> dict[str, bytes]:
    """Editions, and the links from each to the next, in a format of others.

    Drafts are marked in it by the standard's own means; what each format
    says, and what it cannot say, stands in docs/formats.md.

    Parameters
    ----------
    format : str
        ``"sql"``, ``"sssom"``, ``"skos"``, ``"skos-json"``, ``"xkos"``,
        ``"xkos-json"``, ``"csvw"``, ``"graphml"``, ``"dot"``, ``"json"``,
        ``"fhir"`` or ``"sdmx"``.
    editions : str or sequence of str
        As people write them.
    weights : str or sequence of str
        Where shares come from that no publisher gave, in order: as for
        `convert`.
    base : str
        What addresses begin with, for formats that have addresses.

    Returns
    -------
    dict
        The files by name; one, but for ``"csvw"``.

    Examples
    --------
    >>> import socshift
    >>> files = socshift.export("sql", ["soc2010", "soc2018"])
    >>> list(files)
    ['socshift.sql']
    >>> import sqlite3
    >>> base = sqlite3.connect(":memory:")
    >>> _ = base.executescript(files["socshift.sql"].decode())
    >>> base.execute("SELECT COUNT(*) FROM links").fetchone()
    (900,)
    """
    check_types(export, locals())
    own = _catalog_of(catalog)._catalog
    return _engine.export(
        own, format, texts("editions", editions), texts("weights", weights), base
    )


def estimate_weights(
    *,
    from_: str,
    to: str,
    source_counts: Path,
    target_counts: Path,
    catalog: CatalogLike = None,
) -> Table:
    """Weights estimated from counts of the sources and counts of the targets.

    Parameters
    ----------
    source_counts, target_counts : str or path
        Counts by name, a catalog file, or a table with a column ``code``.

    Examples
    --------
    >>> import socshift
    >>> table = socshift.estimate_weights(
    ...     from_="soc2010", to="soc2018",
    ...     source_counts="oews-national-2018", target_counts="oews-national-2021")
    >>> table.schema
    'socshift/weights/1'
    """
    check_types(estimate_weights, locals())
    own = _catalog_of(catalog)._catalog
    return Table(
        _engine.weights_estimate(
            own, from_, to, os.fspath(source_counts), os.fspath(target_counts)
        )
    )


def check(
    edition: Any = "",
    *,
    from_: str = "",
    to: str = "",
    source: str = "",
    target: str = "",
    source_title: str = "",
    target_title: str = "",
    share: str = "",
    back: Path | None = None,
    delimiter: str = "",
    sheet: str | None = None,
    header_row: int | None = None,
    catalog: CatalogLike = None,
) -> Table:
    """Everything wrong or notable in the catalog, an edition, or a table that somebody made.

    Parameters
    ----------
    edition : str, path or frame
        An edition; a table between two editions, in a file or a frame; a file
        or a folder of catalog files. The whole catalog if not given.
    from_, to : str
        Of a table: the editions of its codes; found if not given.
    source, target, source_title, target_title, share : str
        Of a table: its columns; found if not given.
    back : path
        Of a table: that in the other direction, to compare with.
    delimiter, sheet, header_row
        Of a table in a file: how it is to be read; found out if not given.

    Examples
    --------
    >>> import polars, socshift
    >>> socshift.check("soc2018").schema
    'socshift/check/1'
    >>> table = polars.DataFrame({"old": ["15-1132", "15-1132"], "new": ["15-1252", "15-9999"]})
    >>> found = socshift.check(table, from_="soc2010", to="soc2018", source="old", target="new")
    >>> [row["rule"] for row in found.to_dicts() if row["severity"] == "error"]
    ['unknown-target']
    """
    check_types(check, locals())
    own = _catalog_of(catalog)
    said = {
        "from_": from_,
        "to": to,
        "source": source,
        "target": target,
        "source_title": source_title,
        "target_title": target_title,
        "share": share,
        "back": "" if back is None else os.fspath(back),
    }
    reading: Reading = (delimiter, sheet, header_row)
    if isinstance(edition, str | os.PathLike):
        name = os.fspath(edition)
        if not isinstance(edition, str) or _is_path(name, own):
            return Table(_engine.check_path(own._catalog, name, said, reading))
    of_files = {"delimiter": delimiter, "sheet": sheet, "header_row": header_row}
    for argument, value in of_files.items():
        if value:
            raise wrong(argument, "is of a table in a file")
    if not isinstance(edition, str):
        return Table(_engine.check_frame(own._catalog, Held(edition, argument="edition").arrow, said))
    for argument, value in said.items():
        if value:
            raise wrong(argument, "is of a table; expected one, in a file or a frame")
    return Table(_engine.check(own._catalog, edition))


def _is_path(name: str, catalog: Catalog) -> bool:
    """Whether a file is meant, or a folder: one whose name is that of no edition."""
    if not os.path.isdir(name):
        return os.path.isfile(name)
    if "/" in name:
        return True
    try:
        catalog.resolve(name)
    except Error:
        return True
    return False


def preview(
    scenario: Path = "",
    *,
    proposal: str = "",
    compare: Path = "",
    counts: str = "",
    data: Any = None,
    column: str = "",
    from_: Texts = "",
    edition_column: str = "",
    edition_map: Mapping[Any, Any] | None = None,
    sum: str = "",
    allow_mixed_levels: bool = False,
    where: Mapping[str, Any] | None = None,
    where_not: Mapping[str, Any] | None = None,
    no_code: Texts = (),
    repair: Texts = (),
    decimal: str | None = None,
    thousands: str | None = None,
    missing: Texts = (),
    delimiter: str = "",
    sheet: str | None = None,
    header_row: int | None = None,
    catalog: CatalogLike = None,
) -> Page:
    """What a scenario does to the classification, to published series and to data.

    Parameters
    ----------
    scenario : str or path
        Its name, or its file; the only one of the catalog if not given.
        `Catalog.with_scenario` makes one with other proposals.
    proposal : str
        This request alone, on the same base.
    compare : str or path
        Another scenario, to be set beside it.
    counts : str
        Figures of the catalog, by their name; the newest that fit if not given.
    data : frame or path
        Data coded in the base of the scenario, or in an edition that leads to
        it: the page has its codes, what is set aside, and groups that break.
    column : str
        With `data`: the column of codes.
    from_, edition_column, edition_map
        With `data`: which edition rows are coded in; found out if not given.
    sum : str
        With `data`: a column to add up.
    allow_mixed_levels : bool
        With `sum`: a figure may stand in two rows, printed at two levels.
    where, where_not, no_code, repair, decimal, thousands, missing
        With `data`: as of `convert`.
    delimiter, sheet, header_row
        Of files: how they are to be read; found out if not given.

    Examples
    --------
    >>> import polars, socshift
    >>> socshift.preview("soc2028-scenario").title.startswith("DRAFT")
    True
    >>> people = polars.DataFrame({"occ": ["15-1252", "11-1011"], "n": [10, 4]})
    >>> page = socshift.preview(data=people, column="occ", from_="soc2018", sum="n")
    >>> list(page.sections)[0], page.facts["data_edition"]
    ('data', 'soc2018')
    """
    check_types(preview, locals())
    own = _catalog_of(catalog)._catalog
    said = {
        "scenario": os.fspath(scenario),
        "proposal": proposal,
        "compare": os.fspath(compare),
        "counts": counts,
    }
    _one_of(compare=compare, proposal=proposal)
    of_data: dict[str, Any] = {
        "column": column,
        "from_": from_,
        "edition_column": edition_column,
        "edition_map": edition_map,
        "sum": sum,
        "allow_mixed_levels": allow_mixed_levels,
        "where": where,
        "where_not": where_not,
        "no_code": no_code,
        "repair": repair,
        "decimal": decimal,
        "thousands": thousands,
        "missing": missing,
    }
    reading: Reading = (delimiter, sheet, header_row)
    of_files = {"delimiter": delimiter, "sheet": sheet, "header_row": header_row}
    if data is None:
        _needs("data", False, **of_data, **of_files)
        return Page(_engine.preview(own, said))
    _one_of(compare=compare, data=True)
    if not column:
        raise wrong("column", "expected the column of codes")
    _needs("sum", sum, allow_mixed_levels=allow_mixed_levels)
    spec = said_of_data(of_data)
    files = files_of(data)
    if files is not None:
        if len(files) != 1:
            raise wrong("data", f"expected one file, found {len(files)}")
        return Page(_engine.preview_files(own, said, files, spec, reading))
    _needs("data to be a file", False, **of_files)
    held = Held(data, lambda names: _engine.asked_columns(spec, names), spec)
    return Page(_engine.preview_frame(own, said, held.arrow, spec))


def find(
    title: str,
    *,
    edition: str = "",
    most: int | None = None,
    explain: bool = False,
    contains: bool = False,
    level: str = "",
    both: str = "",
    time: object = None,
    learn: Path | None = None,
    catalog: CatalogLike = None,
) -> Table:
    """The codes that a job title can mean, best first.

    Parameters
    ----------
    title : str
        A job title; with `contains` words of a title.
    edition : str
        Codes of this edition; else those of the latest that has job titles.
    most : int
        How many codes at most; five if not given.
    explain : bool
        What speaks for each code, in bits.
    contains : bool
        Items whose own titles hold all words, of all editions.
    level : str
        With `contains`: items of this level only.
    both : str
        The other of two activities, a title or a code: which of them gives
        the job its code.
    time : number or str, optional
        With `both`: the part of the time that the first takes.
    learn : path, optional
        Decisions about titles, which go first.

    Examples
    --------
    >>> import socshift
    >>> socshift.find("RN", most=1)["code"]
    ['29-1141']
    """
    check_types(find, locals())
    _one_of(contains=contains, both=both, most=most is not None)
    _one_of(contains=contains, both=both, explain=explain)
    _one_of(contains=contains, learn=learn)
    _needs("contains=True", contains, level=level)
    _needs("both", both, time=time is not None)
    own = _catalog_of(catalog)._catalog
    decided = "" if learn is None else os.fspath(learn)
    if contains:
        return Table(_engine.find_words(own, title.split(), edition, level))
    if both:
        part = "" if time is None else str(time)
        return Table(_engine.find_both(own, title, both, edition, part, decided))
    return Table(_engine.find(own, title, edition, most if most is not None else 5, explain, decided))


def detect(
    data: Any,
    column: str = "",
    *,
    no_code: Texts = (),
    where: Mapping[str, Any] | None = None,
    where_not: Mapping[str, Any] | None = None,
    evidence: int = 5,
    delimiter: str = "",
    sheet: str | None = None,
    header_row: int | None = None,
    by_label: bool = False,
    catalog: CatalogLike = None,
) -> Table:
    """Which edition the columns of a frame or a file are in.

    Parameters
    ----------
    data : frame, path or sequence of paths
        Anything that exports ``__arrow_c_stream__``, or files.
    column : str
        This column only; else every one that holds codes.
    no_code : str or sequence of str
        Words for no code, beside NA, NULL, 0 and the like.
    where, where_not : dict
        Only rows that have, or have not, one of the values in a column.
    evidence : int
        How many codes and examples to name; 0 for all.
    delimiter, sheet, header_row
        Of files: the sign between cells, the sheet of a workbook, the row
        that names the columns; found out if not given.
    by_label : bool
        Of files of Stata, SPSS and SAS: the codes are the value labels of `column`.

    Examples
    --------
    >>> import socshift
    >>> socshift.detect(["survey.csv"]).columns[:3]  # doctest: +SKIP
    ('column', 'finding', 'edition')
    """
    check_types(detect, locals())
    own = _catalog_of(catalog)._catalog
    reading: Reading = (delimiter, sheet, header_row)
    return Table(
        detect_in(
            own, data, column, words("no_code", no_code), where, where_not, evidence, reading, by_label
        )
    )
