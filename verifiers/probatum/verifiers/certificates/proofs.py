"""Proofs of equations between constants: what a rule concludes from its data.

A proof is a frozen dataclass: one rule with the data of its instance, among them the proofs of its premises. What it
proves is never written in it: `Checking.conclude` computes the equation from the data, repeating every step with exact
integers, rationals and balls. An equation says that both sides, closed expressions, have a value, and the same.

Each rule is one module of `rules/` and one row of the table in `rules/__init__.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass
from typing import Any, ClassVar, Final, Protocol, TypeVar

from flint import ctx

from probatum.verifiers.balls.enclosures import is_finite
from probatum.verifiers.balls.errors import EvaluationError, PrecisionError
from probatum.verifiers.balls.evaluate import evaluate, evaluate_parts
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, UnsupportedArgumentError, Value
from probatum.verifiers.functions.lift import complex_, is_exact
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols

__all__ = ["CertificateError", "Checking", "Equation", "Proof", "Rule", "in_order"]

MAX_PREMISES: Final = 2_000
"""Proofs that one certificate may consist of."""

MAX_DEPTH: Final = 60
"""How deep proofs may be nested in each other."""

MAX_PRECISION_BITS: Final = 1 << 24
"""Largest working precision that a certificate may ask for."""

FIRST_BITS: Final = 64
"""Precision at which the two sides of each step are compared."""

LAST_BITS: Final = 6144
"""Precision at which a value that has no finite enclosure below it is given up."""


class CertificateError(Exception):
    """The certificate does not establish what it is presented for; the message says what failed."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Both sides have a value, and these are equal."""

    left: Expr
    right: Expr


class Proof(Protocol):
    """A rule of inference with the data of one instance: a frozen dataclass that is a row of the table of rules."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def in_order(parts: Iterable[Any], found: dict[Proof, int] | None = None) -> dict[Proof, int]:
    """The proofs among the parts of a certificate and all their premises: each once, after these, numbered from 0."""
    found = {} if found is None else found
    for part in parts:
        if isinstance(part, tuple):
            in_order(part, found)
        elif part is not None and not isinstance(part, (int, str, Expr)) and part not in found:
            in_order((getattr(part, name) for name in part.__dataclass_fields__), found)
            found[part] = len(found)
    return found


_P = TypeVar("_P", contravariant=True)


class Rule(Protocol[_P]):
    """What a rule concludes. Raises CertificateError when a hypothesis is not seen to hold."""

    def __call__(self, proof: _P, checking: Checking) -> Equation: ...


class Checking:
    """One run of the checker over a tree of proofs: bounds its size, and evaluates each expression once."""

    def __init__(self, rules: Mapping[type, Callable[..., Equation]]) -> None:
        self._rules = rules
        self._premises = 0
        self._depth = 0
        self._values: dict[tuple[Expr, int], Value] = {}
        self._parts: dict[int, dict[Expr, Value]] = {}
        self.concluded: dict[Proof, Equation] = {}
        """What was concluded so far."""

    def conclude(self, proof: Proof) -> Equation:
        """The equation that `proof` proves.

        Raises CertificateError when a hypothesis is not seen to hold, when a side has no value, and when the two sides
        are seen to be different: a rule that concluded them would be wrong, and nothing it says is believed.
        """
        known = self.concluded.get(proof)
        if known is not None:
            return known
        rule = self._rules.get(type(proof))
        if rule is None:
            raise CertificateError(f"unknown rule: {type(proof).__name__}")
        self._premises += 1
        if self._premises > MAX_PREMISES or self._depth >= MAX_DEPTH:
            raise CertificateError("a proof of too many steps")
        self._depth += 1
        try:
            equation = rule(proof, self)
        finally:
            self._depth -= 1
        self._require_agreement(equation)
        self.concluded[proof] = equation
        return equation

    def value(self, expr: Expr, precision_bits: int = FIRST_BITS) -> Value:
        """A finite value or ball for a closed expression, at a precision of at least `precision_bits`.

        Raises CertificateError when there is none up to a bounded precision.
        """
        known = self._values.get((expr, precision_bits))
        if known is not None:
            return known
        if not free_symbols(expr) <= CONSTANTS:
            raise CertificateError("an expression with free variables where a number is wanted")
        value = self._finite_value(expr, precision_bits)
        self._values[(expr, precision_bits)] = value
        return value

    def is_nonzero(self, expr: Expr) -> bool:
        """Whether the value of a closed expression is certainly different from 0."""
        bits = FIRST_BITS
        while bits <= LAST_BITS:
            value = self.value(expr, bits)
            if is_exact(value) or complex_(value) != 0:
                return bool(value != 0)
            bits *= 4
        return False

    def _require_agreement(self, equation: Equation) -> None:
        left, right = self.value(equation.left), self.value(equation.right)
        if complex_(left) - complex_(right) != 0:
            raise CertificateError("the two sides of a step are different numbers")

    def _finite_value(self, expr: Expr, precision_bits: int) -> Value:
        largest = max(LAST_BITS, precision_bits)
        bits = precision_bits
        while True:
            try:
                with ctx.workprec(bits):
                    value = self._evaluated(expr, bits)
                if is_exact(value) or is_finite(value):
                    return value
            except PrecisionError:
                pass
            except (EvaluationError, UndefinedValueError, UnsupportedArgumentError, TooLargeError) as error:
                raise CertificateError(f"no value: {error}") from error
            if bits >= largest:
                raise CertificateError("no finite enclosure of a value was found")
            bits = min(4 * bits, largest)

    def _evaluated(self, expr: Expr, bits: int) -> Value:
        """The value at a working precision; what occurs in several expressions is evaluated once."""
        if expr.head in BINDERS:
            return evaluate(expr, {})
        return evaluate_parts(expr, self._parts.setdefault(bits, {}), lambda part: self._within(part, bits))

    def _within(self, expr: Expr, bits: int) -> Value:
        """The value of a sum, an integral or the like in an expression: finite, if need be by more precision."""
        return self.value(expr, bits) if expr.head in BINDERS else evaluate(expr, {})
