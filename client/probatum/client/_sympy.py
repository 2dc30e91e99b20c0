"""Claim text from SymPy objects, read by their class names: SymPy is never imported here, nor is a verifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["claim_text_from_sympy", "matrix_text_from_sympy"]

_ADD, _MUL, _UNARY, _POWER, _POSTFIX, _PRIMARY = range(6)

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_0-9]*\Z")
_RESERVED: Final = frozenset({"for", "in", "not", "and", "or", "oo", "ZZ", "NN", "QQ", "RR", "CC", "HH", "PP"})

_CONSTANTS: Final = {
    "Pi": "pi",
    "Exp1": "e",
    "ImaginaryUnit": "i",
    "EulerGamma": "euler_gamma",
    "Catalan": "catalan",
    "GoldenRatio": "golden_ratio",
    "Infinity": "oo",
}

_RELATIONS: Final = {
    "Equality": "=",
    "Unequality": "!=",
    "StrictLessThan": "<",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "GreaterThan": ">=",
}

_FUNCTIONS: Final = {
    **{name: name for name in ("exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "sinc", "sinh", "cosh", "tanh")},
    **{name: name for name in ("coth", "sech", "csch", "asin", "acos", "atan", "acot", "asec", "acsc", "asinh")},
    **{name: name for name in ("acosh", "atanh", "acoth", "asech", "acsch", "atan2", "arg", "sign", "re", "im")},
    **{name: name for name in ("conjugate", "floor", "gamma", "loggamma", "factorial", "factorial2", "binomial")},
    **{name: name for name in ("digamma", "polygamma", "harmonic", "zeta", "dirichlet_eta", "stieltjes", "polylog")},
    **{name: name for name in ("erf", "erfc", "erfi", "li", "expint", "besselj", "bessely", "besseli", "besselk")},
    **{name: name for name in ("airyai", "airybi", "elliptic_k", "elliptic_e", "elliptic_f", "elliptic_pi")},
    **{name: name for name in ("legendre", "hermite", "laguerre", "gegenbauer", "jacobi", "fibonacci", "lucas")},
    **{name: name for name in ("totient", "divisor_sigma", "primepi")},
    "Abs": "abs", "ceiling": "ceil", "Max": "max", "Min": "min", "RisingFactorial": "rising",
    "FallingFactorial": "falling", "uppergamma": "gammainc_upper", "lowergamma": "gammainc_lower",
    "lerchphi": "lerch_phi", "Ei": "ei", "Si": "si", "Ci": "ci", "Shi": "shi", "Chi": "chi", "LambertW": "lambertw",
    "chebyshevt": "chebyt", "chebyshevu": "chebyu", "assoc_laguerre": "laguerre", "euler": "euler_number",
    "partition": "partitions", "catalan": "catalan_number", "mobius": "moebius",
}  # fmt: skip
"""SymPy's functions that the claim language defines in the same way, argument for argument."""

_ARGUMENTS: Final = {"beta": 2, "bell": 1, "fibonacci": 1}
"""Functions of SymPy that the claim language has with this number of arguments only."""

_UNDEFINED_CONSTANTS: Final = ("glaisher", "khinchin")
"""Constants of the claim language that SymPy lacks: undefined functions without arguments."""

_ALL_CONSTANTS: Final = frozenset({*_CONSTANTS.values(), *_UNDEFINED_CONSTANTS})

_BINDERS: Final = {"Sum": "sum", "Product": "prod", "Integral": "integral"}
_BINDER_NAMES: Final = frozenset({"sum", "prod", "integral", "limit"})


@dataclass(frozen=True, slots=True)
class _Text:
    """Claim text with the level of its loosest operator."""

    text: str
    level: int = _PRIMARY

    def at_least(self, level: int) -> str:
        return self.text if self.level >= level else f"({self.text})"


def _call(name: str, arguments: Sequence[_Text]) -> _Text:
    return _Text(f"{name}({', '.join(argument.text for argument in arguments)})")


