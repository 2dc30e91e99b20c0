"""Bounds on hostile input, checked before any arithmetic is done on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds that a claim must respect before it is looked at.

    `max_length` counts characters of claim text, `max_name_length` those of one name, `max_digits` the digits of one
    numeric literal written out, `max_depth` the nesting of the expression tree, `max_nodes` its size; `max_exact_bits`
    bounds the size of an integer that exact arithmetic may produce (an integer power, a factorial, a binomial
    coefficient).
    """

    max_length: int = 100_000
    max_name_length: int = 64
    max_digits: int = 20_000
    max_depth: int = 100
    max_nodes: int = 20_000
    max_exact_bits: int = 1 << 22


DEFAULT_LIMITS = Limits()
