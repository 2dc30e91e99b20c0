"""The search for equations of modular forms and theta functions behind equations between their values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import acb, ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Checking, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.modular_value import ModularValue
from probatum.verifiers.certificates.rules.nome_series import NomeSeries
from probatum.verifiers.exact.rational_guess import guessed_rational
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.expansions import difference, expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.normal_form import NotExpandedError
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, rational, substitute, symbol
from probatum.verifiers.modular_forms.nome_series import PLACE, NotANomeSeriesError, in_theta_functions
from probatum.verifiers.modular_forms.reading import MODULAR
from probatum.verifiers.modular_forms.theta_functions import NotThetaError
from probatum.verifiers.modular_forms.weierstrass import WEIERSTRASS
from probatum.verifiers.provers.attempts import REJECTED, conclusion
from probatum.verifiers.provers.modular_identities import periods_of_thetas
from probatum.verifiers.provers.search import Search

__all__ = ["modular_value", "nome_series", "values_in"]

_HEADS: Final = MODULAR.keys() | WEIERSTRASS.keys()
_OF_POINTS: Final = WEIERSTRASS.keys() | {"jacobi_theta"}
_BITS: Final = 192
_COST: Final = 40
_TAU: Final = "tau"


def modular_value(left: Expr, right: Expr, search: Search) -> Proof | None:
    """A proof that the equation is a value of one between functions: arguments are written by the simplest of them."""
    nodes = [node for side in (left, right) for node in values_in(side) if node.head in _HEADS]
    templates = {node: each for side in (left, right) for node in values_in(side) for each in _template(node)}
    moduli = list(dict.fromkeys([*(node.args[_modulus(node)] for node in nodes), *(t for t, _ in templates.values())]))
    if not moduli:
        return None
    search.spend(_COST)
    base = min(moduli, key=lambda each: each.size)
    points = [node.args[_modulus(node) - 1] for node in nodes if node.head in _OF_POINTS]
    images = {each: _image(each, base) for each in dict.fromkeys((*moduli, *points))}
    if any(images[each] is None for each in moduli):
        return None
    known = {each: image for each, image in images.items() if image is not None}
    # From the largest on, so that an argument within another is left alone.
    rewrites: list[Proof] = [NomeSeries(series) for series in templates]
    for each in sorted(known, key=lambda e: -e.size):
        written = substitute(known[each], {_TAU: base})
        if written != each:
            rewrites.append(Combination(each, written))
    placed = {series: substitute(value, {PLACE.name: known[t]}) for series, (t, value) in templates.items()}
    sides = tuple(_moved(side, known, placed) for side in (left, right))
    checking = Checking(RULES)
    try:
        own = expander(Facts((Expr("in", (symbol(_TAU), symbol("HH"))),)))
        if periods_of_thetas(difference(*sides), _TAU, own):
            return None
    except (NotThetaError, *REJECTED):
        return None
    value = ModularValue(sides[0], sides[1], _TAU, base, (), ())
    if conclusion(value, checking) is None:
        return None
    proof = Combination(left, right, tuple(rewrites), ((integer(1), value),))
    return proof if conclusion(proof, checking) is not None else None


def nome_series(constant: Expr, search: Search) -> Proof | None:
    """A sum or product over powers of a nome by theta and eta functions."""
    return NomeSeries(constant) if list(_template(constant)) else None


def values_in(expr: Expr) -> Iterator[Expr]:
    """The parts of an expression outside the scope of binders, and these."""
    yield expr
    if expr.head not in BINDERS:
        for arg in expr.args:
            yield from values_in(arg)


def _template(series: Expr) -> Iterator[tuple[Expr, Expr]]:
    if series.head in ("sum", "prod") and free_symbols(series) <= CONSTANTS:
        try:
            yield in_theta_functions(series, Facts(()))
        except (NotANomeSeriesError, NotExpandedError, *REJECTED):
            return


def _modulus(value: Expr) -> int:
    """The place of tau among the arguments."""
    return 2 if value.head == "jacobi_theta" else len(value.args) - 1


def _image(value: Expr, base: Expr) -> Expr | None:
    """x tau + y with rational x and y, and the value at the base."""
    tau = symbol(_TAU)
    if value == base:
        return tau
    try:
        with ctx.workprec(_BITS):
            here, there = (acb(complex_(evaluate(each, {}))) for each in (value, base))
            x = guessed_rational(here.imag / there.imag)
            y = guessed_rational(here.real - there.real * x) if x is not None else None
    except NO_VALUE:
        return None
    if x is None or y is None:
        return None
    constant = rational(int(y.p), int(y.q))
    if x == 0:
        return constant
    multiple = Expr("*", (rational(int(x.p), int(x.q)), tau)) if x != 1 else tau
    return multiple if y == 0 else Expr("+", (multiple, constant))


def _moved(expr: Expr, images: dict[Expr, Expr], placed: dict[Expr, Expr]) -> Expr:
    """The expression with tau, and points that are known by it, replaced in modular functions, and series by these."""
    if expr.head in BINDERS:
        return placed.get(expr, expr)
    args = tuple(_moved(arg, images, placed) for arg in expr.args)
    if expr.head in _HEADS:
        place = _modulus(expr)
        point = args[place - 1] if place else None
        if expr.head in _OF_POINTS and point is not None:
            args = (*args[: place - 1], images.get(expr.args[place - 1], point), *args[place:])
        args = (*args[:place], images[expr.args[place]], *args[place + 1 :])
    return Expr(expr.head, args, expr.value)
