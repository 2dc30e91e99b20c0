"""Telescoping relations between sums: Gosper's and Gauss's, and everything that must not pass for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.sum_relation import SumRelation
from probatum.verifiers.language import Expr, integer, parse_expression
from probatum.verifiers.provers.sums import sum_relation


def _relation(target: str, *known: str) -> SumRelation:
    found = sum_relation(parse_expression(target), [parse_expression(text) for text in known])
    assert found is not None
    return found


def _proves(left: str, right: str, relation: SumRelation) -> bool:
    """Whether `left = right` follows from the relation by arithmetic."""
    equation = Checking(RULES).conclude(relation)
    series = relation.sums[0][0]
    parts = equation.left.args if equation.left.head == "+" else (equation.left,)
    factor = next(part for part in parts if part.args[-1] == series).args[0]
    relations = ((Expr("/", (integer(1), factor)), relation),)
    proof = Combination(parse_expression(left), parse_expression(right), (), relations)
    try:
        Checking(RULES).conclude(proof)
    except CertificateError:
        return False
    return True


GOSPER = [
    # Petkovšek, Wilf, Zeilberger, A = B, chapter 5, and classical telescoping sums.
    ("sum(1/(k*(k + 1)), k, 1, oo)", "1"),
    ("sum(k/(k + 1)!, k, 0, oo)", "1"),
    ("sum(1/(k*(k + 1)*(k + 2)), k, 1, oo)", "1/4"),
    ("sum(k/3^k, k, 0, oo)", "3/4"),
    ("sum(3^(-k - 1/2), k, 0, oo)", "3/2/sqrt(3)"),
    ("sum((-1)^k*(2*k + 1)/(k*(k + 1)), k, 1, oo)", "-1"),
    ("sum(binomial(2*k, k)/(4^k*(2*k - 1)), k, 0, oo)", "0"),
    # Gauss's theorem where the terms telescope: 2F1(1/2, 1/2; 2; 1) = 4/pi.
    ("sum(rising(1/2, k)^2/(k!*(k + 1)!), k, 0, oo)", "4/pi"),
]


@pytest.mark.parametrize(("series", "value"), GOSPER)
def test_sums_that_telescope(series: str, value: str) -> None:
    assert _proves(series, value, _relation(series))


@pytest.mark.parametrize(("series", "value"), GOSPER)
def test_no_other_value_follows(series: str, value: str) -> None:
    assert not _proves(series, f"{value} + 1/10^30", _relation(series))


def test_an_index_shift() -> None:
    relation = _relation("sum(1/(k + 3)^2, k, 0, oo)", "sum(1/n^2, n, 1, oo)")
    assert _proves("sum(1/(k + 3)^2, k, 0, oo)", "sum(1/n^2, n, 1, oo) - 5/4", relation)


def test_a_shifted_binomial() -> None:
    """Sun (2023) derives such series from Ramanujan's for 4/pi; the relation holds whatever that one's value is."""
    target = "sum((12*k^2 - 1)*binomial(2*k, k)^3/(256^k*(2*k - 1)^2), k, 0, oo)"
    known = "sum((6*k + 1)*binomial(2*k, k)^3/256^k, k, 0, oo)"
    assert _proves(target, f"-1/2*{known}", _relation(target, known))


@pytest.mark.parametrize(
    ("target", "known"),
    [
        ("sum(1/k^2, k, 1, oo)", ()),
        ("sum(1/k^2, k, 1, oo)", ("sum(1/k^4, k, 1, oo)",)),
        ("sum(1/(2*k + 1)^2, k, 0, oo)", ("sum(1/k^2, k, 1, oo)",)),
        ("sum(binomial(2*k, k)/5^k, k, 0, oo)", ("sum(binomial(2*k, k)/6^k, k, 0, oo)",)),
        ("sum(1/2^(k^2), k, 0, oo)", ()),
        ("sum(1/k^2, k, 1, 100)", ()),
    ],
)
def test_sums_without_a_relation(target: str, known: tuple[str, ...]) -> None:
    assert sum_relation(parse_expression(target), [parse_expression(text) for text in known]) is None


def _altered() -> list[SumRelation]:
    valid = _relation("sum(1/(k + 3)^2, k, 0, oo)", "sum(1/n^2, n, 1, oo)")
    (first, (above, below)), second = valid.sums
    other = parse_expression("sum(1/(k + 4)^2, k, 0, oo)")
    return [
        replace(valid, sums=(second,)),
        replace(valid, sums=()),
        replace(valid, sums=((other, (above, below)), second)),
        replace(valid, sums=((first, (tuple(2 * c for c in above), below)), second)),
        replace(valid, sums=((first, (above, (0,))), second)),
        replace(valid, sums=((parse_expression("sum(1/(k + 3)^2, k, 0, 9)"), (above, below)), second)),
        replace(valid, ratio=((1, 1), (1,))),
        replace(valid, start=-1),
        replace(valid, start=0),
        replace(valid, start=10**9),
        replace(valid, telescoper=((1,), (1,))),
        replace(valid, telescoper=((1,), (0,))),
    ]


@pytest.mark.parametrize("index", range(12))
def test_altered_relations_are_rejected(index: int) -> None:
    with pytest.raises(CertificateError):
        Checking(RULES).conclude(_altered()[index])


@pytest.mark.parametrize(
    "series",
    [
        "sum(k*k!, k, 0, oo)",  # telescopes to (k + 1)! - 1, and diverges
        "sum((-1)^k*(2*k + 1), k, 0, oo)",
        "sum(1/((k - 3)*(k - 2)), k, 0, oo)",  # no value at k = 2, 3
    ],
)
def test_divergent_and_undefined_sums_are_rejected(series: str) -> None:
    relation = sum_relation(parse_expression(series))
    assert relation is not None
    with pytest.raises(CertificateError):
        Checking(RULES).conclude(relation)
