"""Catalogs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from socshift import _engine
from socshift._values import check_types, of_argument, texts, wrong


class Catalog:
    """Editions and the tables between them: what ships, perhaps with a folder of your own.

    Examples
    --------
    >>> import socshift
    >>> catalog = socshift.catalog()
    >>> "soc2018" in catalog.editions
    True
    >>> catalog.resolve("SOC 2010")
    'soc2010'
    """

    __slots__ = ("_catalog",)

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        if folder is not None and not isinstance(folder, str | os.PathLike):
            raise wrong("catalog", f"expected a folder or a Catalog, found {folder!r}")
        with of_argument("catalog"):
            self._catalog = _engine.Catalog("" if folder is None else os.fspath(folder), "")

    @property
    def folder(self) -> str | None:
        """The folder of your own files; None without one."""
        return self._catalog.folder or None

    @property
    def editions(self) -> list[str]:
        """Names of all editions, drafts among them."""
        return self._catalog.editions()

    @property
    def scenarios(self) -> list[str]:
        """Names of the drafts that `preview` and `with_scenario` take."""
        return self._catalog.scenarios()

    def resolve(self, name: str) -> str:
        """The edition that is meant by a name as people write it.

        Raises
        ------
        Error
            If there is none, with the nearest.
        """
        check_types(Catalog.resolve, locals())
        return self._catalog.resolve(name)

    @property
    def opened(self) -> list[str]:
        """Editions that `with_files` or `with_scenario` was asked for, in their order."""
        return self._catalog.opened

    @property
    def notes(self) -> list[str]:
        """What must be known of them, a sentence each."""
        return self._catalog.notes

    def with_files(
        self,
        *names: Path,
        crosswalk: Path | None = None,
        decisions: Path | None = None,
        match: bool = False,
        tables: Mapping[Path, str] | None = None,
        language: str = "",
    ) -> Catalog:
        """This catalog and editions that files hold, each joined with the next.

        Parameters
        ----------
        *names : str or path
            Files of editions, as ``socshift diff`` takes them, and names of
            editions.
        crosswalk : path
            A table between the two. Without one codes are matched by code and
            title: no share follows, and every answer says so.
        decisions : path
            What was decided about matched codes.
        match : bool
            Match codes whatever tables the catalog has.
        tables : mapping
            By file: the table, or sheet, of one that holds several.
        language : str
            Of the titles of linked data, where they are in several.

        Examples
        --------
        >>> import pathlib, tempfile, socshift
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "old.csv").write_text("code,title\\n1,Bakers\\n2,Smiths\\n")
        >>> _ = (folder / "new.csv").write_text("code,title\\n1,Bakers\\n3,Smiths\\n")
        >>> both = socshift.catalog().with_files(folder / "old.csv", folder / "new.csv")
        >>> both.opened
        ['old', 'new']
        >>> table = socshift.map(from_="old", to="new", catalog=both)
        >>> list(zip(table["source_code"], table["target_code"]))
        [('1', '1'), ('1', None), ('2', '3'), ('2', None)]

        What else a code goes to, nobody has said yet: None, until decisions do.
        """
        check_types(Catalog.with_files, locals())
        return Catalog._of(
            self._catalog.with_files(
                [os.fspath(name) for name in names],
                os.fspath(crosswalk) if crosswalk is not None else "",
                os.fspath(decisions) if decisions is not None else "",
                match,
                {os.fspath(file): table for file, table in (tables or {}).items()},
                language,
            )
        )

    def with_scenario(
        self,
        scenario: Path = "",
        *,
        with_: Sequence[Path] = (),
        without: Sequence[str] = (),
    ) -> Catalog:
        """This catalog and a scenario, by its name or from its file, perhaps changed.

        Parameters
        ----------
        scenario : str or path
            The only one of the catalog if not given.
        with_ : sequence of str or path
            Proposals that it is to have, by their names or from their files.
        without : sequence of str
            Proposals that it is not to have.

        Examples
        --------
        >>> import socshift
        >>> scenario = socshift.catalog().with_scenario()
        >>> scenario.opened
        ['soc2028-scenario']
        """
        check_types(Catalog.with_scenario, locals())
        if isinstance(with_, str | os.PathLike):
            raise wrong("with_", f"expected several paths or names, found {with_!r}")
        return Catalog._of(
            self._catalog.with_scenario(
                os.fspath(scenario),
                [os.fspath(each) for each in with_],
                texts("without", without),
            )
        )

    @classmethod
    def _of(cls, made: _engine.Catalog) -> Catalog:
        out = cls.__new__(cls)
        out._catalog = made
        return out

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process reads the folder again; what was opened of files is not there."""
        check_travels(self.opened)
        return Catalog, (self.folder,)

    @property
    def checksum(self) -> str:
        """SHA-256 of the catalog that ships: which one a result rests on."""
        return self._catalog.checksum()[0]

    def __repr__(self) -> str:
        own = f" with {self.folder}" if self.folder else ""
        return f"<socshift.Catalog: {len(self.editions)} editions{own}>"


def check_travels(opened: Sequence[str]) -> None:
    """Another process cannot open what these editions were read from."""
    if opened:
        raise TypeError(
            f"a Catalog with {', '.join(opened)} of files or scenarios cannot be pickled; "
            "make it again where it is needed"
        )


Path: TypeAlias = "str | os.PathLike[str]"
CatalogLike: TypeAlias = "Catalog | str | os.PathLike[str] | None"

_builtin: Catalog | None = None


def catalog(catalog: CatalogLike = None) -> Catalog:
    """The catalog that ships, or that with the YAML files of a folder.

    Parameters
    ----------
    catalog : path, Catalog or None
        A folder of catalog files, which are added, or replace those of their
        names. Whatever takes ``catalog=`` takes the folder as well; a Catalog
        is read once.

    Examples
    --------
    >>> import socshift
    >>> socshift.catalog()
    <socshift.Catalog: ... editions>
    """
    global _builtin
    if isinstance(catalog, Catalog):
        return catalog
    if catalog is not None:
        return Catalog(catalog)
    if _builtin is None:
        _builtin = Catalog()
    return _builtin