def _class_name(obj: Any) -> str:
    return str(type(obj).__name__)


def _symbol_name(symbol: Any) -> str:
    name = str(symbol.name)
    if not _NAME.match(name) or name in _RESERVED:
        raise ValueError(f"{name!r} cannot be a name in a claim: use ASCII letters, digits and underscores")
    return name


def _is_negative_number(obj: Any) -> bool:
    return bool(obj.is_Rational or obj.is_Float) and bool(obj < 0)


def _integer(value: int) -> _Text:
    digits = _digits(abs(value))
    return _Text(f"-{digits}", _UNARY) if value < 0 else _Text(digits)


def _digits(value: int) -> str:
    """The decimal digits of `value >= 0`, of any length: Python's `str` stops at 4300 digits."""
    if value < 10**4000:
        return str(value)
    half = value.bit_length() * 1233 >> 13  # about half of the digits: log10(2)/2 is a little more than 1233/8192
    high, low = divmod(value, 10**half)
    return _digits(high) + _digits(low).rjust(half, "0")


def _float(number: Any) -> _Text:
    """The exact value of a binary floating-point number, as a decimal."""
    sign, mantissa, exponent, _ = number._mpf_
    mantissa, exponent = int(mantissa), int(exponent)
    if not mantissa and exponent:
        raise ValueError(f"{number} is not a finite number")
    if exponent >= 0:
        return _integer((-1) ** sign * mantissa * 2**exponent)
    # m/2^k = m*5^k/10^k
    digits = _digits(mantissa * 5**-exponent).rjust(1 - exponent, "0")
    text = f"{digits[:exponent]}.{digits[exponent:].rstrip('0')}".removesuffix(".")
    return _Text(f"-{text}", _UNARY) if sign else _Text(text)


def _sum(terms: Sequence[_Text]) -> _Text:
    text = terms[0].at_least(_MUL)
    for term in terms[1:]:
        if term.text.startswith("-") and term.level >= _MUL:
            text += f" - {term.text[1:]}"
        else:
            text += f" + {term.at_least(_MUL)}"
    return _Text(text, _ADD)


def _product(factors: Sequence[_Text], divisors: Sequence[_Text]) -> _Text:
    parts = list(factors) or [_Text("1")]
    text = parts[0].at_least(_UNARY)
    for factor in parts[1:]:
        text += f"*{factor.at_least(_POWER)}"
    if not divisors:
        return _Text(text, _MUL if len(parts) > 1 else parts[0].level)
    if len(divisors) == 1:
        return _Text(f"{text}/{divisors[0].at_least(_POWER)}", _MUL)
    return _Text(f"{text}/({'*'.join(divisor.at_least(_POWER) for divisor in divisors)})", _MUL)


