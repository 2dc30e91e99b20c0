"""`identify`: a value in, closed forms out, each with the verdict on it.

The value is enclosed to more digits than the search is given. The search proposes: rational and algebraic numbers,
quotients `(a + b c)/(d + e c)` with one constant, rational combinations of constants of one kind, products of rational
powers. A proposal for an expression is a claim, `expression = form`, and is judged like any other: PROVED or SUPPORTED,
or it is not told. A proposal for a decimal number cannot be more than a conjecture, because the number is known to its
digits only; what is told is how many of these the form explains beyond those that it took to write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Final

from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.balls.errors import EvaluationError, PrecisionError
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.closed import enclosure
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, UnsupportedArgumentError, Value
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.identification.constants import FACTORS, GROUPS, PAIRS, constants
from probatum.verifiers.identification.contiguous import contiguous_constants, named_constants
from probatum.verifiers.identification.forms import (
    combination,
    monomial,
    polynomial_claim,
    quadratic_root,
    quotient_form,
    quotient_of_sums,
)
from probatum.verifiers.identification.relations import MARGIN_BITS, relation
from probatum.verifiers.irrationality.terms import number
from probatum.verifiers.judge import judge, reason_of
from probatum.verifiers.language import DEFAULT_LIMITS, Claim, ClaimError, Expr, Limits, Position, expression_text
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import free_symbols, integer
from probatum.verifiers.unread import unread
from probatum.verifiers.verdict import Enclosure, Options, Reason, Status, Verdict

__all__ = ["Identification", "Proposal", "identify"]

BITS_PER_DIGIT: Final = 3.3219280948873626
LEAST_DIGITS: Final = 15
"""A number with fewer digits is explained by too many forms."""
MAX_DIGITS: Final = 2_000
MAX_BASIS: Final = 12
_KEPT_BACK: Final = 30
"""Digits of an expression that take no part in the search."""
_JUDGED: Final = 3
"""Proposals of one kind that are judged, the simplest first."""
_DEGREE: Final = 6
_NUMERAL: Final = re.compile(r"\s*(-?)(\d*)\.(\d+)(?:\.\.\.|…)?\s*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A closed form; `used_digits` is what it takes to write its integers, `digits` to how many it agrees.

    `form` is text of the claim language, or for an algebraic number of higher degree its equation in `x`. `verdict` is
    that on the claim that the value is this form; None for a number given by its digits: then it is a conjecture.
    """

    form: str
    used_digits: int
    digits: int
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Identification:
    """What is proposed for a value, the surest first; `reason` and `message` say why nothing could be looked for."""

    value: Enclosure | None = None
    proposals: tuple[Proposal, ...] = ()
    reason: Reason | None = None
    message: str = ""
    position: Position | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A form, or the equation of an algebraic number as a function of it, with the bits of its relation."""

    bits: int
    form: Expr | None
    claim_of: Callable[[Expr], Expr]

    @property
    def text(self) -> str:
        return expression_text(self.form if self.form is not None else self.claim_of(Expr("symbol", (), "x")))


def identify(
    text: str,
    basis: Sequence[str] = (),
    options: Options | None = None,
    limits: Limits = DEFAULT_LIMITS,
    read: Callable[[str], Expr] | None = None,
) -> Identification:
    """Closed forms for an expression without variables, or for a decimal number of at least 15 digits.

    `basis` holds more constants, as texts, that are tried alone and together; `options.digits` (15 to 2000) is the
    agreement wanted; `read` reads expressions in another notation than the claim language, and raises ClaimError.
    Never raises for a bad text: the answer says what is wrong.
    """
    from probatum.verifiers.language.parser import parse_expression

    chosen = options or Options()
    if not LEAST_DIGITS <= chosen.digits <= MAX_DIGITS:
        return _nothing(Reason.LIMIT_EXCEEDED, f"digits are between {LEAST_DIGITS} and {MAX_DIGITS}")
    if len(basis) > MAX_BASIS:
        return _nothing(Reason.LIMIT_EXCEEDED, f"a basis has at most {MAX_BASIS} constants")
    own = []
    for each in basis:
        try:
            own.append(_basis_constant(_closed(parse_expression(each, limits))))
        except _REFUSALS as error:
            return replace(_refused(each, error), message=f"the basis constant {each}: {error}", position=None)
    try:
        numeral = _NUMERAL.match(text)
        if numeral is not None:
            return _of_number(numeral, tuple(own))
        expr = read(text) if read is not None else parse_expression(text, limits)
        return _of_expression(_closed(expr), tuple(own), chosen)
    except _REFUSALS as error:
        return _refused(text, error)


class _UndeclaredError(ClaimError):
    """A name that means no number."""


_REFUSALS: Final = (ClaimError, EvaluationError, UndefinedValueError, UnsupportedArgumentError, TooLargeError)


def _refused(text: str, error: ClaimError | ArithmeticError) -> Identification:
    if isinstance(error, _UndeclaredError):
        return _nothing(Reason.UNDEFINED_SYMBOL, str(error))
    if isinstance(error, ClaimError):
        verdict = unread(text, error)
        return Identification(reason=verdict.reason, message=verdict.message, position=verdict.position)
    undefined = "there is no value: " if isinstance(error, UndefinedValueError) else ""
    return _nothing(reason_of(error), f"{undefined}{error}")


def _nothing(reason: Reason, message: str) -> Identification:
    return Identification(reason=reason, message=message)


def _closed(expr: Expr) -> Expr:
    unknown = sorted(free_symbols(expr) - CONSTANTS)
    if unknown:
        raise _UndeclaredError(f"{', '.join(unknown)}: a value has no variables")
    return expr


def _basis_constant(expr: Expr) -> Expr:
    """The constant itself; raises UnsupportedArgumentError for one that no search can use, others without a value."""
    value = enclose(expr, LEAST_DIGITS)
    if is_exact(value):
        raise UnsupportedArgumentError("it is rational, and such numbers are tried in any case")
    if isinstance(value, acb):
        raise UnsupportedArgumentError("it is not real")
    return expr


def _of_number(numeral: re.Match[str], basis: tuple[Expr, ...]) -> Identification:
    sign, whole, decimals = numeral.groups()
    digits = len((whole + decimals).lstrip("0"))
    if not LEAST_DIGITS <= digits <= MAX_DIGITS:
        return _nothing(
            Reason.LIMIT_EXCEEDED, f"a number has {LEAST_DIGITS} to {MAX_DIGITS} significant digits, not {digits}"
        )
    bits = int(digits * BITS_PER_DIGIT)
    with ctx.workprec(2 * bits + 64):
        exact = fmpq(int(whole + decimals) * (-1 if sign else 1), fmpz(10) ** len(decimals))
        # The last digit may have been rounded or cut.
        value = arb(exact, arb(10) ** -len(decimals))
    found = _search(value, bits * 4 // 5, basis, margin_bits=max(16, bits // 4))
    proposals = [Proposal(each.text, _digits(each.bits), digits) for each in found]
    return Identification(enclosure(value, digits), tuple(proposals), notes=(f"{digits} digits are given",))


def _of_expression(expr: Expr, basis: tuple[Expr, ...], options: Options) -> Identification:
    known = options.digits + _KEPT_BACK
    try:
        value = enclose(expr, known, options.max_precision_bits)
    except PrecisionError:
        zero = _zero(expr, replace(options, digits=known))
        if zero is None:
            raise
        return zero
    if is_exact(value):
        found = [_Found(0, number(fraction(value)), lambda x: Expr("=", (x, number(fraction(value)))))]
    else:
        if not isinstance(value, arb):
            return _nothing(Reason.UNSUPPORTED, "the value is complex: identify re(..) and im(..) of it")
        found = _search(value, int(options.digits * BITS_PER_DIGIT), basis, expr=expr)
    proposals, notes = [], []
    for each in found[:_JUDGED]:
        verdict = judge(Claim(each.claim_of(expr)), replace(options, digits=known))
        if verdict.status in (Status.PROVED, Status.SUPPORTED):
            proposals.append(Proposal(each.text, _digits(each.bits), verdict.digits or known, verdict))
        else:
            notes.append(f"{each.text}: {verdict.status}")
        if verdict.status is Status.PROVED:
            break
    proposals.sort(key=lambda each: each.verdict is None or each.verdict.status is not Status.PROVED)
    return Identification(enclosure(value, options.digits), tuple(proposals), notes=tuple(notes))


def _zero(expr: Expr, options: Options) -> Identification | None:
    """The form 0 of a value of which no digit is known; None when it does not seem to be 0."""
    verdict = judge(Claim(Expr("=", (expr, integer(0)))), options)
    if verdict.status not in (Status.PROVED, Status.SUPPORTED):
        return None
    return Identification(verdict.left, (Proposal("0", 0, verdict.digits or options.digits, verdict),))


def _digits(bits: int) -> int:
    return round(bits / BITS_PER_DIGIT)


def _search(
    value: arb, bits: int, basis: tuple[Expr, ...], margin_bits: int = MARGIN_BITS, expr: Expr | None = None
) -> list[_Found]:
    """The forms of the first kind that has some, the simplest first; one for each value of the constants.

    `expr` is where the value comes from, if it is known.
    """
    search = _Search(value, bits, margin_bits)
    own = partial(search.own, basis)
    for kind in (
        search.rational,
        search.algebraic,
        own,
        partial(search.suggested, named_constants, expr),
        search.quotients,
        search.pairs,
        search.sums,
        search.products,
        partial(search.suggested, contiguous_constants, expr),
    ):
        found = sorted(kind(), key=lambda each: (each.bits, len(each.text)))
        if found:
            return found
    return []


@dataclass(frozen=True, slots=True)
class _Search:
    value: arb
    bits: int
    margin_bits: int

    def _relation(self, values: Sequence[arb]) -> tuple[tuple[int, ...], int] | None:
        found = relation(values, self.bits, self.margin_bits)
        return None if found is None else (found.coefficients, found.bits)

    def rational(self) -> Iterator[_Found]:
        """`p/q`."""
        found = self._relation([arb(1), self.value])
        if found is not None and found[0][1]:
            (p, q), bits = found
            form = number(fmpq(-p, q))
            yield _Found(bits, form, lambda x: Expr("=", (x, form)))

    def algebraic(self) -> Iterator[_Found]:
        """Roots of polynomials of degree 2 to 6, the lowest degree that has one."""
        with ctx.workprec(2 * self.bits + 64):
            powers = [arb(1)]
            for degree in range(1, _DEGREE + 1):
                powers.append(powers[-1] * self.value)
                found = self._relation(powers) if degree > 1 else None
                if found is not None and found[0][-1]:
                    coefficients, bits = found
                    form = quadratic_root(coefficients, self.value) if degree == 2 else None
                    if form is None:
                        yield _Found(bits, None, lambda x, c=coefficients: polynomial_claim(c, x))  # type: ignore[misc]
                    else:
                        yield _Found(bits, form, lambda x, form=form: Expr("=", (x, form)))  # type: ignore[misc]
                    return

    def own(self, basis: tuple[Expr, ...]) -> Iterator[_Found]:
        """Combinations of the constants that were asked for, and quotients with each."""
        if basis:
            yield from self._combinations(basis)
            yield from self._quotients(basis)

    def suggested(self, constants_of: Callable[[Expr], Sequence[Expr]], expr: Expr | None) -> Iterator[_Found]:
        """`(a + b c)/(d + e c)` with the constants that a continued fraction suggests."""
        if expr is not None:
            yield from self._quotients(constants_of(expr))

    def quotients(self) -> Iterator[_Found]:
        """`(a + b c)/(d + e c)` with each of the constants."""
        yield from self._quotients(constants())

    def pairs(self) -> Iterator[_Found]:
        """`(a + b c + d c')/(f + g c + h c')` with pairs of constants that occur together."""
        from probatum.verifiers.language.parser import parse_expression

        for pair in PAIRS:
            terms = [integer(1), *map(parse_expression, pair)]
            with ctx.workprec(2 * self.bits + 64):
                values = [arb(1), *(_value(each, self.bits) for each in terms[1:])]
                found = self._relation([*values, *(self.value * each for each in values)])
            if found is not None and any(found[0][:3]) and any(found[0][3:]):
                coefficients, bits = found
                yield self._form(bits, quotient_of_sums(coefficients, terms))

    def sums(self) -> Iterator[_Found]:
        """Rational combinations of the constants of a group, and their reciprocals."""
        from probatum.verifiers.language.parser import parse_expression

        for group in GROUPS:
            yield from self._combinations([parse_expression(each) for each in group])

    def products(self) -> Iterator[_Found]:
        """Products of rational powers of some numbers."""
        from probatum.verifiers.language.parser import parse_expression

        if self.value.contains(0):
            return
        factors = [parse_expression(each) for each in FACTORS]
        with ctx.workprec(2 * self.bits + 64):
            logarithms = [abs(self.value).log(), *(_value(each, self.bits).log() for each in factors)]
            found = self._relation(logarithms)
            if found is not None and found[0][0]:
                (first, *others), bits = found
                exponents = [fmpq(-each, first) for each in others]
                yield self._form(bits, monomial(exponents, factors, negative=bool(self.value < 0)))

    def _quotients(self, candidates: Sequence[Expr]) -> Iterator[_Found]:
        with ctx.workprec(2 * self.bits + 64):
            for constant in candidates:
                c = _value(constant, self.bits)
                found = self._relation([arb(1), c, self.value, self.value * c])
                # Coefficients that belong to the value alone, or to the constant alone, say nothing of the other.
                if found is not None and any(found[0][:2]) and any(found[0][2:]) and (found[0][1] or found[0][3]):
                    coefficients, bits = found
                    yield self._form(bits, quotient_form(coefficients, constant))

    def _combinations(self, group: Sequence[Expr]) -> Iterator[_Found]:
        with ctx.workprec(2 * self.bits + 64):
            values = [arb(1), *(_value(each, self.bits) for each in group)]
            terms = [integer(1), *group]
            for inverse in (False, True):
                if inverse and self.value.contains(0):
                    return
                found = self._relation([1 / self.value if inverse else self.value, *values])
                if found is not None and found[0][0]:
                    coefficients, bits = found
                    yield self._form(bits, combination(coefficients, terms, inverse))
                    return

    @staticmethod
    def _form(bits: int, form: Expr) -> _Found:
        return _Found(bits, form, lambda x: Expr("=", (x, form)))


@lru_cache(maxsize=4096)
def _value(expr: Expr, bits: int) -> arb:
    """A real constant at the precision of a search over `bits` bits."""
    with ctx.workprec(2 * bits + 64):
        value: Value = evaluate(expr, {})
        return arb(fraction(value)) if is_exact(value) else arb(value.real if isinstance(value, acb) else value)
