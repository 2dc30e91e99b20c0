"""SymPy objects from claims, unevaluated: `zeta(2)` stays `zeta(2)`.

SymPy is imported when a tree is converted, not before. Functions that SymPy defines in the same way become its own;
every other function becomes an undefined `Function` of its name.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr, fold

__all__ = ["SYMPY_FUNCTIONS", "to_sympy"]

SYMPY_FUNCTIONS: Final = {
    # elementary functions and parts of a number
    **{name: name for name in ("exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinc", "sinh", "cosh", "tanh")},
    **{name: name for name in ("coth", "sech", "csch", "asin", "acos", "atan", "acot", "asec", "acsc", "asinh")},
    **{name: name for name in ("acosh", "atanh", "acoth", "asech", "acsch", "atan2", "arg", "sign", "re", "im")},
    "log": "log", "abs": "Abs", "conjugate": "conjugate", "floor": "floor", "ceil": "ceiling", "max": "Max",
    "min": "Min",
    # gamma, zeta
    "gamma": "gamma", "loggamma": "loggamma", "factorial": "factorial", "factorial2": "factorial2",
    "rising": "RisingFactorial", "falling": "FallingFactorial", "binomial": "binomial", "beta": "beta",
    "digamma": "digamma", "polygamma": "polygamma", "harmonic": "harmonic", "gammainc_upper": "uppergamma",
    "gammainc_lower": "lowergamma", "zeta": "zeta", "dirichlet_eta": "dirichlet_eta", "stieltjes": "stieltjes",
    "polylog": "polylog", "lerch_phi": "lerchphi",
    # error functions, exponential integrals, Bessel and Airy functions, Lambert W
    "erf": "erf", "erfc": "erfc", "erfi": "erfi", "ei": "Ei", "si": "Si", "ci": "Ci", "shi": "Shi", "chi": "Chi",
    "li": "li", "expint": "expint", "besselj": "besselj", "bessely": "bessely", "besseli": "besseli",
    "besselk": "besselk", "airyai": "airyai", "airybi": "airybi", "lambertw": "LambertW",
    # elliptic integrals, orthogonal polynomials
    "elliptic_k": "elliptic_k", "elliptic_e": "elliptic_e", "elliptic_f": "elliptic_f", "elliptic_pi": "elliptic_pi",
    "chebyt": "chebyshevt", "chebyu": "chebyshevu", "legendre": "legendre", "hermite": "hermite",
    # number theory
    "fibonacci": "fibonacci", "lucas": "lucas", "euler_number": "euler", "bell": "bell", "partitions": "partition",
    "catalan_number": "catalan", "totient": "totient", "moebius": "mobius", "divisor_sigma": "divisor_sigma",
    "primepi": "primepi",
}  # fmt: skip
"""Names of functions that SymPy defines in the same way, for the numbers of arguments that both accept."""

_CONSTANTS: Final = {
    "pi": "Pi",
    "e": "Exp1",
    "i": "ImaginaryUnit",
    "euler_gamma": "EulerGamma",
    "catalan": "Catalan",
    "golden_ratio": "GoldenRatio",
    "oo": "Infinity",
}

_RELATIONS: Final = {
    "=": "Eq",
    "!=": "Ne",
    "<": "Lt",
    "<=": "Le",
    ">": "Gt",
    ">=": "Ge",
    "=>": "Implies",
    "<=>": "Equivalent",
}

_DOMAIN_ASSUMPTIONS: Final = {
    "ZZ": {"integer": True},
    "NN": {"integer": True, "nonnegative": True},
    "PP": {"prime": True},
    "QQ": {"rational": True},
    "RR": {"real": True},
}

_SIGN_ASSUMPTIONS: Final = {">": "positive", ">=": "nonnegative", "<": "negative", "<=": "nonpositive", "!=": "nonzero"}


class _Converter:
    """Builds SymPy objects node by node, always with `evaluate=False`."""

    def __init__(self, sympy: Any, declared: dict[str, Any]) -> None:
        self.sympy = sympy
        self.declared = declared
        # SymPy has these in other notation.
        self.composed: dict[tuple[str, int], Callable[..., Any]] = {
            ("sqrt", 1): lambda z: self.pow(z, sympy.Rational(1, 2)),
            ("root", 2): lambda z, n: self.pow(z, self.quotient(sympy.S.One, n)),
            ("expm1", 1): lambda z: self.add(sympy.exp(z, evaluate=False), sympy.S.NegativeOne),
            ("log1p", 1): lambda z: sympy.log(self.add(sympy.S.One, z), evaluate=False),
            ("log", 2): lambda z, b: self.quotient(sympy.log(z, evaluate=False), sympy.log(b, evaluate=False)),
            ("log2", 1): lambda z: self.logarithm(z, 2),
            ("log10", 1): lambda z: self.logarithm(z, 10),
            ("rgamma", 1): lambda z: self.pow(sympy.gamma(z, evaluate=False), sympy.S.NegativeOne),
            # SymPy's one-argument form has B_1 = +1/2.
            ("bernoulli", 1): lambda n: sympy.bernoulli(n, sympy.S.Zero, evaluate=False),
            ("bernoulli", 2): lambda n, z: sympy.bernoulli(n, z, evaluate=False),
            ("hyp0f1", 2): lambda b, z: sympy.hyper((), (b,), z),
            ("hyp1f1", 3): lambda a, b, z: sympy.hyper((a,), (b,), z),
            ("hyp2f1", 4): lambda a, b, c, z: sympy.hyper((a, b), (c,), z),
            ("hyp3f2", 6): lambda a, b, c, d, e, z: sympy.hyper((a, b, c), (d, e), z),
            ("laguerre", 2): lambda n, z: sympy.laguerre(n, z, evaluate=False),
            ("laguerre", 3): lambda n, a, z: sympy.assoc_laguerre(n, a, z, evaluate=False),
            ("gegenbauer", 3): lambda n, a, z: sympy.gegenbauer(n, a, z, evaluate=False),
            ("jacobi", 4): lambda n, a, b, z: sympy.jacobi(n, a, b, z, evaluate=False),
        }

    def add(self, *terms: Any) -> Any:
        return self.sympy.Add(*terms, evaluate=False)

    def mul(self, *factors: Any) -> Any:
        return self.sympy.Mul(*factors, evaluate=False)

    def pow(self, base: Any, exponent: Any) -> Any:
        return self.sympy.Pow(base, exponent, evaluate=False)

    def quotient(self, numerator: Any, denominator: Any) -> Any:
        reciprocal = self.pow(denominator, self.sympy.S.NegativeOne)
        return reciprocal if numerator is self.sympy.S.One else self.mul(numerator, reciprocal)

    def logarithm(self, z: Any, base: int) -> Any:
        return self.quotient(
            self.sympy.log(z, evaluate=False), self.sympy.log(self.sympy.Integer(base), evaluate=False)
        )

    def relation(self, sign: str, left: Any, right: Any) -> Any:
        return getattr(self.sympy, _RELATIONS[sign])(left, right, evaluate=False)

    def node(self, expr: Expr, args: list[Any], scope: frozenset[str]) -> Any:
        sympy, head = self.sympy, expr.head
        if head == "symbol":
            return self.symbol(expr.name, scope)
        if head == "int":
            return sympy.Integer(expr.value)
        if head == "decimal":
            assert isinstance(expr.value, Fraction)
            return sympy.Rational(expr.value.numerator, expr.value.denominator)
        if head in _RELATIONS:
            return self.relation(head, *args)
        if head in ("chain", "derivation"):
            signs = str(expr.value).split() if head == "chain" else []
            links = [self.relation(sign, a, b) for sign, a, b in zip(signs, args, args[1:], strict=False)]
            return sympy.And(*(links or args), evaluate=False)
        if head in ("+", "*", "neg", "/", "^", "!"):
            return self.arithmetic(expr, args)
        if head in ("sum", "prod", "integral"):
            body, variable, low, high = args
            kind = {"sum": sympy.Sum, "prod": sympy.Product, "integral": sympy.Integral}[head]
            return kind(body, (variable, low, high))
        if head == "limit":
            body, variable, point = args
            towards = "-" if point is sympy.S.Infinity else "+" if point == -sympy.S.Infinity else "+-"
            return sympy.Limit(body, variable, point, towards)
        if head == "list":
            rows = [entry for entry in args if isinstance(entry, sympy.Tuple)]
            if rows and len(rows) == len(args) and len({len(row) for row in rows}) == 1 and len(rows[0]):
                return sympy.ImmutableMatrix([list(row) for row in rows])
        if head in ("list", "tuple"):
            return sympy.Tuple(*args)
        if head in ("in", "and", "or", "not", "[)", "(]"):
            raise ValueError(f"SymPy has no expression for {head!r}")
        return self.call(head, args)

    def symbol(self, name: str, scope: frozenset[str]) -> Any:
        if name in self.declared and name not in scope:
            return self.declared[name]
        if name not in scope and name in _CONSTANTS:
            return getattr(self.sympy.S, _CONSTANTS[name])
        if name not in scope and name in ("glaisher", "khinchin"):
            return self.sympy.Function(name)()
        return self.sympy.Symbol(name)

    def arithmetic(self, expr: Expr, args: list[Any]) -> Any:
        head = expr.head
        if head == "+":
            return self.add(*args)
        if head == "*":
            return self.mul(*args)
        if head == "neg":
            return -args[0] if expr.args[0].head == "int" else self.mul(self.sympy.S.NegativeOne, args[0])
        if head == "^":
            return self.pow(*args)
        if head == "!":
            return self.sympy.factorial(args[0], evaluate=False)
        numerator, denominator = expr.args[0].value, expr.args[1].value
        if (
            isinstance(numerator, int)
            and isinstance(denominator, int)
            and denominator > 1
            and math.gcd(numerator, denominator) == 1
        ):
            return self.sympy.Rational(numerator, denominator)
        return self.quotient(*args)

    def call(self, head: str, args: list[Any]) -> Any:
        composed = self.composed.get((head, len(args)))
        if composed is not None:
            return composed(*args)
        if head in SYMPY_FUNCTIONS:
            function = getattr(self.sympy, SYMPY_FUNCTIONS[head])
            if function.nargs is None or len(args) in function.nargs:
                return function(*args, evaluate=False)
        return self.sympy.Function(head)(*args)


def _assumptions(claim: Claim) -> dict[str, dict[str, bool]]:
    """What SymPy can assume of the declared variables: their sets and their signs."""
    assumptions: dict[str, dict[str, bool]] = {name: {} for name in claim.declared}
    for condition in claim.conditions:
        if condition.head == "in" and condition.args[0].head == "symbol":
            container = condition.args[1]
            real_interval = container.head in ("tuple", "list", "[)", "(]")
            known = {"real": True} if real_interval else _DOMAIN_ASSUMPTIONS.get(str(container.value), {})
            assumptions[condition.args[0].name].update(known)
    for condition in claim.conditions:
        if condition.head in _SIGN_ASSUMPTIONS and condition.args[1] == Expr("int", (), 0):
            variable = condition.args[0]
            if variable.head == "symbol" and assumptions.get(variable.name):
                assumptions[variable.name][_SIGN_ASSUMPTIONS[condition.head]] = True
    return assumptions


def to_sympy(source: Expr | Claim) -> Any:
    """The SymPy form of an expression, or of the relation of a claim, with nothing evaluated.

    The variables of a claim carry what its conditions say and SymPy can assume: integer, rational, real, prime, and
    their signs. Other conditions have no counterpart in SymPy and are left out. Names of SymPy's constants become
    them where nothing declares or binds the name; `pcf(a, b, n)` becomes an undefined function.

    Raises ValueError for sets and logical connectives, and when the assumptions contradict each other.
    """
    import sympy  # type: ignore[import-untyped]  # heavy, and only needed here

    if isinstance(source, Claim):
        declared = {}
        for name, known in _assumptions(source).items():
            try:
                declared[name] = sympy.Symbol(name, **known)
            except sympy.core.facts.InconsistentAssumptions:
                raise ValueError(f"the conditions on {name} contradict each other") from None
        return fold(source.proposition, _Converter(sympy, declared).node)
    return fold(source, _Converter(sympy, {}).node)
