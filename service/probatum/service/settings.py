"""The settings of a server from a TOML file, the environment and the command line; the later ones win."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any, Final

from pydantic import ValidationError, create_model
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from probatum.service.config import ServerConfig

ENVIRONMENT_PREFIX: Final = "PROBATUM_SERVE_"
_TYPES: Final = {"int": int, "float": float, "str": str, "bool": bool}


class SettingsError(ValueError):
    """A setting that there is not, or with a value that makes no sense; the message names it."""


def load_config(file: Path | None = None, given: Mapping[str, Any] | None = None) -> ServerConfig:
    """The settings `given`, then those of `PROBATUM_SERVE_*`, then those of the file, then the defaults.

    Raises SettingsError.
    """
    known = {field.name for field in dataclasses.fields(ServerConfig)}
    for name in os.environ:
        if name.startswith(ENVIRONMENT_PREFIX) and name.removeprefix(ENVIRONMENT_PREFIX).lower() not in known:
            raise SettingsError(f"{name} is not a setting")
    try:
        return ServerConfig(**_model(file)(**(given or {})).model_dump())
    except ValidationError as error:
        raise SettingsError("; ".join(_described(each) for each in error.errors())) from error
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}") from error
    except TOMLDecodeError as error:
        raise SettingsError(f"{file}: {error}") from error
    except ValueError as error:  # of settings that do not go together
        raise SettingsError(str(error)) from error


def _described(error: Any) -> str:
    place = ".".join(map(str, error["loc"]))
    return f"{place} is not a setting" if error["type"] == "extra_forbidden" else f"{place}: {error['msg']}"


def _model(file: Path | None) -> type[BaseSettings]:
    """A model with a field for each setting, which reads the file."""
    if file is not None:
        file.read_bytes()  # a file that was named is there: its absence is no empty file

    class Settings(BaseSettings):
        model_config = SettingsConfigDict(extra="forbid", toml_file=file, env_prefix=ENVIRONMENT_PREFIX)

        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    defaults = ServerConfig()
    fields: dict[str, Any] = {
        field.name: (_TYPES[str(field.type)], getattr(defaults, field.name))
        for field in dataclasses.fields(ServerConfig)
    }
    return create_model("ServerSettings", __base__=Settings, **fields)
