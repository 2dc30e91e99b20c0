"""Equations between modular forms of a variable in the upper half-plane, by finitely many coefficients."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from probatum.verifiers.certificates.proofs import CertificateError, Equation, Proof
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.expansions import difference, expander
from probatum.verifiers.identities.polynomials import Polynomial
from probatum.verifiers.language.expr import Expr, apply, integer, symbol
from probatum.verifiers.modular_forms.combinations import combinations
from probatum.verifiers.modular_forms.q_expansions import TooLongError
from probatum.verifiers.modular_forms.reading import MODULAR, Reader
from probatum.verifiers.modular_forms.theta_functions import NotThetaError, Periods, combinations_at_points
from probatum.verifiers.modular_forms.vanishing import is_identically_zero
from probatum.verifiers.modular_forms.weierstrass import by_thetas, with_lambda_by_thetas

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["ModularIdentity", "conclude_modular_identity", "has_value", "is_never_zero", "require_equal"]

_MAX_COMBINATIONS: Final = 400
_MAX_POINTS: Final = 2_000


@dataclass(frozen=True, slots=True)
class ModularIdentity:
    """`left = right`, since both are made of modular forms of `variable` that have enough coefficients in common.

    The difference is a quotient with a numerator `sum g_j f_j`, where the f_j are combinations of products of eta,
    Klein forms and Eisenstein series at rational multiples of the variable, each of one weight and holomorphic on the
    upper half-plane. Such a combination is 0 when its order in q exceeds a bound that its images under the modular
    group give (`modular_forms/vanishing.py`). Theta functions of further variables z, each with the m and n of a
    lattice of periods, are compared at points of finite order (`modular_forms/theta_functions.py`). A divisor that is
    not seen to be different from 0 is the left side of a proof in `nonzero` whose right side is.

    Source: Sturm, *On the congruence of modular forms* (1987); Ligozat, *Courbes modulaires de genre 1* (1975).
    """

    left: Expr
    right: Expr
    variable: str
    periods: tuple[tuple[Expr, int, int], ...] = ()
    nonzero: tuple[Proof, ...] = ()


def conclude_modular_identity(proof: ModularIdentity, checking: DomainChecking) -> Equation:
    """Both sides have values everywhere, and all combinations are 0."""
    facts, variable = checking.facts, symbol(proof.variable)
    if not facts.is_declared(proof.variable) or not facts.entails(Expr("in", (variable, symbol("HH")))):
        raise CertificateError("a variable in the upper half-plane is wanted")
    own = expander(facts)
    reader = Reader(own, proof.variable)
    known = frozenset(map(checking.conclude, proof.nonzero))
    if not all(is_never_zero(equation.right, reader) for equation in known):
        raise CertificateError("the value of a divisor is not seen to be different from 0")
    divisors = frozenset(equation.left for equation in known)
    for side in (proof.left, proof.right):
        if not has_value(side, reader, divisors):
            raise CertificateError("a side is not seen to have a value at every point")
    if not all(z.head == "symbol" and z != variable and facts.is_declared(z.name) for z, _, _ in proof.periods):
        raise CertificateError("variables with their periods are wanted")
    require_equal(proof.left, proof.right, proof.periods, reader)
    return Equation(proof.left, proof.right)


def require_equal(left: Expr, right: Expr, periods: tuple[tuple[Expr, int, int], ...], reader: Reader) -> None:
    """Both sides are equal wherever they have values. Raises CertificateError where this is not seen."""
    own = reader.own
    total = with_lambda_by_thetas(difference(left, right))
    numerator = by_thetas(own.reduced(own.expansion(total))[0], own)
    try:
        _require_zero(numerator, tuple(Periods(z.name, m, n) for z, m, n in periods), reader, Counter())
    except (TooLongError, NotThetaError) as error:
        raise CertificateError(f"modular forms: {error}") from error


def _require_zero(
    numerator: Polynomial, periods: tuple[Periods, ...], reader: Reader, seen: Counter[frozenset[object]]
) -> None:
    """A numerator is 0 for all z of the `periods` and all tau; what was `seen` to be 0 is not looked at again."""
    if periods:
        for part in combinations_at_points(numerator, periods[0], reader.tau.name, reader.own):
            _require_zero(part, periods[1:], reader, seen)
        return
    for terms in combinations(numerator, reader):
        key = frozenset((m, tuple((t % 1, int(c.p), int(c.q)) for t, c in value)) for m, value in terms.items())
        if len(seen) > _MAX_COMBINATIONS or seen.total() > _MAX_POINTS:
            raise CertificateError("too many combinations of modular forms")
        if key not in seen and not is_identically_zero(terms):
            raise CertificateError("a combination of modular forms is not 0")
        seen[key] += 1


def has_value(side: Expr, reader: Reader, divisors: frozenset[Expr] = frozenset()) -> bool:
    """Whether a side is seen to have a value at every point, when `divisors` do not vanish."""
    return is_defined(side, reader.own.facts, lambda part: _has_value(part, reader, divisors))


def _has_value(expr: Expr, reader: Reader, divisors: frozenset[Expr]) -> bool:
    """Whether a value exists when its arguments do, for reasons that the conditions alone do not give."""
    head, args = expr.head, expr.args
    if head == "/":
        return is_never_zero(args[1], reader, divisors)
    if head == "^":
        return _is_integer(args[1]) and is_never_zero(args[0], reader, divisors)
    if head == "weierstrass_p" and len(args) == 2:
        return reader.is_in_half_plane(args[1]) and is_never_zero(apply("jacobi_theta", integer(1), *args), reader)
    place = 2 if head == "jacobi_theta" else len(args) - 1
    if (
        head not in MODULAR
        or place >= len(args)
        or args[place] == reader.tau
        or not reader.is_in_half_plane(args[place])
    ):
        return False
    return is_defined(Expr(head, (*args[:place], reader.tau, *args[place + 1 :])), reader.own.facts)


def is_never_zero(expr: Expr, reader: Reader, divisors: frozenset[Expr] = frozenset()) -> bool:
    """Whether a value is different from 0 at every point, when those of `divisors` are."""
    if expr in divisors or reader.own.facts.is_nonzero(expr) or reader.is_nonzero_theta(expr):
        return True
    if expr.head == "weierstrass_sigma" and len(expr.args) == 2:  # a multiple of theta_1
        return is_never_zero(apply("jacobi_theta", integer(1), *expr.args), reader, divisors)
    if expr.head in ("*", "/", "neg"):
        return all(is_never_zero(arg, reader, divisors) for arg in expr.args)
    return expr.head == "^" and _is_integer(expr.args[1]) and is_never_zero(expr.args[0], reader, divisors)


def _is_integer(expr: Expr) -> bool:
    number = literal_fraction(expr)
    return number is not None and number.denominator == 1
