"""The constructions by name: what a certificate of an irrationality measure may refer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from probatum.verifiers.irrationality.bessel_fractions import bessel_fractions
from probatum.verifiers.irrationality.construction import Construction, NoConclusionError
from probatum.verifiers.irrationality.double_integrals import double_integrals
from probatum.verifiers.irrationality.integer_fractions import integer_fractions, lambert_fractions
from probatum.verifiers.irrationality.log_integrals import log_integrals
from probatum.verifiers.irrationality.polynomial_integrals import polynomial_integrals
from probatum.verifiers.irrationality.power_integrals import power_integrals
from probatum.verifiers.irrationality.quadratic_integrals import quadratic_integrals
from probatum.verifiers.irrationality.quadratic_units import quadratic_units
from probatum.verifiers.irrationality.zeta_values import zeta_values

__all__ = ["CONSTRUCTIONS", "construct"]

CONSTRUCTIONS: Final[Mapping[str, Callable[[tuple[int, ...]], Construction]]] = MappingProxyType(
    {
        "bessel_fractions": bessel_fractions,
        "double_integrals": double_integrals,
        "integer_fractions": integer_fractions,
        "lambert_fractions": lambert_fractions,
        "log_integrals": log_integrals,
        "polynomial_integrals": polynomial_integrals,
        "power_integrals": power_integrals,
        "quadratic_integrals": quadratic_integrals,
        "quadratic_units": quadratic_units,
        "zeta_values": zeta_values,
    }
)


def construct(name: str, parameters: tuple[int, ...]) -> Construction:
    """The construction called `name`; raises NoConclusionError for an unknown one, and where nothing follows."""
    if name not in CONSTRUCTIONS:
        raise NoConclusionError(f"unknown construction: {name}")
    return CONSTRUCTIONS[name](parameters)
