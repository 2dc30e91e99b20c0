"""SymPy objects as claims."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sympy  # type: ignore[import-untyped]
from sympy import Eq, Float, Function, Integral, Limit, Product, Rational, S, Sum, Symbol, oo, symbols

from probatum.client._sympy import claim_text_from_sympy
from probatum.verifiers.language import parse_claim, parse_expression
from probatum.verifiers.language.sympy_form import SYMPY_FUNCTIONS, to_sympy
from tests.language.corpora import FILES, parsed_corpus

x, y, z, n, k = symbols("x y z n k")
EXPRESSIONS = [
    (Rational(-3, 4), "-3/4"),
    (S.Half * x, "x/2"),
    (-x, "-x"),
    (x - y, "x - y"),
    (-(x + y), "-x - y"),
    (2 * (x + y), "2*x + 2*y"),
    (x * (y + z), "x*(y + z)"),
    (x / y / z, "x/(y*z)"),
    (1 / x, "1/x"),
    (sympy.sqrt(x), "sqrt(x)"),
    (1 / sympy.sqrt(x), "1/sqrt(x)"),
    (x ** Rational(1, 3), "x^(1/3)"),
    ((-2) ** n, "(-2)^n"),
    ((x**y) ** z, "(x^y)^z"),
    (x ** (y**z), "x^(y^z)"),
    (2 ** (-n), "2^(-n)"),
    (sympy.pi * S.ImaginaryUnit + S.Exp1, "e + i*pi"),
    (S.EulerGamma + S.Catalan + S.GoldenRatio, "catalan + euler_gamma + golden_ratio"),
    (sympy.exp(-x), "exp(-x)"),
    (sympy.Abs(x), "abs(x)"),
    (sympy.factorial(n), "factorial(n)"),
    (sympy.binomial(n, k), "binomial(n, k)"),
    (sympy.RisingFactorial(x, n), "rising(x, n)"),
    (sympy.zeta(3), "zeta(3)"),
    (sympy.zeta(x, y), "zeta(x, y)"),
    (sympy.polylog(2, x), "polylog(2, x)"),
    (sympy.elliptic_k(x), "elliptic_k(x)"),
    (sympy.besselj(n, x), "besselj(n, x)"),
    (sympy.airyaiprime(x), "airyai(x, 1)"),
    (sympy.uppergamma(n, x), "gammainc_upper(n, x)"),
    (sympy.hyper((x, y), (z,), k), "hyp2f1(x, y, z, k)"),
    (sympy.bernoulli(n), "bernoulli(n, 1)"),  # SymPy's B_1 is +1/2
    (sympy.ceiling(x), "ceil(x)"),
    (Sum(1 / n**2, (n, 1, oo)), "sum(n^(-2), n, 1, oo)"),
    (Product(n, (n, 1, k)), "prod(n, n, 1, k)"),
    (Integral(x, (x, -oo, y)), "integral(x, x, -oo, y)"),
    (Sum(n * k, (n, 1, k), (k, 1, 9)), "sum(sum(k*n, n, 1, k), k, 1, 9)"),
    (Limit(sympy.sin(x) / x, x, 0, "+-"), "limit(sin(x)/x, x, 0)"),
    (Limit(1 / x, x, oo), "limit(1/x, x, oo)"),
    (Function("carlson_rf")(1, x, 2), "carlson_rf(1, x, 2)"),
    (Function("pcf")(2 * n + 1, n**2, n), "pcf(1 + 2*n, n^2, n)"),
    (Function("glaisher")() + 1, "1 + glaisher"),
    (Float("0.5"), "0.5"),
    (Float("-2.25"), "-2.25"),
    (Float(3), "3"),
    (Float(2) ** 70, "1180591620717411303424"),
    # The double nearest to 1/10, exactly (IEEE 754).
    (Float(0.1), "0.1000000000000000055511151231257827021181583404541015625"),
    (S(10) ** 5000, "1" + "0" * 5000),
]


@pytest.mark.parametrize(("obj", "text"), EXPRESSIONS, ids=[row[1][:40] for row in EXPRESSIONS])
def test_expressions(obj: sympy.Basic, text: str) -> None:
    written = claim_text_from_sympy(obj)
    # SymPy orders the terms of sums and products as it likes.
    if isinstance(obj, (sympy.Add, Sum)):
        assert sympy.simplify(to_sympy(parse_expression(written)) - to_sympy(parse_expression(text))) == 0
    else:
        assert written == text


@pytest.mark.parametrize(
    ("assumptions", "conditions"),
    [
        ({}, "x in CC"),
        ({"complex": True}, "x in CC"),
        ({"real": True}, "x in RR"),
        ({"positive": True}, "x in RR, x > 0"),
        ({"nonnegative": True}, "x in RR, x >= 0"),
        ({"negative": True}, "x in RR, x < 0"),
        ({"real": True, "nonzero": True}, "x in RR, x != 0"),
        ({"integer": True}, "x in ZZ"),
        ({"integer": True, "positive": True}, "x in ZZ, x > 0"),
        ({"even": True}, "x in ZZ, x/2 in ZZ"),
        ({"odd": True}, "x in ZZ, (x + 1)/2 in ZZ, x != 0"),
        ({"prime": True}, "x in PP"),
        ({"rational": True}, "x in QQ"),
        ({"irrational": True}, "x in RR, x not in QQ, x != 0"),
        ({"real": True, "integer": False}, "x in RR, x not in ZZ, x != 0"),
        ({"zero": False}, "x in CC, x != 0"),
        ({"imaginary": True}, "x in CC, re(x) = 0, x != 0"),
    ],
)
def test_assumptions_become_conditions(assumptions: dict[str, bool], conditions: str) -> None:
    text = claim_text_from_sympy(Eq(Symbol("x", **assumptions), 2, evaluate=False))
    assert text == f"x = 2 for {conditions}"
    assert parse_claim(text).undeclared == frozenset()


@pytest.mark.parametrize("key", ["composite", "algebraic", "transcendental", "infinite", "extended_positive"])
def test_assumptions_without_a_condition_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match=key):
        claim_text_from_sympy(Eq(Symbol("x", **{key: True}), 2, evaluate=False))


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        (Eq(sympy.zeta(2, evaluate=False), sympy.pi**2 / 6), "zeta(2) = pi^2/6"),
        (sympy.Ne(x, 1), "x != 1 for x in CC"),
        (sympy.Lt(1, 2, evaluate=False), "1 < 2"),
        (sympy.Ge(Symbol("t", real=True), 0), "t >= 0 for t in RR"),
        (Eq(Sum(n, (n, 1, k)), k * (k + 1) / 2), "sum(n, n, 1, k) = k*(1 + k)/2 for k in CC"),
        (Eq(y, x), "y = x for x in CC, y in CC"),
    ],
)
def test_relations(relation: sympy.Basic, text: str) -> None:
    assert claim_text_from_sympy(relation) == text


xi = Symbol("x", integer=True)
REFUSED = [
    (sympy.Piecewise((1, x > 0), (2, True)), "Piecewise of SymPy has no counterpart"),
    (sympy.mathieus(x, y, z), "mathieus of SymPy has no counterpart"),
    (sympy.Derivative(sympy.sin(x), x), "Derivative of SymPy"),
    (sympy.beta(x, evaluate=False), "beta with 1 arguments"),
    (sympy.And(x > 0, y > 0), "And of SymPy"),
    (S.ComplexInfinity, "ComplexInfinity"),
    (S.NaN, "NaN"),
    (Eq(1, 1), "evaluated the relation to True"),
    (Limit(1 / x, x, 0), "one-sided limit"),
    (Integral(x, x), "lower and an upper end"),
    (Symbol("a b"), "cannot be a name"),
    (Symbol("for"), "cannot be a name"),
    (Symbol(r"\alpha"), "cannot be a name"),
    (Function("sum")(x), "cannot be called sum"),
    (Function("f g")(x), "cannot be the name of a function"),
    (Function("f")(), "has no counterpart"),
    (Function("pcf")(x, y), "pcf takes"),
    # What the language would read as something else:
    (Symbol("pi") + 1, "read as the constant pi"),
    (Eq(Symbol("e"), S.Exp1), "read as the constant e"),
    (Sum(S.ImaginaryUnit ** Symbol("i"), (Symbol("i"), 0, 3)), "rename the variable"),
    (x + xi, "two different symbols"),
    (Sum(x * xi, (xi, 1, 3)), "two different symbols"),
]


@pytest.mark.parametrize(("obj", "message"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_has_no_counterpart_is_refused_by_name(obj: sympy.Basic, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        claim_text_from_sympy(obj)


def test_nesting_without_end_is_refused() -> None:
    nested = x
    for _ in range(3000):
        nested = Function("f")(nested)
    with pytest.raises(ValueError, match="nested too deeply"):
        claim_text_from_sympy(nested)


@pytest.mark.parametrize("obj", ["x = 1", 1, None, [x]])
def test_only_sympy_objects_are_taken(obj: object) -> None:
    with pytest.raises(TypeError, match="SymPy expression or relation"):
        claim_text_from_sympy(obj)


def test_a_bound_symbol_may_be_called_like_a_constant() -> None:
    i = Symbol("i")
    assert claim_text_from_sympy(Eq(Sum(1 / i, (i, 1, 3)), Rational(11, 6), evaluate=False)).startswith(
        "sum(1/i, i, 1, 3)"
    )


def test_sympy_is_not_imported_by_the_client() -> None:
    program = (
        "import sys, probatum.client._sympy; "
        "sys.exit(any(name in sys.modules for name in ('sympy', 'probatum.verifiers', 'flint')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def _evaluated(form: sympy.Basic) -> sympy.Basic:
    """The form with every node built again, so that SymPy orders and combines what it likes."""
    return form.replace(lambda node: bool(node.args), lambda node: node.func(*node.args))


@pytest.mark.parametrize("name", FILES)
def test_the_corpora_return_from_sympy(name: str) -> None:
    """Text, SymPy and back is the same tree, or SymPy at least evaluates both trees to the same form."""
    claims = parsed_corpus(name)
    # The formulas for pi are much alike and long: a quarter of them will do.
    for identifier, claim in claims[::4] if name.startswith("pi") else claims:
        form = to_sympy(claim)
        back = parse_claim(claim_text_from_sympy(form))
        assert back.undeclared == frozenset(), identifier
        if back.proposition != claim.proposition:
            for side, returned in zip(form.args, to_sympy(back).args, strict=True):
                assert _evaluated(side) == _evaluated(returned), identifier


def test_both_tables_of_names_agree() -> None:
    for ours, theirs in SYMPY_FUNCTIONS.items():
        function = getattr(sympy, theirs)
        counts = [count for count in (1, 2, 3) if function.nargs is None or count in function.nargs]
        applied = function(*symbols("a b c")[: counts[-1] if ours not in ("bell", "fibonacci") else 1], evaluate=False)
        assert claim_text_from_sympy(applied).startswith(f"{ours}("), ours
