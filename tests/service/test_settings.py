"""Settings from a file, the environment and options, and the log formats."""

from __future__ import annotations

import dataclasses
import json
import logging
from pathlib import Path

import pytest

from probatum.service.config import ServerConfig
from probatum.service.identity import CURRENT, Call, Caller, Role
from probatum.service.logs import JsonFormatter, TextFormatter
from probatum.service.settings import SettingsError, load_config


def _file(folder: Path, text: str) -> Path:
    path = folder / "probatum.toml"
    path.write_text(text)
    return path


def test_without_anything_the_defaults_hold() -> None:
    assert load_config() == ServerConfig()


def test_options_win_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _file(tmp_path, "workers = 1\nqueue_capacity = 11\ncaller_rate = 2.5\ncache = false\n")
    monkeypatch.setenv("PROBATUM_SERVE_QUEUE_CAPACITY", "22")
    monkeypatch.setenv("PROBATUM_SERVE_CALLER_RATE", "7.5")
    monkeypatch.setenv("PROBATUM_SERVE_DATABASE", "sqlite:///x")
    config = load_config(file, {"caller_rate": 9.5})
    assert (config.workers, config.queue_capacity, config.caller_rate) == (1, 22, 9.5)
    assert (config.cache, config.database) == (False, "sqlite:///x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("worker = 1\n", "worker is not a setting"),
        ("workers = 'many'\n", "workers"),
        ("workers = -1\n", "workers must not be negative"),
        ("engine = 'dask'\n", "local or ray"),
        ("ray_address = 'ray://head:10001'\n", "auto, local or HOST:PORT"),
        ("workers = [1]\n", "workers"),
        ("workers = \n", "probatum.toml"),
        ("listen = '0.0.0.0:1'\n", "can be reached from a network"),
        ("metrics_listen = '0.0.0.0:1'\n", "could be read by a network"),
        ("log_format = 'xml'\n", "text or json"),
    ],
)
def test_a_bad_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load_config(_file(tmp_path, text))


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        load_config(tmp_path / "none.toml")


def test_a_variable_that_is_no_setting_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBATUM_SERVE_WORKRES", "2")
    with pytest.raises(SettingsError, match="PROBATUM_SERVE_WORKRES is not a setting"):
        load_config()


def test_every_setting_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs/operations.md").read_text()
    assert [field.name for field in dataclasses.fields(ServerConfig) if f"`{field.name}`" not in text] == []


def test_log_lines_have_the_id_of_their_call() -> None:
    record = logging.LogRecord("probatum", logging.WARNING, "", 0, "said %d", (7,), None)
    assert "request_id" not in json.loads(JsonFormatter().format(record))
    token = CURRENT.set(Call("r-1", Caller("ada", Role.VERIFY)))
    try:
        line = json.loads(JsonFormatter().format(record))
        assert (line["message"], line["request_id"], line["caller"]) == ("said 7", "r-1", "ada")
        assert TextFormatter().format(record).endswith("WARNING probatum: said 7 [r-1]")
    finally:
        CURRENT.reset(token)
