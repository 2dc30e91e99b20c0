"""Whether tests of soundness take their long form."""

from __future__ import annotations

import os

LONG = os.environ.get("PROBATUM_SOUNDNESS") == "long"
