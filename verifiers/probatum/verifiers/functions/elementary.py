"""Powers, exponential, logarithm, trigonometric and hyperbolic functions and their inverses."""

from __future__ import annotations

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions.lift import (
    MAX_EXACT_BITS,
    as_exact_integer,
    at_zero,
    complex_,
    exact_integer,
    is_exact,
    is_real,
    narrowest,
    real,
    real_first,
    shown,
    special,
)
from probatum.verifiers.functions.row import Function, Notation, TooLargeError, UndefinedValueError, Value

_ONE = (1, 1)
_TRIGONOMETRIC = "DLMF 4.14"
_INVERSE_TRIGONOMETRIC = "DLMF 4.23(ii)"
_HYPERBOLIC = "DLMF 4.28"
_INVERSE_HYPERBOLIC = "DLMF 4.37(ii)"


def _exact_root(x: fmpz | fmpq, order: int) -> Value | None:
    """The rational number whose power `order` is x >= 0, if there is one."""
    roots = []
    for part in (x.p, x.q) if isinstance(x, fmpq) else (x,):
        root = part.root(order) if part > 1 else part
        if root**order != part:
            return None
        roots.append(root)
    return fmpq(*roots) if len(roots) == 2 else roots[0]


def _sqrt(x: Value) -> Value:
    if isinstance(x, (fmpz, fmpq)) and x >= 0:
        root = _exact_root(x, 2)
        if root is not None:
            return root
    if is_real(x):
        ball = real(x)
        if ball >= 0:
            return ball.sqrt()
        if ball <= 0:
            return acb(0, (-ball).sqrt())
    return complex_(x).sqrt()


def _root(x: Value, n: Value) -> Value:
    order = exact_integer(n, "root")
    if order <= 0:
        raise UndefinedValueError(shown("root", x, order))
    if order.height_bits() > 62:
        raise TooLargeError("a root of astronomical order")
    if isinstance(x, (fmpz, fmpq)) and x >= 0 and order <= MAX_EXACT_BITS:
        root = _exact_root(x, int(order))
        if root is not None:
            return root
    if is_real(x) and real(x) >= 0:
        return real(x).root(int(order))
    return narrowest(complex_(x).root(int(order)))


def _log(x: Value) -> Value:
    n = as_exact_integer(x)
    if n is not None and n == 0:
        raise UndefinedValueError("log(0)")
    if n is not None and n == 1:
        return fmpz(0)
    if is_real(x):
        ball = real(x)
        if ball > 0:
            return ball.log()
        if ball < 0:
            return acb((-ball).log(), arb.pi())
    return complex_(x).log()


def _exact_log(x: Value, base: Value) -> fmpz | None:
    """The integer k with `base**k = x`, for exact positive x and base."""
    if not (isinstance(x, (fmpz, fmpq)) and isinstance(base, (fmpz, fmpq)) and x > 0 and base > 0):
        return None
    k = (real(x).log() / real(base).log()).unique_fmpz()
    if k is None or abs(k) * base.height_bits() > 2 * x.height_bits() + base.height_bits():
        return None
    return k if fmpq(base) ** int(k) == x else None


def _log_to_base(x: Value, base: Value) -> Value:
    divisor = _log(base)
    if is_exact(divisor):
        raise UndefinedValueError(f"{shown('log', x, base)}: the logarithm to base 1")
    found = _exact_log(x, base)
    return found if found is not None else _log(x) / divisor


def _logarithm(x: Value, base: Value | None = None) -> Value:
    return _log(x) if base is None else _log_to_base(x, base)


def _reciprocal(x: Value) -> Value:
    return 1 / fmpq(x) if isinstance(x, (fmpz, fmpq)) else 1 / x


def _reciprocal_of(name: str, x: Value) -> Value:
    """1/x; raises UndefinedValueError for `name(0)`."""
    n = as_exact_integer(x)
    if n is not None and n == 0:
        raise UndefinedValueError(f"{name}(0)")
    return _reciprocal(x)


def _acot(x: Value) -> Value:
    n = as_exact_integer(x)
    return arb.pi() / 2 if n is not None and n == 0 else _atan(_reciprocal(x))


def _acoth(x: Value) -> Value:
    n = as_exact_integer(x)
    return acb(0, arb.pi() / 2) if n is not None and n == 0 else _atanh(_reciprocal(x))


def _log1p(x: Value) -> Value:
    n = as_exact_integer(x)
    if n is not None and n == -1:
        raise UndefinedValueError("log1p(-1)")
    if n is not None and n == 0:
        return fmpz(0)
    if is_real(x) and real(x) < -1:
        return _log(x + 1)
    return real_first("log1p")(x)


