"""Symbols of Fungrim, and what they are in the claim language.

Source: the definitions of Fungrim, the Mathematical Functions Grimoire (F. Johansson, fungrim.org). Functions are
mapped where the definitions agree: branches, normalisations and the order of arguments.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from probatum.cli.databases.python_text import Call, NotUnderstood

__all__ = ["CONSTANTS", "FUNCTIONS", "RELATIONS"]

CONSTANTS: Final = {
    "Pi": "pi", "ConstPi": "pi", "ConstI": "i", "ConstE": "e", "ConstGamma": "euler_gamma", "ConstCatalan": "catalan",
    "GoldenRatio": "golden_ratio", "ConstGlaisher": "glaisher", "Infinity": "oo", "ConstKhinchin": "khinchin",
}  # fmt: skip

RELATIONS: Final = {
    "Equal": "=", "NotEqual": "!=", "Unequal": "!=", "Less": "<", "LessEqual": "<=", "Greater": ">",
    "GreaterEqual": ">=",
}  # fmt: skip

_SAME: Final = {
    "Sqrt": "sqrt", "Exp": "exp", "Log": "log", "Sin": "sin", "Cos": "cos", "Tan": "tan", "Cot": "cot", "Sec": "sec",
    "Csc": "csc", "Sinh": "sinh", "Cosh": "cosh", "Tanh": "tanh", "Coth": "coth", "Sech": "sech", "Csch": "csch",
    "Asin": "asin", "Acos": "acos", "Atan": "atan", "Acot": "acot", "Asinh": "asinh", "Acosh": "acosh",
    "Atanh": "atanh", "Atan2": "atan2", "Sinc": "sinc", "Abs": "abs", "Arg": "arg", "Sign": "sign",
    "Re": "re", "Im": "im", "Conjugate": "conjugate", "Floor": "floor", "Ceil": "ceil", "Max": "max", "Min": "min",
    "Gamma": "gamma", "LogGamma": "loggamma", "Factorial": "factorial", "DoubleFactorial": "factorial2",
    "RisingFactorial": "rising", "FallingFactorial": "falling", "Binomial": "binomial", "BetaFunction": "beta",
    "BarnesG": "barnes_g", "LogBarnesG": "log_barnes_g", "HarmonicNumber": "harmonic", "RiemannZeta": "zeta",
    "PolyLog": "polylog", "LerchPhi": "lerch_phi", "DirichletEta": "dirichlet_eta", "StieltjesGamma": "stieltjes",
    "RiemannZetaZero": "zetazero", "BernoulliB": "bernoulli", "BernoulliPolynomial": "bernoulli",
    "EulerE": "euler_number", "EulerPolynomial": "euler_number", "BellNumber": "bell", "Fibonacci": "fibonacci",
    "PartitionsP": "partitions", "Totient": "totient", "MoebiusMu": "moebius", "PrimeNumber": "prime",
    "PrimePi": "primepi", "GCD": "gcd", "LCM": "lcm", "Hypergeometric0F1": "hyp0f1", "Hypergeometric1F1": "hyp1f1",
    "Hypergeometric2F1": "hyp2f1", "Hypergeometric1F2": "hyp1f2", "Hypergeometric2F2": "hyp2f2",
    "Hypergeometric3F2": "hyp3f2", "Hypergeometric0F1Regularized": "hyp0f1_regularized",
    "Hypergeometric1F1Regularized": "hyp1f1_regularized", "Hypergeometric2F1Regularized": "hyp2f1_regularized",
    "Hypergeometric3F2Regularized": "hyp3f2_regularized", "HypergeometricU": "hyperu", "ChebyshevT": "chebyt",
    "ChebyshevU": "chebyu", "LegendrePolynomial": "legendre", "Erf": "erf", "Erfc": "erfc", "Erfi": "erfi",
    "SinIntegral": "si", "CosIntegral": "ci", "ExpIntegralEi": "ei", "LogIntegral": "li",
    "UpperGamma": "gammainc_upper",
    "LowerGamma": "gammainc_lower", "BesselJ": "besselj", "BesselY": "bessely", "BesselI": "besseli",
    "BesselK": "besselk", "AiryAi": "airyai", "AiryBi": "airybi", "EllipticK": "elliptic_k", "EllipticE": "elliptic_e",
    "EllipticPi": "elliptic_pi", "IncompleteEllipticE": "elliptic_e", "IncompleteEllipticF": "elliptic_f",
    "IncompleteEllipticPi": "elliptic_pi", "CarlsonRF": "carlson_rf", "CarlsonRC": "carlson_rc",
    "CarlsonRJ": "carlson_rj", "CarlsonRD": "carlson_rd", "CarlsonRG": "carlson_rg", "JacobiTheta": "jacobi_theta",
    "DedekindEta": "dedekind_eta", "ModularJ": "modular_j", "ModularLambda": "modular_lambda",
    "EisensteinG": "eisenstein_g", "EisensteinE": "eisenstein_e", "WeierstrassP": "weierstrass_p",
    "WeierstrassZeta": "weierstrass_zeta", "WeierstrassSigma": "weierstrass_sigma", "LambertW": "lambertw",
    "AGM": "agm",
}  # fmt: skip

Write = Callable[[ast.expr], str]


def _infix(sign: str) -> Call:
    def written(node: ast.Call, write: Write) -> str:
        if len(node.args) < 2:
            raise NotUnderstood(f"two arguments are wanted, found {len(node.args)}", node)
        return sign.join(f"({write(arg)})" for arg in node.args)

    return written


def _negated(node: ast.Call, write: Write) -> str:
    return f"-({write(_only(node))})"


def _same(node: ast.Call, write: Write) -> str:
    return write(_only(node))


def _only(node: ast.Call) -> ast.expr:
    if len(node.args) != 1:
        raise NotUnderstood(f"one argument is wanted, found {len(node.args)}", node)
    return node.args[0]


def _range(name: str) -> Call:
    """`Sum(term, For(k, a, b))`, in old entries `Tuple(k, a, b)`; conditions on the index have no counterpart."""

    def written(node: ast.Call, write: Write) -> str:
        bounds = node.args[1] if len(node.args) == 2 else None
        known = (
            isinstance(bounds, ast.Call) and isinstance(bounds.func, ast.Name) and bounds.func.id in ("For", "Tuple")
        )
        if not (known and isinstance(bounds, ast.Call) and len(bounds.args) == 3):
            raise NotUnderstood(f"only For(k, a, b) is understood as the range of {name}", node)
        variable, low, high = bounds.args
        if not isinstance(variable, ast.Name):
            raise NotUnderstood("the index is a name", node)
        return f"{name}({write(node.args[0])}, {variable.id}, {write(low)}, {write(high)})"

    return written


def _hurwitz(node: ast.Call, write: Write) -> str:
    if len(node.args) != 2:
        raise NotUnderstood("derivatives of the Hurwitz zeta function have no counterpart", node)
    return f"zeta({write(node.args[0])}, {write(node.args[1])})"


def _digamma(node: ast.Call, write: Write) -> str:
    if len(node.args) == 1:
        return f"digamma({write(node.args[0])})"
    if len(node.args) == 2:
        return f"polygamma({write(node.args[1])}, {write(node.args[0])})"
    raise NotUnderstood("one or two arguments are wanted", node)


def _zeta(node: ast.Call, write: Write) -> str:
    if len(node.args) != 1:
        raise NotUnderstood("derivatives of the zeta function have no counterpart", node)
    return f"zeta({write(node.args[0])})"


def _divisor_sigma(node: ast.Call, write: Write) -> str:
    if len(node.args) != 2:
        raise NotUnderstood("two arguments are wanted", node)
    return f"divisor_sigma({write(node.args[1])}, {write(node.args[0])})"


def _decimal(node: ast.Call, write: Write) -> str:
    argument = _only(node)
    value = argument.value if isinstance(argument, ast.Constant) else None
    if (
        not isinstance(value, str)
        or not value.lstrip("-").replace(".", "", 1).replace("e", "", 1).replace("-", "").isdigit()
    ):
        raise NotUnderstood("Decimal takes the digits of a number as text", node)
    return value


FUNCTIONS: Final[dict[str, str | Call]] = {
    **_SAME,
    "Add": _infix(" + "),
    "Mul": _infix("*"),
    "Sub": _infix(" - "),
    "Div": _infix("/"),
    "Pow": _infix("^"),
    "Neg": _negated,
    "Pos": _same,
    "Parentheses": _same,
    "Parenthesis": _same,
    "Brackets": _same,
    "Braces": _same,
    "Sum": _range("sum"),
    "Product": _range("prod"),
    "Integral": _range("integral"),
    "RiemannZeta": _zeta,
    "HurwitzZeta": _hurwitz,
    "DigammaFunction": _digamma,
    "DivisorSigma": _divisor_sigma,
    "Decimal": _decimal,
}
"""Functions by name, or by what writes their arguments."""
