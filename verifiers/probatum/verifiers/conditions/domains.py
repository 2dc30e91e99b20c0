"""What the conditions of a claim say as a whole: contradictions between them, and denominators they keep from 0."""

from __future__ import annotations

from dataclasses import dataclass

from flint import acb, ctx, fmpq, fmpq_mpoly, fmpq_poly

from probatum.verifiers.balls.comparison import Outcome, decide
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.exact.rational_functions import Expansion, NotRationalError, expand
from probatum.verifiers.functions import UndefinedValueError, Value
from probatum.verifiers.functions.lift import complex_, root_balls
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr, chain_links, free_symbols

__all__ = ["contradiction", "never_zero"]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A constant that a variable stays above or below; `closed` when it may be reached."""

    value: Value
    closed: bool


def _constant(expr: Expr, claim: Claim) -> Value | None:
    if infinite_end(expr, {}) or free_symbols(expr) & set(claim.declared):
        return None
    saved, ctx.prec = ctx.prec, 256
    try:
        return evaluate(expr, {})
    except NO_VALUE:
        return None
    finally:
        ctx.prec = saved


def _bounds_of(condition: Expr, variable: str, claim: Claim) -> tuple[list[_Bound], list[_Bound]]:
    """Constant lower and upper bounds that one condition puts on the variable."""
    lower: list[_Bound] = []
    upper: list[_Bound] = []
    head, args = condition.head, condition.args
    if head == "chain":
        return _merge([_bounds_of(link, variable, claim) for link in chain_links(condition)])
    if head == "and":
        return _merge([_bounds_of(arg, variable, claim) for arg in args])
    if head == "in" and args[0].is_symbol(variable) and len(args[1].args) == 2:
        closed = args[1].head in ("list", "[)"), args[1].head in ("list", "(]")
        low, high = _constant(args[1].args[0], claim), _constant(args[1].args[1], claim)
        lower += [_Bound(low, closed[0])] if low is not None else []
        upper += [_Bound(high, closed[1])] if high is not None else []
    if head in ("<", "<=", ">", ">="):
        for side, other, flipped in ((args[0], args[1], False), (args[1], args[0], True)):
            value = _constant(other, claim) if side.is_symbol(variable) else None
            if value is not None:
                below = (head in ("<", "<=")) != flipped
                (upper if below else lower).append(_Bound(value, head in ("<=", ">=")))
    return lower, upper


def _merge(parts: list[tuple[list[_Bound], list[_Bound]]]) -> tuple[list[_Bound], list[_Bound]]:
    return [b for low, _ in parts for b in low], [b for _, high in parts for b in high]


def contradiction(claim: Claim) -> str | None:
    """Why no point can satisfy the conditions, None when no contradiction between constant bounds is seen."""
    for condition in claim.conditions:
        if not free_symbols(condition) & set(claim.declared) and holds(condition, {}) is False:
            return "a condition without variables is false"
    for name in claim.declared:
        lower, upper = _merge([_bounds_of(condition, name, claim) for condition in claim.conditions])
        for low in lower:
            for high in upper:
                touching = "<=" if low.closed and high.closed else "<"
                if decide(touching, low.value, high.value) is Outcome.FALSE:
                    return f"no {name} lies above its lower and below its upper bound"
    return None


def never_zero(polynomial: fmpq_mpoly, expansion: Expansion, claim: Claim) -> bool:
    """Whether the conditions keep a polynomial in the atoms of `expansion` from vanishing, factor by factor."""
    _, factors = polynomial.factor()
    return all(_factor_never_zero(factor, expansion, claim) for factor, _ in factors)


def _factor_never_zero(factor: fmpq_mpoly, expansion: Expansion, claim: Claim) -> bool:
    if factor.is_constant():
        return True
    used = [atom for atom, degree in zip(expansion.atoms, factor.degrees(), strict=False) if degree]
    variables = frozenset().union(*(free_symbols(atom) for atom in used)) & set(claim.declared)
    if not variables:
        return _constant_never_zero(factor, expansion)
    if _excluded_by_a_condition(factor, expansion, claim):
        return True
    if len(used) == 1 and used[0].head == "symbol" and used[0].name in claim.declared:
        return _roots_excluded(factor, expansion.atoms.index(used[0]), used[0].name, claim)
    return False


def _constant_never_zero(factor: fmpq_mpoly, expansion: Expansion) -> bool:
    """For a factor without variables: whether its ball excludes 0."""
    saved, ctx.prec = ctx.prec, 256
    try:
        total = acb(0)
        for exponents, coefficient in factor.to_dict().items():
            term = acb(fmpq(coefficient))
            for atom, exponent in zip(expansion.atoms, exponents, strict=False):
                if exponent:
                    term *= complex_(evaluate(atom, {})) ** int(exponent)
            total += term
        return bool(total != 0)
    except NO_VALUE:
        return False
    finally:
        ctx.prec = saved


def _excluded_by_a_condition(factor: fmpq_mpoly, expansion: Expansion, claim: Claim) -> bool:
    """Whether a condition `f != g`, `f < g`, `f > g` has a difference that is a constant multiple of the factor."""
    for condition in claim.conditions:
        inner = condition
        if condition.head == "not" and condition.args[0].head == "=":
            inner = Expr("!=", condition.args[0].args)
        if inner.head not in ("!=", "<", ">"):
            continue
        if _same_up_to_constant(inner, factor, expansion, claim):
            return True
    return False


def _same_up_to_constant(condition: Expr, factor: fmpq_mpoly, expansion: Expansion, claim: Claim) -> bool:
    difference = Expr("+", (condition.args[0], Expr("neg", (condition.args[1],))))
    try:
        other = expand(difference, frozenset(claim.declared))
    except (NotRationalError, UndefinedValueError):
        return False
    if other.denominators or any(atom not in expansion.atoms for atom in other.atoms):
        return False
    moved = _as_terms(other.numerator, [expansion.atoms.index(atom) for atom in other.atoms], len(expansion.atoms))
    own = {tuple(map(int, k)): fmpq(v) for k, v in factor.to_dict().items()}
    if not own or own.keys() != moved.keys():
        return False
    ratios = {str(moved[key] / own[key]) for key in own}
    return len(ratios) == 1


def _as_terms(polynomial: fmpq_mpoly, places: list[int], count: int) -> dict[tuple[int, ...], fmpq]:
    terms = {}
    for exponents, coefficient in polynomial.to_dict().items():
        moved = [0] * max(count, 1)
        for place, exponent in zip(places, exponents, strict=False):
            moved[place] = int(exponent)
        terms[tuple(moved)] = fmpq(coefficient)
    return terms


def _roots_excluded(factor: fmpq_mpoly, index: int, variable: str, claim: Claim) -> bool:
    """For a polynomial in one variable: whether every complex root violates a condition on that variable alone."""
    coefficients = [fmpq(0)] * (int(factor.degrees()[index]) + 1)
    for exponents, coefficient in factor.to_dict().items():
        coefficients[int(exponents[index])] = fmpq(coefficient)
    own = [c for c in claim.conditions if free_symbols(c) & set(claim.declared) == {variable}]
    polynomial = fmpq_poly(coefficients)
    if polynomial.degree() == 1:
        root: Value = -coefficients[0] / coefficients[1]
        return any(holds(condition, {variable: root}) is False for condition in own)
    for ball in root_balls(polynomial):
        value: Value = ball.real if ball.imag.is_zero() else ball
        if not any(holds(condition, {variable: value}) is False for condition in own):
            return False
    return True
