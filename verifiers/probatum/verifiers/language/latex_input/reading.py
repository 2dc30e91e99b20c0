r"""A formula in LaTeX as other people write it, to a claim; or a refusal that says where and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.diagnosis import position_at
from probatum.verifiers.language.errors import AmbiguousNotation, ClaimSyntaxError, LimitExceeded, Position
from probatum.verifiers.language.expr import RELATIONS, Expr, free_symbols, walk
from probatum.verifiers.language.latex_input.conditions import RELATION_SIGNS, conditions_of
from probatum.verifiers.language.latex_input.continued_fractions import resolved
from probatum.verifiers.language.latex_input.pages import formula_tokens
from probatum.verifiers.language.latex_input.terms import TermReader
from probatum.verifiers.language.latex_input.tokens import Kind, Token
from probatum.verifiers.language.limits import DEFAULT_LIMITS, Limits

__all__ = [
    "MEANINGS",
    "LatexReading",
    "confirmed",
    "latex_reading",
    "meanings_of",
    "read_latex",
    "read_latex_expression",
]

_WITH_ARGUMENTS: Final = frozenset(
    f"{row.name}(2)" for row in FUNCTIONS.values() if row.notation.style == "subscript" and row.arity == (1, 2)
)
"""Functions with an index that may stand without an argument: with one, in brackets that could hold a factor."""

MEANINGS: Final = frozenset(FUNCTIONS) | CONSTANTS | _WITH_ARGUMENTS | {"elliptic_k_modulus", "elliptic_e_modulus"}
"""What can be named as the meaning of a symbol.

