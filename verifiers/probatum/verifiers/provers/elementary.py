"""Logarithms, exponentials, powers and complex parts of expressions in transcendental constants."""

from __future__ import annotations

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.roots import Roots
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.certificates.rules.unfolding import Unfolding
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.functions.lift import is_real
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.linear_forms import linear_form, product_of, sum_of
from probatum.verifiers.provers.search import Search

__all__ = ["complex_part", "exponential", "exponential_proofs", "finite_sum", "logarithm", "power"]


def finite_sum(constant: Expr, search: Search) -> Proof | None:
    """A sum or product between literal ends written out."""
    ends = [literal_fraction(_tidy(end)) for end in constant.args[2:]]
    if None in ends or ends[1] - ends[0] > 200:  # type: ignore[operator]
        return None
    search.spend(1)
    return Unfolding(constant)


def _tidy(end: Expr) -> Expr:
    form = linear_form(end)
    return form[0][0] if form and len(form) == 1 and form[0][1] == integer(1) else end if form else integer(0)


def _is_positive(expr: Expr) -> bool:
    try:
        value = evaluate(expr, {})
        return is_real(value) and bool(value > 0)
    except NO_VALUE:
        return False


def logarithm(constant: Expr, search: Search) -> Proof | None:
    """`log` of a monomial in positive constants, `a^r`, `b^s`, ..., as a sum of logarithms."""
    if len(constant.args) != 1 or zero_bound(constant.args[0]) is not None:
        return None
    form = linear_form(constant.args[0])
    if form is None or len(form) != 1:
        return None
    coefficient, monomial = form[0]
    logs = [] if literal_fraction(coefficient) == 1 else [apply("log", coefficient)]
    for factor in monomial.args if monomial.head == "*" else (monomial,):
        base, exponent = _base_and_exponent(factor)
        if not _is_positive(base):
            return None
        logs.append(product_of([exponent, apply("log", base)]))
    if len(logs) == 1 and logs[0] == constant:
        return None
    total = _nested_sum(logs)
    search.spend(20)
    back = exponential_proofs(total)
    inside = Combination(constant.args[0], apply("exp", total), tuple(back))
    if conclusion(inside) is None:
        return None
    return Combination(constant, total, (inside, Instance("logarithm of an exponential", (total,))))


def _base_and_exponent(factor: Expr) -> tuple[Expr, Expr]:
    if factor.head == "^":
        base, exponent = factor.args
        inner, own = _base_and_exponent(base)
        first, second = literal_fraction(exponent), literal_fraction(own)
        if first is not None and second is not None:
            whole = first * second
            return inner, rational(whole.numerator, whole.denominator)
        return base, exponent
    if factor.head == "exp":
        return symbol("e"), factor.args[0]
    return factor, integer(1)


def _nested_sum(terms: list[Expr]) -> Expr:
    """The sum of the terms from the right in pairs, as the theorem about `exp(w + z)` takes it apart."""
    total = terms[-1]
    for term in reversed(terms[:-1]):
        total = Expr("+", (term, total))
    return total


def exponential_proofs(total: Expr) -> list[Proof]:
    """Proofs that take `exp(total)` apart for a nested sum, in order."""
    proofs: list[Proof] = []
    while total.head == "+" and len(total.args) == 2:
        first, rest = total.args
        proofs.append(Instance("exponential of a sum", (first, rest)))
        proofs += _exponential_of_term(first)
        total = rest
    return proofs + _exponential_of_term(total)


def _exponential_of_term(term: Expr) -> list[Proof]:
    """`exp(a*log(x)) = x^a` where the term is such a multiple as written."""
    if term.head == "log":
        return [Instance("exponential of a logarithm", term.args)]
    if _is_rational_multiple_of_a_logarithm(term):
        factor, logarithm_ = term.args
        return [Instance("exponential of a multiple of a logarithm", (factor, logarithm_.args[0]))]
    return []


def _is_rational_multiple_of_a_logarithm(term: Expr) -> bool:
    return (
        term.head == "*"
        and len(term.args) == 2
        and term.args[1].head == "log"
        and literal_fraction(term.args[0]) is not None
    )


