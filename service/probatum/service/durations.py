"""Seconds as protobuf durations, and back."""

from __future__ import annotations

from google.protobuf.duration_pb2 import Duration


def duration(seconds: float) -> Duration:
    """Seconds as a Duration; negative ones are none."""
    whole, nanos = divmod(round(max(0.0, seconds) * 1e9), 10**9)
    return Duration(seconds=whole, nanos=nanos)


def seconds(duration: Duration) -> float:
    """A Duration in seconds."""
    return duration.seconds + duration.nanos / 1e9
