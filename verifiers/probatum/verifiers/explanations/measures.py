"""The argument for an irrationality measure written out: the number, its construction, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from probatum.verifiers.balls.enclosures import decimal_ball
from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.documents import Document
from probatum.verifiers.certificates.proofs import in_order
from probatum.verifiers.explanations.approximations import fraction_argument, unit_argument, zeta_argument
from probatum.verifiers.explanations.free_exponents import double_argument, polynomial_argument
from probatum.verifiers.explanations.integral_families import logarithm_argument, power_argument, quadratic_argument
from probatum.verifiers.explanations.prose import Prose, Reference
from probatum.verifiers.explanations.sentences import sentences
from probatum.verifiers.irrationality.construction import Construction
from probatum.verifiers.irrationality.constructions import construct
from probatum.verifiers.irrationality.statements import read_statement
from probatum.verifiers.irrationality.terms import enclosed
from probatum.verifiers.language import Expr, symbol

__all__ = ["irrationality_measure", "small_measure"]

_DIGITS: Final = 15


def irrationality_measure(found: Document) -> list[Prose]:
    """The argument for a claim about the measure of a number, from linear forms with small values."""
    certificate: Any = found.certificate
    construction = construct(certificate.construction, certificate.parameters)
    return [
        *_opening(found, construction),
        *_ARGUMENTS[construction.name](construction),
        *_conclusion(construction, found),
    ]


def small_measure(found: Document) -> list[Prose]:
    """Why a number is not irrational, or no number has the measure that is claimed."""
    relation = check(found.claim, found.certificate).relation
    assert relation is not None
    if relation.head == "!=":
        return [[relation.args[0], " is the rational number ", relation.args[1], "."]]
    dirichlet = """By Dirichlet's theorem (1842) the measure of every irrational number is at least $2$: for
    infinitely many fractions $abs(x - p/q) < 1/q^2$. The measure that is claimed is smaller."""
    return [sentences(dirichlet)]


def _opening(found: Document, construction: Construction) -> list[Prose]:
    """How the number and the source that the claim speaks of belong to the construction."""
    certificate: Any = found.certificate
    statement = read_statement(found.claim)
    opening: list[Prose] = []
    if certificate.proofs:
        opening.append([
            "By ", Reference(len(in_order(certificate.proofs))), " the number is the image of ", construction.constant,
            " under a Möbius map with rational coefficients, and has the same measure. What follows speaks of that "
            "constant.",
        ])  # fmt: skip
        if certificate.power > 1:
            opening[-1] = [
                "By ", Reference(len(in_order(certificate.proofs))), *sentences(f""" the number raised to $k$, $k =
                {certificate.power}$, is the image of """), construction.constant, *sentences(""" under a Möbius map
                with rational coefficients. If $abs(x - p/q) < q^(-m)$, then $abs(x^k - p^k/q^k) < C*(q^k)^(-m/k)$ with
                a constant $C$: the number is irrational, and its measure is at most $k$ times that of the constant, of
                which the following speaks."""),
            ]  # fmt: skip
    elif statement.number.head == "pcf" and not construction.multiple(statement.number):
        opening.append([
            "The recurrence of the convergents of ", statement.number, " is that of the approximations below, for ",
            construction.constant, ", up to a factor: its convergents, all or every second one, are images of them "
            "under one Möbius map with rational coefficients, and so is its value, which has the same measure.",
        ])  # fmt: skip
    elif statement.number != construction.constant:
        opening.append([
            statement.number, " is a rational multiple of ", construction.constant, " (or the same number written in "
            "another way): it has the same measure.",
        ])  # fmt: skip
    if statement.source is not None:
        opening.append([
            "The source ", statement.source, " gives the approximations below up to a Möbius map with rational "
            "coefficients: it is the same family, or its recurrence is that of the approximations up to a factor.",
        ])  # fmt: skip
    return opening


_IRRATIONAL: Final = """ and $b_n = D_n*q_n$, $a_n = D_n*p_n$, which are integers. Enclosures show $E + D < 0$. Let
    $tau = -E - D$, and let $sigma$ be the limit of $log(abs(b_n))/n$, which is at most $Q + D$; $abs(b_n*x - a_n) <=
    e^(-(tau + o(1))*n)$. Let a fraction $p/q$ be given, and $n$ the first index from which on $abs(b_r*x - a_r) <
    1/(2*q)$ for all $r >= n$, so that $n <= (1/tau + o(1))*log(q)$. Let $m >= n$ be the first index with $b_m*p !=
    a_m*q$, which exists since $a_m/b_m$ tends to the irrational $x$. Then $1 <= abs(b_m*p - a_m*q)$, which is at most
    $q*abs(b_m*x - a_m) + q*abs(b_m)*abs(x - p/q)$, and so $abs(x - p/q) >= 1/(2*q*abs(b_m))$. If $m > n$, then $p/q =
    a_r/b_r$ for $r = m - 1$, so that $abs(x - p/q) <= e^(-(sigma + tau + o(1))*m)$; both together give $e^((tau +
    o(1))*m) <= 2*q$. In both cases $m <= (1/tau + o(1))*log(q)$ and $abs(x - p/q) >= q^(-1 - sigma/tau - o(1))$: the
    measure of the constant is at most """
_LEMMA: Final = """ and $b_n = D_n*q_n$, $a_n = D_n*p_n$, which are integers. Enclosures show $E + D < 0$. With $tau
    = -E - D$ and $sigma = Q + D$ the forms $b_n*x - a_n$ are not $0$ for large $n$ and tend to $0$, so that $b_n !=
    0$; for a rational $x$ they would be multiples of a fixed positive number, so that $x$ is irrational. Let a
    fraction $p/q$ be given, and $n$ the first index from which on $abs(b_m*x - a_m) < 1/(2*q)$ for all $m >= n$;
    since $g(n)/g(n - 1)$ tends to $1$, $g(n) = (1/tau + o(1))*log(q)$. If $b_n*p != a_n*q$, then $1 <= abs(b_n*p -
    a_n*q)$, which is at most $q*abs(b_n*x - a_n) + q*abs(b_n)*abs(x - p/q)$, and so $abs(x - p/q) >=
    1/(2*q*abs(b_n))$. If they are equal, $abs(x - p/q) = abs(b_n*x - a_n)/abs(b_n)$. In both cases $abs(x - p/q) >=
    q^(-1 - sigma/tau - o(1))$: the measure of the constant is at most """


def _conclusion(construction: Construction, found: Document) -> list[Prose]:
    midpoint, radius = decimal_ball(enclosed(construction.measure), _DIGITS)
    shown = midpoint if radius == "0" else f"{midpoint} ± {radius}"
    delta = construction.delta.str(_DIGITS, radius=False)
    irrational = construction.name == "polynomial_integrals"
    bound = Expr(
        "<=" if irrational else "=",
        (Expr("+", (Expr("int", (), 1), Expr("/", (symbol("sigma"), symbol("tau"))))), construction.measure),
    )
    return [
        [
            *sentences("Conclusion. Let $D_n$ be the common denominator above, $log(D_n) = (D + o(1))*g(n)$ with "),
            Expr("=", (symbol("D"), construction.denominators)),
            *sentences(_IRRATIONAL if irrational else _LEMMA), bound,
            f", that is {shown} (delta = {delta}). The claim ", found.claim.proposition, " follows.",
        ],
        [f"References. {_REFERENCES[construction.name]} For the conclusion: Hata, Rational approximations to pi and "
         "some other numbers, Acta Arith. 63 (1993), Lemma 2.1 and Remark 2.1."],
    ]  # fmt: skip


_ARGUMENTS: Final[Mapping[str, Callable[[Construction], list[Prose]]]] = MappingProxyType(
    {
        "bessel_fractions": fraction_argument,
        "double_integrals": double_argument,
        "integer_fractions": fraction_argument,
        "lambert_fractions": fraction_argument,
        "log_integrals": logarithm_argument,
        "polynomial_integrals": polynomial_argument,
        "power_integrals": power_argument,
        "quadratic_integrals": quadratic_argument,
        "quadratic_units": unit_argument,
        "zeta_values": zeta_argument,
    }
)

_PERRON: Final = "Perron, Math. Ann. 84 (1921), in Elaydi, An introduction to difference equations (2005), 8.5."
_REFERENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bessel_fractions": f"DLMF 10.10.1, 10.33.1; Davis, J. Austral. Math. Soc. 25 (1978); {_PERRON}",
        "double_integrals": "Rhin, Viola, On a permutation group related to zeta(2), Acta Arith. 77 (1996); Zudilin, "
        "J. Théor. Nombres Bordeaux 16 (2004). The irrationality of zeta(2): Apéry (1979).",
        "integer_fractions": f"Davis, J. Austral. Math. Soc. 25 (1978); {_PERRON}",
        "lambert_fractions": f"Lambert (1761); Davis, J. Austral. Math. Soc. 25 (1978); {_PERRON}",
        "log_integrals": "Alladi, Robinson, J. reine angew. Math. 318 (1980); Rukhadze (1987); Hata, J. reine angew. "
        "Math. 407 (1990).",
        "polynomial_integrals": "Hata, Acta Arith. 63 (1993); Rhin (1987); Flajolet, Sedgewick, Analytic combinatorics "
        "(2009), theorem VIII.8; Lindemann (1882).",
        "power_integrals": "Zeilberger, Zudilin, Automatic discovery of irrationality proofs and irrationality "
        "measures (2021); Alladi, Robinson, J. reine angew. Math. 318 (1980); Bateman, Kalb, Stenger, Amer. Math. "
        "Monthly 109 (2002).",
        "quadratic_integrals": "Alladi, Robinson, J. reine angew. Math. 318 (1980); Szegő, Orthogonal polynomials "
        "(1975), (4.5.5); Christoffel (1858), in Whittaker, Watson, A course of modern analysis (1927), 15.3.",
        "quadratic_units": "Hardy, Wright, An introduction to the theory of numbers (2008), 11.7, 14.5.",
        "zeta_values": "Apéry (1979); van der Poorten, Math. Intelligencer 1 (1979); Nesterenko, Math. Notes 59 "
        f"(1996); Zudilin, An elementary proof of Apéry's theorem, arXiv math/0202159; {_PERRON}",
    }
)
