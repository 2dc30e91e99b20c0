"""Responses put together from messages that workers have serialised already: the server does not parse them again."""

from __future__ import annotations

from probatum.v1 import verdict_service_pb2 as messages

_LENGTH_DELIMITED = 2


def _tag(message: type, field: str) -> bytes:
    return _varint(message.DESCRIPTOR.fields_by_name[field].number << 3 | _LENGTH_DELIMITED)  # type: ignore[attr-defined]


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


_VERDICT_OF_RESPONSE = _tag(messages.VerifyResponse, "verdict")
_ANSWER = _tag(messages.VerifyManyResponse, "answers")
_ID = _tag(messages.VerifyManyAnswer, "id")
_VERDICT = _tag(messages.VerifyManyAnswer, "verdict")
_ERROR = _tag(messages.VerifyManyAnswer, "error")


def verify_response(verdict: bytes) -> bytes:
    """The VerifyResponse that holds a serialised verdict."""
    return _VERDICT_OF_RESPONSE + _varint(len(verdict)) + verdict


def verdict_answer(name: bytes, verdict: bytes) -> bytes:
    """A VerifyManyResponse with one answer; several, one after the other, are one VerifyManyResponse with all."""
    return _answer(name, _VERDICT, verdict)


def error_answer(name: bytes, error: bytes) -> bytes:
    """A VerifyManyResponse with one answer that is a serialised Error."""
    return _answer(name, _ERROR, error)


def _answer(name: bytes, tag: bytes, outcome: bytes) -> bytes:
    body = _ID + _varint(len(name)) + name + tag + _varint(len(outcome)) + outcome
    return _ANSWER + _varint(len(body)) + body
