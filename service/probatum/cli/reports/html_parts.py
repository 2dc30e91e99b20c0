"""What pages are made of: templates that escape all text, a style, and the hashes by which a policy allows these."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from probatum.cli.printing import printable

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["part", "policy_hash", "template"]


def template(name: str) -> Template:
    """The template of this name in `html/`; text that it is given is escaped, control characters are shown."""
    # Imported here: the other forms of report do without it.
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    def written(value: object) -> object:
        return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        autoescape=True,
        finalize=written,
        keep_trailing_newline=False,
        loader=FunctionLoader(part),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(name)


def part(name: str) -> str:
    """The text of a file in `html/`."""
    return files("probatum.cli.reports").joinpath("html", name).read_text("utf-8")


def policy_hash(text: str) -> str:
    """The hash by which a content security policy names a style or a script."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
