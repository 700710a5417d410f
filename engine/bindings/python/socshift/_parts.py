"""Data in parts, which different processes see, with one account."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Mapping, Sequence
from inspect import signature
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, NamedTuple

from socshift import _engine
from socshift._catalogs import CatalogLike, catalog as _catalog_of, check_travels
from socshift._convert import Account, Frame, Result, convert, said_of
from socshift._errors import Error
from socshift._frames import Held, wrong
from socshift._tables import Columns, Table

_of_files = (
    "data",
    "output",
    "rejects",
    "overwrite",
    "delimiter",
    "sheet",
    "header_row",
    "by_label",
    "indices_only",
    "catalog",
)
_options = {
    name: parameter.default
    for name, parameter in signature(convert).parameters.items()
    if name not in _of_files
}
_weight_words = ("none", "census", "census-exact", "employment", "equal")


class CarriedPart(NamedTuple, Generic[Frame]):
    """What comes of one part of the data.

    Attributes
    ----------
    rows : frame
        The rows of the part, carried.
    set_aside : frame
        Its rows that were not, each with its number in the part.
    account_part : bytes
        What it adds to the account of the whole: for `Parts.result`.
    """

    rows: Frame
    set_aside: Frame
    account_part: bytes


class Plan(NamedTuple):
    """What has to travel for the same conversion to be made elsewhere: all of it values."""

    version: str
    checksum: str
    said: dict[str, Any]
    weights: list[tuple[str, bytes | None]]  # a word, or a file with what stands in it
    folder: str  # of the user's own catalog files; empty: none
    catalog: list[tuple[str, bytes]]  # these, by their paths below it


class Parts:
    """A conversion of data that is in parts, with one account of all of them.

    Each part is carried where it is: in another process, on another machine. What
    it adds to the account, or with `sum` and `mean` to the figures, is in a few
    bytes. Whoever has those of all parts, in the order of the data, puts them
    together: exactly what there would be of all rows at once. Can be pickled,
    unless its catalog was made by `Catalog.with_files` or `Catalog.with_scenario`;
    whoever unpickles it has to have the same version of this package.

    Takes the arguments of `convert`, but for those that are of files. Not what is
    only known of all rows: ``from_`` has to be said, ``split="draw"`` and
    ``ambiguous="by-wave"`` are refused, columns of figures have to be numbers.

    Examples
    --------
    >>> import polars, socshift
    >>> parts = socshift.Parts(column="occ", from_="soc2010", to="soc2018", weights="equal")
    >>> one = parts.carry(polars.DataFrame({"occ": ["15-1134", "none"]}))
    >>> two = parts.carry(polars.DataFrame({"occ": ["11-1011", "none"]}))
    >>> one.rows["soc2018_code"].to_list(), two.rows["soc2018_code"].to_list()
    (['15-1254', '15-1255'], ['11-1011'])
    >>> account = parts.account([one.account_part, two.account_part])
    >>> account
    <socshift.Account: 4 rows in, 2 carried, 2 set aside>
    >>> account["set_aside"][0]["rows"], account["set_aside"][0]["examples"]
    (2, [{'value': 'none', 'line': 2}])
    """

    __slots__ = ("_bytes", "_catalog", "_parted", "_plan")

    def __init__(self, *, catalog: CatalogLike = None, **options: Any) -> None:
        own = _catalog_of(catalog)
        said = said_of(_checked(options))
        checksum = "\n".join(own._catalog.checksum())
        self._catalog = own._catalog
        self._plan = Plan(
            _engine.version,
            checksum,
            said,
            [(each, _content(each)) for each in said["weights"]],
            own.folder or "",
            [] if own.folder is None else _files_below(own.folder),
        )
        self._make()

    def _make(self) -> None:
        self._bytes = pickle.dumps(tuple(self._plan), protocol=4)
        label = hashlib.sha256(self._bytes).hexdigest()
        self._parted = _engine.Parted(self._catalog, self._plan.said, label)

    def __reduce__(self) -> tuple[Any, ...]:
        check_travels(self._catalog.opened)
        return parts_of, (self._bytes,)

    @property
    def adds_up(self) -> bool:
        """Whether figures come out, and not rows."""
        return self._parted.adds_up

    @property
    def added_columns(self) -> list[str]:
        """The names of the columns that rows get."""
        return self._parted.added_names

    def columns_scaled(self, names: Sequence[str]) -> list[str]:
        """Which of the columns with these names have figures that are divided."""
        return self._parted.scaled(list(names))

    def columns_needed(self, names: Sequence[str]) -> list[str]:
        """Which of the columns with these names `add_up` needs.

        All of them, if one is named by its place, as ``"#2"``.
        """
        return self._parted.needed(list(names))

    def carry(self, data: Frame) -> CarriedPart[Any]:
        """Carry the rows of one part.

        Parameters
        ----------
        data : frame
            As of `convert`.

        Returns
        -------
        CarriedPart
            Rows, rows set aside, and the part of the account.
        """
        if self.adds_up:
            raise wrong("sum", "figures have no rows; expected Parts.add_up")
        held = Held(data, self._parted.asked)
        carried, part = self._parted.carry(held.arrow)
        if held.has_library:
            return CarriedPart(held.take(carried), held.take_aside(carried), part)
        return CarriedPart(
            Columns(carried.gather(held.arrow)), Columns(carried.gather_set_aside(held.arrow)), part
        )

    def add_up(self, data: Any) -> bytes:
        """What one part adds to the account, and with `sum` or `mean` to the figures.

        Its size is that of the combinations of code and keys in the part.
        """
        frame = Held(data, self._parted.asked).arrow
        return self._parted.add_up(frame) if self.adds_up else self._parted.carry(frame)[1]

    def join(self, parts: Sequence[bytes]) -> bytes:
        """One part of several that follow each other; the result stays the same."""
        return self._parted.joined(list(parts))

    def account(self, parts: Sequence[bytes]) -> Account:
        """The account of the whole, of the bytes of all parts in the order of the data.

        Lines in it are rows counted from 1 through all parts. Its `set_aside` is
        None: those rows are where their parts are.
        """
        return self._whole(parts, None).account

    def figures(self, parts: Sequence[bytes], like: Any = None) -> Result[Any]:
        """The figures of the whole, with their account.

        Parameters
        ----------
        parts : sequence of bytes
            Of `add_up`, in the order of the data.
        like : frame, optional
            A frame with the types of the data, empty or not: keys that are numbers
            there are numbers again, and the result is of its kind.
        """
        if not self.adds_up:
            raise wrong("sum", "rows have no figures; expected sum or mean")
        return self._whole(parts, like)

    def _whole(self, parts: Sequence[bytes], like: Any) -> Result[Any]:
        held = None if like is None else Held(like)
        whole = self._parted.whole(list(parts), None if held is None else held.arrow)
        account = Account(
            whole.account(), whole.methods(), whole.weight_notes, whole.drafts, None
        )
        waves = Table(whole.waves()) if account.get("waves") else None
        rows: Any = None
        if self.adds_up:
            rows = Columns(whole.figures()) if held is None else held.native(whole.figures())
        return Result(rows, account, waves)

    def __repr__(self) -> str:
        return f"<socshift.Parts: {self._plan.said['from_']} -> {self._plan.said['to']}>"


def _checked(options: Mapping[str, Any]) -> dict[str, Any]:
    """All options, those that were not said with their defaults."""
    for name in options:
        if name in _of_files:
            raise wrong(name, "is of one frame or file; the data is in parts")
        if name not in _options:
            import difflib

            near = difflib.get_close_matches(name, _options, 1)
            raise wrong(name, "no such argument" + (f"; did you mean '{near[0]}'?" if near else ""))
    if "column" not in options:
        raise wrong("column", "expected the column with the codes")
    if options.get("split") == "draw":
        raise wrong(
            "split",
            "what a row draws depends on its number in the whole data, which a part does not know; "
            "expected 'all', 'best', 'none' or 'title'",
        )
    return {**_options, **options}


def _content(weights: str) -> bytes | None:
    """What stands in a file of weights; None for a word."""
    if weights in _weight_words or not os.path.exists(weights):
        return None
    return Path(weights).read_bytes()


def _files_below(folder: str) -> list[tuple[str, bytes]]:
    below = Path(folder)
    return [
        (str(path.relative_to(below)), path.read_bytes())
        for path in sorted(below.rglob("*"))
        if path.suffix in (".yaml", ".yml") and path.is_file()
    ]


_known: dict[bytes, Parts] = {}
_most_known = 8


def parts_of(plan: bytes) -> Parts:
    """The same conversion as where it was pickled; made once for each process.

    Raises
    ------
    Error
        If this process has another version of the package, or another catalog.
    """
    if plan not in _known:
        if len(_known) == _most_known:
            _known.pop(next(iter(_known)))
        _known[plan] = _made(plan)
    return _known[plan]


def _made(plan: bytes) -> Parts:
    out = Parts.__new__(Parts)
    out._plan = Plan(*pickle.loads(plan))
    if out._plan.version != _engine.version:
        raise Error(
            f"here is socshift {_engine.version}, where the conversion was made socshift "
            f"{out._plan.version}; expected one version everywhere"
        )
    with TemporaryDirectory(prefix="socshift-") as folder:
        out._catalog = _sent_catalog(out._plan, Path(folder) / "catalog")
        said = dict(out._plan.said)
        said["weights"] = [
            _sent_weights(name, content, Path(folder) / str(place))
            for place, (name, content) in enumerate(out._plan.weights)
        ]
        label = hashlib.sha256(plan).hexdigest()
        out._bytes = plan
        out._parted = _engine.Parted(out._catalog, said, label)
    return out


def _sent_catalog(plan: Plan, folder: Path) -> _engine.Catalog:
    found = _catalog_of()._catalog
    if plan.folder:
        folder.mkdir()
        for path, content in plan.catalog:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        found = _engine.Catalog(str(folder), plan.folder)
    if "\n".join(found.checksum()) != plan.checksum:
        raise Error(
            "the catalog here is another than where the conversion was made; expected one build "
            "of socshift everywhere"
        )
    return found


def _sent_weights(name: str, content: bytes | None, folder: Path) -> str:
    if content is None:
        return name
    folder.mkdir()
    path = folder / Path(name).name
    path.write_bytes(content)
    return str(path)
