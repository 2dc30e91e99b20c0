"""Why an expression has no enclosure.

EvaluationError
├── DivergentError        a series, product, integral or continued fraction that does not converge
├── InfiniteValueError    a value is infinite, or the expression speaks of infinity
├── IllFormedError        the parts do not fit together (a set where a number is wanted)
├── UnsupportedError      convergent perhaps, but no method here encloses it
└── PrecisionError        the enclosure stays too wide at this working precision

UndefinedValueError, UnsupportedArgumentError and TooLargeError of `probatum.verifiers.functions` are raised beside
them.
"""

from __future__ import annotations

from typing import Final

from probatum.verifiers.functions.row import TooLargeError, UndefinedValueError, UnsupportedArgumentError


class EvaluationError(ArithmeticError):
    """An expression that cannot be enclosed; the message says why."""


class DivergentError(EvaluationError):
    """The expression is an infinite process that provably does not converge; the message names the test."""


class InfiniteValueError(EvaluationError):
    """The expression contains or produces an infinite value."""


class IllFormedError(EvaluationError):
    """The expression is not a number: a set, a condition, a tuple, a bound that is no integer."""


class UnsupportedError(EvaluationError):
    """No method of this version encloses the expression."""


class PrecisionError(EvaluationError):
    """The enclosure is not finite, or too wide, at the working precision; more bits may help."""


NO_VALUE: Final = (EvaluationError, UndefinedValueError, UnsupportedArgumentError, TooLargeError, ValueError)
"""What evaluation raises where it gives no value; ValueError is python-flint's."""
