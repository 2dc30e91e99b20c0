"""Which formal tails `f(n) = sum c_k x^(lead-k)`, x = n^(1/r), a slowly convergent continued fraction has.

They solve the Riccati equation `(f(n) - a(n)) f(n+1) = b(n+1)` in descending powers of x, for a with positive leading
coefficient a_0 and

* b > 0 of degree 2 deg a + 1 (r = 2) or 2 deg a + 2 (r = 1): `f ~ sqrt(b)`, each coefficient from the equation's
  coefficient with its own index;
* deg b = 2 deg a and `a_0^2 + 4 b_0 = 0`: `f ~ a/2`. With `f = a/2 + h` and `D(n) = f(n+1) - f(n)` the equation is
  `h^2 + (h - a/2) D = a^2/4 + b(n+1)`, which gives each coefficient one order later, and the first coefficient of h
  as the larger root of a quadratic; the other root belongs to a solution that backward recurrence leaves. r = 1 when
  the equation's second coefficient vanishes, otherwise r = 2.

Source: Wimp, Zeilberger, *Resurrecting the asymptotics of linear recurrences* (1985) (Birkhoff's formal solutions).
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import UnsupportedError

__all__ = ["TailShape", "descending", "double_root_constants", "tail_shape"]


@dataclass(frozen=True, slots=True)
class TailShape:
    """The ramification r, the exponent `lead` of x in f, and what decides the speed of convergence.

    `delay` is 0 for b > 0, 1 for a double root. `first` and `second` are c_0 and c_1 (c_1 only for a double root).
    Two solutions of the recurrence have a quotient of about `exp(2 slope x)` for r = 2, `n^slope` for r = 1. `steady`
    is False when c_1 is itself a double root; then the quotient is log n, and `slope` 1.
    """

    ramification: int
    lead: int
    delay: int
    first: arb
    second: arb
    slope: arb
    steady: bool


def descending(polynomial: fmpz_poly, ramification: int, top: int, count: int) -> list[fmpz]:
    """The coefficients of p(x^r) from that of x^top on."""
    return [
        polynomial[(top - k) // ramification] if top >= k and (top - k) % ramification == 0 else fmpz(0)
        for k in range(count)
    ]


def tail_shape(a: fmpz_poly, b: fmpz_poly) -> TailShape | None:
    """The shape of the tails at the working precision, for a with positive leading coefficient.

    None when the elements are of neither of the two kinds. Raises UnsupportedError when the formal tails are not real.
    """
    da, db = a.degree(), b.degree()
    a0, b0 = a[da], b[db]
    if 2 * da + 1 <= db <= 2 * da + 2 and b0 > 0:
        ramification = 1 if db % 2 == 0 else 2
        leading = arb(b0).sqrt()
        return TailShape(ramification, db * ramification // 2, 0, leading, arb(0), a0 / leading, True)
    if db != 2 * da or a0 * a0 + 4 * b0 != 0:
        return None
    first = fmpq(a0, 2)
    for ramification in (1, 2):
        lead = da * ramification
        constant = double_root_constants(a, b, ramification)
        moved = lead * first if ramification == 1 else fmpq(0)  # the coefficient of x^(lead - 1) in D
        if first * moved + constant[1] != 0:
            continue
        # p^2 + linear p = known, for the first coefficient p of h
        a1 = descending(a, ramification, lead, 2)[1]
        linear = first if ramification == 1 else fmpq(0)
        next_moved = first * lead * (lead - 1) / 2 + fmpq(a1, 2) * (lead - 1) if ramification == 1 else first * lead / 2
        known = first * next_moved + fmpq(a1, 2) * moved + constant[2]
        discriminant = linear * linear + 4 * known
        if discriminant < 0:
            raise UnsupportedError("a continued fraction whose formal tails are complex")
        root = (arb(discriminant).sqrt() - arb(linear)) / 2
        second = root + arb(fmpq(a1, 2))
        slope = arb(discriminant).sqrt() / arb(first) if discriminant else arb(1)
        return TailShape(ramification, lead, 1, arb(first), second, slope, discriminant != 0)
    raise AssertionError("the ramified equation's second coefficient vanishes")


def double_root_constants(a: fmpz_poly, b: fmpz_poly, ramification: int) -> list[fmpq]:
    """The first coefficients of `a^2/4 + b(n+1)` from `x^(2 lead)` on."""
    lead = a.degree() * ramification
    constant = a * a + 4 * b(fmpz_poly([1, 1]))
    return [fmpq(c, 4) for c in descending(constant, ramification, 2 * lead, 2 * lead + 3)]