_atan = special("atan", real_first("atan"), {0: 0})
_atanh = special("atanh", real_first("atanh"), {0: 0}, lambda n: bool(abs(n) == 1))
_asin = special("asin", real_first("asin"), {0: 0})
_acos = special("acos", real_first("acos"), {1: 0})
_asinh = special("asinh", real_first("asinh"), {0: 0})
_acosh = special("acosh", real_first("acosh"), {1: 0})

_CUT_OUTSIDE_UNIT = "(-oo, -1) continuous from above, (1, oo) continuous from below"

ROWS: tuple[Function, ...] = (
    Function(
        "sqrt", _ONE, _sqrt, Notation(r"\sqrt", "sqrt"),
        definition="the principal square root, exp(log(z)/2); sqrt(0) = 0",
        domain="CC", branch="(-oo, 0), continuous from above: sqrt(-1) = i", source="DLMF 4.2(iv)",
    ),
    Function(
        "root", (2, 2), _root, Notation(r"\operatorname{root}"),
        definition="root(z, n): the principal n-th root of z, exp(log(z)/n); root(0, n) = 0",
        domain="z in CC, n a positive integer",
        branch="z on (-oo, 0), continuous from above: root(-8, 3) = 1 + sqrt(3)*i",
        source="DLMF 4.2(iv)",
    ),
    Function(
        "exp", _ONE, special("exp", real_first("exp"), {0: 1}), Notation(r"\exp"),
        definition="the exponential function", domain="CC", source="DLMF 4.2(iii)",
    ),
    Function(
        "expm1", _ONE, special("expm1", real_first("expm1"), {0: 0}), Notation(r"\operatorname{expm1}"),
        definition="exp(z) - 1", domain="CC", source="DLMF 4.2(iii)",
    ),
    Function(
        "log", (1, 2), _logarithm, Notation(r"\log", "branch"),
        definition="the principal natural logarithm; log(z, b) = log(z)/log(b)", domain="CC without 0; b not 0 or 1",
        branch="(-oo, 0), continuous from above: log(-1) = pi*i", source="DLMF 4.2(i)",
        aliases=("ln",),
    ),
    Function(
        "log2", _ONE, lambda x: _log_to_base(x, fmpz(2)), Notation(r"\log_{2}"),
        definition="log(z)/log(2)", domain="CC without 0", branch="as log", source="DLMF 4.2(ii)",
    ),
    Function(
        "log10", _ONE, lambda x: _log_to_base(x, fmpz(10)), Notation(r"\log_{10}"),
        definition="log(z)/log(10)", domain="CC without 0", branch="as log", source="DLMF 4.2(ii)",
    ),
    Function(
        "log1p", _ONE, _log1p, Notation(r"\operatorname{log1p}"),
        definition="log(1 + z)", domain="CC without -1", branch="(-oo, -1), continuous from above",
        source="DLMF 4.2(i)",
    ),
    Function(
        "sin", _ONE, special("sin", real_first("sin"), {0: 0}), Notation(r"\sin"),
        definition="the sine", domain="CC", source=_TRIGONOMETRIC,
    ),
    Function(
        "cos", _ONE, special("cos", real_first("cos"), {0: 1}), Notation(r"\cos"),
        definition="the cosine", domain="CC", source=_TRIGONOMETRIC,
    ),
    Function(
        "tan", _ONE, special("tan", real_first("tan"), {0: 0}), Notation(r"\tan"),
        definition="sin(z)/cos(z)", domain="CC without the odd multiples of pi/2", source=_TRIGONOMETRIC,
    ),
    Function(
        "cot", _ONE, special("cot", real_first("cot"), pole=at_zero), Notation(r"\cot"),
        definition="cos(z)/sin(z)", domain="CC without the multiples of pi", source=_TRIGONOMETRIC,
    ),
    Function(
        "sec", _ONE, special("sec", real_first("sec"), {0: 1}), Notation(r"\sec"),
        definition="1/cos(z)", domain="CC without the odd multiples of pi/2", source=_TRIGONOMETRIC,
    ),
    Function(
        "csc", _ONE, special("csc", real_first("csc"), pole=at_zero), Notation(r"\csc"),
        definition="1/sin(z)", domain="CC without the multiples of pi", source=_TRIGONOMETRIC,
    ),
    Function(
        "sinc", _ONE, special("sinc", real_first("sinc"), {0: 1}), Notation(r"\operatorname{sinc}"),
        definition="sin(z)/z, with sinc(0) = 1", domain="CC", source="DLMF 3.3.43",
    ),
    Function(
        "asin", _ONE, _asin, Notation(r"\operatorname{asin}"),
        definition="the principal inverse sine", domain="CC", branch=_CUT_OUTSIDE_UNIT, source=_INVERSE_TRIGONOMETRIC,
        aliases=("arcsin",),
    ),
    Function(
        "acos", _ONE, _acos, Notation(r"\operatorname{acos}"),
        definition="the principal inverse cosine, pi/2 - asin(z)", domain="CC", branch=_CUT_OUTSIDE_UNIT,
        source=_INVERSE_TRIGONOMETRIC, aliases=("arccos",),
    ),
    Function(
        "atan", _ONE, _atan, Notation(r"\operatorname{atan}"),
        definition="the principal inverse tangent", domain="CC without i and -i",
        branch="(i, i*oo) continuous from the right, (-i*oo, -i) continuous from the left",
        source=_INVERSE_TRIGONOMETRIC, aliases=("arctan",),
    ),
    Function(
        "acot", _ONE, _acot, Notation(r"\operatorname{acot}"),
        definition="atan(1/z), with acot(0) = pi/2", domain="CC without i and -i", branch="the segment (-i, i)",
        source="DLMF 4.23.9", aliases=("arccot",),
    ),
    Function(
        "asec", _ONE, lambda x: _acos(_reciprocal_of("asec", x)), Notation(r"\operatorname{asec}"),
        definition="acos(1/z)", domain="CC without 0", branch="(-1, 1)", source="DLMF 4.23.8", aliases=("arcsec",),
    ),
    Function(
        "acsc", _ONE, lambda x: _asin(_reciprocal_of("acsc", x)), Notation(r"\operatorname{acsc}"),
        definition="asin(1/z)", domain="CC without 0", branch="(-1, 1)", source="DLMF 4.23.7", aliases=("arccsc",),
    ),
    Function(
        "sinh", _ONE, special("sinh", real_first("sinh"), {0: 0}), Notation(r"\sinh"),
        definition="the hyperbolic sine", domain="CC", source=_HYPERBOLIC,
    ),
    Function(
        "cosh", _ONE, special("cosh", real_first("cosh"), {0: 1}), Notation(r"\cosh"),
        definition="the hyperbolic cosine", domain="CC", source=_HYPERBOLIC,
    ),
    Function(
        "tanh", _ONE, special("tanh", real_first("tanh"), {0: 0}), Notation(r"\tanh"),
        definition="sinh(z)/cosh(z)", domain="CC without the odd multiples of pi*i/2", source=_HYPERBOLIC,
    ),
    Function(
        "coth", _ONE, special("coth", real_first("coth"), pole=at_zero), Notation(r"\coth"),
        definition="cosh(z)/sinh(z)", domain="CC without the multiples of pi*i", source=_HYPERBOLIC,
    ),
    Function(
        "sech", _ONE, special("sech", real_first("sech"), {0: 1}), Notation(r"\operatorname{sech}"),
        definition="1/cosh(z)", domain="CC without the odd multiples of pi*i/2", source=_HYPERBOLIC,
    ),
    Function(
        "csch", _ONE, special("csch", real_first("csch"), pole=at_zero), Notation(r"\operatorname{csch}"),
        definition="1/sinh(z)", domain="CC without the multiples of pi*i", source=_HYPERBOLIC,
    ),
    Function(
        "asinh", _ONE, _asinh, Notation(r"\operatorname{asinh}"),
        definition="the principal inverse hyperbolic sine", domain="CC",
        branch="(i, i*oo) continuous from the right, (-i*oo, -i) continuous from the left",
        source=_INVERSE_HYPERBOLIC, aliases=("arcsinh",),
    ),
    Function(
        "acosh", _ONE, _acosh, Notation(r"\operatorname{acosh}"),
        definition="the principal inverse hyperbolic cosine", domain="CC", branch="(-oo, 1), continuous from above",
        source=_INVERSE_HYPERBOLIC, aliases=("arccosh",),
    ),
    Function(
        "atanh", _ONE, _atanh, Notation(r"\operatorname{atanh}"),
        definition="the principal inverse hyperbolic tangent", domain="CC without 1 and -1", branch=_CUT_OUTSIDE_UNIT,
        source=_INVERSE_HYPERBOLIC, aliases=("arctanh",),
    ),
    Function(
        "acoth", _ONE, _acoth, Notation(r"\operatorname{acoth}"),
        definition="atanh(1/z), with acoth(0) = pi*i/2", domain="CC without 1 and -1", branch="the segment (-1, 1)",
        source="DLMF 4.37.9", aliases=("arccoth",),
    ),
    Function(
        "asech", _ONE, lambda x: _acosh(_reciprocal_of("asech", x)), Notation(r"\operatorname{asech}"),
        definition="acosh(1/z)", domain="CC without 0", branch="(-oo, 0) and (1, oo)", source="DLMF 4.37.8",
        aliases=("arcsech",),
    ),
    Function(
        "acsch", _ONE, lambda x: _asinh(_reciprocal_of("acsch", x)), Notation(r"\operatorname{acsch}"),
        definition="asinh(1/z)", domain="CC without 0", branch="the segment (-i, i)", source="DLMF 4.37.7",
        aliases=("arccsch",),
    ),
)  # fmt: skip
