"""Where sequences and arithmetic functions have values: at integers, most of them from a first one on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.expr import Expr, integer

__all__ = ["ARITHMETIC_DOMAINS"]

_Test = Callable[[Facts, tuple[Expr, ...]], bool]


def _integers_from(least: int | None) -> _Test:
    """All arguments are integers, not below the least."""
    return lambda facts, args: all(
        facts.is_integer(arg) and (least is None or facts.is_nonnegative(Expr("+", (arg, integer(-least)))))
        for arg in args
    )


def _jacobi(facts: Facts, args: tuple[Expr, ...]) -> bool:
    upper, lower = args
    is_odd = facts.is_even(Expr("+", (lower, integer(1))))
    return facts.is_integer(upper) and is_odd and facts.is_nonnegative(lower)


ARITHMETIC_DOMAINS: Final[Mapping[str, _Test]] = MappingProxyType(
    {
        "stirling1": _integers_from(0),
        "stirling2": _integers_from(0),
        "divisor_sigma": _integers_from(None),
        "factorial2": _integers_from(-1),
        "prime": _integers_from(1),
        "primepi": lambda facts, args: facts.is_real(args[0]),
        "jacobi_symbol": _jacobi,
    }
)
"""When each function has a value at arguments that have one."""
