"""SymPy forms: nothing evaluated, and the same functions as SymPy means them."""

from __future__ import annotations

import subprocess
import sys

import flint
import pytest
import sympy  # type: ignore[import-untyped]
from sympy import Rational, S, Symbol

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language import parse_claim, parse_expression
from probatum.verifiers.language.sympy_form import SYMPY_FUNCTIONS, to_sympy
from tests.language.corpora import FILES, parsed_corpus

x, n, z = sympy.symbols("x n z")


def _form(text: str) -> sympy.Basic:
    return to_sympy(parse_expression(text))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("3/4", Rational(3, 4)),
        ("0.125", Rational(1, 8)),
        ("-3", S(-3)),
        ("e", S.Exp1),
        ("i", S.ImaginaryUnit),
        ("euler_gamma", S.EulerGamma),
        ("x^2", x**2),
        ("1/n", 1 / n),
        ("sum(1/n^2, n, 1, oo)", sympy.Sum(sympy.Pow(n**2, -1, evaluate=False), (n, 1, S.Infinity))),
        ("prod(n, n, 1, x)", sympy.Product(n, (n, 1, x))),
        ("integral(exp(-x), x, 0, 1)", sympy.Integral(sympy.exp(-x), (x, 0, 1))),
        ("limit(1/x, x, oo)", sympy.Limit(1 / x, x, S.Infinity)),
        ("limit(x, x, 0)", sympy.Limit(x, x, 0, "+-")),
        ("sum(i, i, 1, 3)", sympy.Sum(Symbol("i"), (Symbol("i"), 1, 3))),
        ("besselj(n, z)", sympy.besselj(n, z)),
        ("elliptic_f(z, x)", sympy.elliptic_f(z, x)),
        ("polygamma(2, z)", sympy.polygamma(2, z)),
        ("lambertw(z, -1)", sympy.LambertW(z, -1)),
        ("rising(x, n)", sympy.RisingFactorial(x, n)),
        ("chebyt(n, x)", sympy.chebyshevt(n, x)),
        ("hyp2f1(x, 2, 3, z)", sympy.hyper((x, 2), (3,), z)),
        ("bernoulli(n, z)", sympy.bernoulli(n, z)),
        ("[[1, x], [2, 3]]", sympy.ImmutableMatrix([[1, x], [2, 3]])),
        ("carlson_rf(1, 2, x)", sympy.Function("carlson_rf")(1, 2, x)),
        ("besselj(n, z, 1)", sympy.Function("besselj")(n, z, 1)),
        ("pcf(2*n, 1, n)", sympy.Function("pcf")(2 * n, 1, n)),
    ],
)
def test_forms(text: str, form: sympy.Basic) -> None:
    assert _form(text) == form


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1 + 1", "1 + 1"),
        ("zeta(2)", "zeta(2)"),
        ("sin(0)", "sin(0)"),
        ("gamma(1/2)", "gamma(1/2)"),
        ("factorial(3)", "factorial(3)"),
        ("besselj(0, 0)", "besselj(0, 0)"),
        ("max(1, 2)", "Max(1, 2)"),
        ("floor(1/2)", "floor(1/2)"),
    ],
)
def test_nothing_is_evaluated(text: str, written: str) -> None:
    assert str(_form(text)) == written


@pytest.mark.parametrize(
    ("text", "relation"),
    [("x = 1", "Eq"), ("x != 1", "Ne"), ("x < 1", "Lt"), ("x <= 1", "Le"), ("x > 1", "Gt"), ("x >= 1", "Ge")],
)
def test_relations_stay_unevaluated(text: str, relation: str) -> None:
    assert to_sympy(parse_claim(text)) == getattr(sympy, relation)(x, 1, evaluate=False)
    true = to_sympy(parse_claim(text.replace("x", "1")))
    assert isinstance(true, sympy.core.relational.Relational)


def test_a_chain_is_the_conjunction_of_its_links() -> None:
    chain = to_sympy(parse_claim("0 < x <= 1 for x in CC"))
    assert set(chain.args) == {sympy.Lt(0, x, evaluate=False), sympy.Le(x, 1, evaluate=False)}


