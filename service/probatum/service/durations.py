"""Seconds as protobuf durations, and back."""

from __future__ import annotations

from google.protobuf.duration_pb2 import Duration


def duration(seconds: float) -> Duration:
    """Seconds as a Duration; negative ones are none."""
    whole, fraction = divmod(max(0.0, seconds), 1)
    return Duration(seconds=int(whole), nanos=int(fraction * 1e9))


def seconds(duration: Duration) -> float:
    """A Duration in seconds."""
    return duration.seconds + duration.nanos / 1e9
