"""Certificates and the claims they are for as messages of `probatum.v1`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any, Final

from flint import fmpz

from probatum.v1.certificate_pb2 import Argument, Assignment, Certificate, Expression, Node, Statement, Step, Value
from probatum.verifiers.certificates import types
from probatum.verifiers.certificates.proofs import Proof, in_order
from probatum.verifiers.certificates.types import KINDS, AlgebraicZero, ExactValues, RationalIdentity, SeparatedBalls
from probatum.verifiers.language import Claim, Expr, expression_text
from probatum.verifiers.language.expr import walk

_NAMES: Final = {kind: name for name, kind in KINDS.items()}


def fill_certificate(message: Certificate, certificate: types.Certificate) -> None:
    """Copy a certificate into a message."""
    if isinstance(certificate, SeparatedBalls):
        message.separated_balls.precision_bits = certificate.precision_bits
        for name, expr in certificate.point:
            message.separated_balls.point.append(Assignment(variable=name, value=expression_text(expr)))
            message.separated_balls.values.append(expression_message(expr))
    elif isinstance(certificate, AlgebraicZero):
        message.algebraic_zero.precision_bits = certificate.precision_bits
    elif isinstance(certificate, ExactValues):
        message.exact_values.SetInParent()
    elif isinstance(certificate, RationalIdentity):
        message.rational_identity.SetInParent()
    else:
        steps = in_order(getattr(certificate, field.name) for field in fields(certificate))
        message.other.kind = _NAMES[type(certificate)]
        message.other.arguments.extend(_arguments(certificate, steps))
        message.other.steps.extend(
            Step(rule=type(proof).__name__, arguments=_arguments(proof, steps)) for proof in steps
        )


def _arguments(instance: Any, steps: Mapping[Proof, int]) -> list[Argument]:
    return [Argument(name=field.name, value=_value(getattr(instance, field.name), steps)) for field in fields(instance)]


def statement_message(claim: Claim) -> Statement:
    """A claim as trees."""
    return Statement(
        proposition=expression_message(claim.proposition),
        conditions=[expression_message(condition) for condition in claim.conditions],
    )


def expression_message(expr: Expr) -> Expression:
    """An expression in Polish notation."""
    return Expression(nodes=[Node(head=node.head, value=_text(node), arity=len(node.args)) for node in walk(expr)])


def _text(node: Expr) -> str:
    if isinstance(node.value, Fraction):
        return f"{fmpz(node.value.numerator)}/{fmpz(node.value.denominator)}"
    if isinstance(node.value, int):
        return str(fmpz(node.value))
    return node.value or ""


def _value(content: Any, steps: Mapping[Proof, int]) -> Value:
    """A part of a certificate; proofs are referred to by their numbers."""
    if content is None:
        return Value()
    if isinstance(content, int):
        return Value(integer=str(fmpz(content)))
    if isinstance(content, str):
        return Value(text=content)
    if isinstance(content, Expr):
        return Value(expression=expression_message(content))
    if isinstance(content, tuple):
        parts = Value()
        parts.list.SetInParent()
        parts.list.values.extend(_value(part, steps) for part in content)
        return parts
    return Value(step=steps[content])
