"""The search for proofs by modular forms: the variables, and periods for those of theta functions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from probatum.verifiers.certificates.identities import DomainChecking, functional_equations
from probatum.verifiers.certificates.proofs import Equation, Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.modular_identity import ModularIdentity, is_never_zero
from probatum.verifiers.certificates.rules.modular_value import ModularValue
from probatum.verifiers.certificates.rules.nome_series import NomeSeries
from probatum.verifiers.certificates.rules.theorem import Instance, Theorem
from probatum.verifiers.identities.expansions import difference, expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import ONE, Quotient
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import (
    BINDERS,
    Expr,
    apply,
    free_symbols,
    integer,
    rational,
    substitute,
    symbol,
    walk,
)
from probatum.verifiers.modular_forms.nome_series import PLACE, in_theta_functions
from probatum.verifiers.modular_forms.q_expansions import TooLongError
from probatum.verifiers.modular_forms.reading import MODULAR, Reader
from probatum.verifiers.modular_forms.theta_functions import NotThetaError, linear
from probatum.verifiers.modular_forms.weierstrass import WEIERSTRASS, by_thetas
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.eta_quotients import eta_quotient
from probatum.verifiers.provers.search import Search

__all__ = ["by_modular_forms", "periods_of_thetas"]

_HEADS = MODULAR.keys() | WEIERSTRASS.keys()
_PERIODS = range(1, 13)
_MULTIPLES = (1, 2, 3, 4)
_COST = 40
_TURN = Expr("*", (symbol("pi"), symbol("i")))


def by_modular_forms(left: Expr, right: Expr, checking: DomainChecking, search: Search) -> Iterator[Proof]:
    """Proofs that compare coefficients, for each variable in the upper half-plane of a modular function."""
    nodes = dict.fromkeys(_series_in(left)) | dict.fromkeys(_series_in(right))
    nomes = {node: each for node in nodes for each in _concluded(NomeSeries(node), checking)}
    others = {node: each for node in nodes if node not in nomes for each in _published(node, checking)}
    known = list((nomes | others).values())
    if known:
        if not others:
            yield from _by_nome(left, right, tuple(map(NomeSeries, nomes)), checking, search)
        sides = [left, right]
        for node, (_, equation) in (nomes | others).items():
            sides = [_placed(side, {node: equation.right}, {}) for side in sides]
        for proof in by_modular_forms(sides[0], sides[1], checking, search):
            rewrites = tuple(each for each, _ in known)
            yield Combination(left, right, rewrites, ((integer(1), proof),))
        return
    facts = checking.facts
    values = [node for side in (left, right) for node in walk(side) if node.head in _HEADS]
    names = {name for value in values for name in free_symbols(_modulus(value))}
    yield from _on_the_imaginary_axis(left, right, sorted(names), checking, search)
    for name in sorted(names):
        if not (facts.is_declared(name) and facts.entails(Expr("in", (symbol(name), symbol("HH"))))):
            continue
        search.spend(_COST)
        try:
            periods = periods_of_thetas(difference(left, right), name, expander(facts))
            nonzero = tuple(_divisors((left, right), name, checking, search))
        except (NotThetaError, NotExpandedError, *REJECTED):
            continue
        yield ModularIdentity(left, right, name, periods, nonzero)


def _by_nome(
    left: Expr, right: Expr, series: tuple[NomeSeries, ...], checking: DomainChecking, search: Search
) -> Iterator[Proof]:
    """With q = exp(pi i r tau) for a positive variable q < 1, when the moduli are multiples of log(q)/(pi i)."""
    facts, tau, own = checking.facts, symbol("tau_"), expander(checking.facts)
    templates = {each.series: in_theta_functions(each.series, facts) for each in series}
    base = next(iter(templates.values()))[0]
    names = [n for n in sorted(free_symbols(base)) if facts.is_declared(n)]
    if (
        facts.is_about(tau.name)
        or len(names) != 1
        or any(node.head in _HEADS for s in (left, right) for node in walk(s))
    ):
        return
    search.spend(_COST)
    logarithm = own.times(own.expansion(apply("log", symbol(names[0]))), own.inverse(own.expansion(_TURN)))
    ratios = [own.times(own.expansion(t), own.inverse(own.expansion(base))) for t, _ in templates.values()]
    inverse = own.times(logarithm, own.inverse(own.expansion(base)))
    numbers = [_rational(own.reduced(each)) for each in (*ratios, inverse)]
    if any(number is None for number in numbers):
        return
    images = [Expr("*", (number, tau)) for number in numbers if number is not None]
    nome = apply("exp", Expr("*", (_TURN, images[-1])))
    placed = {each: substitute(value, {PLACE.name: image, names[0]: nome})
              for (each, (_, value)), image in zip(templates.items(), images, strict=False)}  # fmt: skip
    sides = [_placed(side, placed, {names[0]: nome}) for side in (left, right)]
    if free_symbols(difference(*sides)) - CONSTANTS - {tau.name}:
        return
    yield Combination(left, right, series, ((integer(1), ModularValue(sides[0], sides[1], tau.name, base, (), ())),))


def _rational(value: Quotient) -> Expr | None:
    upper, lower = value
    if lower != ONE or upper.keys() != {()}:
        return None
    return rational(int(upper[()].p), int(upper[()].q))


def _placed(expr: Expr, placed: dict[Expr, Expr], values: dict[str, Expr]) -> Expr:
    """The expression with values in place of series and of variables."""
    if expr.head in BINDERS:
        return placed.get(expr, expr)
    if expr.head == "symbol":
        return values.get(expr.name, expr)
    return Expr(expr.head, tuple(_placed(arg, placed, values) for arg in expr.args), expr.value)


def _series_in(expr: Expr) -> Iterator[Expr]:
    if expr.head in BINDERS:
        yield expr
    else:
        for arg in expr.args:
            yield from _series_in(arg)


def _concluded(proof: Proof, checking: DomainChecking) -> Iterator[tuple[Proof, Equation]]:
    try:
        yield proof, checking.conclude(proof)
    except (NotExpandedError, *REJECTED):
        return


def _published(series: Expr, checking: DomainChecking) -> Iterator[tuple[Proof, Equation]]:
    """A theorem whose left side is the series, with one of its variables or a multiple of it."""
    own = expander(checking.facts)
    names = [name for name in sorted(free_symbols(series)) if checking.facts.is_declared(name)]
    values = [Expr("*", (integer(k), symbol(name))) if k > 1 else symbol(name) for name in names for k in _MULTIPLES]
    for theorem in _series_theorems():
        for value in values if theorem.statement.proposition.args[0].head == series.head else ():
            for proof, equation in _concluded(Instance(theorem.name, (value,)), checking):
                try:
                    if own.key(own.expansion(equation.left)) == own.key(own.expansion(series)):
                        yield proof, equation
                        return
                except (NotExpandedError, *REJECTED):
                    continue


@cache
def _series_theorems() -> tuple[Theorem, ...]:
    """Sums and products of one variable in the upper half-plane."""
    half_plane = symbol("HH")
    return tuple(
        theorem
        for theorem in functional_equations().values()
        if theorem.statement.proposition.args[0].head in ("sum", "prod")
        and [c.args[1] for c in theorem.statement.conditions if c.head == "in"] == [half_plane]
        and len(theorem.statement.conditions) == 1
    )


def _divisors(sides: tuple[Expr, ...], tau: str, checking: DomainChecking, search: Search) -> Iterator[Proof]:
    """Proofs that divisors are products of eta functions, where they are not seen to be different from 0."""
    reader = Reader(expander(checking.facts), tau)
    pending = [node.args[1] if node.head == "/" else node.args[0]
               for side in sides for node in walk(side) if node.head in ("/", "^")]  # fmt: skip
    seen: set[Expr] = set()
    while pending:
        divisor = pending.pop()
        if divisor in seen or is_never_zero(divisor, reader) or tau not in free_symbols(divisor):
            continue
        seen.add(divisor)
        if divisor.head in ("*", "/", "neg"):
            pending.extend(divisor.args)
        elif divisor.head == "^":
            pending.append(divisor.args[0])
        elif divisor.head == "+":
            search.spend(_COST)
            try:
                value = eta_quotient(divisor, tau, checking.facts)
            except (TooLongError, NotExpandedError, *REJECTED):
                continue
            if value is not None:
                yield ModularIdentity(divisor, value, tau)


def _on_the_imaginary_axis(
    left: Expr, right: Expr, names: list[str], checking: DomainChecking, search: Search
) -> Iterator[Proof]:
    """With tau = i c t for a positive variable t and the constant c of one of the moduli."""
    facts, tau = checking.facts, symbol("tau_")
    if facts.is_about(tau.name):
        return
    for name in names:
        if not (facts.is_declared(name) and facts.is_positive(symbol(name))):
            continue
        search.spend(_COST)
        value = _linear_modulus(name, (left, right), expander(facts))
        turned = Expr("/", (Expr("*", (symbol(name), tau)), value))
        turned = _written(turned, expander(facts.extended(Expr("in", (tau, symbol("HH"))))))
        sides = tuple(substitute(side, {name: turned}) for side in (left, right))
        others = sorted(free_symbols(difference(*sides)) - CONSTANTS - {tau.name})
        half_plane = Expr("in", (tau, symbol("HH")))
        own = expander(Facts((half_plane, *(Expr("in", (symbol(z), symbol("CC"))) for z in others))))
        try:
            sides = tuple(_with_plain_moduli(side, own) for side in sides)
            periods = periods_of_thetas(difference(*sides), tau.name, own)
        except (NotThetaError, NotExpandedError, *REJECTED):
            continue
        values = tuple(z for z, _, _ in periods)
        step = ModularValue(sides[0], sides[1], tau.name, value, periods, values)
        yield Combination(left, right, (), ((integer(1), step),))


def _linear_modulus(name: str, sides: tuple[Expr, ...], own: Expander) -> Expr:
    """A modulus that is a constant multiple of a variable; i times this variable when there is none."""
    for node in (node for side in sides for node in walk(side) if node.head in _HEADS):
        try:
            ratio = own.times(own.expansion(_modulus(node)), own.inverse(own.expansion(symbol(name))))
            written = own.written(own.reduced(ratio))
        except (NotExpandedError, *REJECTED):
            continue
        if not free_symbols(written) - CONSTANTS:
            return _modulus(node)
    return Expr("*", (symbol("i"), symbol(name)))


def _written(expr: Expr, own: Expander) -> Expr:
    return own.written(own.reduced(own.expansion(expr)))


def _with_plain_moduli(expr: Expr, own: Expander) -> Expr:
    """The expression with the arguments tau of modular functions in normal form."""
    if expr.head in BINDERS:
        return expr
    args = tuple(_with_plain_moduli(arg, own) for arg in expr.args)
    if expr.head in _HEADS:
        place = 2 if expr.head == "jacobi_theta" else len(args) - 1
        plain = own.written(own.reduced(own.expansion(args[place])))
        args = (*args[:place], plain, *args[place + 1 :])
    return Expr(expr.head, args, expr.value)


def _modulus(value: Expr) -> Expr:
    return value.args[2] if value.head == "jacobi_theta" else value.args[-1]


def periods_of_thetas(total: Expr, tau: str, own: Expander) -> tuple[tuple[Expr, int, int], ...]:
    """For each z of a theta function the least periods for which all arguments are moved by periods of their own."""
    upper = by_thetas(own.reduced(own.expansion(total))[0], own)
    indices = sorted({index for monomial in upper for index, _ in monomial})
    thetas = [e for e in (own.shared.expressions[index] for index in indices) if e.head == "jacobi_theta"]
    found: dict[str, list[tuple[Fraction, Fraction, Fraction]]] = {}
    for theta in thetas:
        if not free_symbols(theta.args[1]) - {tau, "pi", "i"}:
            continue
        argument, modulus = (linear(own.expansion(arg), own) for arg in theta.args[1:3])
        for name in argument.keys() - {"", tau}:
            step = modulus.get(tau, Fraction(0))
            if step <= 0:
                raise NotThetaError
            found.setdefault(name, []).append((argument[name], step, modulus.get("", Fraction(0))))
    return tuple((symbol(name), *_least(rows)) for name, rows in sorted(found.items()))


def _least(rows: list[tuple[Fraction, Fraction, Fraction]]) -> tuple[int, int]:
    real = next((m for m in _PERIODS if all((r * m).denominator == 1 for r, _, _ in rows)), None)
    imaginary = next(
        (n for n in _PERIODS if all((r * n / a).denominator == (r * n / a * b).denominator == 1 for r, a, b in rows)),
        None,
    )
    if real is None or imaginary is None:
        raise NotThetaError
    return real, imaginary
