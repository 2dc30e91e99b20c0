"""Verdicts that a service of the same build left in a file, read without starting one."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import flint
from sqlalchemy.exc import SQLAlchemyError

from probatum.service.build import judged_by
from probatum.service.cache import spelling_key
from probatum.service.nursery_start import DEFAULT_JUDGE
from probatum.service.option_defaults import complete
from probatum.service.store import VerdictStore, open_read_only, settings_key
from probatum.v1.verdict_pb2 import Engine, Verdict
from probatum.v1.verdict_service_pb2 import VerifyRequest

__all__ = ["installed_engines", "known_verdicts"]


def installed_engines() -> list[Engine]:
    """The engines that judge here, as `probatum.verifiers.versions` names them, without importing the mathematics."""
    return [
        Engine(name="probatum", version=version("probatum")),
        Engine(name="python-flint", version=flint.__version__),
        Engine(name="flint", version=flint.__FLINT_VERSION__),
    ]


def known_verdicts(file: Path, requests: Sequence[VerifyRequest]) -> list[Verdict | None]:
    """The verdict on each request that an embedded service would serve from the database of that file.

    The same text, options, engine versions and build, as for a server's cache; none where the file cannot be read.
    """
    engines, build = installed_engines(), judged_by(DEFAULT_JUDGE)
    settings: dict[bytes, str] = {}
    wanted: dict[str, list[str]] = {}
    keys: list[tuple[str, str]] = []
    for request in requests:
        options = request.options.SerializeToString(deterministic=True)
        if options not in settings:
            settings[options] = settings_key(complete(request.options), engines, build)
        keys.append((spelling_key(request), settings[options]))
        wanted.setdefault(settings[options], []).append(keys[-1][0])
    try:
        store = VerdictStore(open_read_only(file))
        found = {(text, key): held for key, texts in wanted.items() for text, held in store.find(texts, key).items()}
    except SQLAlchemyError:
        return [None] * len(requests)
    return [Verdict.FromString(found[key]) if key in found else None for key in keys]
