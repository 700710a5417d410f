"""Catalogs."""

from __future__ import annotations

import os
from typing import TypeAlias

from socshift import _engine


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
        self._catalog = _engine.Catalog("" if folder is None else os.fspath(folder))

    @property
    def folder(self) -> str | None:
        """The folder of your own files; None without one."""
        return self._catalog.folder or None

    @property
    def editions(self) -> list[str]:
        """Names of all editions, drafts among them."""
        return self._catalog.editions()

    def resolve(self, name: str) -> str:
        """The edition that is meant by a name as people write it.

        Raises
        ------
        Error
            If there is none, with the nearest.
        """
        return self._catalog.resolve(name)

    @property
    def checksum(self) -> str:
        """SHA-256 of the catalog that ships: which one a result rests on."""
        return self._catalog.checksum()[0]

    def __repr__(self) -> str:
        own = f" with {self.folder}" if self.folder else ""
        return f"<socshift.Catalog: {len(self.editions)} editions{own}>"


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


def data_folder() -> str:
    """Where definitions are kept that the user has imported; empty if nowhere."""
    data = os.environ.get("XDG_DATA_HOME", "")
    if data.startswith("/"):
        return data + "/socshift"
    home = os.environ.get("HOME", "")
    return home + "/.local/share/socshift" if home.startswith("/") else ""
