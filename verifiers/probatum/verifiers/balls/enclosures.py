"""Values as they leave this package: exact decimals for midpoint and radius, and the digits two values share."""

from __future__ import annotations

from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, is_exact

__all__ = ["decimal_ball", "shared_digits"]


def _decimal(mantissa: fmpz, exponent: int) -> str:
    """`mantissa * 10^exponent` in plain or scientific notation."""
    digits = str(abs(mantissa))
    sign = "-" if mantissa < 0 else ""
    point = len(digits) + exponent
    if exponent >= 0 and point <= 40:
        return sign + digits + "0" * exponent
    if 0 < point <= 40:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = digits[1:].rstrip("0")
    return f"{sign}{digits[0]}{'.' + rest if rest else ''}e{point - 1}"


def decimal_ball(value: arb | fmpz | fmpq, digits: int) -> tuple[str, str]:
    """Decimal midpoint (about `digits` significant digits) and radius whose interval contains the real value.

    An exact integer or terminating rational of at most `digits` digits has radius "0".
    """
    if isinstance(value, fmpz) and len(str(value)) <= max(digits, 20):
        return str(value), "0"
    saved, ctx.prec = ctx.prec, max(ctx.prec, int(digits * 3.33) + 16)
    try:
        ball = value if isinstance(value, arb) else arb(value)
        mantissa, radius, exponent = ball.mid_rad_10exp(digits + 1)
    finally:
        ctx.prec = saved
    return _decimal(mantissa, int(exponent)), _decimal(radius, int(exponent)) if radius != 0 else "0"


def shared_digits(left: Value, right: Value) -> int:
    """The number of decimal digits to which the values provably agree, relative to the larger of the two.

    When neither is known to differ from 0 the agreement is absolute. Negative results mean no agreement at all and are
    returned as 0; a million digits and more are reported as 1000000.
    """
    if is_exact(left) and is_exact(right):
        return 1_000_000 if left == right else 0
    a, b = complex_(left), complex_(right)
    difference = arb(abs(a - b).upper())
    if not difference.is_finite():
        return 0
    if difference == 0:
        return 1_000_000
    scale = abs(a).lower()
    if abs(b).lower() > scale:
        scale = abs(b).lower()
    ratio = difference / scale if scale > 0 else difference
    digits = -(ratio.log() / arb(10).log())
    floor = digits.lower().floor().unique_fmpz()
    return min(max(0, int(floor)), 1_000_000) if floor is not None else 0


def is_finite(value: Value) -> bool:
    """Whether an enclosure is finite."""
    return isinstance(value, (fmpz, fmpq)) or value.is_finite()


def has_imaginary_part(value: Value) -> bool:
    """Whether the value is certainly not real."""
    return isinstance(value, acb) and bool(value.imag != 0)
