"""What the conditions of a claim entail at every point of its domain: kinds of numbers, signs, exclusions.

Every answer `True` is a proof, by rules of arithmetic and by positive combinations of the conditions (the trivial half
of Farkas's lemma); `False` only says that nothing was seen. A subexpression is spoken of where it has a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from flint import arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import complex_, is_real, real
from probatum.verifiers.identities.arithmetic_signs import ARITHMETIC, has_sign
from probatum.verifiers.identities.factor_signs import sign_of_factors
from probatum.verifiers.identities.imaginary_axis import is_positive_on_axis, is_real_on_axis
from probatum.verifiers.identities.inequalities import lemmas
from probatum.verifiers.identities.linear_forms import LinearForm, combined, linear_form
from probatum.verifiers.identities.rays import avoids, ray
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import Expr, apply, chain_links, free_symbols, integer, rational, symbol, walk

__all__ = ["Facts"]

_MAX_DEPTH: Final = 6
_MAX_FACTORED: Final = 120
_REAL_SETS: Final = frozenset({"RR", "QQ", "ZZ", "NN", "PP"})
_INTEGER_SETS: Final = frozenset({"ZZ", "NN", "PP"})

REAL_VALUED: Final = frozenset({"abs", "re", "im", "arg", "floor", "ceil", "atan2", "max", "min", "gcd", "lcm"})
REAL_ON_REALS: Final = frozenset(
    {"exp", "sin", "cos", "sinh", "cosh", "tan", "tanh", "atan", "asinh", "sinc", "erf", "erfc", "erfi", "conjugate",
     "sign", "gamma", "rgamma", "digamma", "si", "shi", "airyai", "airybi", "factorial", "!", "fibonacci", "lucas",
     "cot", "sec", "csc", "coth", "sech", "csch", "expm1"}
)  # fmt: skip
POLYNOMIALS: Final = frozenset(
    {"chebyt", "chebyu", "legendre", "hermite", "laguerre", "gegenbauer", "jacobi", "bernoulli"}
)
"""Real for an integer degree, the first argument, and real other arguments."""
INTEGERS_ON_INTEGERS: Final = frozenset(
    {"fibonacci", "lucas", "gcd", "lcm", "abs", "sign", "totient", "moebius", "partitions", "stirling1", "stirling2",
     "jacobi_symbol", "catalan_number", "max", "min"}
)  # fmt: skip


class Facts:
    """The conditions `declared` variables satisfy, and what follows from them.

    `conditions` are those of a claim, all in force together.
    """

    def __init__(self, conditions: tuple[Expr, ...]) -> None:
        self.conditions = tuple(_flattened(conditions))
        self._real: dict[Expr, bool] = {}
        self._nonzero: dict[Expr, bool] = {}
        self._signs: dict[Expr, int] = {}
        self._positive: list[tuple[LinearForm, bool]] = []
        self._positive = [
            (form if strict else self._tightened(form), strict)
            for c in self.conditions
            for form, strict in ((self._in_parts(each), strict) for each, strict in self._forms(c))
        ]
        self._real.clear()  # what was seen before all conditions were read may be more now
        self._signs.clear()
        self._nonzero.clear()

    def extended(self, *conditions: Expr) -> Facts:
        """These facts and more."""
        return Facts((*self.conditions, *conditions))

    # -- kinds -------------------------------------------------------------------------------------

    def is_declared(self, name: str) -> bool:
        """Whether the name is a variable, not a constant."""
        return any(c.head == "in" and c.args[0].is_symbol(name) for c in self.conditions)

    def is_about(self, name: str) -> bool:
        """Whether a condition is about a variable of this name, declared or not: no bound variable may have it."""
        return any(name in free_symbols(c) for c in self.conditions)

    def is_closed(self, expr: Expr) -> bool:
        """Whether an expression has no variables."""
        return all(name in CONSTANTS and not self.is_declared(name) for name in free_symbols(expr))

    def is_integer(self, expr: Expr) -> bool:
        """Whether the value is an integer at every point."""
        head, args = expr.head, expr.args
        if head == "int" or self._declared_in(expr, _INTEGER_SETS):
            return True
        if head in ("+", "*", "neg") or head in INTEGERS_ON_INTEGERS:
            return all(map(self.is_integer, args))
        if head == "^":
            return all(map(self.is_integer, args)) and self.is_nonnegative(args[1])
        if head in ("factorial", "!", "binomial", "bell"):
            return all(map(self.is_integer, args))
        return head in ("floor", "ceil") and self.is_real(args[0])

    def is_real(self, expr: Expr) -> bool:
        """Whether the value is real at every point."""
        known = self._real.get(expr)
        if known is None:
            known = self._real[expr] = self._seen_as_real(expr)
        return known

    def _seen_as_real(self, expr: Expr) -> bool:
        head, args = expr.head, expr.args
        if head in ("int", "decimal") or self._declared_in(expr, _REAL_SETS) or self._in_interval(expr):
            return True
        if self.is_closed(expr):
            return self._ball(expr) is not None
        if head in REAL_VALUED:
            return True
        if head in ("+", "*", "neg", "/") or head in REAL_ON_REALS:
            return all(map(self.is_real, args))
        if head in POLYNOMIALS:
            return self.is_integer(args[0]) and all(map(self.is_real, args))
        if head == "^":
            base, exponent = args
            if self.is_integer(exponent):
                return self.is_real(base)
            return self.is_nonnegative(base) and self.is_real(exponent)
        if head == "sqrt":
            return self.is_nonnegative(args[0])
        if head in ("log", "loggamma") and len(args) == 1:
            return self.is_positive(args[0])
        return self.is_integer(expr) or is_real_on_axis(expr, self)

    def _declared_in(self, expr: Expr, sets: frozenset[str]) -> bool:
        return any(
            c.head == "in" and c.args[0] == expr and c.args[1].head == "symbol" and c.args[1].name in sets
            for c in self.conditions
        )

    def _in_interval(self, expr: Expr) -> bool:
        return any(c.head == "in" and c.args[0] == expr and len(c.args[1].args) == 2 for c in self.conditions)

    # -- signs -------------------------------------------------------------------------------------

    def is_positive(self, expr: Expr) -> bool:
        """Whether the value is real and > 0 at every point."""
        return self.is_real(expr) and self._sign(expr, True)

    def is_nonnegative(self, expr: Expr) -> bool:
        """Whether the value is real and >= 0 at every point."""
        return self.is_real(expr) and self._sign(expr, False)

    def _sign(self, expr: Expr, strict: bool) -> bool:
        """For a real expression: whether it is > 0 (`strict`), or >= 0."""
        if self._sign_of_parts(expr, strict) or self._combination(self._in_parts(linear_form(expr)), strict, 0):
            return True
        return self._exceeds_root(expr) or self._sign_by_factors(expr) > 0

    def _tightened(self, form: LinearForm) -> LinearForm:
        """A form in integers that is >= 0, divided by the common divisor g of its coefficients: 2 n - 1 gives n - 1."""
        divisor = math.gcd(*(int(c.p) for atom, c in form.items() if atom is not None))
        if divisor < 2 or not self._integral(form):
            return form
        constant = fmpq(int(form.get(None, fmpq(0)).p) // divisor)
        rest: LinearForm = {atom: c / divisor for atom, c in form.items() if atom is not None}
        return combined(rest, {None: fmpq(1)}, constant) if constant != 0 else rest

    def _in_parts(self, form: LinearForm) -> LinearForm:
        """The form with real and imaginary parts of sums, and moduli of multiples, taken apart."""
        total: LinearForm = {}
        for atom, coefficient in form.items():
            own: LinearForm = {atom: fmpq(1)}
            if atom is not None and atom.head in ("re", "im"):
                own = self.part(linear_form(atom.args[0]), atom.head) or own
            elif atom is not None and atom.head == "abs":
                inner = linear_form(atom.args[0])
                if len(inner) == 1:
                    ((part, factor),) = inner.items()
                    own = {None if part is None else apply("abs", part): abs(factor)}
            total = combined(total, own, coefficient)
        return total

    def _exceeds_root(self, expr: Expr) -> bool:
        """Whether this is r + c sqrt(u) with a real r, c > 0 and c^2 u > r^2."""
        form = linear_form(expr)
        for atom, c in form.items():
            if atom is not None and atom.head == "sqrt" and c > 0 and self.is_nonnegative(atom.args[0]):
                terms = [Expr("*", (rational(int(k.p), int(k.q)), integer(1) if a is None else a))
                         for a, k in form.items() if a != atom]  # fmt: skip
                rest = Expr("+", (integer(0), *terms))
                square = Expr("*", (rational(int((c * c).p), int((c * c).q)), atom.args[0]))
                if self.is_real(rest):
                    return self.is_positive(Expr("+", (square, Expr("neg", (Expr("^", (rest, integer(2))),)))))
        return False

    def _sign_by_factors(self, expr: Expr) -> int:
        """1 or -1 for a rational function that has this strict sign at every point, 0 where that is not seen."""
        known = self._signs.get(expr)
        if known is None:
            self._signs[expr] = 0
            nonlinear = any(node.head in ("*", "/", "^") for node in walk(expr)) and expr.size <= _MAX_FACTORED
            real = all(self.is_real(symbol(name)) for name in free_symbols(expr) if self.is_declared(name))
            known = sign_of_factors(expr, self.conditions, self._sign_of_form) if nonlinear and real else 0
            self._signs[expr] = known
        return known

    def _sign_of_form(self, expr: Expr) -> int:
        if not self.is_real(expr):
            return 0
        form = linear_form(expr)
        signs = [s for s in (1, -1) if self._combination(combined({}, form, fmpq(s)), True, 0)]
        return signs[0] if signs else 0

    def _sign_of_parts(self, expr: Expr, strict: bool) -> bool:
        """The sign of a real expression from its arguments."""
        head, args = expr.head, expr.args
        if self.is_closed(expr):
            ball = self._ball(expr)
            return ball is not None and bool(ball > 0 if strict else ball >= 0)
        if is_positive_on_axis(expr, self):
            return True
        if head in ("exp", "cosh", "bell") or (head in ("factorial", "!", "gamma") and self._sign_of_gamma(expr)):
            return self.is_real(args[0])
        if head in ARITHMETIC:
            return has_sign(expr, strict, self)
        if head == "abs":
            return not strict or self.is_nonzero(args[0])
        if head == "sqrt" or (head == "^" and not self.is_integer(args[1])):
            return self._sign(args[0], strict) if self.is_nonnegative(args[0]) else False
        if head == "^" and self.is_even(args[1]) and self.is_real(args[0]):
            return not strict or self.is_nonzero(args[0])
        if head == "^" and self.is_real(args[0]):
            return self.is_positive(args[0]) or (not strict and self.is_nonnegative(args[0]))
        if head in ("*", "/"):
            parts = [arg if self.is_nonnegative(arg) else Expr("neg", (arg,)) for arg in args if self.is_real(arg)]
            negative = sum(part is not arg for part, arg in zip(parts, args, strict=False))
            if len(parts) == len(args) and negative % 2 == 0:
                wanted = [strict or (head == "/" and place == 1) for place in range(len(args))]
                return all(self._sign(part, need) for part, need in zip(parts, wanted, strict=True))
        return False

    def _sign_of_gamma(self, expr: Expr) -> bool:
        argument = expr.args[0]
        if expr.head != "gamma":
            argument = Expr("+", (argument, integer(1)))
        return self.is_positive(argument)

    def is_even(self, expr: Expr) -> bool:
        """Whether the value is an even integer at every point."""
        form = linear_form(expr)
        return all(c.q == 1 and c.p % 2 == 0 and (a is None or self.is_integer(a)) for a, c in form.items())

    def _combination(self, form: LinearForm, strict: bool, depth: int) -> bool:
        """Whether the form is a non-negative combination of positive forms, atoms of known sign and a constant."""
        open_atoms = [atom for atom in form if atom is not None and not self._settled(atom, form[atom])]
        if not open_atoms:
            terms = [a for a in form if a is not None and not self.is_closed(a)]
            if strict and any(a.head != "*" and self._sign_of_parts(a, True) for a in terms):
                strict = False  # one of the terms is positive already
            return self._constant_sign(form, strict)
        if depth >= _MAX_DEPTH:
            return False
        # Whatever combination there is must cancel this atom.
        atom = min(open_atoms, key=repr)
        if atom.head == "abs" and form[atom] < 0 and self.is_real(atom.args[0]):
            # b - c|x| is b - c x or b + c x.
            rest = {a: c for a, c in form.items() if a != atom}
            inner = linear_form(atom.args[0])
            if all(self._combination(combined(rest, inner, fmpq(s) * form[atom]), strict, depth + 1) for s in (1, -1)):
                return True
        about = (lemma for each in form if each is not None for lemma in lemmas(each, self))
        for known, known_strict in (*self._positive, *about):
            if atom in known and (known[atom] > 0) == (form[atom] > 0):
                rest = combined(form, known, -form[atom] / known[atom])
                if self._combination(rest, strict and not known_strict, depth + 1):
                    return True
        return False

    def _settled(self, atom: Expr, coefficient: fmpq) -> bool:
        if self.is_closed(atom):
            return True
        if coefficient > 0:
            named = atom.head in ("abs", "^", "exp", "sqrt", "factorial", "*", "/")
            return (named or atom.head in ARITHMETIC) and self.is_nonnegative_atom(atom)
        return False

    def is_nonnegative_atom(self, atom: Expr) -> bool:
        """Whether an atom of a linear form is real and >= 0 by itself (a product by its factors)."""
        if atom.head == "*":
            factors: list[Expr] = list(atom.args)
            left = [f for f in factors if factors.count(f) % 2 == 1 or not self.is_real(f)]
            return all(self.is_nonnegative(f) for f in left)
        return self.is_real(atom) and self._sign_of_parts(atom, False)

    def _constant_sign(self, form: LinearForm, strict: bool) -> bool:
        """The sign of the sum of the closed terms; other terms are not negative."""
        with ctx.workprec(192):
            total = arb(0)
            exact = fmpq(0)
            for atom, coefficient in form.items():
                if atom is None:
                    exact += coefficient
                elif self.is_closed(atom):
                    ball = self._ball(atom)
                    if ball is None:
                        return False
                    total += ball * arb(coefficient)
            if total.is_zero():
                return bool(exact > 0) if strict else bool(exact >= 0)
            return bool(total + arb(exact) > 0)

    def _ball(self, expr: Expr) -> arb | None:
        """The value of a closed expression when it is known to be real."""
        try:
            with ctx.workprec(192):
                value = evaluate(expr, {})
                return real(value) if is_real(value) and real(value).is_finite() else None
        except NO_VALUE:
            return None

    def _forms(self, condition: Expr) -> Iterator[tuple[LinearForm, bool]]:
        """Linear forms that the condition says to be > 0 (True) or >= 0 (False)."""
        head, args = condition.head, condition.args
        if head == "chain":
            for link in chain_links(condition):
                yield from self._forms(link)
        elif head in ("<", "<=", ">", ">=") and not any("oo" in free_symbols(arg) for arg in args):
            small, large = args if head in ("<", "<=") else (args[1], args[0])
            form = combined(linear_form(large), linear_form(small), fmpq(-1))
            strict = head in ("<", ">")
            if strict and self._integral(form):
                form, strict = combined(form, {None: fmpq(1)}, fmpq(-1)), False
            yield form, strict
        elif head == "=":
            form = combined(linear_form(args[0]), linear_form(args[1]), fmpq(-1))
            if all(map(self.is_real_atom, form)):
                yield form, False
                yield combined({}, form, fmpq(-1)), False
        elif head == "in":
            yield from self._membership(*args)

    def is_real_atom(self, atom: Expr | None) -> bool:
        """Whether an atom of a linear form is real."""
        return atom is None or self.is_real(atom)

    def _membership(self, element: Expr, container: Expr) -> Iterator[tuple[LinearForm, bool]]:
        if container.is_symbol("NN"):
            yield linear_form(element), False
        elif container.is_symbol("PP"):
            yield combined(linear_form(element), {None: fmpq(1)}, fmpq(-2)), False
        elif container.is_symbol("HH"):
            yield linear_form(Expr("im", (element,))), True
        elif len(container.args) == 2:
            low, high = container.args
            closed_low, closed_high = container.head in ("list", "[)"), container.head in ("list", "(]")
            if "oo" not in free_symbols(low):
                yield combined(linear_form(element), linear_form(low), fmpq(-1)), not closed_low
            if "oo" not in free_symbols(high):
                yield combined(linear_form(high), linear_form(element), fmpq(-1)), not closed_high

    def _integral(self, form: LinearForm) -> bool:
        return all(c.q == 1 and (a is None or self.is_integer(a)) for a, c in form.items())

    # -- exclusions --------------------------------------------------------------------------------

    def is_nonzero(self, expr: Expr) -> bool:
        """Whether the value is different from 0 at every point."""
        known = self._nonzero.get(expr)
        if known is None:
            known = self._nonzero[expr] = self._seen_as_nonzero(expr)
        return known

    def _seen_as_nonzero(self, expr: Expr) -> bool:
        head, args = expr.head, expr.args
        if self.is_closed(expr):
            return self._closed_nonzero(expr)
        if head in ("*", "neg", "sqrt", "abs", "conjugate", "sign"):
            return all(map(self.is_nonzero, args))
        if head == "/" or head == "^":
            return self.is_nonzero(args[0])
        if head in ("exp", "gamma", "factorial", "!"):
            return True
        if head == "rising":
            return self.is_no_pole(args[0]) and self.is_integer(args[1]) and self.is_nonnegative(args[1])
        if head == "rgamma":
            return self.is_no_pole(args[0])
        if head in ("dedekind_eta", "modular_delta", "modular_lambda"):
            return True
        if head == "jacobi_theta" and len(args) == 3 and self._theta_nonzero(args):
            return True
        if head == "zeta" and len(args) == 1:  # an absolutely convergent Euler product
            return self._combination(
                combined(self.part(linear_form(args[0]), "re") or {}, {None: fmpq(1)}, fmpq(-1)), True, 0
            )
        if head == "+" and any(arg.head == "conjugate" for arg in args):
            moved = tuple(arg.args[0] if arg.head == "conjugate" else arg for arg in args)
            return all(a.head == "conjugate" or self.is_real(a) for a in args) and self.is_nonzero(Expr("+", moved))
        if head in ("sin", "cos") and self._sine_nonzero(expr):
            return True
        if head == "+" and self._no_root_of_unity(args):
            return True
        if head in ("sinh", "tanh", "asinh", "atan", "erf") and self.is_real(args[0]) and self.is_nonzero(args[0]):
            return True
        if self.is_real(expr) and (self._sign(expr, True) or self._sign(Expr("neg", (expr,)), True)):
            return True
        form = linear_form(expr)
        if self._cosine_differs_from_one(form):
            return True
        if self._excluded(form) or self._part_nonzero(form) or self._not_integral(form):
            return True
        if any(avoids(self, combined({}, form, sign), False) for sign in (fmpq(1), fmpq(-1))):
            return True
        return any(self.is_no_pole(e) for e in (expr, Expr("neg", (expr,))))

    def _theta_nonzero(self, args: tuple[Expr, ...]) -> bool:
        """At real z theta_3 and theta_4 have no zeros, theta_1 has the integers, theta_2 the integers plus 1/2."""
        j, z, _ = args
        if not self.is_real(z):
            return False
        form = linear_form(z)
        if j in (integer(3), integer(4)):
            return True
        return j in (integer(1), integer(2)) and self._not_integral(
            form if j == integer(1) else combined(form, {None: fmpq(1)}, fmpq(1, 2))
        )

    def _closed_nonzero(self, expr: Expr) -> bool:
        try:
            with ctx.workprec(192):
                value = evaluate(expr, {})
                return bool(complex_(value) != 0)
        except NO_VALUE:
            return False

    def _sine_nonzero(self, expr: Expr) -> bool:
        """sin(pi*w) vanishes at integers w only, cos(pi*w) at w - 1/2; cos(asin(w)) and sin(acos(w)) at 1 and -1."""
        inverse = expr.args[0]
        if inverse.head == "atan":
            return expr.head == "cos" or self.is_nonzero(inverse.args[0])
        if inverse.head in ("asin", "acos"):
            (w,) = inverse.args
            same = (expr.head, inverse.head) in (("sin", "asin"), ("cos", "acos"))
            ends = (Expr("+", (w, integer(sign))) for sign in (1, -1))
            return self.is_nonzero(w) if same else all(map(self.is_nonzero, ends))
        turns = Expr("/", (expr.args[0], symbol("pi")))
        form = _divided_by_pi(linear_form(expr.args[0]))
        if expr.head == "cos":
            turns = Expr("+", (turns, Expr("/", (integer(1), integer(2)))))
            form = combined(form, {None: fmpq(1)}, fmpq(1, 2)) if form is not None else None
        if self.is_no_integer(turns) or (form is not None and self._not_integral(form)):
            return True
        # Between neighbouring zeros.
        quarter = Expr("/", (symbol("pi"), integer(2)))
        angle = Expr("+", (expr.args[0], quarter)) if expr.head == "cos" else expr.args[0]
        zeros = [Expr("*", (integer(c), symbol("pi"))) for c in range(-2, 3)]
        return any(
            self.is_positive(Expr("+", (angle, Expr("neg", (low,)))))
            and self.is_positive(Expr("+", (high, Expr("neg", (angle,)))))
            for low, high in pairwise(zeros)
        )

    def _cosine_differs_from_one(self, form: LinearForm) -> bool:
        """1 - cos(z) = 2 sin(z/2)^2 and 1 + cos(z) = 2 cos(z/2)^2."""
        cosine = next((atom for atom in form if atom is not None and atom.head == "cos"), None)
        if len(form) != 2 or cosine is None or form.get(None) not in (form[cosine], -form[cosine]):
            return False
        head = "cos" if form[None] == form[cosine] else "sin"
        return self._sine_nonzero(apply(head, Expr("/", (cosine.args[0], integer(2)))))

    def _no_root_of_unity(self, args: tuple[Expr, ...]) -> bool:
        """Whether this is 1 - exp(2 pi i w) with w no integer, or 1 + exp(2 pi i w) with w + 1/2 none, at any point."""
        other = args[1]
        minus = other.head == "neg"
        power = other.args[0] if minus else other
        if len(args) != 2 or args[0] != integer(1) or power.head != "exp":
            return False
        turns: LinearForm = {} if minus else {None: fmpq(1, 2)}
        for atom, coefficient in linear_form(power.args[0]).items():
            rest = list(atom.args) if atom is not None and atom.head == "*" else []
            if any(rest.count(each) != 1 or not self.is_closed(each) for each in (symbol("pi"), symbol("i"))):
                return False
            rest = [each for each in rest if each not in (symbol("pi"), symbol("i"))]
            factor = None if not rest else rest[0] if len(rest) == 1 else Expr("*", tuple(rest))
            turns = combined(turns, {factor: fmpq(1)}, coefficient / 2)
        return self._not_integral(turns) or self._is_multiple_off_axis(turns)

    def _is_multiple_off_axis(self, form: LinearForm) -> bool:
        """Whether this is a real number, perhaps, and a product of real numbers other than 0 with one never real."""
        atoms = [atom for atom in form if atom is not None]
        if len(atoms) != 1 or atoms[0].head != "*":
            return False
        complex_ones = [arg for arg in atoms[0].args if not self.is_real(arg)]
        if len(complex_ones) != 1 or not all(self.is_nonzero(arg) for arg in atoms[0].args if arg not in complex_ones):
            return False
        imaginary = self.part(linear_form(complex_ones[0]), "im")
        signs = (fmpq(1), fmpq(-1))
        return bool(imaginary) and any(self._combination(combined({}, imaginary or {}, s), True, 0) for s in signs)

    def _excluded(self, form: LinearForm) -> bool:
        """Whether a condition says that a multiple of the form is not 0."""
        for condition in self.conditions:
            inner = Expr("!=", condition.args[0].args) if _is_negated(condition, "=") else condition
            if inner.head in ("!=", "<", ">"):
                other = combined(linear_form(inner.args[0]), linear_form(inner.args[1]), fmpq(-1))
                if _proportional(form, other):
                    return True
        return False

    def _part_nonzero(self, form: LinearForm) -> bool:
        """Whether the real or imaginary part is seen to be of one strict sign."""
        for part in ("re", "im"):
            own = self.part(form, part)
            if own is not None and any(self._combination(combined({}, own, s), True, 0) for s in (fmpq(1), fmpq(-1))):
                return True
        return False

    def part(self, form: LinearForm, part: str) -> LinearForm | None:
        """The real (`re`) or imaginary (`im`) part of a form, as a form in parts of its atoms."""
        total: LinearForm = {}
        for atom, coefficient in form.items():
            if atom is None or self.is_real(atom):
                own: LinearForm = {atom: fmpq(1)} if part == "re" else {}
            elif atom.head == "/" and self.is_real(atom.args[1]):
                inside = self.part(linear_form(atom.args[0]), part)
                if inside is None:
                    return None
                own = {_over(a, atom.args[1]): c for a, c in inside.items()}
            elif atom.is_symbol("i") and not self.is_declared("i"):
                own = {} if part == "re" else {None: fmpq(1)}
            elif atom.head == "*" and symbol("i") in atom.args and not self.is_declared("i"):
                rest = [arg for arg in atom.args if arg != symbol("i")]
                inner = rest[0] if len(rest) == 1 else Expr("*", tuple(rest))
                if len(rest) != len(atom.args) - 1 or not self.is_real(inner):
                    return None
                own = {} if part == "re" else {inner: fmpq(1)}
            elif atom.head == "*" and sum(not self.is_real(arg) for arg in atom.args) == 1:
                factors = tuple(arg if self.is_real(arg) else apply(part, arg) for arg in atom.args)
                own = {Expr("*", factors): fmpq(1)}
            else:
                own = {Expr(part, (atom,)): fmpq(1)}
            total = combined(total, own, coefficient)
        return total

    def is_no_integer(self, expr: Expr) -> bool:
        """Whether the value is no integer at any point."""
        return self._not_integral(self.unconjugated(linear_form(expr))) or self._listed_as_no_integer(expr)

    def unconjugated(self, form: LinearForm) -> LinearForm:
        """The conjugate of the form, where that has no conjugates: real numbers are their own."""
        atoms = [atom for atom in form if atom is not None and not self.is_real(atom)]
        if not atoms or any(atom.head != "conjugate" for atom in atoms):
            return form
        total: LinearForm = {}
        for atom, coefficient in form.items():
            plain: LinearForm = {atom: fmpq(1)} if atom is None or atom not in atoms else linear_form(atom.args[0])
            total = combined(total, plain, coefficient)
        return total

    def _listed_as_no_integer(self, expr: Expr) -> bool:
        return any(
            _is_negated(c, "in") and c.args[0].args[1].is_symbol("ZZ") and c.args[0].args[0] == expr
            for c in self.conditions
        )

    def _not_integral(self, form: LinearForm) -> bool:
        rest: LinearForm = {a: c for a, c in form.items() if a is not None}
        constant = form.get(None, fmpq(0))
        if self._integral(rest):
            return bool(constant.q != 1)
        imaginary = self.part(form, "im")
        if imaginary and any(self._combination(combined({}, imaginary, s), True, 0) for s in (fmpq(1), fmpq(-1))):
            return True
        if imaginary and (self._excluded(imaginary) or self._is_fractional(self.part(form, "re") or {})):
            return True
        for condition in self.conditions:
            if not (_is_negated(condition, "in") and condition.args[0].args[1].is_symbol("ZZ")):
                continue
            excluded = linear_form(condition.args[0].args[0])
            # If m*form differs from the excluded element by an integer for an integer m, form is none either.
            for m in (fmpq(1), fmpq(-1), fmpq(2), fmpq(-2), fmpq(3), fmpq(4), fmpq(6)):
                difference = combined(combined({}, form, m), excluded, fmpq(-1))
                if self._integral(difference):
                    return True
        return False

    def _is_fractional(self, form: LinearForm) -> bool:
        """Whether a form in integers has a constant that is none."""
        rest: LinearForm = {a: c for a, c in form.items() if a is not None}
        return self._integral(rest) and bool(form.get(None, fmpq(0)).q != 1)

    def is_no_pole(self, expr: Expr) -> bool:
        """Whether the value is none of 0, -1, -2, ... at any point."""
        form = self.unconjugated(linear_form(expr))
        if self._not_integral(form):
            return True
        real_part = self.part(form, "re")
        if real_part is not None and self._combination(real_part, True, 0):
            return True
        for condition in self.conditions:
            bounded = _excluded_integers(condition)
            if bounded is None:
                continue
            element, last = bounded
            # form = (element + d)/m, so that form in 0, -1, ... gives element <= -d, excluded when -d <= last.
            for m in (1, 2, 3, 4):
                difference = combined(combined({}, form, fmpq(m)), linear_form(element), fmpq(-1))
                bound = combined(difference, linear_form(last), fmpq(1))
                if self._integral(difference) and self._integral(bound) and self._combination(bound, False, 0):
                    return True
        return False

    # -- conditions --------------------------------------------------------------------------------

    def entails(self, condition: Expr) -> bool:
        """Whether the condition holds at every point at which its terms have values."""
        head, args = condition.head, condition.args
        if condition in self.conditions:
            return True
        if head == "and":
            return all(map(self.entails, args))
        if head == "or":
            return any(map(self.entails, args))
        if head == "chain":
            return all(map(self.entails, chain_links(condition)))
        if head == "not":
            return self._entails_negation(args[0])
        if head == "in":
            return self._is_member(*args)
        difference = Expr("+", (args[0], Expr("neg", (args[1],))))
        if head == "!=":
            return self.is_nonzero(difference)
        if head == "=":
            return not linear_form(difference)
        tests: dict[str, Callable[[Expr], bool]] = {">": self.is_positive, ">=": self.is_nonnegative}
        if head in tests:
            return tests[head](difference)
        flipped = Expr("+", (args[1], Expr("neg", (args[0],))))
        return self.is_positive(flipped) if head == "<" else self.is_nonnegative(flipped)

    def _entails_negation(self, condition: Expr) -> bool:
        head, args = condition.head, condition.args
        if head == "not":
            return self.entails(args[0])
        if head == "or":
            return all(map(self._entails_negation, args))
        if head == "and":
            bounded = _excluded_integers(Expr("not", (condition,)))
            if bounded is not None:
                element, last = bounded
                above = Expr("+", (element, Expr("neg", (last,))))
                moved = Expr("+", (above, integer(0)))
                if self.is_integer(last) and self.is_no_pole(moved):
                    return True
            if self._avoids_ray(condition):
                return True
            return any(map(self._entails_negation, args))
        if head == "=":
            return self.entails(Expr("!=", args))
        if head == "in" and args[1].is_symbol("ZZ"):
            return self.is_no_integer(args[0])
        if head == "in":
            return self._avoids_ray(condition)
        opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}.get(head)
        return opposite is not None and self.entails(Expr(opposite, args))

    def _avoids_ray(self, condition: Expr) -> bool:
        """Whether a condition that a value is on a ray of the real axis holds nowhere."""
        found = ray(Expr("not", (condition,)))
        return found is not None and avoids(self, *found)

    def has_sign(self, form: LinearForm, strict: bool) -> bool:
        """Whether a linear form in real atoms is >= 0 (> 0 when `strict`) at every point."""
        return self._combination(form, strict, 0)

    def _is_inverted(self, element: Expr) -> bool:
        """Whether this is c/tau with c < 0 and tau in the upper half-plane."""
        form = linear_form(element)
        if len(form) != 1:
            return False
        ((atom, coefficient),) = form.items()
        if atom is None or (atom.head == "^" and atom.args[1] == integer(-1)):
            return atom is not None and coefficient < 0 and self._is_member(atom.args[0], symbol("HH"))
        if atom.head != "/" or not self.is_nonzero(atom.args[1]):
            return False
        below = self._is_member(atom.args[1], symbol("HH"))
        above = atom.args[0] if coefficient > 0 else Expr("neg", (atom.args[0],))
        return below and self.is_positive(Expr("neg", (above,)))

    def _is_member(self, element: Expr, container: Expr) -> bool:
        if container.head == "symbol":
            name = container.name
            if name == "HH":
                if self._is_inverted(element):
                    return True
                imaginary = self.part(linear_form(element), "im")
                return imaginary is not None and self._combination(imaginary, True, 0)
            tests: dict[str, Callable[[Expr], bool]] = {
                "CC": lambda _: True,
                "RR": self.is_real,
                "ZZ": self.is_integer,
                "NN": lambda e: self.is_integer(e) and self.is_nonnegative(e),
                "PP": lambda e: self._declared_in(e, frozenset({"PP"})) or _is_small_prime(e),
            }
            return tests[name](element) if name in tests else self._declared_in(element, frozenset({name}))
        low, high = container.args
        closed_low, closed_high = container.head in ("list", "[)"), container.head in ("list", "(]")
        infinite = [low == Expr("neg", (symbol("oo"),)), high == symbol("oo")]
        return (
            self.is_real(element)
            and (infinite[0] or self.entails(Expr(">=" if closed_low else ">", (element, low))))
            and (infinite[1] or self.entails(Expr("<=" if closed_high else "<", (element, high))))
        )


def _is_small_prime(expr: Expr) -> bool:
    """Whether this is written as a prime number of at most 12 digits."""
    form = linear_form(expr)
    number = form.get(None, fmpq(0))
    return form.keys() == {None} and number.q == 1 and 2 <= int(number.p) < 10**12 and fmpz(number.p).is_prime()


def _flattened(conditions: tuple[Expr, ...]) -> Iterator[Expr]:
    for condition in conditions:
        if condition.head == "and":
            yield from _flattened(condition.args)
        else:
            yield condition


def _over(atom: Expr | None, divisor: Expr) -> Expr:
    return Expr("/", (integer(1) if atom is None else atom, divisor))


def _is_negated(condition: Expr, head: str) -> bool:
    return condition.head == "not" and condition.args[0].head == head


def _proportional(left: LinearForm, right: LinearForm) -> bool:
    if not left or left.keys() != right.keys():
        return False
    (atom, coefficient), *_ = left.items()
    return not combined(left, right, -coefficient / right[atom])


def _divided_by_pi(form: LinearForm) -> LinearForm | None:
    """The form divided by pi when every term has it as a factor."""
    total: LinearForm = {}
    for atom, coefficient in form.items():
        if atom == symbol("pi"):
            total = combined(total, {None: fmpq(1)}, coefficient)
        elif atom is not None and atom.head == "*" and atom.args.count(symbol("pi")) == 1:
            rest = tuple(arg for arg in atom.args if arg != symbol("pi"))
            total = combined(total, {rest[0] if len(rest) == 1 else Expr("*", rest): fmpq(1)}, coefficient)
        else:
            return None
    return total


def _excluded_integers(condition: Expr) -> tuple[Expr, Expr] | None:
    """`(e, c)` when the condition says `not (e in ZZ and e <= c)`, in one of its forms."""
    if _is_negated(condition, "and"):
        parts = condition.args[0].args
        member = next((p for p in parts if p.head == "in" and p.args[1].is_symbol("ZZ")), None)
        bound = next((p for p in parts if p.head == "<="), None)
    elif condition.head == "or":
        member = next((p.args[0] for p in condition.args if _is_negated(p, "in")), None)
        bound = next((p for p in condition.args if p.head in (">", ">=")), None)
        if bound is not None:
            last = bound.args[1] if bound.head == ">" else Expr("+", (bound.args[1], integer(-1)))
            bound = Expr("<=", (bound.args[0], last))
        parts = condition.args
    else:
        return None
    if member is None or bound is None or len(parts) != 2:
        return None
    if not member.args[1].is_symbol("ZZ") or bound.args[0] != member.args[0]:
        return None
    return bound.args[0], bound.args[1]
