"""A claim: a relation, and the conditions under which it is claimed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from probatum.verifiers.language.expr import Expr, chain_links, free_symbols
from probatum.verifiers.language.text import expression_text

CONSTANTS: Final = frozenset({"i", "e", "pi", "euler_gamma", "catalan", "golden_ratio", "glaisher", "khinchin", "oo"})
"""Names that mean a number (or infinity) where nothing declares or binds them."""

DOMAINS: Final = frozenset({"ZZ", "NN", "QQ", "RR", "CC", "HH", "PP"})
"""Names of sets: integers, non-negative integers, rationals, reals, complex numbers, upper half-plane, primes."""


@dataclass(frozen=True)
class Claim:
    """`proposition` (a relation or a chain of relations) for all values that satisfy `conditions`."""

    proposition: Expr
    conditions: tuple[Expr, ...] = ()

    @cached_property
    def declared(self) -> tuple[str, ...]:
        """Variables that a condition introduces (`x in RR`), in the order of their first declaration.

        A declaration hides the constant of the same name: after `for e in ZZ`, `e` is an integer.
        """
        names: dict[str, None] = {}
        pending = list(reversed(self.conditions))
        while pending:
            condition = pending.pop()
            if condition.head == "and":
                pending.extend(reversed(condition.args))
            elif condition.head == "in" and condition.args[0].head == "symbol":
                names[condition.args[0].name] = None
        return tuple(names)

    @cached_property
    def undeclared(self) -> frozenset[str]:
        """Names that are neither declared nor constants nor sets: a claim with any is not well-posed."""
        names = free_symbols(self.proposition)
        if self.proposition.head == "using":  # a family of approximations is indexed by n
            names = free_symbols(self.proposition.args[0]) | (free_symbols(self.proposition.args[1]) - {"n"})
        for condition in self.conditions:
            names |= free_symbols(condition)
        if self.proposition.head == "conservative":  # parameters of the field stand for all their values
            return frozenset()
        return names - CONSTANTS - DOMAINS - frozenset(self.declared)

    @cached_property
    def relations(self) -> tuple[Expr, ...]:
        """The relations claimed together: one, or the links of a chain `a = b <= c`."""
        if self.proposition.head != "chain":
            return (self.proposition,)
        return chain_links(self.proposition)

    @cached_property
    def text(self) -> str:
        """The canonical text: parsing it gives this claim again."""
        text = expression_text(self.proposition)
        if self.conditions:
            text += f" for {', '.join(map(expression_text, self.conditions))}"
        return text

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the canonical text, in hexadecimal: the identity of the claim."""
        return hashlib.sha256(self.text.encode()).hexdigest()
