"""Enclosures for reading: the digits both sides share, the few after them, and the radius.

A number of a thousand digits is cut in the middle; what is left shows where the sides part. What is printed is for the
eye: the enclosures themselves are in the JSON output.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, InvalidOperation, localcontext
from itertools import takewhile

HEAD_CHARACTERS = 26
TAIL_CHARACTERS = 8
BEYOND_DIGITS = 5
"""The digits shown from the first one that differs."""
MAX_DIGITS = 1_000_000
PLAIN_EXPONENTS = range(-5, 21)
"""The decimal exponents of numbers that are written without one."""

_EXACT = Context(prec=MAX_DIGITS + 100, Emax=MAX_EMAX, Emin=MIN_EMIN)


@dataclass(frozen=True, slots=True)
class Ball:
    """Midpoint and radius as decimal text, as they come with a verdict."""

    midpoint: str
    radius: str


@dataclass(frozen=True, slots=True)
class ShownBall:
    """A ball as text in three parts: the digits shared with the other side, those that are not, and the radius."""

    shared: str
    rest: str
    radius: str

    def __str__(self) -> str:
        return self.shared + self.rest + self.radius


def shown_pair(left: Ball, right: Ball) -> tuple[ShownBall, ShownBall]:
    """Two balls shortened alike, so that they can be compared by eye."""
    if not (_finite(left) and _finite(right)):
        return _as_given(left), _as_given(right)
    with localcontext(_EXACT):
        texts = _texts(left, right)
        shared = _shared(*(text.mantissa for text in texts))
        first, second = (_shortened(text, shared) for text in texts)
        return first, second


def _finite(ball: Ball) -> bool:
    try:
        return Decimal(ball.midpoint).is_finite() and Decimal(ball.radius).is_finite()
    except InvalidOperation:
        return False


@dataclass(frozen=True, slots=True)
class _Text:
    mantissa: str
    suffix: str
    radius: str


def _texts(left: Ball, right: Ball) -> list[_Text]:
    middles = [Decimal(left.midpoint), Decimal(right.midpoint)]
    radii = [Decimal(left.radius), Decimal(right.radius)]
    gap, slack = abs(middles[0] - middles[1]), radii[0] + radii[1]
    scale = max((middle.adjusted() for middle in middles if middle), default=0)
    return [
        _text(middle, radius, scale, place)
        for middle, radius, place in zip(middles, radii, _places(middles, radii, gap, slack, scale), strict=True)
    ]


def _places(middles: list[Decimal], radii: list[Decimal], gap: Decimal, slack: Decimal, scale: int) -> list[int | None]:
    """The exponents of the last digits to show; None where all digits are."""
    if gap > slack:
        last = gap.adjusted() - BEYOND_DIGITS + 1
        finest = [
            radius.adjusted() + 1 if radius else int(middle.normalize().as_tuple().exponent)
            for middle, radius in zip(middles, radii, strict=True)
        ]
        wanted = [max(last, place) for place in finest]
    elif gap + slack:
        place = (gap + slack).adjusted() + 1
        # Close numbers round to different ones at no two successive places.
        place += _rounded(middles[0], place) != _rounded(middles[1], place)
        wanted = [min(place, scale - 1)] * 2
    else:
        return [None, None]
    return [max(place, scale - MAX_DIGITS) for place in wanted]


def _rounded(value: Decimal, place: int) -> Decimal:
    return value.quantize(Decimal((0, (1,), place)))


def _text(middle: Decimal, radius: Decimal, scale: int, place: int | None) -> _Text:
    value = middle if place is None else _rounded(middle, place)
    size = f" ± {radius:.1e}" if radius else ""
    if not value:
        return _Text("0", "", size)
    more = "…" if radius or value != middle else ""
    exponent = "" if scale in PLAIN_EXPONENTS else f"e{scale:+d}"
    mantissa = f"{value.scaleb(-scale) if exponent else value:f}"
    return _Text(mantissa, more + exponent, size)


def _shared(left: str, right: str) -> str:
    if len(left.partition(".")[0]) != len(right.partition(".")[0]):
        return ""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    prefix = "".join(character for character, _ in same)
    return prefix if left == right or prefix.strip("-0.") else ""


def _shortened(text: _Text, shared: str) -> ShownBall:
    rest = text.mantissa[len(shared) :]
    left_out = len(shared) - HEAD_CHARACTERS - TAIL_CHARACTERS
    if left_out > 4:
        shared = f"{shared[:HEAD_CHARACTERS]}…({left_out} digits)…{shared[-TAIL_CHARACTERS:]}"
    return ShownBall(shared, rest + text.suffix, text.radius)


def _as_given(ball: Ball) -> ShownBall:
    return ShownBall("", ball.midpoint, f" ± {ball.radius}" if ball.radius not in ("", "0") else "")
