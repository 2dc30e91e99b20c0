"""Text to claim, by the grammar in `claim.lark`.

Nothing is evaluated: the result is the inert tree of what was written. Every bound of `Limits` is checked before work
that could grow with the input: the length, the nesting of brackets and the decimal exponents before lexing, the digits
of a literal before its conversion, the depth and the size of a node when it is built.

The tree is built while the text is read, without positions, because keeping them costs time on every claim. A text
that the builder rejects is read once more, with positions, to say where.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NoReturn

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language.builder import CONDITION_HEADS, Builder, Rejected
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.diagnosis import bad_character, bad_token, early_end, position_at
from probatum.verifiers.language.errors import ClaimSyntaxError, LimitExceeded, Position
from probatum.verifiers.language.expr import ARROWS, IRRATIONALITY, RELATIONS, Expr, walk
from probatum.verifiers.language.limits import DEFAULT_LIMITS, Limits

__all__ = ["parse_claim", "parse_expression"]

_BRACKETS: Final = re.compile(r"[(\[)\]]")
_EXPONENTS: Final = re.compile(r"(?<![A-Za-z_0-9.])[0-9.]+[eE][+-]?([0-9]+)")
_ATOMS: Final = re.compile(r"[A-Za-z_0-9.]+")
_FOR: Final = re.compile(r"\bfor\b")

_Parsed = tuple[Expr, tuple[Expr, ...]]


def _grammar() -> str:
    return (files(__package__) / "claim.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _parser(limits: Limits) -> Callable[[str], _Parsed]:
    lark = Lark(_grammar(), parser="lalr", maybe_placeholders=False, transformer=Builder(limits))
    return lark.parse  # type: ignore[return-value]


@lru_cache(maxsize=1)
def _locating_parser() -> Callable[[str], Tree[Token]]:
    return Lark(_grammar(), parser="lalr", maybe_placeholders=False, propagate_positions=True).parse


def _check_size(text: str, limits: Limits) -> None:
    if len(text) > limits.max_length:
        raise LimitExceeded(f"the claim has {len(text)} characters; at most {limits.max_length} are accepted")
    if len(text) > 2 * limits.max_nodes:
        # Shorter texts cannot hold that many parts; of a longer one, the numbers and names are counted first.
        for count, match in enumerate(_ATOMS.finditer(text)):
            if count == limits.max_nodes:
                message = f"the expression has more than {limits.max_nodes} parts"
                raise LimitExceeded(message, position_at(text, match.start()))
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += 1 if match.group() in "([" else -1
        if depth > limits.max_depth:
            message = f"brackets are nested deeper than {limits.max_depth} levels"
            raise LimitExceeded(message, position_at(text, match.start()))
    written_out = 0
    for match in _EXPONENTS.finditer(text):
        # Numbers like 1e9999 are short in the text and long as integers: their total is bounded as well.
        written_out += int(match.group(1)) if match.end(1) - match.start(1) <= 9 else limits.max_digits + 1
        if written_out > limits.max_digits:
            message = f"decimal exponents add up to more than {limits.max_digits}"
            raise LimitExceeded(message, position_at(text, match.start()))


def _raise_located(text: str, limits: Limits) -> NoReturn:
    """Build the tree again from a parse tree that knows its positions, and raise what the builder rejects."""
    builder = Builder(limits)
    positions: dict[int, Position] = {}
    kept: list[Any] = []  # keeps the ids of the built nodes unique
    agenda: list[tuple[Tree[Token], bool]] = [(_locating_parser()(text), False)]
    built: list[Any] = []
    while agenda:
        tree, ready = agenda.pop()
        children = [child for child in tree.children if isinstance(child, Tree)]
        if not ready:
            agenda.append((tree, True))
            agenda += [(child, False) for child in reversed(children)]
            continue
        first = len(built) - len(children)
        subtrees = iter(built[first:])
        arguments = [next(subtrees) if isinstance(child, Tree) else child for child in tree.children]
        del built[first:]
        here = Position(getattr(tree.meta, "line", 1), getattr(tree.meta, "column", 1))
        try:
            result = getattr(builder, str(tree.data))(*arguments)
        except Rejected as rejected:
            raise rejected.error.at(positions.get(id(rejected.culprit), here)) from None
        positions[id(result)] = here
        kept.append(result)
        built.append(result)
    raise AssertionError("the builder rejected a text and then accepted it")


def _syntax_error(text: str, error: UnexpectedCharacters | UnexpectedToken) -> ClaimSyntaxError:
    state: Any = error.interactive_parser
    accepted: set[str] = state.accepts()
    if isinstance(error, UnexpectedCharacters):
        return bad_character(text, error.pos_in_stream or 0, accepted)
    if error.token.type == "$END":
        return early_end(text, accepted)
    return bad_token(text, error.token.start_pos or 0, str(error.token), accepted)


def _parse(text: str, limits: Limits) -> _Parsed:
    _check_size(text, limits)
    if not text.strip():
        raise ClaimSyntaxError("the claim is empty", Position(1, 1), "", ("an expression",))
    try:
        try:
            return _parser(limits)(text)
        except Rejected:
            _raise_located(text, limits)
    except (UnexpectedCharacters, UnexpectedToken) as error:
        raise _syntax_error(text, error) from None


def _check_calls(text: str, claim: Claim) -> None:
    """Refuse `n(n + 1)` where `n` is a variable: a product whose sign was left out."""
    declared = frozenset(claim.declared) - FUNCTIONS.keys()
    for node in walk(claim.proposition):
        if node.head in declared:
            match = re.search(rf"\b{node.head}\s*\(", text)
            message = f"{node.head} is a variable; multiplication is written with *: {node.head}*(...)"
            raise ClaimSyntaxError(message, position_at(text, match.start() if match else 0), node.head)


def parse_claim(text: str, limits: Limits = DEFAULT_LIMITS) -> Claim:
    """The claim written as `text`, for example `sum(1/n^2, n, 1, oo) = zeta(2)`.

    Raises ClaimSyntaxError when the text is not in the language and LimitExceeded when it is larger than `limits`.
    """
    proposition, conditions = _parse(text, limits)
    if proposition.head not in RELATIONS | IRRATIONALITY | ARROWS | {"chain", "conservative", "derivation"}:
        match = _FOR.search(text) if conditions else None
        end = match.start() if match else len(text.rstrip())
        message = "a claim needs a relation between two expressions (= != < <= > >=)"
        if proposition.head in CONDITION_HEADS:
            message += f"; {proposition.head!r} belongs to the conditions after 'for'"
        raise ClaimSyntaxError(
            message, position_at(text, end), "for" if match else "", ("a relation (= != < <= > >=)",)
        )
    claim = Claim(proposition, conditions)
    if conditions:
        _check_calls(text, claim)
    return claim


def parse_expression(text: str, limits: Limits = DEFAULT_LIMITS) -> Expr:
    """The expression written as `text`, without a relation or conditions; raises as `parse_claim` does."""
    proposition, conditions = _parse(text, limits)
    if conditions or proposition.head in CONDITION_HEADS:
        raise ClaimSyntaxError("an expression is wanted, without a relation or conditions", Position(1, 1))
    return proposition
