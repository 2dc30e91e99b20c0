"""Values of modular functions by eta, Klein forms and Eisenstein series at triangular arguments.

The value at (A tau + B)/(C tau + D) with rational numbers A, ..., D and positive determinant is a combination of values
at some w = (a tau + b)/d, with automorphy factors:

- `theta_2 = 2 eta(2w)^2/eta(w)`, `theta_3 = eta(w)^5/(eta(w/2)^2 eta(2w)^2)`, `theta_4 = eta(w/2)^2/eta(w)` at z = 0
  (Koehler, *Eta products and theta series identities* (2011), section 1.3), and derivatives in z;
- `theta_1(a_1 w + a_2, w) = exp(-pi i a_1 (a_1 w + a_2)) 2 pi eta(w)^3 k_a(w)` (Kubert, Lang, *Modular units* (1981),
  section 2.1), and the other thetas by translation;
- `Delta = eta^24`, `j = E_4^3/eta^24`, `lambda = 16 eta(w/2)^8 eta(2w)^16/eta(w)^24`, `G_k = 2 zeta(k) E_k`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import gcd, lcm
from types import MappingProxyType
from typing import Final

from flint import fmpq, fmpz

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.normal_form import Expander
from probatum.verifiers.identities.polynomials import Polynomial, Quotient
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol
from probatum.verifiers.modular_forms.atoms import (
    DIFFERENCE,
    EISENSTEIN,
    ETA,
    Atom,
    acted,
    decomposed,
    klein,
)
from probatum.verifiers.modular_forms.theta_derivatives import theta_derivative

__all__ = ["MODULAR", "NotModularError", "Reader", "power_of"]

_NONE: Final = (Fraction(0), Fraction(0))
_MAX_ENTRY: Final = 1_000
_MAX_WEIGHT: Final = 60

Matrix = tuple[int, int, int, int]


class NotModularError(Exception):
    """A function value that is not at a quotient of linear functions of tau with rational coefficients."""


class Reader:
    """Writes normal forms of one expander by atoms at arguments in one variable."""

    def __init__(self, own: Expander, variable: str) -> None:
        self.own = own
        self.tau = symbol(variable)
        self._place = next(iter(own.expansion(self.tau)[0]))[0][0]
        self.atoms: dict[int, Atom] = {}
        self._known: dict[int, Quotient | None] = {}

    # -- arguments -----------------------------------------------------------------------------------

    def linear(self, part: Polynomial) -> tuple[Fraction, Fraction] | None:
        """x, y with the polynomial = x tau + y."""
        found = [Fraction(0), Fraction(0)]
        for monomial, c in part.items():
            if monomial not in ((), ((self._place, 1),)):
                return None
            found[0 if monomial else 1] = Fraction(int(c.p), int(c.q))
        return found[0], found[1]

    def quotient(self, value: Quotient) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """A, B, C, D with the value = (A tau + B)/(C tau + D). Raises NotModularError."""
        own = self.own
        upper, lower = own.reduced(value)
        if any((self._place, -1) in monomial for part in (upper, lower) for monomial in part):
            tau: Polynomial = {((self._place, 1),): fmpq(1)}
            upper, lower = (p.multiplied(part, tau, own.shared.periods) for part in (upper, lower))
        parts = self.linear(upper), self.linear(lower)
        if parts[0] is None or parts[1] is None:
            raise NotModularError
        return *parts[0], *parts[1]

    def matrix(self, argument: Expr) -> Matrix:
        """The primitive integer matrix of an argument in the upper half-plane."""
        entries = self.quotient(self.own.expansion(argument))
        common = lcm(*(entry.denominator for entry in entries))
        a, b, c, d = (int(entry * common) for entry in entries)
        if a * d - b * c <= 0 or max(map(abs, (a, b, c, d))) > _MAX_ENTRY:
            raise NotModularError
        return _primitive((a, b, c, d))

    # -- values --------------------------------------------------------------------------------------

    def expanded(self, expr: Expr) -> Quotient:
        """The normal form of an expression."""
        return self.own.expansion(expr)

    def _atom(self, atom: Atom) -> Quotient:
        index = self.own.shared.index(("modular form", atom), self.tau)
        self.atoms[index] = atom
        return {((index, 1),): fmpq(1)}, p.ONE

    def form(self, atom: Atom, k: Fraction, matrix: Matrix) -> Quotient:
        """The form g of an atom, of weight k, at (A tau + B)/(C tau + D): g(M w) = (c w + d)^k (g|M)(w)."""
        own = self.own
        moved, triangular = decomposed(matrix)
        after, turns = acted(atom, moved, triangular)
        total = own.times(own.unit(2 * turns), self._atom(after))
        if moved[2] == 0:
            return total
        _, _, c, d = matrix
        # c w + d = (C tau + D)/d_H, and the factor is a power of -i times it.
        common = gcd(c, d)
        scale = apply("^", rational(common, triangular[2]), rational(k.numerator, k.denominator))
        total = own.times(total, own.expansion(scale))
        return own.times(total, self._automorphy((c // common, d // common), k))

    def _automorphy(self, row: tuple[int, int], k: Fraction) -> Quotient:
        """(-i(C tau + D))^k for C > 0: whole powers, and perhaps the principal root."""
        own = self.own
        base = own.times(own.unit(Fraction(3, 2)), self._row(row))
        total = own.power(base, k.numerator // k.denominator)
        if k.denominator == 1:
            return total
        return own.times(total, self.root(row))

    def _row(self, row: tuple[int, int]) -> Quotient:
        return self.own.expansion(Expr("+", (Expr("*", (integer(row[0]), self.tau)), integer(row[1]))))

    def root(self, row: tuple[int, int], exponent: Fraction = Fraction(1, 2)) -> Quotient:
        index = self.own.shared.index(("root of a row", row), self.tau)
        self.own.shared.bases[index] = self.own.times(self.own.unit(Fraction(3, 2)), self._row(row))
        return {((index, exponent),): fmpq(1)}, p.ONE

    def eta(self, matrix: Matrix, exponent: int = 1) -> Quotient:
        """A power of eta."""
        return self.own.power(self.form(Atom(ETA, _NONE, (1, 0, 1)), Fraction(1, 2), _primitive(matrix)), exponent)

    def eisenstein(self, k: int, matrix: Matrix) -> Quotient:
        """The normalised Eisenstein series of even weight."""
        if not 2 <= k <= _MAX_WEIGHT or k % 2:
            raise NotModularError
        if k == 2:
            return self._second(matrix)
        return self.form(Atom(EISENSTEIN, (Fraction(k), Fraction(0)), (1, 0, 1)), Fraction(k), _primitive(matrix))

    def _second(self, matrix: Matrix) -> Quotient:
        """`E_2(M w) = (c w + d)^2 E_2(w) + 6 c (c w + d)/(pi i)`; E_2(w) by E_2(tau) and a form of weight 2."""
        own = self.own
        matrix = _primitive(matrix)
        (_, _, low, _), (a, b, d) = decomposed(matrix)
        first = own.indeterminate(("E_2",), self.tau)
        if (a, b, d) != (1, 0, 1):
            first = own.plus(first, self._atom(Atom(DIFFERENCE, (Fraction(2), Fraction(0)), (a, b, d))))
        value = own.times(own.number(fmpq(d, a)), first)
        if low == 0:
            return value
        row = own.times(own.number(fmpq(1, d)), self._row((matrix[2], matrix[3])))
        correction = own.times(own.number(6 * low), own.inverse(own.times(own.unit(Fraction(1, 2)), self._pi())))
        return own.times(row, own.plus(own.times(row, value), correction))

    def _pi(self) -> Quotient:
        return self.own.expansion(symbol("pi"))

    def products(self, matrix: Matrix, exponents: tuple[int, int, int]) -> Quotient:
        """eta(w/2)^x eta(w)^y eta(2w)^z."""
        a, b, c, d = matrix
        total: Quotient = (p.ONE, p.ONE)
        for each, e in zip(((a, b, 2 * c, 2 * d), matrix, (2 * a, 2 * b, c, d)), exponents, strict=True):
            total = self.own.times(total, self.eta(each, e)) if e else total
        return total

    def theta(self, args: tuple[Expr, ...]) -> Quotient:
        """A theta function at z = r + s w, or a derivative at z = 0."""
        own, matrix = self.own, self.matrix(args[2])
        j, derivative = literal_fraction(args[0]), literal_fraction(args[3]) if len(args) == 4 else Fraction(0)
        if j not in (1, 2, 3, 4) or derivative is None or derivative.denominator != 1:
            raise NotModularError
        s, r = self._torsion(args[1], matrix)
        if s == r == 0:
            return theta_derivative(self, int(j), int(derivative), matrix)
        if derivative != 0:
            raise NotModularError
        half = Fraction(1, 2)
        a = s + (half if j in (3, 4) else 0), r + (half if j in (2, 3) else 0)
        if a[0].denominator == a[1].denominator == 1:
            return own.number(0)
        atom, turns = klein(a, (1, 0, 1))
        value = self.form(atom, Fraction(-1), matrix)
        # 2 pi k_a is i times the atom, theta_2(z) = theta_1(z + 1/2), theta_3(z) = theta_4(z + 1/2), and
        # theta_4(z) = -i exp(pi i (z + w/4)) theta_1(z + w/2).
        constant = 2 * turns + (half if j in (1, 2) else 0)
        shift = a[0] * a[1] if j in (1, 2) else a[0] * a[1] - a[1]
        square = s * s
        factor = apply(
            "exp", Expr("*", (rational(-square.numerator, square.denominator), symbol("pi"), symbol("i"), args[2]))
        )
        total = own.times(own.times(value, self.eta(matrix, 3)), own.unit(constant - shift))
        return own.times(total, own.expansion(factor)) if s else total

    def _torsion(self, z: Expr, matrix: Matrix) -> tuple[Fraction, Fraction]:
        """s, r with z = r + s w for w = (A tau + B)/(C tau + D)."""
        a, b, c, d = matrix
        u, v, low, rest = self.quotient(
            self.own.times(self.own.expansion(z), self._row((c, d))) if c else self.own.expansion(z)
        )
        if low != 0:
            raise NotModularError
        u, v = u / rest, v / rest
        if not c:
            u, v = u * d, v * d
        s = (u * d - v * c) / (a * d - b * c)
        r = (a * v - b * u) / (a * d - b * c)
        return s, r

    def is_nonzero_theta(self, expr: Expr) -> bool:
        """Whether this is a theta function at a point of finite order, and not its zero, or theta_1' at 0."""
        if expr.head != "jacobi_theta":
            return False
        try:
            s, r = self._torsion(expr.args[1], self.matrix(expr.args[2]))
        except NotModularError:
            return False
        if len(expr.args) == 4:
            return literal_fraction(expr.args[0]) == literal_fraction(expr.args[3]) == 1 and s == r == 0
        zeros = {1: (0, 0), 2: (0, 1), 3: (1, 1), 4: (1, 0)}
        j = literal_fraction(expr.args[0])
        if j is None or j.denominator != 1 or int(j) not in zeros:
            return False
        across, up = zeros[int(j)][1], zeros[int(j)][0]
        return bool((2 * s - up) % 2 != 0 or (2 * r - across) % 2 != 0)

    def is_in_half_plane(self, argument: Expr) -> bool:
        """Whether an argument is the image of tau under a rational matrix of positive determinant."""
        try:
            self.matrix(argument)
        except NotModularError:
            return False
        return True

    # -- normal forms --------------------------------------------------------------------------------

    def image(self, index: int) -> Quotient | None:
        """What an indeterminate is written as; None for one that stays."""
        if index not in self._known:
            self._known[index] = self._read(index)
        return self._known[index]

    def _read(self, index: int) -> Quotient | None:
        shared = self.own.shared
        expr = shared.expressions[index]
        try:
            if index in self.atoms or index == p.UNIT or index == self._place or index in shared.bases:
                return None
            if expr.head == "zeta" and len(expr.args) == 1:
                return self._zeta(literal_fraction(expr.args[0]))
            reading = MODULAR.get(expr.head)
            return None if reading is None else reading(self, expr.args)
        except NotModularError:
            return None

    def _zeta(self, k: Fraction | None) -> Quotient | None:
        """zeta(k) = |B_k| (2 pi)^k/(2 k!) for even k > 0."""
        if k is None or k.denominator != 1 or k <= 0 or k % 2 or k > _MAX_WEIGHT:
            return None
        number = abs(fmpq.bernoulli(int(k))) * fmpq(2 ** (int(k) - 1)) / fmpq(fmpz.fac_ui(fmpz(int(k))))
        return self.own.times(self.own.number(number), self.own.power(self._pi(), int(k)))

    def eisenstein_value(self, args: tuple[Expr, ...], normalised: bool) -> Quotient:
        """E_k or G_k."""
        k = literal_fraction(args[0])
        if k is None or k.denominator != 1:
            raise NotModularError
        value = self.eisenstein(int(k), self.matrix(args[1]))
        factor = self._zeta(k)
        if factor is None:
            raise NotModularError
        return value if normalised else self.own.times(self.own.number(2), self.own.times(factor, value))


