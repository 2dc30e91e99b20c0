"""Rays of the real axis that conditions keep a complex number away from: the branch cuts of functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flint import fmpq

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities.linear_forms import LinearForm, combined, linear_form
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

if TYPE_CHECKING:
    from probatum.verifiers.identities.facts import Facts

__all__ = ["avoids", "below_one", "inside_unit_disc", "off_the_cut", "ray"]

_NEGATED: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def ray(condition: Expr) -> tuple[LinearForm, bool] | None:
    """`(w, strict)` when the condition is `not (e in RR and ...)`: w is no real number >= 0 (> 0 when strict).

    w is a linear form in e, with real numbers as constants.
    """
    inner: tuple[Expr, ...] = ()
    if condition.head == "not" and condition.args[0].head == "and":
        inner = condition.args[0].args
    elif condition.head == "not" and condition.args[0].head == "in":
        return _interval(*condition.args[0].args)
    elif condition.head == "or":
        inner = tuple(_negation(part) for part in condition.args)
    if len(inner) != 2:
        return None
    member = next((p for p in inner if p.head == "in" and p.args[1].is_symbol("RR")), None)
    order = next((p for p in inner if p.head in _NEGATED), None)
    if member is None or order is None:
        return None
    small, large = order.args if order.head in ("<", "<=") else order.args[::-1]
    if member.args[0] not in (small, large):
        return None
    constant = large if member.args[0] == small else small
    if linear_form(constant).keys() - {None}:
        return None
    return combined(linear_form(large), linear_form(small), fmpq(-1)), order.head in ("<", ">")


def _negation(condition: Expr) -> Expr:
    if condition.head == "not":
        return condition.args[0]
    if condition.head in _NEGATED:
        return Expr(_NEGATED[condition.head], condition.args)
    return Expr("not", (condition,))


def _interval(element: Expr, container: Expr) -> tuple[LinearForm, bool] | None:
    """The ray of `element not in (-oo, c]` and of its kind."""
    if len(container.args) != 2:
        return None
    low, high = container.args
    if low == Expr("neg", (symbol("oo"),)) and not linear_form(high).keys() - {None}:
        return combined(linear_form(high), linear_form(element), fmpq(-1)), container.head not in ("list", "(]")
    if high.is_symbol("oo") and not linear_form(low).keys() - {None}:
        return combined(linear_form(element), linear_form(low), fmpq(-1)), container.head not in ("list", "[)")
    return None


def avoids(facts: Facts, form: LinearForm, strict: bool) -> bool:
    """Whether the value of the form is at no point a real number >= 0 (> 0 when `strict`).

    It has an imaginary part other than 0, or a negative real part, or a modulus too small for its constant; or a
    condition keeps a multiple of it, or of what exceeds it, from the same ray.
    """
    form = facts.unconjugated(form)
    imaginary, real = facts.part(form, "im"), facts.part(form, "re")
    for sign in (fmpq(1), fmpq(-1)):
        if imaginary is not None and facts.has_sign(combined({}, imaginary, sign), True):
            return True
    if real is not None and facts.has_sign(combined({}, real, fmpq(-1)), not strict):
        return True
    constant = form.get(None, fmpq(0))
    rest: LinearForm = {atom: c for atom, c in form.items() if atom is not None}
    if constant <= 0 and len(rest) == 1:
        ((atom, coefficient),) = rest.items()
        assert atom is not None
        scaled = Expr("*", (rational(abs(int(coefficient.p)), int(coefficient.q)), apply("abs", atom)))
        bound = Expr("+", (rational(int((-constant).p), int((-constant).q)), Expr("neg", (scaled,))))
        if facts.is_nonnegative(bound) if strict else facts.is_positive(bound):
            return True
        if abs(coefficient) <= -constant and _is_power_in_unit_disc(facts, atom):
            return True
    return any(_is_kept(form, strict, *found) for found in map(ray, facts.conditions) if found is not None)


def _is_power_in_unit_disc(facts: Facts, atom: Expr) -> bool:
    """Whether this is z^n with |z| < 1 and a positive integer n."""
    exponent = literal_fraction(atom.args[1]) if atom.head == "^" else None
    whole = exponent is not None and exponent.denominator == 1 and exponent > 0
    return whole and inside_unit_disc(facts, atom.args[0])


def _is_kept(form: LinearForm, strict: bool, excluded: LinearForm, excluded_strictly: bool) -> bool:
    """Whether form = k*excluded - m with k > 0, m >= 0, so that a value >= 0 of the form is one of the other.

    Where the excluded ray is open m > 0 is wanted, unless the ray of the form is open too.
    """
    for atom, coefficient in excluded.items():
        if atom is not None and atom in form:
            factor = form[atom] / coefficient
            gap = combined(form, excluded, -factor)
            if factor <= 0 or gap.keys() - {None}:
                return False
            excess = gap.get(None, fmpq(0))
            return bool(excess < 0) or (excess == 0 and (strict or not excluded_strictly))
    return False


def off_the_cut(facts: Facts, z: Expr) -> bool:
    """Whether z is never in (-oo, 0]."""
    if z.head == "*":
        rest = tuple(arg for arg in z.args if not facts.is_positive(arg))
        if 0 < len(rest) < len(z.args):
            return off_the_cut(facts, rest[0] if len(rest) == 1 else Expr("*", rest))
    if z.head == "/" and facts.is_positive(z.args[1]):
        return off_the_cut(facts, z.args[0])
    if facts.is_positive(z) or facts.is_positive(apply("re", z)):
        return True
    return avoids(facts, linear_form(Expr("neg", (z,))), False)


def below_one(facts: Facts, z: Expr) -> bool:
    """Whether z is never in [1, oo)."""
    return off_the_cut(facts, Expr("+", (integer(1), Expr("neg", (z,))))) or inside_unit_disc(facts, z)


def inside_unit_disc(facts: Facts, z: Expr) -> bool:
    """Whether |z| < 1."""
    return facts.is_positive(Expr("+", (integer(1), Expr("neg", (apply("abs", z),)))))