def exponential(constant: Expr, search: Search) -> Proof | None:
    """`exp` of a sum with multiples of logarithms as a product of powers; else its argument in canonical form."""
    argument = constant.args[0]
    if zero_bound(constant) is not None:
        return None
    form = linear_form(argument)
    if form is None or not form:
        return None
    terms = [_term(coefficient, monomial) for coefficient, monomial in form]
    total = _nested_sum(terms)
    proofs = exponential_proofs(total)
    renamed = () if total == argument else (Combination(argument, total),)
    if not proofs and not renamed:
        return None
    search.spend(10)
    right = product_of([_exponential_value(term) for term in terms])
    return Combination(constant, right, (*renamed, *proofs))


def _term(coefficient: Expr, monomial: Expr) -> Expr:
    """A coefficient times a monomial, with a logarithm in the last place where its factor is rational."""
    factors = list(monomial.args) if monomial.head == "*" else [monomial]
    if len(factors) != 1 or factors[0].head != "log" or literal_fraction(coefficient) is None:
        return product_of([coefficient, *factors])
    return factors[0] if literal_fraction(coefficient) == 1 else Expr("*", (coefficient, factors[0]))


def _exponential_value(term: Expr) -> Expr:
    if term.head == "log":
        return term.args[0]
    if _is_rational_multiple_of_a_logarithm(term):
        return Expr("^", (term.args[1].args[0], term.args[0]))
    return apply("exp", term)


def power(constant: Expr, search: Search) -> Proof | None:
    """A fractional power of a monomial in positive constants as the product of their powers."""
    base, exponent = constant.args if constant.head == "^" else (constant.args[0], rational(1, 2))
    number = literal_fraction(exponent)
    if number is None or number.denominator == 1 or zero_bound(base) is not None or base.head == "symbol":
        return None
    form = linear_form(base)
    if form is None or len(form) != 1:
        return None
    coefficient, monomial = form[0]
    factors = [] if literal_fraction(coefficient) == 1 else [Expr("^", (coefficient, exponent))]
    for factor in monomial.args if monomial.head == "*" else (monomial,):
        inner, own = _base_and_exponent(factor)
        times = literal_fraction(own)
        if times is None:
            return None
        times *= number
        factors.append(Expr("^", (inner, rational(times.numerator, times.denominator))))
    right = product_of(factors)
    if right == constant:
        return None
    search.spend(10)
    order = number.denominator
    powers = Expr("^", (constant, integer(order))), Expr("^", (right, integer(order)))
    return Roots(constant, right, order, Combination(*powers))


def complex_part(constant: Expr, search: Search) -> Proof | None:
    """`re`, `im`, `conjugate` and `abs` of an expression that splits into real and imaginary part."""
    form = linear_form(constant.args[0])
    if form is None:
        return None
    real: list[Expr] = []
    imaginary: list[Expr] = []
    for coefficient, monomial in form:
        if not _is_real(monomial):
            return None
        parts = _parts(coefficient)
        if parts is None:
            return None
        for part, terms in zip(parts, (real, imaginary), strict=True):
            if literal_fraction(part) != 0:
                terms.append(product_of([part, monomial]))
    x, y = sum_of(real), sum_of(imaginary)
    split = Expr("+", (x, Expr("*", (y, symbol("i")))))
    names = {"re": "real part", "im": "imaginary part", "conjugate": "conjugate", "abs": "modulus"}
    theorem = Instance(names[constant.head], (x, y))
    search.spend(5)
    equation = conclusion(theorem)
    if equation is None:
        return None
    return Combination(constant, equation.right, (Combination(constant.args[0], split), theorem))


def _is_real(expr: Expr) -> bool:
    try:
        return is_real(evaluate(expr, {}))
    except NO_VALUE:
        return False


def _parts(coefficient: Expr) -> tuple[Expr, Expr] | None:
    """Real and imaginary part of an algebraic coefficient: `a`, `b*i` or `a + b*i` with real a, b as written."""
    if _is_real(coefficient):
        return coefficient, integer(0)
    if coefficient.is_symbol("i"):
        return integer(0), integer(1)
    if coefficient.head == "neg":
        inner = _parts(coefficient.args[0])
        return None if inner is None else (Expr("neg", (inner[0],)), Expr("neg", (inner[1],)))
    if coefficient.head == "*" and coefficient.args[-1].is_symbol("i"):
        rest = product_of(list(coefficient.args[:-1]))
        return (integer(0), rest) if _is_real(rest) else None
    if coefficient.head == "+":
        parts = [_parts(term) for term in coefficient.args]
        if any(part is None for part in parts):
            return None
        return sum_of([p[0] for p in parts if p]), sum_of([p[1] for p in parts if p])
    return None
