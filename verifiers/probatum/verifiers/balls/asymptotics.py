"""Asymptotic expansions of expressions, with bounds for the remainders, from their form.

Functions of a part that tends to a number are expanded in Taylor series there; logarithms, powers, exponentials and the
gamma function with its relatives also where their argument grows. Stirling's series are those of DLMF 5.11 with the
remainders of Binet's integral `psi(z) = log z - 1/(2z) - 2 int_0^oo t/((t^2 + z^2)(e^(2 pi t) - 1)) dt`: as
`|t^2 + z^2| >= |z|^2` for `|arg z| <= pi/4`, and `>= |z|^2 sin(2 phi)` for `pi/4 <= |arg z| <= phi < pi/2`, the
remainder after the term with `z^(2-2K)` is at most `|B_2K|/(2K |z|^(2K))`, divided by that sine in the second case.
That of log gamma is its integral along a ray. For `polygamma(m, z)` it is at most
`|B_2K| (2K+m-1)!/((2K)! Re(z)^(2K+m))`, because `t/(1 - e^-t)` for t > 0 lies between consecutive partial sums of its
expansion in Bernoulli numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import acb, arb, ctx, fmpq, fmpq_series

from probatum.verifiers.balls.errors import NO_VALUE, UnsupportedError
from probatum.verifiers.balls.expandable_functions import (
    BY_DEFINITION,
    BY_EXPONENTIALS,
    COSINES,
    DERIVATIVES,
    PER_PI,
    RATIONAL_AT_0,
    SERIES,
    bernoulli,
    minus,
    misses_cut,
    over,
    sine,
    stieltjes,
    stieltjes_bound,
    stirling_coefficient,
    taylor,
)
from probatum.verifiers.balls.expansions import Algebra, Expansion, Rest
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.exact.constant_forms import (
    ONE,
    ConstantForm,
    atom,
    constant,
    form_expression,
    logarithm_of_rational,
)
from probatum.verifiers.functions.lift import as_exact_integer, complex_, factorial_of, is_exact
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import Expr, apply, free_symbols, integer, symbol

__all__ = ["Reader"]

_HALF: Final = fmpq(1, 2)
_PI: Final = symbol("pi")
_E: Final = symbol("e")
_I: Final = symbol("i")


@dataclass(frozen=True, slots=True)
class Reader:
    """Expands expressions in a variable that itself has the expansion `image`."""

    variable: str
    image: Expansion
    algebra: Algebra
    scope: Scope
    engine: Engine

    def __post_init__(self) -> None:
        if any(name in CONSTANTS for name in self.scope):
            raise UnsupportedError("an expansion where the name of a constant is bound")

    def expand(self, expr: Expr) -> Expansion:
        """The expansion of the function that the expression is; raises one of NO_VALUE when none is found."""
        if self.variable not in free_symbols(expr):
            return self.algebra.constant(self.form(expr))
        head, args = expr.head, expr.args
        if head == "symbol":
            return self.image
        if head == "+":
            return self.algebra.sum([self.expand(arg) for arg in args])
        if head == "neg":
            return self.algebra.scaled(self.expand(args[0]), constant(-1))
        if head not in ("*", "/", "^", "gamma", "!", "factorial", "binomial"):
            return self._function(head, args)
        try:
            return self._multiplicative(head, args)
        except NO_VALUE:
            return self._exponential(self.logarithm(expr))

    def _multiplicative(self, head: str, args: tuple[Expr, ...]) -> Expansion:
        algebra = self.algebra
        if head in ("*", "/"):
            return self._product(_factors(Expr(head, args), False))
        if head != "^":
            return self._function(head, args)
        base, exponent = args
        if self.variable not in free_symbols(exponent):
            order = self.form(exponent).rational()
            if order is None:
                raise UnsupportedError("a power with an irrational exponent")
            return self._integral_power(base, order) if order.q == 1 else algebra.raised(self.expand(base), order)
        return self._exponential(algebra.product(self.expand(exponent), self.principal_logarithm(base)))

    def _product(self, factors: list[tuple[Expr, bool]]) -> Expansion:
        """Factors that have expansions are multiplied, the others by their logarithms."""
        algebra, total = self.algebra, self.algebra.constant(ONE)
        logarithms: list[Expansion] = []
        for arg, below in factors:
            try:
                factor = self.expand(arg)
                total = algebra.product(total, algebra.inverse(factor) if below else factor)
            except NO_VALUE:
                logarithms.append(algebra.scaled(self.logarithm(arg), constant(-1 if below else 1)))
        return algebra.product(total, self._exponential(algebra.sum(logarithms))) if logarithms else total

    def _integral_power(self, base: Expr, order: fmpq) -> Expansion:
        algebra, inner = self.algebra, self.expand(base)
        if order < 0:
            return algebra.raised(inner, order)
        total = algebra.constant(ONE)
        if order > 64:
            raise UnsupportedError("a high power")
        for _ in range(int(order.p)):
            total = algebra.product(total, inner)
        return total

    def _function(self, head: str, args: tuple[Expr, ...]) -> Expansion:
        if head == "polygamma" and len(args) == 2:
            order = as_exact_integer(self.engine.value(args[0], self.scope))
            if order is None or not 0 <= order <= 20:
                raise UnsupportedError("a polygamma function of this order")
            return self._polygamma(int(order), self.expand(args[1]))
        if head == "harmonic" and len(args) == 2:
            return self._generalised_harmonic(*args)
        if len(args) != 1:
            raise UnsupportedError(f"no expansion of {head}")
        if head == "harmonic":
            return self.expand(BY_DEFINITION[head](args[0]))
        inner = self.expand(args[0])
        if head == "log":
            return self._logarithm(inner)
        if head == "exp":
            return self._exponential(inner)
        if head == "digamma":
            return self._polygamma(0, inner)
        if head == "zeta":
            return self._zeta(inner)
        if head in SERIES:
            try:
                return self._near_number(head, inner)
            except NO_VALUE:
                if head == "atan":
                    return self._inverse_tangent(inner)
                if head not in BY_DEFINITION:
                    raise
        if head not in BY_DEFINITION:
            raise UnsupportedError(f"no expansion of {head}")
        return self.expand(BY_DEFINITION[head](args[0]))

    def form(self, expr: Expr) -> ConstantForm:
        """A closed expression as a form in constants."""
        value = self.engine.value(expr, self.scope)
        if is_exact(value):
            return constant(fmpq(value))
        head, args = expr.head, expr.args
        if head == "+":
            total = constant(0)
            for arg in args:
                total += self.form(arg)
            return total
        if head == "neg":
            return self.form(args[0]).scaled(-1)
        if head == "*":
            total = ONE
            for arg in args:
                total = total * self.form(arg)
            return total
        found = self._form_of_power(head, args)
        if found is not None:
            return found
        if not complex_(value).is_finite() or not complex_(value) != 0:
            raise UnsupportedError("a constant that may be 0")
        return atom(expr)

    def _form_of_power(self, head: str, args: tuple[Expr, ...]) -> ConstantForm | None:
        if head == "/":
            below = self.form(args[1]).power(fmpq(-1))
            return self.form(args[0]) * below if below is not None else None
        if head == "log" and len(args) == 1:
            return self._log_of_form(self.form(args[0]))
        if head == "exp":
            return self._exp_of_form(self.form(args[0]))
        if head in ("sin", "cos"):
            return self._circular_form(head, self.form(args[0]))
        if head in ("^", "sqrt"):
            exponent = fmpq(1, 2) if head == "sqrt" else self.form(args[1]).rational()
            base = self.form(args[0])
            if exponent is not None and (exponent.q == 1 or self._has_positive_atoms(base)):
                return base.power(exponent)
        return None

    def _circular_form(self, head: str, form: ConstantForm) -> ConstantForm | None:
        """Sine or cosine of a multiple of pi/2 or pi/6 where it is rational."""
        turns = (form * PER_PI).rational()
        if turns is None:
            return None
        quarter = (turns - (_HALF if head == "sin" else 0)) * 6
        value = COSINES.get(int(quarter.p) % 12) if quarter.q == 1 else None
        return None if value is None else constant(value)

    def _has_positive_atoms(self, form: ConstantForm) -> bool:
        return all(self.algebra.is_positive(name) for monomial in form.terms for name, _ in monomial)

    def _log_of_form(self, form: ConstantForm) -> ConstantForm:
        """`log c` for a constant that is not on the cut."""
        if len(form.terms) == 1 and self._has_positive_atoms(form):
            ((monomial, coefficient),) = form.terms.items()
            if coefficient > 0:
                total = logarithm_of_rational(coefficient)
                if total is not None:
                    for name, e in monomial:
                        total += (ONE if name == _E else atom(apply("log", name))).scaled(e)
                    return total
        expr = apply("log", form_expression(form))
        if form == ONE or not complex_(self.algebra.value(expr)) != 0:
            raise UnsupportedError("the logarithm of a constant that may be 1")
        return atom(expr)

    def _exp_of_form(self, form: ConstantForm) -> ConstantForm:
        """`e^c`, with the rational multiples of logarithms in c as powers."""
        total, rest = ONE, constant(0)
        for monomial, coefficient in form.terms.items():
            name = monomial[0][0] if len(monomial) == 1 and monomial[0][1] == 1 else None
            power: ConstantForm | None = None
            if not monomial:
                power = atom(_E).power(coefficient)
            elif name is not None and name.head == "log" and len(name.args) == 1:
                inner = constant(int(name.args[0].value)) if name.args[0].head == "int" else atom(name.args[0])  # type: ignore[arg-type]
                if inner.rational() is not None or self.algebra.is_positive(name.args[0]):
                    power = inner.power(coefficient)
            if power is None:
                rest += ConstantForm({monomial: coefficient})
            else:
                total = total * power
        return total if rest.is_zero() else total * atom(apply("exp", form_expression(rest)))

    def _is_integer(self, expr: Expr) -> bool:
        order = self.form(expr).rational()
        return order is not None and bool(order.q == 1)

    def principal_logarithm(self, expr: Expr) -> Expansion:
        """The principal logarithm, of which principal powers are made: a logarithm whose imaginary part is below pi."""
        try:
            return self._logarithm(self.expand(expr))
        except NO_VALUE:
            found = self.logarithm(expr)
            if not self._imaginary_part(found) < arb.pi():
                raise UnsupportedError("a logarithm that may not be the principal one") from None
            return found

    def _imaginary_part(self, expansion: Expansion) -> arb:
        """An upper bound for the modulus of the imaginary part on the region."""
        algebra, total = self.algebra, arb(0)
        for (p, k), c in expansion.terms.items():
            value = algebra.constant_value(c)
            level = p == 0
            if not isinstance(value, acb) and (algebra.turn == 0 or (level and k == 0)):
                continue
            if level and k == 0:
                total += abs(complex_(value).imag)
            elif not isinstance(value, acb) and level and k == 1:
                total += abs(arb(value)) * algebra.angle
            elif p < 0:
                total += algebra.magnitude(c) * algebra.supremum(-p, k)
            else:
                raise UnsupportedError("a logarithm that turns without end")
        if expansion.rest is not None:
            if expansion.rest.order > 0:
                raise UnsupportedError("a logarithm that is not known")
            total += expansion.rest.bound * algebra.supremum(-expansion.rest.order, 0)
        return arb(total.upper())

    def logarithm(self, expr: Expr) -> Expansion:
        """An analytic logarithm of the function: `exp` of it is the function."""
        algebra, head, args = self.algebra, expr.head, expr.args
        if head == "*":
            return algebra.sum([self.logarithm(arg) for arg in args])
        if head == "/":
            return algebra.sum([self.logarithm(args[0]), algebra.scaled(self.logarithm(args[1]), constant(-1))])
        if head == "^":
            whole = self.variable not in free_symbols(args[1]) and self._is_integer(args[1])
            below = self.logarithm(args[0]) if whole else self.principal_logarithm(args[0])
            return algebra.product(self.expand(args[1]), below)
        if head == "sqrt":
            return algebra.scaled(self.principal_logarithm(args[0]), constant(_HALF))
        if head == "exp":
            return self.expand(args[0])
        if head in ("!", "factorial"):
            return self.logarithm(BY_DEFINITION["factorial"](args[0]))
        if head == "binomial":
            n, k = args
            parts = [apply("factorial", part) for part in (n, k, minus(n, k))]
            return self.logarithm(over(parts[0], Expr("*", (parts[1], parts[2]))))
        if head == "gamma" and self.variable in free_symbols(expr):
            return self._log_gamma(self.expand(args[0]))
        if head in BY_EXPONENTIALS and self.variable in free_symbols(expr):
            return self.logarithm(BY_EXPONENTIALS[head](args[0]))
        if head == "+" and self.variable in free_symbols(expr):
            return self._log_of_sum(expr)
        if head in ("fibonacci", "lucas"):
            return self._log_fibonacci(head, self.expand(args[0]))
        return self._logarithm(self.expand(expr))

    def _logarithm(self, inner: Expansion) -> Expansion:
        """`log(c z^p (1 + u)) = log c + p log z + log(1 + u)` where the arguments add up to less than pi."""
        algebra = self.algebra
        power, form, small = algebra.split(inner)
        if algebra.turn == 0 and small.rest is None and not small.terms and complex_(algebra.constant_value(form)) != 0:
            value = algebra.constant_value(form)
            if not isinstance(value, acb) and value < 0:  # on the cut, z > 0: continuous from above
                turn = atom(_PI) * atom(_I)
                parts = {(fmpq(0), 0): self._log_of_form(form.scaled(-1)) + turn, (fmpq(0), 1): constant(power)}
                return algebra.expansion(parts)
        algebra.require_off_cut(power, form, small)
        start = algebra.expansion({(fmpq(0), 0): self._log_or_zero(form), (fmpq(0), 1): constant(power)})
        series = algebra.composed(
            lambda count: [constant(fmpq(-((-1) ** j), j) if j else 0) for j in range(count)],
            lambda count, r: arb((1 / (count * (1 - r) ** count)).upper()) if r < 1 else arb.pos_inf(),
            small,
        )
        return algebra.sum([start, series])

    def _log_of_sum(self, expr: Expr) -> Expansion:
        """`log(t + s) = log t + log(1 + s/t)` for a term t that outgrows the others exponentially."""
        try:
            return self._logarithm(self.expand(expr))
        except NO_VALUE:
            for index, term in enumerate(expr.args):
                others = [other for i, other in enumerate(expr.args) if i != index]
                try:
                    ratio = self.algebra.sum([self._product([(other, False), (term, True)]) for other in others])
                    whole = self.algebra.sum([ratio, self.algebra.constant(ONE)])
                    return self.algebra.sum([self.logarithm(term), self._logarithm(whole)])
                except NO_VALUE:
                    continue
            raise

    def _log_fibonacci(self, head: str, inner: Expansion) -> Expansion:
        """`log F_n = n log phi - log(5)/2 + r`, `|r| <= 2 phi^-2n`, and `log L_n = n log phi + r`, at integers n >= 1.

        Binet: `F_n = (phi^n - (-phi)^-n)/sqrt(5)`, `L_n = phi^n + (-phi)^-n`; `|log(1 + x)| <= 2 |x|` for |x| <= 1/2.
        """
        algebra, slope = self.algebra, atom(apply("log", symbol("golden_ratio")))
        kappa, power = self._real_growth(inner)
        if algebra.turn != 0 or not kappa * arb(algebra.radius) ** arb(power) > 1:
            raise UnsupportedError("Fibonacci numbers off the axis")
        rate = arb((2 * kappa * complex_(algebra.constant_value(slope)).real).lower())
        rest = Expansion({}, self._exponentially_small(rate, power, arb(2)))
        parts = [algebra.scaled(inner, slope), rest]
        if head == "fibonacci":
            parts.append(algebra.constant(self._log_of_form(constant(5)).scaled(-_HALF)))
        return algebra.sum(parts)

    def _log_or_zero(self, form: ConstantForm) -> ConstantForm:
        return constant(0) if form == ONE else self._log_of_form(form)

    def _exponential(self, inner: Expansion) -> Expansion:
        """`exp` of `a log z + c + u` with rational a, or of a part whose real part tends to -oo."""
        algebra = self.algebra
        growing = {key: c for key, c in inner.terms.items() if key[0] > 0 or (key[0] == 0 and key[1])}
        if any(p > 0 for p, _ in growing):
            return self._vanishing(inner)
        exponent = fmpq(0)
        if growing:
            order = growing[(fmpq(0), 1)].rational() if set(growing) == {(fmpq(0), 1)} else None
            if order is None:
                raise UnsupportedError("the exponential of a logarithm that is not a rational power")
            exponent = order
        form, small = algebra.small_part(
            Expansion({key: c for key, c in inner.terms.items() if key not in growing}, inner.rest)
        )
        series = algebra.composed(
            lambda count: [constant(fmpq(1, factorial_of(j))) for j in range(count)],
            lambda count, r: arb((r.exp() / arb(factorial_of(count))).upper()),
            small,
        )
        return algebra.scaled(series, self._exp_of_form(form), exponent)

    def _vanishing(self, inner: Expansion) -> Expansion:
        """`exp(g)` where `Re g <= -kappa |z|^p`: smaller than every power."""
        kappa, power = self._real_growth(self.algebra.scaled(inner, constant(-1)))
        return Expansion({}, self._exponentially_small(kappa, power, arb(1)))

    def _real_growth(self, inner: Expansion) -> tuple[arb, fmpq]:
        """kappa > 0 and p > 0 with `Re g >= kappa |z|^p`."""
        lead = inner.leading()
        if lead is not None and lead[1]:
            return self._growth_with_logarithm(inner, lead)
        power, form, small = self.algebra.split(inner)
        turn, spread = self._argument(power, form, small)
        kappa = abs(complex_(self.algebra.constant_value(form))) * (1 - spread) * turn.cos()
        if not (power > 0 and turn < arb.pi() / 2 and kappa > 0):
            raise UnsupportedError("a real part that is not seen to grow")
        return arb(kappa.lower()), power

    def _growth_with_logarithm(self, inner: Expansion, lead: tuple[fmpq, int]) -> tuple[arb, fmpq]:
        """The same on the axis for `c z^p log z + ...`: log z is at least log R, the other terms at most their size."""
        algebra, power = self.algebra, lead[0]
        others = Expansion({key: c for key, c in inner.terms.items() if key[0] < power}, inner.rest)
        size = algebra.size(others)
        top = [complex_(algebra.constant_value(inner.terms.get((power, k), constant(0)))) for k in (0, 1)]
        if algebra.turn != 0 or lead[1] != 1 or power <= 0 or size.order >= power or not top[1].real > 0:
            raise UnsupportedError("a real part that is not seen to grow")
        kappa = top[1].real * arb(algebra.radius).log() + top[0].real
        kappa -= size.bound * algebra.supremum(power - size.order, 0)
        if not kappa > 0:
            raise UnsupportedError("a real part that is not seen to grow")
        return arb(kappa.lower()), power

    def _exponentially_small(self, kappa: arb, power: fmpq, scale: arb) -> Rest:
        """`scale exp(-kappa |z|^p)` as a power: `y^m e^(-kappa y)`, y = |z|^p, is greatest at y = m/kappa."""
        order = 4 * self.algebra.depth
        m, start = arb(order / power), arb(self.algebra.radius) ** arb(power)
        peak = m / kappa
        at = start if start >= peak else peak
        bound = arb((scale * (at**m) * (-kappa * at).exp()).upper())
        return Rest(-order, bound)

    def _argument(self, power: fmpq, form: ConstantForm, small: Expansion) -> tuple[arb, arb]:
        """Bounds for `|arg(c z^p (1 + u))|` and for |u|."""
        size = self.algebra.size(small)
        if size.order > 0:
            raise UnsupportedError("a part that does not tend to 0")
        spread = arb((size.bound * self.algebra.supremum(-size.order, 0)).upper())
        if not spread < 1:
            raise UnsupportedError("an argument that is not known")
        turn = abs(complex_(self.algebra.constant_value(form)).arg()) + abs(arb(power)) * self.algebra.angle
        return arb((turn + (spread / (1 - spread * spread).sqrt()).atan()).upper()), spread

    def _near_number(self, name: str, inner: Expansion) -> Expansion:
        """`F(c + u)` by Taylor's series at c."""
        algebra = self.algebra
        form, small = algebra.small_part(inner)
        centre = complex_(algebra.constant_value(form))
        shift = as_exact_integer(form.rational()) if form.rational() is not None else None  # type: ignore[arg-type]
        if name == "gamma" and shift is not None and shift <= 0:
            return self._gamma_at_pole(inner, int(shift))

        def last(count: int, radius: arb) -> arb:
            box = centre + acb(arb(0, radius), arb(0, radius))
            if not misses_cut(name, box):
                return arb.pos_inf()
            return arb(abs(taylor(name, box, count + 1)[count]).upper())

        return algebra.composed(lambda count: self._coefficients(name, form, centre, count), last, small)

    def _coefficients(self, name: str, form: ConstantForm, centre: acb, count: int) -> list[ConstantForm]:
        if form.is_zero() and name in RATIONAL_AT_0:
            saved, ctx.cap = ctx.cap, count
            try:
                exact_series = RATIONAL_AT_0[name](fmpq_series([0, 1], prec=count))
                return [constant(exact_series[j]) for j in range(count)]
            finally:
                ctx.cap = saved
        point = form_expression(form)
        if name in DERIVATIVES:
            found = []
            for j in range(count):
                head, sign = DERIVATIVES[name][j % 4]
                found.append(self.form(apply(head, point)).scaled(fmpq(sign, factorial_of(j))))
            return found
        values = taylor(name, centre, count)
        if name == "gamma" and count > 1:  # the derivative has a name of its own
            slope = Expr("*", (apply("gamma", point), apply("digamma", point)))
            rest = [self._coefficient(name, j, point, values[j]) for j in range(2, count)]
            return [self.form(apply(name, point)), self.form(slope), *rest]
        return [self.form(apply(name, point)), *(self._coefficient(name, j, point, values[j]) for j in range(1, count))]

    def _coefficient(self, name: str, index: int, point: Expr, value: acb) -> ConstantForm:
        """A Taylor coefficient that has no name of its own."""
        if value.is_zero():
            return constant(0)
        named = Expr("taylor", (symbol(name), integer(index), point))
        self.algebra.values[named] = value
        return atom(named)

    def _gamma_at_pole(self, inner: Expansion, pole: int) -> Expansion:
        """`gamma(g) = gamma(g + m)/(g (g + 1) ... (g + m - 1))` with m = 1 - pole."""
        algebra, below = self.algebra, self.algebra.constant(ONE)
        for j in range(1 - pole):
            below = algebra.product(below, algebra.sum([inner, algebra.constant(constant(j))]))
        regular = algebra.sum([inner, algebra.constant(constant(1 - pole))])
        return algebra.product(self._near_number("gamma", regular), algebra.inverse(below))

    def _inverse_tangent(self, inner: Expansion) -> Expansion:
        """`atan(g) = pi/2 - atan(1/g)` for Re g > 0."""
        algebra = self.algebra
        power, form, small = algebra.split(inner)
        if not self._argument(power, form, small)[0] < arb.pi() / 2:
            raise UnsupportedError("the inverse tangent of an argument that does not grow to the right")
        turned = algebra.scaled(self._near_number("atan", algebra.inverse(inner)), constant(-1))
        return algebra.sum([algebra.constant(atom(_PI).scaled(_HALF)), turned])

    def _zeta(self, inner: Expansion) -> Expansion:
        """Taylor's series near a number, Laurent's near 1; where the argument grows to the right, 1 and a remainder.

        `|zeta(s) - 1| <= 2^-sigma (1 + 2/(sigma - 1))` for sigma = Re s > 1: the sum of n^-sigma, n >= 2.
        """
        if inner.leading() is not None and inner.leading() <= (fmpq(0), 0):  # type: ignore[operator]
            form, small = self.algebra.small_part(inner)
            if form != ONE:
                return self._near_number("zeta", inner)
            regular = self.algebra.composed(stieltjes, stieltjes_bound, small)
            return self.algebra.sum([self.algebra.inverse(small), regular])
        kappa, power = self._real_growth(inner)
        least = kappa * arb(self.algebra.radius) ** arb(power)
        if not least > 2:
            raise UnsupportedError("the zeta function to the left of 2")
        rest = self._exponentially_small(arb((kappa * arb(2).log()).lower()), power, 1 + 2 / (least - 1))
        return self.algebra.sum([self.algebra.constant(ONE), Expansion({}, rest)])

    def _generalised_harmonic(self, argument: Expr, order_expr: Expr) -> Expansion:
        """`harmonic(n, r) = zeta(r) - zeta(r, n + 1)`, and `zeta(r, x) = (-1)^r polygamma(r - 1, x)/(r - 1)!`."""
        order = as_exact_integer(self.engine.value(order_expr, self.scope))
        if order is None or not 1 <= order <= 20:
            raise UnsupportedError("generalised harmonic numbers of this order")
        if order == 1:
            return self.expand(apply("harmonic", argument))
        r = int(order)
        algebra = self.algebra
        tail = self._polygamma(r - 1, self.expand(Expr("+", (argument, integer(1)))))
        factor = constant(fmpq(-((-1) ** r), factorial_of(r - 1)))
        return algebra.sum([algebra.constant(self.form(apply("zeta", integer(r)))), algebra.scaled(tail, factor)])

    def _stirling_count(self, order: fmpq) -> int:
        count = 2
        while 2 * count * order < self.algebra.depth and count < 30:
            count += 1
        return count

    def _polygamma(self, order: int, inner: Expansion) -> Expansion:
        """Stirling's series of `polygamma(m, g)` where g grows to the right."""
        algebra = self.algebra
        shift = _shift(inner)
        if shift:
            # polygamma(m, w + c) = polygamma(m, w) + (-1)^m m! sum_{0 <= j < c} 1/(w + j)^(m+1), w = a z
            factor = constant(fmpq((-1) ** order * factorial_of(order)))
            parts = [algebra.raised(_moved(algebra, inner, j), fmpq(-order - 1)) for j in range(shift)]
            return algebra.sum(
                [self._polygamma(order, _moved(algebra, inner, 0)), algebra.scaled(algebra.sum(parts), factor)]
            )
        power, form, small = algebra.split(inner)
        turn, _ = self._argument(power, form, small)
        if not (power > 0 and turn < arb.pi() / 2):
            raise UnsupportedError("a polygamma function of an argument that does not grow to the right")
        inverse = algebra.inverse(inner)
        count = self._stirling_count(power)
        series = self._inverse_powers(
            inverse,
            {2 * k + order: stirling_coefficient(order, k) for k in range(1, count)}
            | {order + 1: fmpq(-((-1) ** order) * factorial_of(order), 2)}
            | ({order: fmpq(-((-1) ** order) * factorial_of(order - 1))} if order else {}),
        )
        size = algebra.size(inverse)
        largest = abs(arb(bernoulli(2 * count)))
        exponent = 2 * count + order
        if order:
            bound = largest * arb(factorial_of(exponent - 1)) / arb(factorial_of(2 * count)) / turn.cos() ** exponent
        else:
            bound = largest / (2 * count) / sine(turn)
        rest = Rest(size.order * exponent, arb((bound * size.bound**exponent).upper()))
        parts = [series, Expansion({}, rest)]
        return algebra.sum([*parts, self._logarithm(inner)] if order == 0 else parts)

    def _log_gamma(self, inner: Expansion) -> Expansion:
        """Stirling's series of log gamma where g grows to the right."""
        algebra = self.algebra
        shift = _shift(inner)
        if shift:  # gamma(w + c) = gamma(w) w (w + 1) ... (w + c - 1)
            parts = [self._logarithm(_moved(algebra, inner, j)) for j in range(shift)]
            return algebra.sum([self._log_gamma(_moved(algebra, inner, 0)), *parts])
        power, form, small = algebra.split(inner)
        turn, _ = self._argument(power, form, small)
        if not (power > 0 and turn < arb.pi() / 2):
            raise UnsupportedError("a gamma function of an argument that does not grow to the right")
        inverse, logarithm = algebra.inverse(inner), self._logarithm(inner)
        count = self._stirling_count(power)
        series = self._inverse_powers(
            inverse, {2 * k - 1: bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, count)}
        )
        size, exponent = algebra.size(inverse), 2 * count - 1
        bound = abs(arb(bernoulli(2 * count))) / (2 * count * exponent) / sine(turn)
        rest = Rest(size.order * exponent, arb((bound * size.bound**exponent).upper()))
        half = algebra.sum([inner, algebra.constant(constant(-_HALF))])
        circle = (self._log_of_form(constant(2)) + atom(apply("log", _PI))).scaled(_HALF)
        return algebra.sum(
            [
                algebra.product(half, logarithm),
                algebra.scaled(inner, constant(-1)),
                algebra.constant(circle),
                series,
                Expansion({}, rest),
            ]
        )

    def _inverse_powers(self, inverse: Expansion, coefficients: dict[int, fmpq]) -> Expansion:
        """The polynomial in 1/g with these coefficients."""
        algebra, total = self.algebra, Expansion({})
        for j in range(max(coefficients), -1, -1):
            total = algebra.product(total, inverse) if total.terms or total.rest else total
            total = algebra.sum([total, algebra.constant(constant(coefficients.get(j, fmpq(0))))])
        return total


def _factors(expr: Expr, below: bool) -> list[tuple[Expr, bool]]:
    """The factors of products and quotients, and whether they are divided by."""
    if expr.head == "*":
        return [factor for arg in expr.args for factor in _factors(arg, below)]
    if expr.head == "/":
        return [*_factors(expr.args[0], below), *_factors(expr.args[1], not below)]
    return [(expr, below)]


def _shift(inner: Expansion) -> int:
    """The c of `a z + c` for an integer 0 < c <= 4, else 0."""
    if inner.rest is not None or set(inner.terms) != {(fmpq(1), 0), (fmpq(0), 0)}:
        return 0
    number = inner.terms[(fmpq(0), 0)].rational()
    return int(number.p) if number is not None and number.q == 1 and 0 < number <= 4 else 0


def _moved(algebra: Algebra, inner: Expansion, shift: int) -> Expansion:
    """The function `a z + shift` for an inner `a z + c`."""
    return algebra.expansion({(fmpq(1), 0): inner.terms[(fmpq(1), 0)], (fmpq(0), 0): constant(shift)})
