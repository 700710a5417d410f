"""Values of Python as the texts of cells, and arguments that are of no use."""

from __future__ import annotations

import contextlib
import math
import numbers
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from socshift._errors import Error, WrongType


def wrong(argument: str, message: str) -> Error:
    """An error of an argument."""
    error = Error(f"{argument}: {message}" if argument else message)
    error.argument = argument or None
    return error


_kinds: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a text"),
    "bool": ((bool,), "True or False"),
    "int": ((numbers.Integral,), "a whole number, 0 or more"),
    "float": ((numbers.Real,), "a number"),
    "os.PathLike[str]": ((os.PathLike,), "a path"),
    "Path": ((str, os.PathLike), "a path"),
}


def check_types(function: Callable[..., Any], said: Mapping[str, Any]) -> None:
    """Arguments of a function, all of them there, are of the types that it says.

    Of others than texts, truths, numbers and paths whoever reads them says so.

    Raises
    ------
    WrongType
        With what was expected and what was found.
    """
    for argument, kind in function.__annotations__.items():
        if argument not in said:
            continue
        names = ["str" if name.startswith("Literal[") else name for name in kind.split(" | ")]
        known = [_kinds[name] for name in names if name in _kinds]
        if len(known) + ("None" in names) < len(names):
            continue
        types = tuple(each for allowed, _ in known for each in allowed)
        value = said[argument]
        for each in value if argument in _several else (value,):
            is_right = isinstance(each, types) and (bool in types or not isinstance(each, bool))
            if is_right and "int" in names:
                is_right = each >= 0
            if not is_right and not (each is None and "None" in names):
                expected = " or ".join(text for _, text in known)
                error = WrongType(f"{argument}: expected {expected}, found {each!r}")
                error.argument = argument
                raise error


_several = ("editions", "names")  # where each of any number of arguments is one


@contextlib.contextmanager
def of_argument(argument: str) -> Iterator[None]:
    """What goes wrong is wrong with this argument, unless it is said to be with another."""
    try:
        yield
    except Error as error:
        if error.argument is not None:
            raise
        raise wrong(argument, str(error)) from None


def is_missing(value: Any) -> bool:
    """Whether it is None, not a number, or what pandas has for them."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float | Decimal) and value != value


def number_text(value: Any) -> str | None:
    """A number as a cell of a frame has it: 2010 of 2010.0; None for what is missing.

    Raises
    ------
    TypeError
        For what is no number; a bool is none.
    """
    if is_missing(value):
        return None
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        raise TypeError("a bool is no number")
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, numbers.Real) and not isinstance(value, numbers.Rational):
        real = float(str(value))  # a float of 32 bits is the decimal that it prints as
        if math.isnan(real):
            return None
        if math.isinf(real):
            return str(real)
        return str(int(real)) if real.is_integer() else format(Decimal(repr(real)), "f")
    raise TypeError(f"{type(value).__name__} is no number")


def cell_of(value: Any, argument: str = "where") -> str:
    """A value as the text that a cell has."""
    if isinstance(value, str):
        return value
    try:
        return number_text(value) or ""
    except TypeError:
        if isinstance(value, bool | bytes) or isinstance(value, Iterable):
            raise wrong(argument, f"expected texts or numbers, found {value!r}") from None
        if type(value).__name__ in ("bool", "bool_"):
            raise wrong(argument, f"expected texts or numbers, found {value!r}") from None
    return str(value)


_mark = "\1"  # before what stands for a value that is no text


def asked_of(value: Any, argument: str) -> str:
    """A value that a column is asked for, as the engine takes it: kinds of values stay apart.

    Dates and times are the texts that cells of a file have; times of a zone are
    those of UTC.
    """
    if isinstance(value, str):
        return f"{_mark}={value}" if value.startswith(_mark) else value
    kind = type(value).__name__
    if is_missing(value) or kind in ("datetime64", "timedelta64") and value != value:
        return _mark + ("nan" if isinstance(value, float | Decimal) else "null")
    if isinstance(value, bool) or kind in ("bool", "bool_"):
        return _mark + ("true" if value else "false")
    if kind == "datetime64":
        return _without_end_zeros(str(value))
    if kind == "timedelta64":
        value = value.astype("timedelta64[us]").item()
    if isinstance(value, datetime):
        in_zone = value if value.tzinfo is None else value.astimezone(UTC)
        text = _without_end_zeros(in_zone.isoformat().removesuffix("+00:00"))
        return text if value.tzinfo is None else text + "Z"
    if isinstance(value, date | time):
        return _without_end_zeros(value.isoformat())
    if isinstance(value, timedelta):
        seconds = Decimal(value // timedelta(microseconds=1)).scaleb(-6)
        return f"PT{number_text(seconds)}S"
    return cell_of(value, argument)


def _without_end_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def texts(argument: str, value: Any) -> list[str]:
    """One text or several, as a list; None is none."""
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Iterable) or isinstance(value, Mapping | bytes):
        raise wrong(argument, f"expected a text or several, found {value!r}")
    out = list(value)
    for each in out:
        if not isinstance(each, str):
            raise wrong(argument, f"expected texts, found {each!r}")
    return out


def words(argument: str, value: Any) -> list[str]:
    """The same of words for what is missing, which can be numbers."""
    if isinstance(value, str) or value is None:
        return texts(argument, value)
    several = isinstance(value, Iterable) and not isinstance(value, Mapping | bytes)
    return [cell_of(each, argument) for each in (value if several else [value])]


def mapping(argument: str, value: Any) -> Mapping[Any, Any]:
    """A dict, or nothing."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise wrong(argument, f"expected a dict, found {value!r}")
    return value
