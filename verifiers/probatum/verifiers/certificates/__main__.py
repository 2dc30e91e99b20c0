"""`python -m probatum.verifiers.certificates FILE...` checks documents again, with python-flint alone."""

from __future__ import annotations

import sys

from probatum.verifiers.recheck import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
