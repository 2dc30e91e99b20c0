"""Logarithms of algebraic numbers reduced to a multiplicatively independent set of them.

Integer relations between the logarithms (and 2 pi i) are guessed by lattice reduction from their balls; the rule
`Logarithms` proves each of them exactly.
"""

from __future__ import annotations

from flint import acb, arb, ctx, fmpq, fmpq_mat, fmpz, fmpz_mat

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.logarithms import Logarithms
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol, walk
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.linear_forms import product_of, sum_of
from probatum.verifiers.provers.search import Search

__all__ = ["logarithm_rewrites"]

_BITS = 1024
_MAX_LOGARITHMS = 24
_MAX_COEFFICIENT = 2_000


def logarithm_rewrites(expressions: tuple[Expr, ...], search: Search) -> list[Proof]:
    """Proofs that rewrite every logarithm of an algebraic number that occurs by independent ones."""
    arguments = _arguments(expressions)
    if not arguments or len(arguments) > _MAX_LOGARITHMS:
        return []
    search.spend(len(arguments) ** 2)
    return [proof for row in _relations(arguments) if (proof := _rewrite(row, arguments)) is not None]


def _arguments(expressions: tuple[Expr, ...]) -> list[Expr]:
    """The algebraic numbers whose logarithms occur with the primes in them, simplest last."""
    found: dict[Expr, None] = {}
    primes: set[int] = set()
    for expression in expressions:
        for node in walk(expression):
            if node.head == "log" and len(node.args) == 1 and zero_bound(node.args[0]) is not None:
                found[node.args[0]] = None
                primes |= _primes(node.args[0])
    for prime in sorted(primes):
        found[integer(prime)] = None
    return sorted(found, key=_complexity, reverse=True)


def _primes(expr: Expr) -> set[int]:
    """The primes in a rational number, and in the norm of a Gaussian one where that is cheap."""
    number = literal_fraction(expr)
    if number is None or not number:
        return set()
    both = fmpz(abs(number.numerator) * number.denominator)
    if both.height_bits() > 160:
        return set()
    return {int(prime) for prime, _ in both.factor()}


def _complexity(expr: Expr) -> tuple[int, int, str]:
    number = literal_fraction(expr)
    if number is not None and number > 0:
        return (0, number.numerator + number.denominator, "")
    real = _is_positive(expr)
    return (1 if real else 2, expr.size, repr(expr))


def _is_positive(expr: Expr) -> bool:
    try:
        value = evaluate(expr, {})
        return isinstance(value, arb) and bool(value > 0)
    except NO_VALUE:
        return False


def _relations(arguments: list[Expr]) -> list[list[fmpq]]:
    """Row-reduced relations `sum c_j log x_j + k*2*pi*i = 0`, k in the last place, as far as the balls say."""
    with ctx.workprec(_BITS + 64):
        try:
            values = [complex_(evaluate(x, {})).log() for x in arguments]
        except NO_VALUE:
            return []
        values.append(acb(0, 2 * arb.pi()))
        scale = arb(2) ** (_BITS - 64)
        rounded = [[_rounded(v.real * scale), _rounded(v.imag * scale)] for v in values]
    count = len(values)
    lattice = fmpz_mat([[int(j == k) for k in range(count)] + rounded[j] for j in range(count)]).lll()
    short = []
    for j in range(count):
        row = [int(lattice[j, k]) for k in range(count)]
        if max(abs(int(lattice[j, count])), abs(int(lattice[j, count + 1]))) <= sum(map(abs, row)) + 1 and (
            max(map(abs, row)) <= _MAX_COEFFICIENT
        ):
            short.append(row)
    short = [row for row in short if any(row[:-1])]
    if not short:
        return []
    reduced, rank = fmpq_mat(fmpz_mat(short)).rref()
    return [[reduced[j, k] for k in range(count)] for j in range(rank)]


def _rounded(ball: arb) -> int:
    return int(ball.mid().floor().unique_fmpz() or 0)


def _rewrite(row: list[fmpq], arguments: list[Expr]) -> Proof | None:
    """A proof that the first logarithm of a relation is a combination of the others and pi i."""
    common = fmpz(1)
    for entry in row:
        common = common.lcm(entry.q)
    exponents = [int((entry * common).p) for entry in row[:-1]]
    pivot = next(j for j, exponent in enumerate(exponents) if exponent)
    relation = Logarithms(tuple((c, x) for c, x in zip(exponents, arguments, strict=True) if c))
    proved = conclusion(relation)
    if proved is None:
        return None
    others = [
        product_of([rational(-c, exponents[pivot]), apply("log", x)])
        for j, (c, x) in enumerate(zip(exponents, arguments, strict=True))
        if c and j != pivot
    ]
    right = sum_of([*others, *_multiple_of_pi(proved.right, exponents[pivot])])
    left = apply("log", arguments[pivot])
    return Combination(left, right, (), ((rational(1, exponents[pivot]), relation),))


def _multiple_of_pi(turns: Expr, divisor: int) -> list[Expr]:
    """The summand `turns/divisor` for a proven multiple `2k*pi*i`."""
    number = literal_fraction(turns.args[0])
    assert number is not None
    if not number:
        return []
    return [Expr("*", (rational(number.numerator, divisor), symbol("pi"), symbol("i")))]
