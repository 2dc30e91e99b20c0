"""How answers show themselves where a cell of a notebook ends with one."""

from __future__ import annotations

from typing import Any

__all__ = ["ShownInNotebooks"]


class ShownInNotebooks:
    """Answers with an HTML form, a LaTeX form where there is a formula, and their own words as plain text.

    Jupyter shows the richest that it can, nbconvert takes LaTeX for PDF. A notebook keeps all of them: the plain text
    is that of `str`, since the `repr` of a verdict would put its whole certificate into the file.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        from probatum.client._shown import html_of  # only for notebooks

        return html_of(self)

    def _repr_latex_(self) -> str | None:
        from probatum.client._shown import latex_of

        return latex_of(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """All forms at once; `include` and `exclude` are names of those that are wanted, or not."""
        latex = self._repr_latex_()
        found = {"text/plain": str(self), "text/html": self._repr_html_()} | ({"text/latex": latex} if latex else {})
        wanted = found.keys() if include is None else found.keys() & set(include)
        return {name: found[name] for name in found if name in wanted and name not in (exclude or ())}
