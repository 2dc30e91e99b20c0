"""Where functions with branch cuts have conjugate values at conjugate arguments: off their cuts.

Each is analytic in the plane without cuts on the real or the imaginary axis, jointly in its parameters, and real on an
interval of the real axis for real parameters: Schwarz reflection. On a cut the value is the limit from one side, and
its conjugate is that from the other; the ends of a cut, where there is a value, are no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.linear_forms import linear_form
from probatum.verifiers.identities.rays import avoids, below_one, inside_unit_disc, off_the_cut
from probatum.verifiers.language.expr import Expr, apply, integer

__all__ = ["is_reflected"]

_Test = Callable[[Facts, tuple[Expr, ...]], bool]


def is_reflected(facts: Facts, expr: Expr) -> bool:
    """Whether conj f(z, ...) = f(conj z, ...) at every point, of a function with branch cuts (of hankel1: hankel2)."""
    test = CUTS.get(expr.head)
    return test is not None and test(facts, expr.args)


def _not_negative(facts: Facts, z: Expr) -> bool:
    """Whether z is never in (-oo, 0)."""
    return off_the_cut(facts, z) or avoids(facts, linear_form(Expr("neg", (z,))), True)


def _last(facts: Facts, args: tuple[Expr, ...]) -> bool:
    return _not_negative(facts, args[-1])


def _only(facts: Facts, args: tuple[Expr, ...]) -> bool:
    return len(args) == 1 and _not_negative(facts, args[0])


def _second(facts: Facts, args: tuple[Expr, ...]) -> bool:
    """Of Bessel functions: a derivative of theirs too."""
    return _not_negative(facts, args[1])


def _entire_second(facts: Facts, args: tuple[Expr, ...]) -> bool:
    return facts.is_integer(args[0]) or _second(facts, args)


def _between_rays(facts: Facts, args: tuple[Expr, ...]) -> bool:
    """Whether the last argument avoids (-oo, -1] and [1, oo)."""
    return below_one(facts, args[-1]) and below_one(facts, Expr("neg", (args[-1],)))


def _off_imaginary_rays(facts: Facts, args: tuple[Expr, ...]) -> bool:
    (z,) = args
    signs = (apply("re", z), Expr("neg", (apply("re", z),)))
    return inside_unit_disc(facts, z) or any(map(facts.is_positive, signs))


def _above_one(facts: Facts, args: tuple[Expr, ...]) -> bool:
    return _not_negative(facts, Expr("+", (args[0], integer(-1))))


def _below_one(facts: Facts, args: tuple[Expr, ...]) -> bool:
    return below_one(facts, args[-1])


def _complete(facts: Facts, args: tuple[Expr, ...]) -> bool:
    return len(args) == 1 and below_one(facts, args[0])


def _degree(facts: Facts, args: tuple[Expr, ...]) -> bool:
    return facts.is_integer(args[0])


def _hurwitz(facts: Facts, args: tuple[Expr, ...]) -> bool:
    return len(args) == 1 or _not_negative(facts, args[1])


CUTS: Final[Mapping[str, _Test]] = MappingProxyType(
    {
        **dict.fromkeys(("log", "loggamma", "log_barnes_g", "sqrt", "e1", "ci", "chi", "lambertw"), _only),
        "ei": lambda *_: True,
        "^": lambda facts, args: _not_negative(facts, args[0]),
        **dict.fromkeys(("asin", "acos", "atanh"), _between_rays),
        **dict.fromkeys(("atan", "asinh"), _off_imaginary_rays),
        "acosh": _above_one,
        **dict.fromkeys(("besselj", "besseli"), _entire_second),
        **dict.fromkeys(("bessely", "besselk", "hankel1", "hankel2"), _second),
        **dict.fromkeys(("hyperu", "expint", "gammainc_upper", "gammainc_lower"), _last),
        **dict.fromkeys(("hyp2f1", "hyp2f1_regularized", "polylog"), _below_one),
        **dict.fromkeys(("elliptic_k", "elliptic_e"), _complete),
        **dict.fromkeys(
            ("polygamma", "legendre", "hermite", "laguerre", "gegenbauer", "jacobi", "chebyt", "chebyu", "bernoulli",
             "euler_number"), _degree),
        "rising": lambda facts, args: facts.is_integer(args[1]),
        "binomial": lambda facts, args: facts.is_integer(args[1]),
        "zeta": _hurwitz,
        "dirichlet_beta": lambda *_: True,
    }
)  # fmt: skip
"""Where each function is reflected; where it has a value."""
