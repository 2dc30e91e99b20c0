"""Certificates in messages of `probatum.v1` as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from probatum.client._verdict import Certificate, Statement
from probatum.v1 import certificate_pb2


def certificate(message: certificate_pb2.Certificate) -> Certificate:
    """The certificate in a message; `unknown` of a newer server's kind."""
    kind = message.WhichOneof("kind")
    match kind:
        case None:
            return Certificate("unknown")
        case "separated_balls":
            balls = message.separated_balls
            point = [[each.variable, tree(value)] for each, value in zip(balls.point, balls.values, strict=False)]
            return Certificate(kind, {"precision_bits": str(balls.precision_bits), "point": point})
        case "algebraic_zero":
            return Certificate(kind, {"precision_bits": str(message.algebraic_zero.precision_bits)})
        case "other":
            steps = tuple({"rule": each.rule, **_contents(each.arguments)} for each in message.other.steps)
            return Certificate(message.other.kind, _contents(message.other.arguments), steps)
        case _:
            return Certificate(kind)


def statement(message: certificate_pb2.Statement) -> Statement:
    """The claim in a message."""
    return Statement(tree(message.proposition), tuple(tree(each) for each in message.conditions))


def tree(message: certificate_pb2.Expression) -> Any:
    """The tree in a message: `["+", ["int", "1"], ["symbol", "pi"]]`; None when its nodes are no tree."""
    stack: list[Any] = []
    for node in reversed(message.nodes):
        if node.arity > len(stack):
            return None
        arguments = [stack.pop() for _ in range(node.arity)]
        values = node.value.split("/") if node.head == "decimal" else [node.value] if node.value else []
        stack.append([node.head, *values, *arguments])
    return stack[0] if len(stack) == 1 else None


def _contents(arguments: Iterable[certificate_pb2.Argument]) -> dict[str, Any]:
    return {each.name: _value(each.value) for each in arguments}


def _value(message: certificate_pb2.Value) -> Any:
    match message.WhichOneof("kind"):
        case "integer":
            return message.integer
        case "text":
            return message.text
        case "expression":
            return tree(message.expression)
        case "list":
            return [_value(each) for each in message.list.values]
        case "step":
            return {"step": str(message.step)}
        case _:
            return None