class _Reader:
    """Reads one SymPy object; collects the free symbols and the constants on the way.

    SymPy tells symbols of one name apart by their assumptions, and `Symbol("e")` from the constant; the claim language
    knows names only, so everything that would be read as something else is refused.
    """

    def __init__(self) -> None:
        self.free: dict[str, Any] = {}
        self.constants: set[str] = set()
        self.bound: list[Any] = []

    def symbol(self, symbol: Any) -> _Text:
        name = _symbol_name(symbol)
        known = next((other for other in reversed(self.bound) if other.name == name), None)
        if known is None:
            known = self.free.setdefault(name, symbol)
        if known != symbol:
            raise ValueError(f"two different symbols are both called {name}")
        return _Text(name)

    def constant(self, name: str) -> _Text:
        if any(symbol.name == name for symbol in self.bound):
            raise ValueError(f"the constant {name} stands where a variable is called {name}: rename the variable")
        self.constants.add(name)
        return _Text(name)

    def text(self, obj: Any) -> _Text:
        name = _class_name(obj)
        if getattr(obj, "is_Symbol", False):
            return self.symbol(obj)
        if getattr(obj, "is_Rational", False):
            return self.rational(obj)
        if getattr(obj, "is_Float", False):
            return _float(obj)
        if name in _CONSTANTS:
            return self.constant(_CONSTANTS[name])
        if name == "NegativeInfinity":
            return _Text("-oo", _UNARY)
        method = _METHODS.get(name)
        if method is not None:
            return method(self, obj)
        if name in _BINDERS:
            return self.binder(obj)
        return self.function(obj)

    def texts(self, objs: Sequence[Any]) -> list[_Text]:
        return [self.text(obj) for obj in objs]

    def rational(self, obj: Any) -> _Text:
        numerator, denominator = int(obj.p), int(obj.q)
        if denominator == 1:
            return _integer(numerator)
        if denominator == 0:
            raise ValueError(f"{obj} has no value")
        return _Text(f"{_integer(numerator).text}/{_digits(denominator)}", _MUL)

    def add(self, obj: Any) -> _Text:
        return _sum(self.texts(obj.args))

    def mul(self, obj: Any) -> _Text:
        factors: list[_Text] = []
        divisors: list[_Text] = []
        sign = 1
        args = list(obj.args)
        if args[0].is_Rational and args[0] < 0 and len(args) > 1:
            sign, args[0] = -1, -args[0]
            if args[0] == 1:
                del args[0]
        for factor in args:
            if _class_name(factor) == "Pow" and _is_negative_number(factor.exp):
                divisors.append(self.power_text(factor.base, -factor.exp))
            elif factor.is_Rational and not factor.is_Integer and len(args) > 1 and not divisors and not factors:
                factors += [_integer(int(factor.p))] if factor.p != 1 else []
                divisors.append(_integer(int(factor.q)))
            else:
                factors.append(self.text(factor))
        product = _product(factors, divisors)
        if sign == 1:
            return product
        if product.text.startswith("-") or product.level < _MUL:
            return _Text(f"-({product.text})", _UNARY)
        # `-a*b` reads as `(-a)*b`, which is the same number.
        return _Text(f"-{product.text}", min(product.level, _UNARY))

    def pow(self, obj: Any) -> _Text:
        if _is_negative_number(obj.exp):
            return _product([], [self.power_text(obj.base, -obj.exp)])
        return self.power_text(obj.base, obj.exp)

    def power_text(self, base: Any, exponent: Any) -> _Text:
        if exponent.is_Rational and (exponent.p, exponent.q) == (1, 2):
            return _call("sqrt", [self.text(base)])
        if exponent.is_Integer and exponent == 1:
            return self.text(base)
        return _Text(f"{self.text(base).at_least(_POSTFIX)}^{self.text(exponent).at_least(_POSTFIX)}", _POWER)

    def binder(self, obj: Any) -> _Text:
        # SymPy's first limit is the innermost; a later variable is bound in the limits of the earlier ones.
        limits = [tuple(limit) for limit in obj.limits]
        for limit in limits:
            if len(limit) != 3:
                raise ValueError(f"{_class_name(obj)} over {limit[0]} needs a lower and an upper end")
        name = _BINDERS[_class_name(obj)]
        variables = [limit[0] for limit in limits]
        ends = []
        for index, (_, low, high) in enumerate(limits):
            ends.append(self.within(variables[index + 1 :], [low, high]))
        (body,) = self.within(variables, [obj.function])
        for variable, (low, high) in zip(variables, ends, strict=True):
            body = _call(name, [body, _Text(_symbol_name(variable)), low, high])
        return body

    def within(self, variables: Sequence[Any], objs: Sequence[Any]) -> list[_Text]:
        """The texts of `objs` where `variables` are bound, the first of them innermost."""
        self.bound.extend(reversed(variables))
        try:
            return self.texts(objs)
        finally:
            del self.bound[len(self.bound) - len(variables) :]

    def limit(self, obj: Any) -> _Text:
        body, variable, point, direction = obj.args
        if not point.is_infinite and str(direction) != "+-":
            raise ValueError(f"the one-sided limit {variable} -> {point}{direction} has no form in the claim language")
        at = self.text(point)
        (inner,) = self.within([variable], [body])
        return _call("limit", [inner, _Text(_symbol_name(variable)), at])

    def hyper(self, obj: Any) -> _Text:
        upper, lower, argument = obj.args
        return _call(f"hyp{len(upper)}f{len(lower)}", self.texts([*upper, *lower, argument]))

    def bernoulli(self, obj: Any) -> _Text:
        # SymPy's one-argument form has B_1 = +1/2, the value of the polynomial at 1.
        return _call("bernoulli", [*self.texts(obj.args), _Text("1")][:2])

    def undefined(self, obj: Any) -> _Text:
        name = str(obj.func.__name__)
        if not _NAME.match(name) or name in _RESERVED:
            raise ValueError(f"{name!r} cannot be the name of a function in a claim")
        if not obj.args:
            if name not in _UNDEFINED_CONSTANTS:
                raise ValueError(f"{name}() has no counterpart in the claim language")
            return self.constant(name)
        if name in _BINDER_NAMES:
            raise ValueError(f"an undefined function cannot be called {name}")
        if name != "pcf":
            return _call(name, self.texts(obj.args))
        if len(obj.args) != 3 or not obj.args[2].is_Symbol:
            raise ValueError("pcf takes a, b and the index, a symbol")
        return _call(name, self.within([obj.args[2]], obj.args))

    def collection(self, obj: Any) -> _Text:
        items = self.texts(obj.args)
        return _Text(f"({', '.join(item.text for item in items)}{',' if len(items) == 1 else ''})")

    def matrix(self, obj: Any) -> _Text:
        rows = [", ".join(entry.text for entry in self.texts(row)) for row in obj.tolist()]
        return _Text("[" + ", ".join(f"[{row}]" for row in rows) + "]")

    def derivative_of_airy(self, obj: Any) -> _Text:
        return _call(_class_name(obj).removesuffix("prime"), [*self.texts(obj.args), _Text("1")])

    def function(self, obj: Any) -> _Text:
        if _class_name(type(obj)) == "UndefinedFunction":
            return self.undefined(obj)
        name = _class_name(obj)
        if name in ("BooleanTrue", "BooleanFalse"):
            raise ValueError(f"SymPy has evaluated the relation to {obj}; build it with evaluate=False")
        known = _FUNCTIONS.get(name) or (name if name in _ARGUMENTS else None)
        if known is None:
            raise ValueError(f"{name} of SymPy has no counterpart in the claim language")
        if len(obj.args) != _ARGUMENTS.get(name, len(obj.args)):
            raise ValueError(f"{name} with {len(obj.args)} arguments has no counterpart in the claim language")
        return _call(known, self.texts(obj.args))


