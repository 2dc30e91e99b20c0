"""Hypothesis strategies for trees and claims that the parser can produce."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language import Claim, Expr
from probatum.verifiers.language.expr import BINDERS, RELATIONS

VARIABLES = ("x", "y", "z", "n", "k", "tau", "alpha_1", "x_10", "longer_name", "i", "e")
CONSTANTS = ("pi", "euler_gamma", "catalan", "golden_ratio", "oo")
SETS = ("ZZ", "NN", "QQ", "RR", "CC", "HH", "PP")
# Not in the table of functions: the parser accepts any name that is called.
UNKNOWN_FUNCTIONS = ("unknown_function", "mystery2")


def _decimal(numerator: int, places: int) -> Expr:
    value = Fraction(numerator, 10**places)
    return Expr("int", (), value.numerator) if value.denominator == 1 else Expr("decimal", (), value)


def _call(name: str, args: list[Expr]) -> Expr:
    row = FUNCTIONS.get(name)
    if row is None:
        return Expr(name, tuple(args))
    least, greatest = row.arity
    wanted = max(len(args), least)
    if greatest is not None:
        wanted = min(wanted, greatest)
    return Expr(row.name, tuple((args * wanted)[:wanted]) if args else (Expr("int", (), 1),) * wanted)


def _binder(head: str, args: list[Expr], variable: str) -> Expr:
    place = 2 if head == "pcf" else 1
    rest = args[: BINDERS[head] - 1]
    return Expr(head, (*rest[:place], Expr("symbol", (), variable), *rest[place:]))


symbols = st.sampled_from(VARIABLES + CONSTANTS).map(lambda name: Expr("symbol", (), name))
integers = st.one_of(st.integers(0, 20), st.integers(0, 10**40)).map(lambda value: Expr("int", (), value))
decimals = st.builds(_decimal, st.integers(0, 10**12), st.integers(0, 15))


def _larger(terms: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(terms, min_size=2, max_size=4)
    return st.one_of(
        st.builds(lambda head, args: Expr(head, tuple(args)), st.sampled_from(("+", "*")), several),
        st.builds(lambda head, arg: Expr(head, (arg,)), st.sampled_from(("neg", "!")), terms),
        st.builds(lambda head, a, b: Expr(head, (a, b)), st.sampled_from(("/", "^")), terms, terms),
        st.builds(lambda head, a, b: Expr(head, (a, b)), st.sampled_from(("[)", "(]")), terms, terms),
        st.builds(lambda args: Expr("tuple", tuple(args)), st.lists(terms, min_size=1, max_size=3)),
        st.builds(lambda args: Expr("list", tuple(args)), st.lists(terms, max_size=3)),
        st.builds(_call, st.sampled_from(sorted(FUNCTIONS)), st.lists(terms, max_size=4)),
        st.builds(_call, st.sampled_from(UNKNOWN_FUNCTIONS), st.lists(terms, max_size=4)),
        st.builds(
            _binder,
            st.sampled_from(sorted(BINDERS)),
            st.lists(terms, min_size=3, max_size=3),
            st.sampled_from(VARIABLES),
        ),
    )


expressions = st.recursive(st.one_of(symbols, integers, decimals), _larger, max_leaves=20)
"""Terms: everything that stands for a number, a tuple or a list."""

_sets = st.one_of(
    st.sampled_from(SETS).map(lambda name: Expr("symbol", (), name)),
    st.builds(
        lambda head, a, b: Expr(head, (a, b)), st.sampled_from(("tuple", "list", "[)", "(]")), expressions, expressions
    ),
)
_elements = expressions.filter(lambda expr: not expr.is_symbol("oo"))

relations = st.builds(
    lambda head, a, b: Expr(head, (a, b)), st.sampled_from(sorted(RELATIONS)), expressions, expressions
)
chains = st.lists(st.sampled_from(sorted(RELATIONS)), min_size=2, max_size=3).flatmap(
    lambda signs: st.lists(expressions, min_size=len(signs) + 1, max_size=len(signs) + 1).map(
        lambda args: Expr("chain", tuple(args), " ".join(signs))
    )
)
memberships = st.builds(lambda element, container: Expr("in", (element, container)), _elements, _sets)


def _compound(conditions: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.one_of(
        st.builds(lambda arg: Expr("not", (arg,)), conditions),
        st.builds(
            lambda head, args: Expr(head, tuple(args)),
            st.sampled_from(("and", "or")),
            st.lists(conditions, min_size=2, max_size=3),
        ),
    )


conditions = st.recursive(st.one_of(relations, chains, memberships), _compound, max_leaves=5)
"""What may stand after `for`."""

claims = st.builds(
    lambda proposition, given: Claim(proposition, tuple(given)),
    st.one_of(relations, chains),
    st.lists(conditions, max_size=3),
)
"""Claims, true or false, well-posed or not."""
