"""What happened to every occupation code between two editions of a classification.

And your data carried across, with nothing lost and nothing silently invented:

>>> import polars, socshift
>>> survey = polars.DataFrame({"id": [1, 2], "occ": ["15-1134", "151132"]})
>>> result = socshift.convert(survey, column="occ", from_="soc2010", to="soc2018", weights="equal")
>>> result.rows["soc2018_code"].to_list()
['15-1254', '15-1255', '15-1252', '15-1253']

`convert` and `assign` take data and give data with an account; the other
functions answer questions as a `Table` or a `Page`; `Parts` is for data that
several processes see; `socshift.spark` for frames of Spark. Names and defaults are
those of the program, which is here as well: ``python -m socshift``.
"""

from socshift import _engine
from socshift._catalogs import Catalog, catalog
from socshift._convert import Account, Result, assign, convert
from socshift._errors import Error
from socshift._parts import CarriedPart, Parts
from socshift._questions import (
    CodeMap,
    check,
    detect,
    diff,
    editions,
    estimate_weights,
    exclusions,
    export,
    families,
    find,
    loss,
    map,
    preview,
    routes,
    show,
    tree,
    weights,
)
from socshift._tables import Columns, Page, Section, Table

__version__: str = _engine.version

__all__ = [
    "Account",
    "CarriedPart",
    "Catalog",
    "CodeMap",
    "Columns",
    "Error",
    "Page",
    "Parts",
    "Result",
    "Section",
    "Table",
    "assign",
    "catalog",
    "check",
    "convert",
    "detect",
    "diff",
    "editions",
    "estimate_weights",
    "exclusions",
    "export",
    "families",
    "find",
    "loss",
    "map",
    "preview",
    "routes",
    "show",
    "tree",
    "weights",
]