Functions and constants; `bernoulli(2)` and its like, functions with an index and an argument; elliptic integrals of the
modulus.
"""


def meanings_of(claim: Claim) -> frozenset[str]:
    """The meanings of the symbols with which the claim is printed."""
    nodes = [node for part in (claim.proposition, *claim.conditions) for node in walk(part)]
    used = {str(node.value) if node.head == "symbol" else node.head for node in nodes}
    return MEANINGS & (used | {f"{node.head}({len(node.args)})" for node in nodes})


_EULER_CONTEXT: Final = frozenset(
    {"sum", "prod", "integral", "pcf", "digamma", "gamma", "harmonic", "polygamma", "zeta"}
)
_NO_CLAIMS: Final = {
    r"\approx": "an approximate equality is no claim: write = or a bound |a - b| < c",
    r"\simeq": "an approximate equality is no claim: write = or a bound |a - b| < c",
    r"\sim": "an asymptotic equality is not understood: write a limit in the claim language",
    r"\equiv": "a congruence or identity is not understood: write =",
    r"\to": r"a limit is not understood: write limit(f, x, a) in the claim language",
    r"\rightarrow": r"a limit is not understood: write limit(f, x, a) in the claim language",
    r"\propto": "a proportionality is no claim",
    r"\pmod": "a congruence is not understood",
    r"\Rightarrow": "an implication is not understood: write the condition behind the formula",
    r"\implies": "an implication is not understood: write the condition behind the formula",
    r"\iff": "an equivalence is not understood",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LatexReading:
    """A formula as it was read.

    `notes` say what was decided where the notation alone does not; `confirmed` is false when the law of a continued
    fraction was taken from as many levels as it has coefficients: a proposal, which needs the eyes of its author.
    `position` is that of its dots.
    """

    claim: Claim
    notes: tuple[str, ...] = ()
    confirmed: bool = True
    position: Position = field(default=Position(1, 1), compare=False)


def latex_reading(text: str, named: Iterable[str] = (), limits: Limits = DEFAULT_LIMITS) -> LatexReading:
    r"""Read a relation in LaTeX with its conditions; docs/latex.md lists what is understood.

    `named` are functions and constants of the claim language that are meant where a symbol has several meanings:
    `euler_gamma`, `catalan`, `elliptic_k`, .... Raises ClaimSyntaxError for what is not understood, AmbiguousNotation
    for what can be read in several ways, LimitExceeded for what is too large.
    """
    meant = frozenset(named)
    unknown = sorted(meant - MEANINGS)
    if unknown:
        raise ClaimSyntaxError(f"'{unknown[0]}' is no function and no constant of the claim language", found=unknown[0])
    try:
        return _read(text, meant, limits)
    except RecursionError:
        raise LimitExceeded("the formula is nested too deeply") from None


def read_latex(text: str, named: Iterable[str] = (), limits: Limits = DEFAULT_LIMITS) -> Claim:
    r"""The claim that a formula in LaTeX states, such as `\sum_{n=1}^{\infty} \frac{1}{n^2} = \frac{\pi^2}{6}`.

    As `latex_reading`, for those who take nothing that is only proposed: such a formula is ambiguous.
    """
    return confirmed(latex_reading(text, named, limits)).claim


def confirmed(reading: LatexReading) -> LatexReading:
    """The reading itself; raises AmbiguousNotation for one that is only proposed."""
    if not reading.confirmed:
        raise AmbiguousNotation(
            "the law of the continued fraction is not certain from the levels that are written",
            reading.position, "", (f"perhaps {reading.claim.text}", "another law: write more levels"),
        )  # fmt: skip
    return reading


def read_latex_expression(text: str, named: Iterable[str] = (), limits: Limits = DEFAULT_LIMITS) -> Expr:
    """The expression written in LaTeX, in which any name may be a variable; raises as `read_latex` does."""
    try:
        tokens = formula_tokens(text, limits)
        reader = TermReader(text, tokens, limits, None, frozenset(named))
        value = reader.sum()
        if reader.token.kind is not Kind.END:
            raise reader.refusal(f"unexpected {reader.token}: an expression without a relation is wanted")
        value, certain, notes = resolved(reader, value)
    except RecursionError:
        raise LimitExceeded("the formula is nested too deeply") from None
    if not certain:
        raise AmbiguousNotation(
            "the law of the continued fraction is not certain", position_at(text, 0), "", tuple(notes)
        )
    return value


def _read(text: str, named: frozenset[str], limits: Limits) -> LatexReading:
    tokens = formula_tokens(text, limits)
    split = _end_of_relation(tokens)
    end = tokens[split]
    proposition_tokens = [*tokens[:split], Token(Kind.END, "", end.start, end.start)]
    conditions = conditions_of(text, tokens[split:], limits, named) if end.kind is not Kind.END else ()
    names = frozenset(Claim(Expr("="), conditions).declared)
    reader = TermReader(text, proposition_tokens, limits, names, named)
    if reader.token.kind is Kind.TEXT:
        raise reader.refusal("words before the formula are not understood: conditions stand behind it")
    proposition, certain, notes = _proposition(reader)
    claim = Claim(proposition, conditions)
    if reader.gamma is not None:
        notes.append(_euler_gamma(reader, claim))
    place = reader.dots.start if reader.dots is not None else 0
    return LatexReading(claim, tuple(notes), certain, position_at(text, place))


def _end_of_relation(tokens: list[Token]) -> int:
    """Where the conditions begin: behind the first relation, at a wide space, a comma or words."""
    depth, related = 0, False
    for place, token in enumerate(tokens):
        depth += (
            {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(token.text, 0) if token.kind is Kind.MARK else 0
        )
        if depth > 0:
            continue
        related = related or (token.text in RELATION_SIGNS or token.text in (r"\notin", r"\stackrel", r"\overset"))
        ends = token.kind in (Kind.SPACE, Kind.TEXT) or token.text in (",", ";", r"\forall")
        if related and ends:
            return place
    return len(tokens) - 1


def _proposition(reader: TermReader) -> tuple[Expr, bool, list[str]]:
    terms, operators = [_side(reader)], list[str]()
    settled, notes = True, list[str]()
    while reader.token.kind is not Kind.END:
        token = reader.take()
        if token.text in (r"\stackrel", r"\overset") and [reader.ahead(k).text for k in range(6)] == [
            "{",
            "?",
            "}",
            "{",
            "=",
            "}",
        ]:
            reader.place += 6  # an equality that is asked about
            token = Token(Kind.MARK, "=", token.start, token.end)
        if token.text == ":" and reader.at("="):
            raise reader.refusal("a definition is no claim: write =", token)
        if token.text == r"\notin" and not operators and reader.token.text == "Q" and reader.ahead().kind is Kind.END:
            reader.take()
            return reader.node("irrational", (terms[0],)), settled, notes
        if token.text not in RELATION_SIGNS or token.kind not in (Kind.MARK, Kind.COMMAND):
            raise reader.refusal(
                _NO_CLAIMS.get(token.text, f"unexpected {token}: a relation or the end is wanted here"), token
            )
        operators.append(RELATION_SIGNS[token.text])
        terms.append(_side(reader))
    if not operators:
        raise reader.refusal(r"a claim needs a relation between two expressions (= \ne < \le > \ge)")
    sides = []
    for term in terms:
        side, certain, said = resolved(reader, term)
        sides.append(side)
        settled = settled and certain
        notes += said
    head = operators[0] if len(operators) == 1 else "chain"
    assert head in RELATIONS or head == "chain"
    return reader.node(head, tuple(sides), None if len(operators) == 1 else " ".join(operators)), settled, notes


def _side(reader: TermReader) -> Expr:
    if reader.token.kind is Kind.END:
        raise reader.refusal("a side of the relation is missing")
    return reader.sum()


def _euler_gamma(reader: TermReader, claim: Claim) -> str:
    """Refuse a letter gamma that may be a variable; else say that it was read as Euler's constant."""
    assert reader.gamma is not None
    heads = {node.head for node in walk(claim.proposition)}
    if not claim.declared and heads & _EULER_CONTEXT and free_symbols(claim.proposition) <= CONSTANTS:
        return r"\gamma is read as Euler's constant"
    raise reader.ambiguity(
        r"\gamma is not declared", reader.gamma, "Euler's constant, named as 'euler_gamma'",
        r"a variable, declared by a condition such as \quad \gamma \in \mathbb{R}",
    )  # fmt: skip