@pytest.mark.parametrize(
    ("conditions", "assumptions"),
    [
        ("x in ZZ", {"integer": True}),
        ("x in NN", {"integer": True, "nonnegative": True}),
        ("x in PP", {"prime": True}),
        ("x in QQ, x != 0", {"rational": True, "nonzero": True}),
        ("x in RR, x > 0", {"real": True, "positive": True}),
        ("x in [0, 1), x >= 0", {"real": True, "nonnegative": True}),
        ("x in CC", {}),
        ("x in CC, x != 0", {}),
    ],
)
def test_the_assumptions_of_a_variable(conditions: str, assumptions: dict[str, bool]) -> None:
    relation = to_sympy(parse_claim(f"x = x + 0 for {conditions}"))
    assert relation.lhs == Symbol("x", **assumptions)


def test_a_bound_name_is_not_the_declared_variable() -> None:
    relation = to_sympy(parse_claim("sum(x, x, 1, 3) = 6*x for x in RR"))
    assert relation.lhs.free_symbols == set()
    assert relation.free_symbols == {Symbol("x", real=True)}


def test_a_declared_name_is_not_the_constant() -> None:
    assert to_sympy(parse_claim("e = i for e in ZZ")).args == (Symbol("e", integer=True), S.ImaginaryUnit)


@pytest.mark.parametrize("text", ["[1, 2) = x", "(1, 2] = x"])
def test_intervals_have_no_form(text: str) -> None:
    with pytest.raises(ValueError, match="SymPy has no expression"):
        to_sympy(parse_claim(text))


def test_contradictory_signs_are_refused() -> None:
    with pytest.raises(ValueError, match="contradict each other"):
        to_sympy(parse_claim("x = 1 for x in RR, x > 0, x < 0"))


def test_sympy_is_imported_on_use_only() -> None:
    program = "import sys, probatum.verifiers.language.sympy_form; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_the_corpora_has_a_form(name: str) -> None:
    for identifier, claim in parsed_corpus(name):
        assert isinstance(to_sympy(claim), sympy.Basic), identifier


def _rational_arguments(name: str, count: int) -> list[Rational]:
    """Arguments at which the functions are regular: rationals in (0, 1), integers where the table is about integers."""
    values = [Rational(31, 100), Rational(42, 100), Rational(53, 100)][:count]
    if name in ("asec", "acsc", "acosh", "acoth"):
        return [Rational(7, 3)]
    if name in _OF_INTEGERS:
        return [S(5), S(2)][:count]
    if name in _FIRST_IS_AN_INTEGER and (count > 1 or name in ("stieltjes", "euler_number", "bernoulli")):
        return [S(2), *values[1:]]
    if name in ("lambertw", "root") and count == 2:
        return [values[0], S(2)]
    return values


_OF_INTEGERS = frozenset(
    {
        *("factorial2", "fibonacci", "lucas", "bell", "partitions", "catalan_number", "totient", "moebius"),
        *("divisor_sigma", "primepi"),
    }
)
_FIRST_IS_AN_INTEGER = frozenset(
    {"polygamma", "stieltjes", "euler_number", "bernoulli", "chebyt", "chebyu", "legendre", "hermite", "laguerre"}
)
_COMPOSED = {
    **dict.fromkeys(("sqrt", "expm1", "log1p", "log2", "log10", "rgamma", "bernoulli"), 1),
    **dict.fromkeys(("root", "log", "hyp0f1", "laguerre"), 2),
    "hyp1f1": 3,
}


def _shared_functions() -> list[tuple[str, int]]:
    pairs = list(_COMPOSED.items())
    for name, sympy_name in SYMPY_FUNCTIONS.items():
        if name in FUNCTIONS:
            least, greatest = FUNCTIONS[name].arity
            accepted = getattr(sympy, sympy_name).nargs
            counts = range(least, min(3, greatest or 3) + 1)
            pairs += [(name, count) for count in counts if accepted is None or count in accepted]
    return pairs


@pytest.mark.parametrize(("name", "count"), _shared_functions())
def test_sympy_means_the_same_function(name: str, count: int) -> None:
    """The enclosure of our function contains, to 20 digits, the value that SymPy computes (by mpmath) for its own."""
    values = _rational_arguments(name, count)
    form = _form(f"{name}({', '.join(f'{value.p}/{value.q}' if value.q > 1 else str(value) for value in values)})")
    theirs = sympy.N(form.doit(), 30)
    with flint.ctx.workprec(150):
        arguments = [flint.fmpz(int(v.p)) if v.q == 1 else flint.fmpq(int(v.p), int(v.q)) for v in values]
        ours = flint.acb(FUNCTIONS[name].ball(*arguments))
        difference = abs(ours - flint.acb(str(sympy.re(theirs)), str(sympy.im(theirs))))
        assert difference < flint.arb("1e-20"), (form, theirs, ours)