_METHODS: Final[dict[str, Callable[[_Reader, Any], _Text]]] = {
    "Add": _Reader.add,
    "Mul": _Reader.mul,
    "Pow": _Reader.pow,
    "Limit": _Reader.limit,
    "hyper": _Reader.hyper,
    "bernoulli": _Reader.bernoulli,
    "Tuple": _Reader.collection,
    "ImmutableDenseMatrix": _Reader.matrix,
    "MutableDenseMatrix": _Reader.matrix,
    "airyaiprime": _Reader.derivative_of_airy,
    "airybiprime": _Reader.derivative_of_airy,
}

_EXPRESSIBLE: Final = frozenset(
    {
        *("commutative", "complex", "finite", "real", "rational", "integer", "prime", "even", "odd", "irrational"),
        *("positive", "negative", "nonnegative", "nonpositive", "nonzero", "imaginary"),
    }
)
_DENIABLE: Final = {"integer": "ZZ", "rational": "QQ", "real": "RR"}


def _check_assumptions(symbol: Any) -> None:
    for key, value in symbol._assumptions_orig.items():
        if not (key in _EXPRESSIBLE if value else key in _DENIABLE or key == "zero"):
            raise ValueError(f"the assumption {key}={value} on {symbol.name} has no form in the claim language")


