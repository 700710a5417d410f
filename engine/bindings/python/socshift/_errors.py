"""What goes wrong."""

from __future__ import annotations

from socshift import _engine


class Error(ValueError):
    """The work cannot go on: a name, a file, data or an argument is wrong.

    The message says what was expected and what was found, and where there is
    something near, what may have been meant.

    Attributes
    ----------
    argument : str or None
        The argument that is wrong, if it is one.

    Examples
    --------
    >>> import socshift
    >>> try:
    ...     socshift.diff("soc2010", "soc2081")
    ... except socshift.Error as error:
    ...     print(error.argument, "|", error)
    after | after: unknown edition 'soc2081'; did you mean 'soc2018'?; socshift.editions() lists all
    """

    argument: str | None = None


class WrongType(Error, TypeError):
    """An argument is of a type that says nothing here."""


_engine.set_error_class(Error)
