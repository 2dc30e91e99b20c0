"""What the tests of identities with variables share."""

from __future__ import annotations

import pytest

from probatum.verifiers.certificates.identities import DomainChecking


@pytest.fixture
def nothing_looks_at_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equations are not compared at points: a false one is refused by the rules, or not at all."""
    monkeypatch.setattr(DomainChecking, "_require_agreement", lambda _self, _equation: None)
