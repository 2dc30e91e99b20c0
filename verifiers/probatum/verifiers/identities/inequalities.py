"""Linear inequalities that single function values satisfy: lemmas for the signs of linear forms.

Each is an elementary inequality that holds for all real (or complex) arguments as stated: |w| >= |re w|, |im w|;
the triangle inequality; |sin|, |cos| <= 1; log x <= x - 1 and e^x >= 1 + x (DLMF 4.5.1, 4.5.13); bounds of arctangents
and of the integer part; lambda < 1 on the imaginary axis.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flint import fmpq

from probatum.verifiers.identities.imaginary_axis import is_positive_on_axis
from probatum.verifiers.identities.linear_forms import LinearForm, combined, linear_form
from probatum.verifiers.language.expr import Expr, apply, integer, symbol

if TYPE_CHECKING:
    from probatum.verifiers.identities.facts import Facts

__all__ = ["lemmas"]

_ONE, _MINUS = fmpq(1), fmpq(-1)


def lemmas(atom: Expr, facts: Facts) -> Iterator[tuple[LinearForm, bool]]:
    """Forms with the atom that are >= 0 (False) or > 0 (True) wherever the atom has a value."""
    own: LinearForm = {atom: _ONE}
    head, args = atom.head, atom.args
    if head == "abs":
        yield from _modulus(own, args[0], facts)
    elif head in ("re", "im"):
        modulus: LinearForm = {apply("abs", args[0]): _ONE}
        yield combined(modulus, own, _ONE), False
        yield combined(modulus, own, _MINUS), False
    elif head in ("sin", "cos") and facts.is_real(args[0]):
        yield from _within(own, {None: _ONE}, False)
    elif head == "tanh" and facts.is_real(args[0]):
        yield from _within(own, {None: _ONE}, True)
    elif head in ("arg", "atan2"):
        yield from _within(own, {symbol("pi"): _ONE}, False)
    elif head == "atan" and facts.is_real(args[0]):
        yield from _within(own, {symbol("pi"): fmpq(1, 2)}, True)
        if facts.is_nonnegative(args[0]):
            yield own, False
            yield combined(linear_form(args[0]), own, _MINUS), False
    elif head == "log" and len(args) == 1 and facts.is_positive(args[0]):
        yield combined(combined(linear_form(args[0]), {None: _ONE}, _MINUS), own, _MINUS), False
        inverse: LinearForm = {Expr("/", (integer(1), args[0])): _ONE}
        yield combined(combined(own, inverse, _ONE), {None: _ONE}, _MINUS), False
    elif head == "exp" and facts.is_real(args[0]):
        yield combined(combined(own, linear_form(args[0]), _MINUS), {None: _ONE}, _MINUS), False
    elif head == "cosh" and facts.is_real(args[0]):
        yield combined(own, {None: _ONE}, _MINUS), False
    elif head == "sinh" and facts.is_nonnegative(args[0]):
        yield combined(own, linear_form(args[0]), _MINUS), False
    elif head == "floor" and facts.is_real(args[0]):
        below = combined(linear_form(args[0]), own, _MINUS)
        yield below, False
        yield combined({None: _ONE}, below, _MINUS), True
    elif head == "ceil" and facts.is_real(args[0]):
        above = combined(own, linear_form(args[0]), _MINUS)
        yield above, False
        yield combined({None: _ONE}, above, _MINUS), True
    elif head == "modular_lambda" and is_positive_on_axis(atom, facts):
        yield combined({None: _ONE}, own, _MINUS), True
    elif head in ("max", "min"):
        for arg in args:
            difference = combined(own, linear_form(arg), _MINUS)
            yield (difference if head == "max" else combined({}, difference, _MINUS)), False


def _within(own: LinearForm, bound: LinearForm, strict: bool) -> Iterator[tuple[LinearForm, bool]]:
    yield combined(bound, own, _ONE), strict
    yield combined(bound, own, _MINUS), strict


def _modulus(own: LinearForm, inner: Expr, facts: Facts) -> Iterator[tuple[LinearForm, bool]]:
    if facts.is_real(inner):
        yield combined(own, linear_form(inner), _ONE), False
        yield combined(own, linear_form(inner), _MINUS), False
    else:
        for part in ("re", "im"):
            yield combined(own, {apply(part, inner): _ONE}, _ONE), False
            yield combined(own, {apply(part, inner): _ONE}, _MINUS), False
        both: LinearForm = {apply("abs", apply(part, inner)): _ONE for part in ("re", "im")}
        yield combined(both, own, _MINUS), False
    if inner.head == "+":
        # |a + b + ...| <= |a| + |b| + ..., and |a| <= |a + b + ...| + |b| + ...
        moduli = [_modulus_of(term) for term in inner.args]
        total: LinearForm = {}
        for modulus in moduli:
            total = combined(total, modulus, _ONE)
        yield combined(total, own, _MINUS), False
        for modulus in moduli:
            yield combined(combined(own, total, _ONE), modulus, fmpq(-2)), False


def _modulus_of(term: Expr) -> LinearForm:
    inner = term.args[0] if term.head == "neg" else term
    return {apply("abs", inner): _ONE}
