"""Equations with continued fractions, proved through a matrix field."""

from __future__ import annotations

import itertools
from typing import Final

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination, replaced
from probatum.verifiers.language.expr import Expr, integer, walk
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.search import ExhaustedError, Search
from probatum.verifiers.provers.unification import Places, unify

__all__ = ["prove_through_field"]

_MAX_TRAJECTORIES: Final = 3


def prove_through_field(relation: Expr, field: Expr, places: Places, search: Search) -> Proof | None:
    """A proof of a closed equation whose first continued fraction is replaced by a limit along a trajectory.

    Its value is then proved from the field; None when no trajectory is found, or no value is known for it. Raises
    FieldError when `field` is none of rank 2 without parameters.
    """
    fraction = next((node for node in walk(relation) if node.head == "pcf"), None)
    if relation.head != "=" or fraction is None:
        return None
    try:
        for transport in itertools.islice(unify(fraction, field, places, search), _MAX_TRAJECTORIES):
            equation = conclusion(transport)
            if equation is None:
                continue
            left, right = (replaced(side, equation) for side in relation.args)
            value = prove(Expr("=", (left, right)), search)
            if value is not None:
                first, second = relation.args
                proof = Combination(first, second, (transport,), ((integer(1), value),))
                if conclusion(proof) is not None:
                    return proof
    except ExhaustedError:
        search.note("unification: the effort is spent")
    return None
