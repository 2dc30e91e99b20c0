"""What keeps a matrix field or a trajectory from being worked with.

FieldError
├── IllFormedFieldError    it is no matrix field: shapes, names, entries that are not rational
├── LargeFieldError        larger than the bounds
└── SingularityError       a step has no value, or no inverse, where it is needed
"""

from __future__ import annotations

__all__ = ["FieldError", "IllFormedFieldError", "LargeFieldError", "SingularityError"]


class FieldError(ValueError):
    """A matrix field that cannot be worked with; the message says why."""


class IllFormedFieldError(FieldError):
    """The parts do not make a field of square matrices of rational functions."""


class LargeFieldError(FieldError):
    """The field, or a product of its matrices, is larger than the bounds."""


class SingularityError(FieldError):
    """A matrix has a pole or no inverse where the path needs it."""
