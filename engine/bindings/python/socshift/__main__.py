"""The program itself: ``python -m socshift map 2010 2018 15-1132``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program as this process."""
    from socshift import _engine

    sys.exit(_engine.run_process(sys.argv[1:]))


if __name__ == "__main__":
    main()
