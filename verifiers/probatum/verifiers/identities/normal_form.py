"""Normal forms of expressions with variables: quotients of polynomials in exponentials and function values.

An expression is expanded in *indeterminates*: variables, constants, exponentials of single monomials, values of
functions at arguments in normal form. Trigonometric and hyperbolic functions become exponentials, powers become
`exp(b*log(a))`, so that addition theorems are laws of exponents. Two expressions with values at every point of a domain
are equal there when their difference has the numerator 0: all denominators are values that something was divided by.

What an expansion uses beyond the laws of arithmetic holds at every point of the domain: `Facts` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from flint import fmpq, fmpz

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.branches import inverse_exponential, is_split_power, is_split_quotient
from probatum.verifiers.identities.definedness import unrolled
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.golden import golden_logarithm
from probatum.verifiers.identities.polynomials import Monomial, NotExpandedError, Polynomial, Quotient
from probatum.verifiers.identities.ranges import is_finite, parts_of_sum, shortened
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, rational, substitute, symbol, walk

__all__ = ["Expander", "Expansions", "NotExpandedError"]

Key: TypeAlias = tuple[Hashable, ...]

_MAX_POWER: Final = 40
_MAX_PRIME: Final = 10**12
_MAX_PRODUCTS: Final = 1_500_000
_I: Final = Fraction(1, 2)
"""The exponent of exp(pi*i) in i."""


class Expansions:
    """The indeterminates met so far, each with an expression for it; shared by the expanders of one proof."""

    def __init__(self) -> None:
        self.indices: dict[Key, int] = {("unit",): p.UNIT}
        self.expressions: list[Expr] = [integer(-1)]
        self.periods: dict[int, int] = {}
        self.bases: dict[int, Quotient] = {}
        """For an indeterminate exp(log(a)): a. For |a| itself, see `squares`."""
        self.squares: dict[int, Quotient] = {}
        """For an indeterminate with a known square: that."""
        self.integral: set[int] = set()
        self.ranges: dict[Key, int] = {}
        """The ranges of bound variables: what holds of a name in one need not hold in another."""
        self.products = 0
        """Products of terms formed since this was last read, at most `_MAX_PRODUCTS`."""

    def index(self, key: Key, expr: Expr) -> int:
        """The number of the indeterminate with this key."""
        found = self.indices.get(key)
        if found is None:
            found = self.indices[key] = len(self.expressions)
            self.expressions.append(expr)
        return found


Rule: TypeAlias = "Callable[[Expander, tuple[Expr, ...]], Quotient | None]"
"""The expansion of a function of the arguments, None where it is taken as an indeterminate."""


class Expander:
    """Normal forms of expressions on one domain."""

    def __init__(
        self,
        facts: Facts,
        shared: Expansions,
        rules: Mapping[str, Rule],
        outside: Expander | None = None,
        bound: str = "",
    ) -> None:
        self.facts = facts
        self.shared = shared
        self._rules = rules
        self._outside = outside
        self._bound = bound
        self._known: dict[Expr, Quotient] = {}

    # -- arithmetic --------------------------------------------------------------------------------

    def _multiplied(self, left: Polynomial, right: Polynomial) -> Polynomial:
        self.shared.products += len(left) * len(right)
        if self.shared.products > _MAX_PRODUCTS:
            raise NotExpandedError("an expansion with too many products")
        return p.multiplied(left, right, self.shared.periods)

    def times(self, left: Quotient, right: Quotient) -> Quotient:
        """The product."""
        return self.simplified(self._multiplied(left[0], right[0]), self._multiplied(left[1], right[1]))

    def plus(self, left: Quotient, right: Quotient) -> Quotient:
        """The sum."""
        (a, b), (c, d) = left, right
        if b == d:
            return self.simplified(p.added(a, c), b)
        upper = p.added(self._multiplied(a, d), self._multiplied(c, b))
        return self.simplified(upper, self._multiplied(b, d))

    def inverse(self, value: Quotient) -> Quotient:
        """The reciprocal of a value that is not 0."""
        value = self.reduced(value)
        if not value[0]:
            raise NotExpandedError("division by 0")
        return self.simplified(value[1], value[0])

    def simplified(self, upper: Polynomial, lower: Polynomial) -> Quotient:
        """The quotient with a denominator 1 where that is a monomial, or a multiple of the numerator."""
        if len(lower) == 1:
            ((monomial, coefficient),) = lower.items()
            inverse, _ = self._raised(tuple((i, -e) for i, e in monomial), 1 / coefficient)
            return self._multiplied(upper, inverse), p.ONE
        if upper.keys() == lower.keys() and upper:
            first = next(iter(upper))
            ratio = upper[first] / lower[first]
            if all(upper[m] == ratio * lower[m] for m in upper):
                return p.constant(ratio), p.ONE
        return upper, lower

    def power(self, value: Quotient, exponent: int) -> Quotient:
        """An integer power."""
        if abs(exponent) > _MAX_POWER and len(value[0]) * len(value[1]) > 1:
            raise NotExpandedError(f"an exponent larger than {_MAX_POWER}")
        if exponent < 0:
            value, exponent = self.inverse(value), -exponent
        if len(value[0]) == 1 and value[1] == p.ONE:
            ((monomial, coefficient),) = value[0].items()
            if abs(exponent) * coefficient.height_bits() > 100_000:
                raise NotExpandedError("a power of too many digits")
            raised = tuple((i, e * exponent) for i, e in monomial)
            return self._raised(raised, coefficient**exponent)
        result: Quotient = (p.ONE, p.ONE)
        for _ in range(exponent):
            result = self.times(result, value)
        return result

    def _raised(self, monomial: Monomial, coefficient: fmpq) -> Quotient:
        total, sign = p.normalised(dict(monomial), self.shared.periods)
        return {total: coefficient * sign}, p.ONE

    def reduced(self, value: Quotient) -> Quotient:
        """The same value without integral powers of indeterminates exp(log(a)) and without squares of moduli."""
        for _ in range(8):
            upper, lower = (self._without_powers(part) for part in value)
            after = self.times(upper, (lower[1], lower[0])) if lower[0] else value
            if after == value:
                break
            value = after
        return value

    def _without_powers(self, part: Polynomial) -> Quotient:
        shared = self.shared
        total: Quotient = ({}, p.ONE)
        plain: Polynomial = {}
        for monomial, coefficient in part.items():
            factor: Quotient | None = None
            rest: list[tuple[int, Fraction | int]] = []
            for index, exponent in monomial:
                base, step = (shared.bases.get(index), 1) if index in shared.bases else (shared.squares.get(index), 2)
                whole = int(exponent // step) if base is not None else 0
                if base is None or whole == 0:
                    rest.append((index, exponent))
                    continue
                raised = self.power(base, whole)
                factor = raised if factor is None else self.times(factor, raised)
                if exponent - whole * step:
                    rest.append((index, exponent - whole * step))
            if factor is None:
                plain[monomial] = coefficient
            else:
                total = self.plus(total, self.times(({tuple(rest): coefficient}, p.ONE), factor))
        return self.plus(total, (plain, p.ONE))

    # -- indeterminates ----------------------------------------------------------------------------

    def key(self, value: Quotient) -> Key:
        """What two values with the same normal form have in common."""
        upper, lower = self.reduced(value)
        if lower != p.ONE:
            leading = lower[max(lower)]
            upper, lower = p.scaled(upper, 1 / leading), p.scaled(lower, 1 / leading)
        return tuple(frozenset((m, int(c.p), int(c.q)) for m, c in part.items()) for part in (upper, lower))

    def indeterminate(self, key: Key, expr: Expr, exponent: Fraction | int = 1) -> Quotient:
        """A power of the indeterminate with a key."""
        index = self.shared.index(key, expr)
        if self.facts.is_integer(expr):
            self.shared.integral.add(index)
        return {((index, exponent),): fmpq(1)}, p.ONE

    def function_value(self, head: str, args: tuple[Expr, ...]) -> Quotient:
        """The value of a function as an indeterminate."""
        keys = [self.key(self.expansion(arg)) for arg in args]
        return self.indeterminate((head, *keys), Expr(head, tuple(map(self._as_literal, args))))

    def _as_literal(self, expr: Expr) -> Expr:
        """A rational number as it would be written, anything else as it is."""
        upper, lower = self.expansion(expr)
        constant = not upper or upper.keys() == {()}
        return self.written((upper, lower)) if constant and lower == p.ONE else expr

    # -- expansion ---------------------------------------------------------------------------------

    def expansion(self, expr: Expr) -> Quotient:
        """The normal form. Raises NotExpandedError when it is too large."""
        if self._outside is not None and not any(name.startswith("_") for name in free_symbols(expr)):
            # Without the bound variable: its range, which may be empty, says nothing about the value.
            return self._outside.expansion(expr)
        known = self._known.get(expr)
        if known is None:
            known = self._known[expr] = self._expanded(expr)
        return known

    def number(self, value: fmpq | int) -> Quotient:
        """A rational number."""
        return p.constant(fmpq(value)), p.ONE

    def unit(self, exponent: Fraction | int) -> Quotient:
        """exp(pi*i*exponent)."""
        return self._raised(((p.UNIT, exponent),), fmpq(1)) if exponent else (p.ONE, p.ONE)

    def _expanded(self, expr: Expr) -> Quotient:
        head, args = expr.head, expr.args
        if head in ("int", "decimal"):
            number = literal_fraction(expr)
            assert number is not None
            return self.number(fmpq(number.numerator, number.denominator))
        if head == "symbol":
            return self._symbol(expr)
        if head == "neg":
            upper, lower = self.expansion(args[0])
            return p.scaled(upper, fmpq(-1)), lower
        if head in ("+", "*"):
            combine = self.plus if head == "+" else self.times
            total = self.expansion(args[0])
            for arg in args[1:]:
                total = combine(total, self.expansion(arg))
            return total
        if head == "/":
            return self.times(self.expansion(args[0]), self.inverse(self.expansion(args[1])))
        if head == "^":
            return self._power(*args)
        if head in BINDERS:
            return self._binder(expr)
        rule = self._rules.get(head)
        found = rule(self, args) if rule is not None else None
        return found if found is not None else self.function_value(head, args)

    def _symbol(self, expr: Expr) -> Quotient:
        declared = self.facts.is_declared(expr.name)
        if expr.is_symbol("i") and not declared:
            return self.unit(_I)
        if expr.is_symbol("e") and not declared:
            return self.exponential(self.number(1))
        return self.indeterminate(("symbol", expr.name, declared), expr)

    def _binder(self, expr: Expr) -> Quotient:
        """A sum or another binder as an indeterminate, with its bound variable renamed."""
        head, args = expr.head, expr.args
        if head not in ("sum", "prod", "integral"):
            return self.indeterminate((expr,), expr)
        body, variable, low, high = args
        places = unrolled(expr) if head != "integral" else None
        if places is not None:
            combine, total = (self.plus, self.number(0)) if head == "sum" else (self.times, self.number(1))
            for place in places:
                total = combine(total, self.expansion(substitute(body, {variable.name: place})))
            return total
        if head != "integral":
            low, high = (self._without_integer_parts(end) for end in (low, high))
            expr = Expr(head, (body, variable, low, high))
        shorter = shortened(self, expr) if head != "integral" else None
        if shorter is not None:
            return shorter
        ends = self.key(self.expansion(low)), self.key(self.expansion(high))
        if head == "integral" and ends[0] == ends[1]:
            return self.number(0)
        number = self.shared.ranges.setdefault((self._bound, head, *ends), len(self.shared.ranges))
        bound = symbol(f"_{head}{number}")
        if any(bound.name in free_symbols(arg) for arg in args):
            raise NotExpandedError("a name of a bound variable is taken")
        domain = [Expr("in", (bound, symbol("CC" if head == "integral" else "ZZ")))]
        if head != "integral":
            domain += [Expr(">=", (bound, low))] if low.head != "neg" or not low.args[0].is_symbol("oo") else []
            domain += [Expr("<=", (bound, high))] if not high.is_symbol("oo") else []
        inner = Expander(self.facts.extended(*domain), self.shared, self._rules, self, bound.name)
        upper, lower = inner.reduced(inner.expansion(substitute(body, {variable.name: bound})))
        if head == "sum" and not upper:
            return self.number(0)
        if head == "sum" and is_finite(low, high, self.facts):
            parts = parts_of_sum(self, (upper, lower), bound, low, high)
            if parts is not None:
                return parts
        factor: Quotient = (p.ONE, p.ONE)
        if head != "prod" and len(upper) == 1 and lower == p.ONE:
            ((monomial, coefficient),) = upper.items()
            outside = tuple((i, e) for i, e in monomial if bound.name not in free_symbols(self.shared.expressions[i]))
            factor = {outside: coefficient}, p.ONE
            upper = {tuple(pair for pair in monomial if pair not in outside): fmpq(1)}
        key = (head, self.key((upper, lower)), *ends)
        if factor == (p.ONE, p.ONE):
            return self.indeterminate(key, expr)
        over = Expr(head, (self.written((upper, lower)), bound, low, high))
        return self.times(factor, self.indeterminate(key, over))

    def _without_integer_parts(self, end: Expr) -> Expr:
        """The end of a range, in normal form where it has integer parts: facts speak of what these are."""
        has_parts = any(node.head in ("floor", "ceil") for node in walk(end))
        return self.written(self.reduced(self.expansion(end))) if has_parts else end

    # -- exponentials, logarithms, powers ----------------------------------------------------------

    def exponential(self, value: Quotient) -> Quotient:
        """exp of a value, term by term."""
        upper, lower = self.reduced(value)
        if lower != p.ONE:
            leading = lower[max(lower)]
            upper, lower = p.scaled(upper, 1 / leading), p.scaled(lower, 1 / leading)
        result: Quotient = (p.ONE, p.ONE)
        for monomial, coefficient in upper.items():
            result = self.times(result, self._exponential_of_term(monomial, coefficient, lower))
        return result

    def _exponential_of_term(self, monomial: Monomial, coefficient: fmpq, lower: Polynomial) -> Quotient:
        exponent = Fraction(int(coefficient.p), int(coefficient.q))
        turning = lower == p.ONE and monomial[:1] == ((p.UNIT, _I),)
        turn = self.shared.indices.get(("symbol", "pi", False))
        if turning and turn is not None and (turn, 1) in monomial:
            rest = tuple(pair for pair in monomial[1:] if pair != (turn, 1))
            if not rest:
                return self.unit(exponent)
            if all(i in self.shared.integral and e > 0 and e.denominator == 1 for i, e in rest):
                if exponent.denominator == 1:  # n^k and n have the same parity
                    rest = tuple((i, 1) for i, _ in rest)
                return self._exponential_of_turns(rest, exponent)
        base = monomial[0][0] if len(monomial) == 1 and monomial[0][1] == 1 and lower == p.ONE else None
        if base is not None and self.shared.expressions[base].head == "log":
            return self.root(self.shared.expressions[base].args[0], exponent)
        known = inverse_exponential(self, monomial, exponent) if lower == p.ONE else None
        if known is not None:
            return known
        key = ("exp", monomial, self.key((lower, p.ONE)))
        expr = Expr("exp", (self.written(({monomial: fmpq(1)}, lower)),))
        return self.indeterminate(key, expr, exponent)

    def _exponential_of_turns(self, rest: Monomial, exponent: Fraction | int) -> Quotient:
        """exp(pi*i*exponent*m) for an integer-valued m."""
        turns = Expr("*", (symbol("pi"), symbol("i"), self.written(({rest: fmpq(1)}, p.ONE))))
        index = self.shared.index(("turns", rest), Expr("exp", (turns,)))
        self.shared.periods[index] = 2
        return self._raised(((index, exponent),), fmpq(1))

    def root(self, base: Expr, exponent: Fraction | int) -> Quotient:
        """base^exponent, a principal power of the written base, as a power of one indeterminate."""
        value = self.expansion(base)
        index = self.shared.index(("base", self.key(value)), base)
        self.shared.bases[index] = value
        return self.reduced(({((index, exponent),): fmpq(1)}, p.ONE)) if exponent else (p.ONE, p.ONE)

    def logarithm(self, expr: Expr) -> Quotient:
        """The principal logarithm of a value that is not 0, split where no branch is crossed."""
        facts, (head, args) = self.facts, (expr.head, expr.args)
        if head == "exp" and facts.is_real(args[0]):
            return self.expansion(args[0])
        if expr.is_symbol("e") and not facts.is_declared("e"):
            return self.number(1)
        if expr.is_symbol("i") and not facts.is_declared("i"):
            return self.times(self.unit(_I), self.times(self.number(fmpq(1, 2)), self.expansion(symbol("pi"))))
        if head == "sqrt":
            return self.times(self.number(fmpq(1, 2)), self.logarithm(args[0]))
        number = literal_fraction(expr)
        if number:
            return self._rational_logarithm(number)
        if head == "^" and facts.is_positive(args[0]) and facts.is_real(args[1]):
            return self.times(self.expansion(args[1]), self.logarithm(args[0]))
        if head == "^" and is_split_power(facts, *args):
            return self.times(self.expansion(args[1]), self.logarithm(args[0]))
        if head == "^" and facts.is_real(args[0]) and literal_fraction(args[1]) in (2, -2):
            return self.times(self.expansion(args[1]), self.logarithm(Expr("abs", args[:1])))
        if head == "/" and (facts.is_positive(args[1]) or is_split_quotient(facts, *args)):
            return self.plus(self.logarithm(args[0]), self.times(self.number(-1), self.logarithm(args[1])))
        if head == "*":
            positive = [arg for arg in args if facts.is_positive(arg)]
            others = tuple(arg for arg in args if arg not in positive)
            if positive:
                parts = [*positive, Expr("*", others) if len(others) > 1 else others[0]] if others else positive
                total = self.logarithm(parts[0])
                for part in parts[1:]:
                    total = self.plus(total, self.logarithm(part))
                return total
            if len(others) == 2 and all(facts.is_positive(Expr("re", (arg,))) for arg in others):
                return self.plus(self.logarithm(others[0]), self.logarithm(others[1]))
        return self.function_value("log", (expr,))

    def _rational_logarithm(self, number: Fraction) -> Quotient:
        total = self.number(0)
        if number < 0:
            total = self.times(self.unit(_I), self.expansion(symbol("pi")))
        for part, sign in ((abs(number).numerator, 1), (number.denominator, -1)):
            if part > _MAX_PRIME:
                raise NotExpandedError("a logarithm of a large integer")
            for prime, order in fmpz(part).factor() if part > 1 else ():
                log = self.function_value("log", (integer(int(prime)),))
                total = self.plus(total, self.times(self.number(sign * int(order)), log))
        return total

    def _power(self, base: Expr, exponent: Expr) -> Quotient:
        facts = self.facts
        number = literal_fraction(exponent)
        if number is None and not free_symbols(exponent):
            upper, lower = self.expansion(exponent)
            number = _fraction(upper.get((), fmpq(0))) if lower == p.ONE and upper.keys() <= {()} else None
        if number is not None and number.denominator == 1:
            return self.power(self.expansion(base), number.numerator)
        if base.is_symbol("e") and not facts.is_declared("e"):
            return self.exponential(self.expansion(exponent))
        if facts.is_integer(exponent):
            if facts.is_nonzero(base):
                value = self._formal_logarithm(self.expansion(base))
                return self.exponential(self.times(self.expansion(exponent), value))
            return self._power_of_possible_zero(base, exponent)
        if facts.is_nonzero(base):
            return self.exponential(self.times(self.expansion(exponent), self.logarithm(base)))
        if number is not None and number > 0:
            return self.principal_root(base, number)
        return self.function_value("^", (base, exponent))

    def principal_root(self, base: Expr, exponent: Fraction | int) -> Quotient:
        """base^exponent for a positive exponent and a base that may be 0: positive factors have roots of their own."""
        if self.facts.is_nonzero(base):
            factor = self.number(fmpq(exponent.numerator, exponent.denominator))
            return self.exponential(self.times(factor, self.logarithm(base)))
        head, args = base.head, base.args
        if head == "^" and literal_fraction(args[1]) == 2 and self.facts.is_real(args[0]):
            return self.principal_root(Expr("abs", args[:1]), 2 * exponent)
        if head == "*":
            outside = [arg for arg in args if self.facts.is_nonnegative(arg)]
            inside = tuple(arg for arg in args if arg not in outside)
            if outside and len(inside) < len(args):
                parts = list(outside)
                if inside:
                    parts.append(inside[0] if len(inside) == 1 else Expr("*", inside))
                if len(parts) > 1:
                    total = self.principal_root(parts[0], exponent)
                    for part in parts[1:]:
                        total = self.times(total, self.principal_root(part, exponent))
                    return total
        if head == "/" and self.facts.is_positive(args[1]):
            return self.times(
                self.principal_root(args[0], exponent), self.inverse(self.principal_root(args[1], exponent))
            )
        return self.root(base, exponent)

    def _formal_logarithm(self, value: Quotient) -> Quotient:
        """A logarithm of a value that is not 0, on some branch: its integral multiples are all that is meant."""
        upper, lower = self.reduced(value)
        total = self.number(0)
        for part, sign in ((upper, 1), (lower, -1)):
            if not part:
                raise NotExpandedError("the logarithm of 0")
            leading = part[max(part)]
            monomials = list(part.items())
            golden = golden_logarithm(self, part) if len(monomials) > 1 else None
            if golden is not None:
                total = self.plus(total, self.times(self.number(sign), golden))
                continue
            total = self.plus(total, self.times(self.number(sign), self._rational_logarithm(_fraction(leading))))
            if len(monomials) == 1:
                logs = [self._log_of_indeterminate(index, exponent) for index, exponent in monomials[0][0]]
            else:
                monic = p.scaled(part, 1 / leading), p.ONE
                logs = [self.function_value("log", (self.written(monic),))]
            for log in logs:
                total = self.plus(total, self.times(self.number(sign), log))
        return total

    def _log_of_indeterminate(self, index: int, exponent: Fraction | int) -> Quotient:
        factor = self.number(fmpq(exponent.numerator, exponent.denominator))
        if index == p.UNIT:
            return self.times(factor, self.times(self.unit(_I), self.expansion(symbol("pi"))))
        expr = self.shared.expressions[index]
        if self._is_exponential(index):
            return self.times(factor, self.expansion(expr.args[0]))
        return self.times(factor, self.function_value("log", (expr,)))

    def exponent_of(self, index: int, exponent: Fraction | int) -> Quotient | None:
        """A w with exp(w) = the power of an indeterminate, when that is an exponential."""
        if index != p.UNIT and not self._is_exponential(index):
            return None
        return self._log_of_indeterminate(index, exponent)

    def _is_exponential(self, index: int) -> bool:
        """Whether this stands for exp(w) whose powers are exp(c*w): those of a base exp(w) are principal ones."""
        return self.shared.expressions[index].head == "exp" and index not in self.shared.bases

    def _power_of_possible_zero(self, base: Expr, exponent: Expr) -> Quotient:
        """base^exponent for an integer exponent >= 0: 0^(m + c) = 0^m 0^c holds for integers m, c >= 0, with 0^0 = 1.

        The exponent is written as m + c with the least m that is seen to be >= 0, which is the same for all exponents
        that differ by integers.
        """
        facts = self.facts
        if not facts.is_nonnegative(exponent):
            return self.function_value("^", (base, exponent))
        upper, lower = self.reduced(self.expansion(exponent))
        whole = upper.get((), fmpq(0))
        if lower != p.ONE or whole.q != 1:
            return self.function_value("^", (base, exponent))
        rest = self.written((p.added(upper, p.constant(-whole)), p.ONE))
        for shift in range(-6, 7):
            least = Expr("+", (rest, integer(shift)))
            if facts.is_nonnegative(least) and int(whole) >= shift:
                power = self.function_value("^", (base, least))
                return self.times(power, self.power(self.expansion(base), int(whole) - shift))
        return self.function_value("^", (base, exponent))

    # -- writing -----------------------------------------------------------------------------------

    def written(self, value: Quotient) -> Expr:
        """An expression with this normal form."""
        upper, lower = (self._written_polynomial(part) for part in value)
        return upper if value[1] == p.ONE else Expr("/", (upper, lower))

    def _written_polynomial(self, part: Polynomial) -> Expr:
        terms = [self._written_term(m, part[m]) for m in sorted(part)]
        return terms[0] if len(terms) == 1 else Expr("+", tuple(terms)) if terms else integer(0)

    def _written_term(self, monomial: Monomial, coefficient: fmpq) -> Expr:
        factors = [self._written_factor(index, exponent) for index, exponent in monomial]
        if coefficient != 1 or not factors:
            factors.insert(0, rational(int(coefficient.p), int(coefficient.q)))
        return factors[0] if len(factors) == 1 else Expr("*", tuple(factors))

    def _written_factor(self, index: int, exponent: Fraction | int) -> Expr:
        if index == p.UNIT:
            if exponent == _I:
                return symbol("i")
            angle = rational(exponent.numerator, exponent.denominator)
            return Expr("exp", (Expr("*", (angle, symbol("pi"), symbol("i"))),))
        expr = self.shared.expressions[index]
        if exponent == 1:
            return expr
        literal = rational(exponent.numerator, exponent.denominator)
        if self._is_exponential(index):
            return Expr("exp", (Expr("*", (literal, expr.args[0])),))
        return Expr("^", (expr, literal))


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))
