"""The inert expression tree of the claim language.

An `Expr` records what was written and nothing else: building `zeta(2)` or `1 + 1` computes nothing, because a silent
simplification is an unchecked proof. Structure is carried by `head`:

=====================================  ==========================================================================
head                                   arguments
=====================================  ==========================================================================
`int`, `decimal`, `symbol`             none; `value` is a non-negative int, a Fraction >= 0, a name
`+`, `*`                               two or more terms
`neg`, `!`                             one
`/`, `^`                               two
`sum`, `prod`, `integral`              body, bound symbol, lower end, upper end
`limit`                                body, bound symbol, point
`pcf`                                  a, b, bound symbol: `a(0) + b(1)/(a(1) + b(2)/(a(2) + ...))`
`axis`                                 a symbol and the matrix of the step along it
`field`                                one or more of `axis`: a matrix field
`limit_along`                          field, `tuple` of the start and of the direction, perhaps a `list` of rows
`conservative`                         a field: the claim that paths with the same ends have the same product
`irrational`                           a number: the claim that it is irrational
`mu`                                   a number: its irrationality measure
`using`                                a claim about irrationality, and what it is derived from
`tuple`, `list`                        any number; a list of lists is a matrix
`[)`, `(]`                             two: a half-open interval (`tuple`, `list` of two serve as `(a, b)`, `[a, b]`)
`=`, `!=`, `<`, `<=`, `>`, `>=`        two
`=>`, `<=>`                            two propositions; several steps are a `chain`
`derivation`                           steps: relations, or implications, each from the end of the one before it
`in`                                   element, set
`and`, `or`                            two or more
`not`                                  one
any other name                         a function of the claim language applied to its arguments
=====================================  ==========================================================================

`a - b` is `+(a, neg(b))` and a negative literal is `neg(int)`, so that text and tree determine each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final, TypeVar

_Result = TypeVar("_Result")

RELATIONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
"""Heads of relations between two terms."""

ARROWS: Final = frozenset({"=>", "<=>"})
"""Heads of implications between two propositions."""

CONNECTIVES: Final = frozenset({"and", "or", "not", "in"})
"""Heads of conditions built from others or from a term and a set."""

MAX_SERIES: Final = 64
"""Axes of one kind that a construction of a matrix field may have."""

BINDERS: Final = {"sum": 4, "prod": 4, "integral": 4, "limit": 3, "pcf": 3}
"""Heads that bind a symbol, with their number of arguments; the symbol is argument 1 (`pcf`: argument 2)."""

STRUCTURAL: Final = frozenset({"+", "*", "neg", "!", "/", "^", "tuple", "list", "[)", "(]"})
"""Heads with notation of their own that are neither functions nor binders nor conditions."""

ATOMS: Final = frozenset({"int", "decimal", "symbol"})

FIELDS: Final = frozenset({"field", "pFq", "meijerG", "ffbar", "dual", "tensor", "coboundary"})
"""Heads that name or make a matrix field."""


IRRATIONALITY: Final = frozenset({"irrational", "mu", "using"})
"""Heads of claims about irrationality; `mu` also stands on the left of a relation."""


class Expr:
    """An immutable expression; equality is equality of what was written.

    `depth` is the height of the tree (an atom has depth 1) and `size` its number of nodes.
    """

    __slots__ = ("_free_symbols", "_hash", "args", "depth", "head", "size", "value")

    head: str
    args: tuple[Expr, ...]
    value: int | Fraction | str | None
    depth: int
    size: int

    def __init__(self, head: str, args: tuple[Expr, ...] = (), value: int | Fraction | str | None = None) -> None:
        depth, size = 0, 1
        for arg in args:
            if arg.depth > depth:
                depth = arg.depth
            size += arg.size
        set_slot = object.__setattr__
        set_slot(self, "head", head)
        set_slot(self, "args", args)
        set_slot(self, "value", value)
        set_slot(self, "depth", depth + 1)
        set_slot(self, "size", size)
        set_slot(self, "_hash", hash((head, args, value)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("an Expr is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("an Expr is immutable")

    def __hash__(self) -> int:
        return self._hash  # type: ignore[attr-defined, no-any-return]

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Expr):
            return NotImplemented
        return (
            self._hash == other._hash  # type: ignore[attr-defined]
            and self.head == other.head
            and self.value == other.value
            and self.args == other.args
        )

    def __reduce__(self) -> tuple[type[Expr], tuple[object, ...]]:
        return (Expr, (self.head, self.args, self.value))

    def __repr__(self) -> str:
        if self.head in ATOMS:
            return f"{self.head}({self.value})"
        return f"{self.head}({', '.join(map(repr, self.args))})"

    @property
    def name(self) -> str:
        """The name of a symbol; raises TypeError for any other expression."""
        if self.head != "symbol" or not isinstance(self.value, str):
            raise TypeError(f"not a symbol: {self!r}")
        return self.value

    def is_symbol(self, name: str) -> bool:
        """Whether this is the symbol called `name`."""
        return self.head == "symbol" and self.value == name


def integer(value: int) -> Expr:
    """The integer `value`; a negative one is `neg` of a literal."""
    return Expr("neg", (Expr("int", (), -value),)) if value < 0 else Expr("int", (), value)


def rational(numerator: int, denominator: int = 1) -> Expr:
    """The rational `numerator/denominator` in lowest terms, as it would be written.

    Raises ZeroDivisionError when the denominator is zero.
    """
    value = Fraction(numerator, denominator)
    if value.denominator == 1:
        return integer(value.numerator)
    return Expr("/", (integer(value.numerator), integer(value.denominator)))


def symbol(name: str) -> Expr:
    """The symbol called `name`: a variable, or a constant such as `pi` where nothing binds it."""
    return Expr("symbol", (), name)


def apply(name: str, *args: Expr) -> Expr:
    """The function `name` applied to `args`."""
    return Expr(name, args)


def speaks_of_irrationality(proposition: Expr) -> bool:
    """Whether the proposition is `irrational(x)`, `mu(x)` or a relation `mu(x) <= m`, perhaps `using` a source."""
    return proposition.head in IRRATIONALITY or (proposition.head in RELATIONS and proposition.args[0].head == "mu")


def bound_symbol_index(head: str) -> int:
    """Which argument of a binder is its bound symbol."""
    return 2 if head == "pcf" else 1


def scoped_arguments(head: str) -> tuple[int, ...]:
    """Which arguments of a binder the bound symbol ranges over."""
    return (0, 1) if head == "pcf" else (0,)


def walk(expr: Expr) -> Iterator[Expr]:
    """Every node of the tree, parents before children, left to right."""
    stack = [expr]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.args))


def field_axes(expr: Expr) -> frozenset[str]:
    """The axes of a matrix field: names that its entries speak of, whatever they mean outside."""
    head, args = expr.head, expr.args
    if head == "field":
        return frozenset(arg.args[0].name for arg in args if arg.head == "axis")
    if head == "ffbar":
        return frozenset({"x", "y"})
    if head in ("dual", "tensor", "coboundary") and args:
        return field_axes(args[0])
    kinds = {"pFq": ("x", "y"), "meijerG": ("a", "b")}.get(head)
    counts = args[:2] if head == "pFq" else args[2:4]
    if kinds is None or len(counts) != 2:
        return frozenset()
    sizes = (min(count.value, MAX_SERIES) if isinstance(count.value, int) else 0 for count in counts)
    return frozenset(f"{kind}{index}" for kind, size in zip(kinds, sizes, strict=True) for index in range(size))


def scoped_children(expr: Expr, scope: frozenset[str]) -> list[tuple[Expr, frozenset[str]]]:
    """The arguments, each with the names that are bound or declared where it stands, given those around `expr`."""
    if expr.head not in BINDERS:
        inner = scope | field_axes(expr) if expr.head in FIELDS else scope
        return [(arg, inner) for arg in expr.args]
    index = bound_symbol_index(expr.head)
    inner = scope | {expr.args[index].name}
    within = {*scoped_arguments(expr.head), index}
    return [(arg, inner if place in within else scope) for place, arg in enumerate(expr.args)]


def fold(
    expr: Expr, combine: Callable[[Expr, list[_Result], frozenset[str]], _Result], scope: frozenset[str] = frozenset()
) -> _Result:
    """The tree rebuilt from its leaves without recursion: `combine(node, results of its arguments, names in scope)`."""
    agenda = [(expr, scope, False)]
    done: list[_Result] = []
    while agenda:
        node, names, ready = agenda.pop()
        if node.args and not ready:
            agenda.append((node, names, True))
            agenda += [(arg, inner, False) for arg, inner in reversed(scoped_children(node, names))]
            continue
        first = len(done) - len(node.args)
        results = done[first:]
        del done[first:]
        done.append(combine(node, results, names))
    return done[0]


def chain_links(chain: Expr) -> tuple[Expr, ...]:
    """The relations that a chain `a = b <= c` joins: `a = b` and `b <= c`."""
    operators, terms = str(chain.value).split(), chain.args
    return tuple(Expr(operator, pair) for operator, pair in zip(operators, itertools.pairwise(terms), strict=True))


def speaks_of_steps(proposition: Expr) -> bool:
    """Whether the proposition is an implication, several joined to a chain, or a `derivation`."""
    return proposition.head in ARROWS | {"derivation"} or (
        proposition.head == "chain" and str(proposition.value).split()[0] in ARROWS
    )


def derivation_steps(proposition: Expr) -> tuple[Expr, ...]:
    """The steps of a derivation in their order: relations between two terms, or implications of two propositions."""
    if proposition.head == "derivation":
        return tuple(step for part in proposition.args for step in derivation_steps(part))
    return chain_links(proposition) if proposition.head == "chain" else (proposition,)


def free_symbols(expr: Expr) -> frozenset[str]:
    """Names that occur outside the scope of any binder of theirs (constants such as `pi` included).

    The expression keeps them: who reads it from the root down asks for them at every node.
    """
    try:
        return expr._free_symbols  # type: ignore[attr-defined, no-any-return]
    except AttributeError:
        names = _free_symbols(expr)
        object.__setattr__(expr, "_free_symbols", names)
        return names


def _free_symbols(expr: Expr) -> frozenset[str]:
    if expr.head == "symbol":
        return frozenset({expr.name})
    if expr.head in BINDERS:
        bound = expr.args[bound_symbol_index(expr.head)].name
        scoped = scoped_arguments(expr.head)
        names: frozenset[str] = frozenset()
        for index, arg in enumerate(expr.args):
            if index == bound_symbol_index(expr.head):
                continue
            inner = free_symbols(arg)
            names |= inner - {bound} if index in scoped else inner
        return names
    names = frozenset()
    for arg in expr.args:
        names |= free_symbols(arg)
    return names - field_axes(expr) if expr.head in FIELDS else names


def substitute(expr: Expr, values: dict[str, Expr]) -> Expr:
    """Replace free symbols by expressions.

    A bound symbol of the name of one in the values is renamed, so that it does not capture it: with i in place of x,
    `sum(x*i, i, 1, 3)` is `sum(i*i_, i_, 1, 3)`. Raises ValueError where an axis of a matrix field would.
    """
    if not values:
        return expr
    if expr.head == "symbol":
        return values.get(expr.name, expr)
    if not expr.args:
        return expr
    if expr.head in BINDERS:
        bound = expr.args[bound_symbol_index(expr.head)].name
        inner = {name: value for name, value in values.items() if name != bound}
        scoped = scoped_arguments(expr.head)
        own = frozenset().union(*(free_symbols(expr.args[index]) for index in scoped))
        new = frozenset().union(*(free_symbols(value) for name, value in inner.items() if name in own))
        index_symbol = expr.args[bound_symbol_index(expr.head)]
        if bound in new:
            index_symbol = symbol(_fresh(bound, own | new))
            inner[bound] = index_symbol
        args = tuple(
            index_symbol
            if index == bound_symbol_index(expr.head)
            else substitute(arg, inner if index in scoped else values)
            for index, arg in enumerate(expr.args)
        )
        return Expr(expr.head, args)
    if expr.head in FIELDS:
        axes = field_axes(expr)
        values = {name: value for name, value in values.items() if name not in axes}
        if any(free_symbols(value) & axes for name, value in values.items() if name in free_symbols(expr)):
            raise ValueError("an axis of a matrix field has the name of a symbol put into it")
    return Expr(expr.head, tuple(substitute(arg, values) for arg in expr.args), expr.value)


def _fresh(name: str, taken: frozenset[str]) -> str:
    """A name that is not taken, made of the given one."""
    while name in taken:
        name += "_"
    return name
