"""Contiguous relations and transformations of hypergeometric functions, on all of the domains stated."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["TRANSFORMATION_EQUATIONS"]

_OFF: Final = "z in CC, not (z in RR and z >= 1)"
_C: Final = f"a in CC, b in CC, c in CC, not (c in ZZ and c <= 0), {_OFF}"
_C_LESS: Final = f"a in CC, b in CC, c in CC, not (c in ZZ and c <= 1), {_OFF}"
_ALL: Final = f"a in CC, b in CC, c in CC, {_OFF}"
_B: Final = "a in CC, b in CC, not (b in ZZ and b <= 0), z in CC"
_B_LESS: Final = "a in CC, b in CC, not (b in ZZ and b <= 1), z in CC"
_U: Final = "a in CC, b in CC, z in CC, z != 0"

_GAUSS: Final = (
    (
        "15.5.11",
        _C,
        "a*(1 - z)*hyp2f1(a + 1, b, c, z) = (c - a)*hyp2f1(a - 1, b, c, z) + (2*a - c + (b - a)*z)*hyp2f1(a, b, c, z)",
    ),
    ("15.5.12", _C, "b*hyp2f1(a, b + 1, c, z) = (b - a)*hyp2f1(a, b, c, z) + a*hyp2f1(a + 1, b, c, z)"),
    (
        "15.5.13",
        _C,
        "(c - b)*hyp2f1(a, b - 1, c, z) = (c - a - b)*hyp2f1(a, b, c, z) + a*(1 - z)*hyp2f1(a + 1, b, c, z)",
    ),
    (
        "15.5.14",
        _C,
        "(c - a)*(c - b)*z*hyp2f1(a, b, c + 1, z) = a*c*(1 - z)*hyp2f1(a + 1, b, c, z) - c*(a + (b - c)*z)*hyp2f1(a, b, c, z)",
    ),
    ("15.5.15", _C_LESS, "(c - 1)*hyp2f1(a, b, c - 1, z) = (c - a - 1)*hyp2f1(a, b, c, z) + a*hyp2f1(a + 1, b, c, z)"),
    ("15.5.16", _C, "c*hyp2f1(a - 1, b, c, z) = c*(1 - z)*hyp2f1(a, b, c, z) + (c - b)*z*hyp2f1(a, b, c + 1, z)"),
    (
        "15.5.17",
        _C_LESS,
        "(c - 1)*(1 - z)*hyp2f1(a, b, c - 1, z) = (a - 1 + (b + 1 - c)*z)*hyp2f1(a, b, c, z) + (c - a)*hyp2f1(a - 1, b, c, z)",
    ),
    (
        "15.5.18",
        _C_LESS,
        "(c - a)*(c - b)*z*hyp2f1(a, b, c + 1, z) = c*(c - 1)*(1 - z)*hyp2f1(a, b, c - 1, z) - c*(c - 1 - (2*c - a - b - 1)*z)*hyp2f1(a, b, c, z)",
    ),
    (
        "15.5.19",
        _C,
        "c*(c + 1)*hyp2f1(a, b, c, z) = (c + 1)*(c - (a + b + 1)*z)*hyp2f1(a + 1, b + 1, c + 1, z) + (a + 1)*(b + 1)*z*(1 - z)*hyp2f1(a + 2, b + 2, c + 2, z)",
    ),
)

_KUMMER: Final = (
    ("13.3.1", _B, "a*hyp1f1(a + 1, b, z) = (b - a)*hyp1f1(a - 1, b, z) + (2*a - b + z)*hyp1f1(a, b, z)"),
    (
        "13.3.2",
        _B_LESS,
        "(b - a)*z*hyp1f1(a, b + 1, z) = b*(b - 1 + z)*hyp1f1(a, b, z) - b*(b - 1)*hyp1f1(a, b - 1, z)",
    ),
    ("13.3.3", _B_LESS, "(b - 1)*hyp1f1(a, b - 1, z) = a*hyp1f1(a + 1, b, z) - (a - b + 1)*hyp1f1(a, b, z)"),
    ("13.3.4", _B, "b*hyp1f1(a - 1, b, z) = b*hyp1f1(a, b, z) - z*hyp1f1(a, b + 1, z)"),
    ("13.3.5", _B, "a*b*hyp1f1(a + 1, b, z) = b*(a + z)*hyp1f1(a, b, z) + z*(a - b)*hyp1f1(a, b + 1, z)"),
    ("13.3.6", _B_LESS, "(b - 1)*hyp1f1(a, b - 1, z) = (a - 1 + z)*hyp1f1(a, b, z) + (b - a)*hyp1f1(a - 1, b, z)"),
)

_TRICOMI: Final = (
    ("13.3.7", _U, "hyperu(a - 1, b, z) = (2*a - b + z)*hyperu(a, b, z) - a*(a - b + 1)*hyperu(a + 1, b, z)"),
    ("13.3.8", _U, "z*hyperu(a, b + 1, z) = (b - 1 + z)*hyperu(a, b, z) - (b - a - 1)*hyperu(a, b - 1, z)"),
    ("13.3.9", _U, "hyperu(a, b - 1, z) = hyperu(a, b, z) - a*hyperu(a + 1, b, z)"),
    ("13.3.10", _U, "z*hyperu(a, b + 1, z) = (b - a)*hyperu(a, b, z) + hyperu(a - 1, b, z)"),
    ("13.3.11", _U, "z*hyperu(a, b + 1, z) = (a + z)*hyperu(a, b, z) + a*(b - a - 1)*hyperu(a + 1, b, z)"),
    ("13.3.12", _U, "hyperu(a - 1, b, z) = (a - 1 + z)*hyperu(a, b, z) + (a - b + 1)*hyperu(a, b - 1, z)"),
)

_CONTIGUOUS: Final = tuple(
    (f"contiguous relation of {name}, {number}", f"{text} for {domain}", f"DLMF {number}")
    for name, rows in (("hyp2f1", _GAUSS), ("hyp1f1", _KUMMER), ("hyperu", _TRICOMI))
    for number, domain, text in rows
)

_STEPS: Final = (
    (
        "hyp2f1 with a raised",
        "c*hyp2f1(a + 1, b, c, z) = c*hyp2f1(a, b, c, z) + b*z*hyp2f1(a + 1, b + 1, c + 1, z)",
        _C,
    ),
    (
        "hyp2f1 with b raised",
        "c*hyp2f1(a, b + 1, c, z) = c*hyp2f1(a, b, c, z) + a*z*hyp2f1(a + 1, b + 1, c + 1, z)",
        _C,
    ),
    (
        "hyp2f1 with c lowered",
        "c*(c - 1)*hyp2f1(a, b, c - 1, z) = c*(c - 1)*hyp2f1(a, b, c, z) + a*b*z*hyp2f1(a + 1, b + 1, c + 1, z)",
        _C_LESS,
    ),
    (
        "hyp2f1 with a or b raised",
        "c*(hyp2f1(a, b + 1, c, z) - hyp2f1(a + 1, b, c, z)) = (a - b)*z*hyp2f1(a + 1, b + 1, c + 1, z)",
        _C,
    ),
    ("hyp1f1 with a raised", "b*hyp1f1(a + 1, b, z) = b*hyp1f1(a, b, z) + z*hyp1f1(a + 1, b + 1, z)", _B),
    (
        "hyp1f1 with b lowered",
        "b*(b - 1)*hyp1f1(a, b - 1, z) = b*(b - 1)*hyp1f1(a, b, z) + a*z*hyp1f1(a + 1, b + 1, z)",
        _B_LESS,
    ),
    (
        "hyp1f1 raised in both",
        "b*(b + 1)*hyp1f1(a, b, z) = (b + 1)*(b - z)*hyp1f1(a + 1, b + 1, z) + (a + 1)*z*hyp1f1(a + 2, b + 2, z)",
        _B,
    ),
)

_F: Final = "hyp2f1_regularized"

TRANSFORMATION_EQUATIONS: Final = (
    *_CONTIGUOUS,
    *((name, f"{text} for {domain}", "Erdelyi et al. 1953, 2.8, 6.4") for name, text, domain in _STEPS),
    ("recurrence of hyp0f1", "b*(b - 1)*hyp0f1(b - 1, z) = b*(b - 1)*hyp0f1(b, z) + z*hyp0f1(b + 1, z) "
     "for b in CC, not (b in ZZ and b <= 1), z in CC", "DLMF 16.3.7"),
    ("recurrence of hyp0f1 regularized", "hyp0f1_regularized(b - 1, z) = (b - 1)*hyp0f1_regularized(b, z) + z*hyp0f1_regularized(b + 1, z) "
     "for b in CC, z in CC", "DLMF 10.29.1, 10.39.9"),
    # -- linear transformations of Gauss's function --------------------------------------------------
    ("Pfaff's transformation", f"hyp2f1(a, c - b, c, z/(z - 1)) = (1 - z)^a*hyp2f1(a, b, c, z) for {_C}", "DLMF 15.8.1"),
    ("Pfaff's transformation, regularized", f"{_F}(a, c - b, c, z/(z - 1)) = (1 - z)^a*{_F}(a, b, c, z) for {_ALL}", "DLMF 15.8.1"),
    ("connection of 0 and infinity",
     f"sin(pi*(b - a))/pi*{_F}(a, b, c, z) = (-z)^(-a)*rgamma(b)*rgamma(c - a)*{_F}(a, a - c + 1, a - b + 1, 1/z) - "
     f"(-z)^(-b)*rgamma(a)*rgamma(c - b)*{_F}(b, b - c + 1, b - a + 1, 1/z) "
     "for a in CC, b in CC, c in CC, z in CC, not (z in RR and z >= 0)", "DLMF 15.8.2"),
    ("connection of 0 and infinity by 1/(1 - z)",
     f"sin(pi*(b - a))/pi*{_F}(a, b, c, z) = (1 - z)^(-a)*rgamma(b)*rgamma(c - a)*{_F}(a, c - b, a - b + 1, 1/(1 - z)) - "
     f"(1 - z)^(-b)*rgamma(a)*rgamma(c - b)*{_F}(b, c - a, b - a + 1, 1/(1 - z)) "
     "for a in CC, b in CC, c in CC, z in CC, not (z in RR and z >= 0)", "DLMF 15.8.3"),
    ("connection of 0 and 1",
     f"sin(pi*(c - a - b))/pi*{_F}(a, b, c, z) = rgamma(c - a)*rgamma(c - b)*{_F}(a, b, a + b - c + 1, 1 - z) - "
     f"(1 - z)^(c - a - b)*rgamma(a)*rgamma(b)*{_F}(c - a, c - b, c - a - b + 1, 1 - z) "
     "for a in CC, b in CC, c in CC, z in CC, not (z in RR and z <= 0), not (z in RR and z >= 1)", "DLMF 15.8.4"),
    ("connection of 0 and 1 by 1 - 1/z",
     f"sin(pi*(c - a - b))/pi*{_F}(a, b, c, z) = z^(-a)*rgamma(c - a)*rgamma(c - b)*{_F}(a, a - c + 1, a + b - c + 1, 1 - 1/z) - "
     f"(1 - z)^(c - a - b)*z^(a - c)*rgamma(a)*rgamma(b)*{_F}(c - a, 1 - a, c - a - b + 1, 1 - 1/z) "
     "for a in CC, b in CC, c in CC, z in CC, not (z in RR and z <= 0), not (z in RR and z >= 1)", "DLMF 15.8.5"),
    # -- quadratic transformations -------------------------------------------------------------------
    ("quadratic transformation, c = 2b",
     "hyp2f1(a/2, a/2 + 1/2, b + 1/2, (z/(2 - z))^2) = (1 - z/2)^a*hyp2f1(a, b, 2*b, z) "
     f"for a in CC, b in CC, not (2*b in ZZ and 2*b <= 0), {_OFF}", "DLMF 15.8.13"),
    ("quadratic transformation, c = 2b, second",
     "hyp2f1(a/2, b - a/2, b + 1/2, z^2/(4*z - 4)) = (1 - z)^(a/2)*hyp2f1(a, b, 2*b, z) "
     f"for a in CC, b in CC, not (2*b in ZZ and 2*b <= 0), {_OFF}", "DLMF 15.8.14"),
    ("quadratic transformation, c = a - b + 1",
     "hyp2f1(a/2, a/2 + 1/2, a - b + 1, 4*z/(1 + z)^2) = (1 + z)^a*hyp2f1(a, b, a - b + 1, z) "
     "for a in CC, b in CC, not (a - b + 1 in ZZ and a - b + 1 <= 0), z in CC, abs(z) < 1", "DLMF 15.8.15"),
    ("quadratic transformation, c = a - b + 1, second",
     "hyp2f1(a/2, a/2 - b + 1/2, a - b + 1, -4*z/(1 - z)^2) = (1 - z)^a*hyp2f1(a, b, a - b + 1, z) "
     "for a in CC, b in CC, not (a - b + 1 in ZZ and a - b + 1 <= 0), z in CC, abs(z) < 1", "DLMF 15.8.16"),
    ("quadratic transformation, c = a + b + 1/2",
     "hyp2f1(a, b, a + b + 1/2, 4*z*(1 - z)) = hyp2f1(2*a, 2*b, a + b + 1/2, z) "
     "for a in CC, b in CC, not (a + b + 1/2 in ZZ and a + b + 1/2 <= 0), z in CC, re(z) < 1/2", "DLMF 15.8.18"),
    # -- special values ------------------------------------------------------------------------------
    ("Gauss's sum", "hyp2f1(a, b, c, 1) = gamma(c)*gamma(c - a - b)*rgamma(c - a)*rgamma(c - b) "
     "for a in CC, b in CC, c in CC, re(c - a - b) > 0, not (c in ZZ and c <= 0)", "DLMF 15.4.20"),
    ("Gauss's sum, regularized", f"{_F}(a, b, c, 1) = gamma(c - a - b)*rgamma(c - a)*rgamma(c - b) "
     "for a in CC, b in CC, c in CC, re(c - a - b) > 0", "DLMF 15.4.20"),
    ("Chu and Vandermonde's sum", "hyp2f1(-n, b, c, 1) = rising(c - b, n)/rising(c, n) "
     "for n in ZZ, n >= 0, b in CC, c in CC, not (c in ZZ and c <= 0)", "DLMF 15.4.24"),
    ("Kummer's sum", "hyp2f1(a, b, a - b + 1, -1) = gamma(a - b + 1)*gamma(a/2 + 1)*rgamma(a + 1)*rgamma(a/2 - b + 1) "
     "for a in CC, b in CC, not (a in ZZ and a <= -1), not (a - b + 1 in ZZ and a - b + 1 <= 0)", "DLMF 15.4.26"),
    ("Gauss's second sum", "hyp2f1(a, b, a/2 + b/2 + 1/2, 1/2) = sqrt(pi)*gamma(a/2 + b/2 + 1/2)*rgamma(a/2 + 1/2)*rgamma(b/2 + 1/2) "
     "for a in CC, b in CC, not (a/2 + b/2 + 1/2 in ZZ and a/2 + b/2 + 1/2 <= 0)", "DLMF 15.4.28"),
    ("Bailey's sum", "hyp2f1(a, 1 - a, c, 1/2) = 2^(1 - c)*sqrt(pi)*gamma(c)*rgamma(a/2 + c/2)*rgamma(c/2 - a/2 + 1/2) "
     "for a in CC, c in CC, not (c in ZZ and c <= 0)", "DLMF 15.4.30"),
    # -- elementary cases ----------------------------------------------------------------------------
    ("even part of a binomial series", "hyp2f1(a, a + 1/2, 1/2, z^2) = ((1 + z)^(-2*a) + (1 - z)^(-2*a))/2 "
     "for a in CC, z in CC, not (z in RR and z >= 1), not (z in RR and z <= -1)", "DLMF 15.4.7"),
    ("odd part of a binomial series", "(1 - 2*a)*z*hyp2f1(a, a + 1/2, 3/2, z^2) = ((1 + z)^(1 - 2*a) - (1 - z)^(1 - 2*a))/2 "
     "for a in CC, z in CC, not (z in RR and z >= 1), not (z in RR and z <= -1)", "DLMF 15.4.9"),
    ("cosine as a hypergeometric function", "hyp2f1(-a, a, 1/2, sin(x)^2) = cos(2*a*x) "
     "for a in CC, x in CC, re(x) > -pi/2, re(x) < pi/2", "DLMF 15.4.12"),
    ("cosine as a hypergeometric function, second", "cos(x)*hyp2f1(a, 1 - a, 1/2, sin(x)^2) = cos((2*a - 1)*x) "
     "for a in CC, x in CC, re(x) > -pi/2, re(x) < pi/2", "DLMF 15.4.14"),
    ("sine as a hypergeometric function", "(2*a - 1)*sin(x)*hyp2f1(a, 1 - a, 3/2, sin(x)^2) = sin((2*a - 1)*x) "
     "for a in CC, x in CC, re(x) > -pi/2, re(x) < pi/2", "DLMF 15.4.16"),
    ("logarithm of 1 + z as a hypergeometric function", "z*hyp2f1(1, 1, 2, -z) = log(1 + z) "
     "for z in CC, not (z in RR and z <= -1)", "DLMF 15.4.1"),
    ("arcsine as a hypergeometric function", "z*hyp2f1(1/2, 1/2, 3/2, z^2) = asin(z) "
     "for z in CC, not (z in RR and z >= 1), not (z in RR and z <= -1)", "DLMF 15.4.4"),
    ("inverse hyperbolic tangent as a hypergeometric function", "z*hyp2f1(1/2, 1, 3/2, z^2) = atanh(z) "
     "for z in CC, not (z in RR and z >= 1), not (z in RR and z <= -1)", "DLMF 15.4.2"),
    ("inverse hyperbolic sine as a hypergeometric function", "z*hyp2f1(1/2, 1/2, 3/2, -z^2) = asinh(z) "
     "for z in CC, not (i*z in RR and i*z >= 1), not (i*z in RR and i*z <= -1)", "DLMF 15.4.5"),
    ("hyp2f1 with a parameter 0", f"hyp2f1(0, b, c, z) = 1 for b in CC, c in CC, not (c in ZZ and c <= 0), {_OFF}", "DLMF 15.2.1"),
    ("hyp1f1 with a parameter 0", "hyp1f1(0, b, z) = 1 for b in CC, not (b in ZZ and b <= 0), z in CC", "DLMF 13.6.1"),
    ("exponential as a confluent function", "hyp1f1(a, a, z) = exp(z) for a in CC, not (a in ZZ and a <= 0), z in CC", "DLMF 13.6.1"),
    ("sinh as a confluent function", "z*hyp1f1(1, 2, 2*z) = exp(z)*sinh(z) for z in CC", "DLMF 13.6.2"),
    ("besseli as a confluent function", "hyp1f1(nu + 1/2, 2*nu + 1, 2*z) = gamma(1 + nu)*exp(z)*(z/2)^(-nu)*besseli(nu, z) "
     "for nu in CC, not (2*nu + 1 in ZZ and 2*nu + 1 <= 0), z in CC, z != 0", "DLMF 13.6.9"),
    ("besselj as a confluent function", "hyp1f1(nu + 1/2, 2*nu + 1, 2*i*z) = gamma(1 + nu)*exp(i*z)*(z/2)^(-nu)*besselj(nu, z) "
     "for nu in CC, not (2*nu + 1 in ZZ and 2*nu + 1 <= 0), z in CC, z != 0", "DLMF 10.16.5"),
    ("besselk as a confluent function", "hyperu(nu + 1/2, 2*nu + 1, 2*z) = exp(z)*(2*z)^(-nu)*besselk(nu, z)/sqrt(pi) "
     "for nu in CC, z in CC, z != 0", "DLMF 13.6.10"),
    ("besseli as hyp0f1", "besseli(nu, z) = (z/2)^nu*hyp0f1_regularized(nu + 1, z^2/4) for nu in CC, z in CC, z != 0", "DLMF 10.39.9"),
    # -- Tricomi's function --------------------------------------------------------------------------
    ("Kummer's transformation of Tricomi's function", f"hyperu(a, b, z) = z^(1 - b)*hyperu(a - b + 1, 2 - b, z) for {_U}", "DLMF 13.2.40"),
    ("Tricomi's function by Kummer's", "hyperu(a, b, z) = gamma(1 - b)*rgamma(a - b + 1)*hyp1f1(a, b, z) + "
     f"gamma(b - 1)*rgamma(a)*z^(1 - b)*hyp1f1(a - b + 1, 2 - b, z) for {_U}, b not in ZZ", "DLMF 13.2.42"),
    ("power as Tricomi's function", "hyperu(a, a + 1, z) = z^(-a) for a in CC, z in CC, z != 0", "DLMF 13.6.4"),
    ("Tricomi's function with a parameter 0", "hyperu(0, b, z) = 1 for b in CC, z in CC, z != 0", "DLMF 13.2.7"),
    ("incomplete gamma function as Tricomi's function", "hyperu(1 - s, 1 - s, z) = exp(z)*gammainc_upper(s, z) for s in CC, z in CC, z != 0", "DLMF 8.5.3"),
    ("complementary error function as Tricomi's function", "hyperu(1/2, 1/2, z^2) = sqrt(pi)*exp(z^2)*erfc(z) for z in CC, re(z) > 0", "DLMF 13.6.8"),
    ("laguerre as Tricomi's function", "hyperu(-n, a + 1, z) = (-1)^n*factorial(n)*laguerre(n, a, z) "
     "for n in ZZ, n >= 0, a in CC, z in CC, z != 0", "DLMF 13.6.19"),
    # -- integrals -----------------------------------------------------------------------------------
    ("Euler's integral of Gauss's function",
     "integral(t_^(b - 1)*(1 - t_)^(c - b - 1)*(1 - z*t_)^(-a), t_, 0, 1) = gamma(b)*gamma(c - b)/gamma(c)*hyp2f1(a, b, c, z) "
     f"for a in CC, b in CC, c in CC, re(b) > 0, re(c - b) > 0, {_OFF}", "DLMF 15.6.1"),
    ("integral of Kummer's function",
     "integral(exp(z*t_)*t_^(a - 1)*(1 - t_)^(b - a - 1), t_, 0, 1) = gamma(a)*gamma(b - a)/gamma(b)*hyp1f1(a, b, z) "
     "for a in CC, b in CC, re(a) > 0, re(b - a) > 0, z in CC", "DLMF 13.4.1"),
    ("integral of Tricomi's function",
     "integral(exp(-z*t_)*t_^(a - 1)*(1 + t_)^(b - a - 1), t_, 0, oo) = gamma(a)*hyperu(a, b, z) "
     "for a in CC, b in CC, re(a) > 0, z in CC, re(z) > 0", "DLMF 13.4.4"),
)  # fmt: skip
