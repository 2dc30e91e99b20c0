"""Unification within the calling process: a search for one person at a terminal."""

from __future__ import annotations

from probatum.verifiers.unification_reports import Unification, unification_report

__all__ = ["Unification", "unification_report"]
