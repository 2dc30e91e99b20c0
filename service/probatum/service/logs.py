"""The log of the server on the error stream: lines for people, or JSON for machines; both with the id of the call."""

from __future__ import annotations

import json
import logging

from probatum.service.identity import CURRENT


class TextFormatter(logging.Formatter):
    """Time, level, source, message; then the call it was said in."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Logging's."""
        call = CURRENT.get()
        line = super().format(record)
        return line if call is None else f"{line} [{call.request_id}]"


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Logging's."""
        call = CURRENT.get()
        line = {
            "time": record.created,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": call and call.request_id,
            "caller": call and call.caller.name,
            "exception": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps({name: value for name, value in line.items() if value is not None})


def configure_logs(log_format: str, verbose: bool = False) -> None:
    """Log to the error stream in a format, warnings and worse, or what happens too."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler], force=True)