def power_of(index: int, exponent: Fraction | int, own: Expander) -> Quotient:
    """A power of an indeterminate of an expander."""
    return own.unit(exponent) if index == p.UNIT else ({((index, exponent),): fmpq(1)}, p.ONE)


def _primitive(matrix: Matrix) -> Matrix:
    a, b, c, d = matrix
    common = gcd(*matrix) * (-1 if c < 0 or (c == 0 and d < 0) else 1)
    return a // common, b // common, c // common, d // common


MODULAR: Final[Mapping[str, Callable[[Reader, tuple[Expr, ...]], Quotient]]] = MappingProxyType(
    {
        "dedekind_eta": lambda reader, args: reader.eta(reader.matrix(args[0])),
        "modular_delta": lambda reader, args: reader.eta(reader.matrix(args[0]), 24),
        "modular_lambda": lambda reader, args: reader.own.times(
            reader.own.number(16), reader.products(reader.matrix(args[0]), (8, -24, 16))
        ),
        "modular_j": lambda reader, args: reader.own.times(
            reader.own.power(reader.eisenstein(4, reader.matrix(args[0])), 3),
            reader.eta(reader.matrix(args[0]), -24),
        ),
        "eisenstein_e": lambda reader, args: reader.eisenstein_value(args, True),
        "eisenstein_g": lambda reader, args: reader.eisenstein_value(args, False),
        "jacobi_theta": lambda reader, args: reader.theta(args),
    }
)
"""How the values of the modular functions of the claim language are read."""
