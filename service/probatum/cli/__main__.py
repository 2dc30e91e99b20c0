"""`python -m probatum.cli` is the same as `probatum`."""

from __future__ import annotations

from probatum.cli import main

if __name__ == "__main__":
    main()
