"""Verdicts that a service of the same build left in a file, read without starting one."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import flint
from sqlalchemy.exc import SQLAlchemyError

from probatum.service.build import judged_by
from probatum.service.cache import spelling_key
from probatum.service.config import ServerConfig
from probatum.service.nursery_start import DEFAULT_JUDGE
from probatum.service.option_defaults import complete
from probatum.service.store import VerdictStore, open_read_only, settings_key
from probatum.v1.verdict_pb2 import Engine, Verdict
from probatum.v1.verdict_service_pb2 import VerifyRequest

__all__ = ["default_timeout_s", "installed_engines", "known_verdicts", "request_keys"]


def installed_engines() -> list[Engine]:
    """The engines that judge here, as `probatum.verifiers.versions` names them, without importing the mathematics."""
    return [
        Engine(name="probatum", version=version("probatum")),
        Engine(name="python-flint", version=flint.__version__),
        Engine(name="flint", version=flint.__FLINT_VERSION__),
    ]


def default_timeout_s() -> float:
    """The time in seconds that an embedded service gives a claim which asks for none."""
    return ServerConfig().default_timeout_s


def request_keys(requests: Sequence[VerifyRequest]) -> list[tuple[str, str]]:
    """What a verdict on each request is kept under: the hashes of its text and of all that it depends on beside it.

    These are the options, the engine versions and the build of the verifiers that are installed.
    """
    engines, build = installed_engines(), judged_by(DEFAULT_JUDGE)
    settings: dict[bytes, str] = {}
    for request in requests:
        options = request.options.SerializeToString(deterministic=True)
        if options not in settings:
            settings[options] = settings_key(complete(request.options), engines, build)
    return [
        (spelling_key(request), settings[request.options.SerializeToString(deterministic=True)]) for request in requests
    ]


def known_verdicts(file: Path, keys: Sequence[tuple[str, str]]) -> list[Verdict | None]:
    """The verdict under each key that an embedded service would serve from the database of that file.

    None where there is none, and where the file cannot be read.
    """
    wanted: dict[str, list[str]] = {}
    for text, settings in keys:
        wanted.setdefault(settings, []).append(text)
    try:
        store = VerdictStore(open_read_only(file))
        found = {(text, key): held for key, texts in wanted.items() for text, held in store.find(texts, key).items()}
    except SQLAlchemyError:
        return [None] * len(keys)
    return [Verdict.FromString(found[key]) if key in found else None for key in keys]
