"""Delta of convergents side by side with ramanujantools: `python benchmarks/irrationality.py [--depth 1000 100000]`.

Timed on our side: product, greatest common divisor, enclosure of the tail, delta as a ball; nothing is kept between
calls. On the other: `PCF.delta(depth, limit)` with the limit given, which is not timed. Its objects keep the walks that
they have done: each call has one of its own, prepared by a short walk. Values are compared to 1e-9.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
from time import perf_counter
from typing import Any, Final

import sympy  # type: ignore[import-untyped]
from flint import fmpz_poly
from mpmath import mp  # type: ignore[import-untyped]
from stopwatch import side_by_side

from probatum.verifiers.irrationality.delta import Approximation, approximation
from probatum.verifiers.sequences.fractions import PolynomialFraction

_LIMIT_S: Final = 60.0
_TOLERANCE: Final = 1e-9
_PEER_CALLS: Final = 3
_BITS_PER_STEP: Final = 12
"""More than the logarithm of |x - p/q| takes per step in the fractions below."""
_PEER_DEPTH: Final = 20_000
"""Depths beyond this are measured on our side alone."""

FRACTIONS: Final = {
    "zeta(3), Apéry": ("34*n**3 + 51*n**2 + 27*n + 5", "-n**6", lambda: 6 / mp.zeta(3)),
    "zeta(2), Apéry": ("11*n**2 + 11*n + 3", "n**4", lambda: 5 / mp.zeta(2)),
    "log(2), Legendre": ("3*(2*n + 1)", "-n**2", lambda: 2 / mp.log(2)),
}


def _polynomial(text: str) -> fmpz_poly:
    coefficients = sympy.Poly(sympy.sympify(text), sympy.Symbol("n")).all_coeffs()
    return fmpz_poly([int(c) for c in reversed(coefficients)])


def _peer(a: str, b: str) -> Any:
    from ramanujantools.pcf import PCF  # type: ignore[import-not-found,import-untyped,unused-ignore]  # may be missing

    return PCF(sympy.sympify(a), sympy.sympify(b))


def main() -> None:
    """Print a line for each fraction and depth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--depth", type=int, nargs="+", default=[1000, 10_000, 100_000])
    depths = parser.parse_args().depth
    peer = importlib.util.find_spec("ramanujantools") is not None
    if not peer:
        print("ramanujantools is not installed: pip install ramanujantools")
    print("| fraction | depth | delta | ours, ms | ramanujantools, ms | ratio | difference |")
    print("|---|---|---|---|---|---|---|")
    for name, (a, b, limit) in FRACTIONS.items():
        for depth in depths:
            print(_line(name, (a, b), limit, depth, peer and depth <= _PEER_DEPTH))


def _line(name: str, elements: tuple[str, str], limit: Any, depth: int, peer: bool) -> str:
    fraction = PolynomialFraction(*map(_polynomial, elements))
    (measured,) = side_by_side([lambda: approximation(fraction, depth)], _LIMIT_S)
    found: Approximation = measured.value
    assert found.delta is not None
    assert found.certified
    assert measured.best_s is not None
    delta = float(found.delta.mid())
    line = f"| {name} | {depth} | {delta:.12f} | {1000 * measured.best_s:.3g} |"
    if not peer:
        return f"{line} | | |"
    mp.prec = _BITS_PER_STEP * depth + 200
    theirs, value = _peer_time(elements, depth, limit())
    difference = abs(value - delta)
    assert difference < _TOLERANCE, (name, depth, difference)
    return f"{line} {1000 * theirs:.3g} | {theirs / measured.best_s:.3g} | {difference:.1g} |"


def _peer_time(elements: tuple[str, str], depth: int, limit: Any) -> tuple[float, float]:
    """The least time of a few calls, and the value."""
    best, value = math.inf, math.nan
    for _ in range(_PEER_CALLS):
        walked = _peer(*elements)
        walked.limit(10).as_float()
        begin = perf_counter()
        value = float(walked.delta(depth, limit))
        best = min(best, perf_counter() - begin)
    return best, value


if __name__ == "__main__":
    main()
