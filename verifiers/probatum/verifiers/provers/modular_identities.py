"""The search for proofs by modular forms: the variables, and periods for those of theta functions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.modular_identity import ModularIdentity, is_never_zero
from probatum.verifiers.identities.expansions import difference, expander
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.language.expr import Expr, free_symbols, symbol, walk
from probatum.verifiers.modular_forms.q_expansions import TooLongError
from probatum.verifiers.modular_forms.reading import MODULAR, Reader
from probatum.verifiers.modular_forms.theta_functions import NotThetaError, linear
from probatum.verifiers.modular_forms.weierstrass import WEIERSTRASS, by_thetas
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.eta_quotients import eta_quotient
from probatum.verifiers.provers.search import Search

__all__ = ["by_modular_forms"]

_HEADS = MODULAR.keys() | WEIERSTRASS.keys()
_PERIODS = range(1, 13)
_COST = 40


def by_modular_forms(left: Expr, right: Expr, checking: DomainChecking, search: Search) -> Iterator[Proof]:
    """Proofs that compare coefficients, for each variable in the upper half-plane of a modular function."""
    facts = checking.facts
    values = [node for side in (left, right) for node in walk(side) if node.head in _HEADS]
    names = {name for value in values for name in free_symbols(_modulus(value))}
    for name in sorted(names):
        if not (facts.is_declared(name) and facts.entails(Expr("in", (symbol(name), symbol("HH"))))):
            continue
        search.spend(_COST)
        try:
            periods = _periods(difference(left, right), name, expander(facts))
            nonzero = tuple(_divisors((left, right), name, checking, search))
        except (NotThetaError, NotExpandedError, *REJECTED):
            continue
        yield ModularIdentity(left, right, name, periods, nonzero)


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


def _modulus(value: Expr) -> Expr:
    return value.args[2] if value.head == "jacobi_theta" else value.args[-1]


def _periods(total: Expr, tau: str, own: Expander) -> tuple[tuple[Expr, int, int], ...]:
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