def _conditions(symbol: Any) -> Iterator[str]:
    """The `for` conditions that say what SymPy assumes of `symbol`."""
    _check_assumptions(symbol)
    name = symbol.name
    sets = (("prime", "PP"), ("integer", "ZZ"), ("rational", "QQ"), ("real", "RR"))
    yield f"{name} in {next((domain for key, domain in sets if getattr(symbol, f'is_{key}')), 'CC')}"
    denied = [domain for key, domain in _DENIABLE.items() if symbol._assumptions_orig.get(key) is False]
    if symbol.is_irrational:
        denied.append("QQ")
    yield from (f"{name} not in {domain}" for domain in dict.fromkeys(denied))
    if symbol.is_even or symbol.is_odd:
        yield f"{name}/2 in ZZ" if symbol.is_even else f"({name} + 1)/2 in ZZ"
    if symbol.is_imaginary:
        yield f"re({name}) = 0"
    if symbol.is_prime:
        return
    if symbol.is_positive or symbol.is_negative:
        yield f"{name} {'>' if symbol.is_positive else '<'} 0"
        return
    if symbol.is_nonnegative or symbol.is_nonpositive:
        yield f"{name} {'>=' if symbol.is_nonnegative else '<='} 0"
    if symbol.is_zero is False:
        yield f"{name} != 0"


def matrix_text_from_sympy(matrix: Any) -> str:
    """The claim text `[[.., ..], ..]` of a SymPy matrix; raises ValueError for what the claim language lacks."""
    return _Reader().matrix(matrix).text


def expression_text_from_sympy(obj: Any) -> str:
    """The claim text of a SymPy expression, matrix or finite set; raises as `claim_text_from_sympy` does."""
    if _class_name(obj) == "FiniteSet":
        return f"[{', '.join(map(expression_text_from_sympy, obj.args))}]"
    if getattr(obj, "is_Matrix", False):
        return matrix_text_from_sympy(obj)
    return claim_text_from_sympy(obj)


def claim_text_from_sympy(obj: Any) -> str:
    """The text of a SymPy relation as a claim, or of a SymPy expression as an expression.

    Nothing is evaluated or simplified. In a claim, each free symbol is declared with the set and the sign that SymPy
    assumes of it (`x in CC` where nothing is assumed), in alphabetical order. A `Float` stands for its exact binary
    value. An undefined `Function` passes under its own name.

    Raises ValueError for a class of SymPy without counterpart in the claim language (it is named), a name that the
    language cannot spell or would read as something else, an assumption that cannot be written as a condition, a
    one-sided limit, and an indefinite sum or integral; TypeError when `obj` is no SymPy object.
    """
    if not hasattr(obj, "args") or not hasattr(obj, "func"):
        raise TypeError(f"a SymPy expression or relation is wanted, not {type(obj).__name__}")
    reader = _Reader()
    operator = _RELATIONS.get(_class_name(obj))
    try:
        texts = reader.texts(obj.args if operator else [obj])
    except RecursionError:
        raise ValueError("the expression is nested too deeply for a claim") from None
    clashes = reader.constants if operator else _ALL_CONSTANTS
    for name in sorted(clashes & reader.free.keys()):
        raise ValueError(f"the symbol {name} would be read as the constant {name}: rename it")
    if operator is None:
        return texts[0].text
    free = [symbol for _, symbol in sorted(reader.free.items())]
    conditions = ", ".join(condition for symbol in free for condition in _conditions(symbol))
    return f"{texts[0].text} {operator} {texts[1].text}" + (f" for {conditions}" if conditions else "")
