"""The rules of inference: each is a dataclass with the data of an instance, and the function that concludes from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from probatum.verifiers.certificates.proofs import Equation
from probatum.verifiers.certificates.rules.antiderivative import Antiderivative, conclude_antiderivative
from probatum.verifiers.certificates.rules.beta_series import BetaSeries, conclude_beta_series
from probatum.verifiers.certificates.rules.chowla_selberg import ChowlaSelberg, conclude_chowla_selberg
from probatum.verifiers.certificates.rules.combination import (
    Combination,
    Congruence,
    conclude_combination,
    conclude_congruence,
)
from probatum.verifiers.certificates.rules.direction import DirectionChange, conclude_direction_change
from probatum.verifiers.certificates.rules.equivalent_fraction import EquivalentFraction, conclude_equivalent_fraction
from probatum.verifiers.certificates.rules.euler_fraction import EulerFraction, conclude_euler_fraction
from probatum.verifiers.certificates.rules.infinite_product import InfiniteProduct, conclude_infinite_product
from probatum.verifiers.certificates.rules.integral_solution import IntegralSolution, conclude_integral_solution
from probatum.verifiers.certificates.rules.integrands import Integrands, conclude_integrands
from probatum.verifiers.certificates.rules.limit_value import LimitValue, conclude_limit_value
from probatum.verifiers.certificates.rules.logarithms import Logarithms, conclude_logarithms
from probatum.verifiers.certificates.rules.modular_value import ModularValue, conclude_modular_value
from probatum.verifiers.certificates.rules.nome_series import NomeSeries, conclude_nome_series
from probatum.verifiers.certificates.rules.roots import Roots, conclude_roots
from probatum.verifiers.certificates.rules.series_solution import SeriesSolution, conclude_series_solution
from probatum.verifiers.certificates.rules.split_sum import SplitSum, conclude_split_sum
from probatum.verifiers.certificates.rules.sum_relation import SumRelation, conclude_sum_relation
from probatum.verifiers.certificates.rules.theorem import Instance, conclude_instance
from probatum.verifiers.certificates.rules.trajectory import Trajectory, conclude_trajectory
from probatum.verifiers.certificates.rules.transport import Transport, conclude_transport
from probatum.verifiers.certificates.rules.unfolding import Unfolding, conclude_unfolding
from probatum.verifiers.certificates.rules.wz_pair import WZPair, conclude_wz_pair

__all__ = ["RULES"]

RULES: Final[Mapping[type, Callable[..., Equation]]] = MappingProxyType(
    {
        Antiderivative: conclude_antiderivative,
        BetaSeries: conclude_beta_series,
        ChowlaSelberg: conclude_chowla_selberg,
        Combination: conclude_combination,
        Congruence: conclude_congruence,
        EquivalentFraction: conclude_equivalent_fraction,
        DirectionChange: conclude_direction_change,
        EulerFraction: conclude_euler_fraction,
        InfiniteProduct: conclude_infinite_product,
        Instance: conclude_instance,
        IntegralSolution: conclude_integral_solution,
        Integrands: conclude_integrands,
        LimitValue: conclude_limit_value,
        Logarithms: conclude_logarithms,
        ModularValue: conclude_modular_value,
        NomeSeries: conclude_nome_series,
        Roots: conclude_roots,
        SeriesSolution: conclude_series_solution,
        SplitSum: conclude_split_sum,
        SumRelation: conclude_sum_relation,
        Trajectory: conclude_trajectory,
        Transport: conclude_transport,
        Unfolding: conclude_unfolding,
        WZPair: conclude_wz_pair,
    }
)
