"""Functional equations of elliptic integrals and functions, on all of the domains stated."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["ELLIPTIC_EQUATIONS"]

_POSITIVE: Final = "x in RR, x > 0, y in RR, y > 0"

ELLIPTIC_EQUATIONS: Final = (
    ("incomplete integral of the first kind at m = 0", "elliptic_f(phi, 0) = phi for phi in CC", "DLMF 19.6.8"),
    ("incomplete integral of the second kind at m = 0", "elliptic_e(phi, 0) = phi for phi in CC", "DLMF 19.6.9"),
    (
        "incomplete integral of the second kind is odd",
        "elliptic_e(-phi, m) = -elliptic_e(phi, m) for phi in RR, m in RR, m < 1",
        "DLMF 19.2.5",
    ),
    (
        "incomplete integral of the first kind is odd",
        "elliptic_f(-phi, m) = -elliptic_f(phi, m) for phi in RR, m in RR, m < 1",
        "DLMF 19.2.4",
    ),
    (
        "incomplete integral of the second kind translated",
        "elliptic_e(phi + k*pi, m) = elliptic_e(phi, m) + 2*k*elliptic_e(m) for phi in RR, m in RR, m < 1, k in ZZ",
        "DLMF 19.2.10",
    ),
    (
        "incomplete integral of the first kind translated",
        "elliptic_f(phi + k*pi, m) = elliptic_f(phi, m) + 2*k*elliptic_k(m) for phi in RR, m in RR, m < 1, k in ZZ",
        "DLMF 19.2.10",
    ),
    ("complete integral of the first kind as a mean", "agm(1, sqrt(1 - m)) = pi/(2*elliptic_k(m)) for m in CC, m != 1", "DLMF 19.8.5"),
    ("complete integral of the third kind at n = 0", "elliptic_pi(0, m) = elliptic_k(m) for m in CC, m != 1", "DLMF 19.6.1"),
    ("complete integral of the third kind at m = 0", "elliptic_pi(n, 0) = pi/(2*sqrt(1 - n)) for n in CC, not (n in RR and n >= 1)", "DLMF 19.6.3"),
    # -- Carlson's integrals -------------------------------------------------------------------------
    ("Carlson's R_G of equal arguments", "carlson_rg(x, x, x) = sqrt(x) for x in CC", "DLMF 19.20.4"),
    ("Carlson's R_G with two zeros", "carlson_rg(0, 0, x) = sqrt(x)/2 for x in CC", "DLMF 19.20.4"),
    ("Carlson's R_G with a zero and equal arguments", "carlson_rg(0, x, x) = pi*sqrt(x)/4 for x in CC", "DLMF 19.20.4"),
    ("Carlson's R_G as a complete integral", "carlson_rg(0, 1, x) = elliptic_e(1 - x)/2 for x in CC", "DLMF 19.25.1"),
    ("Carlson's R_F of equal arguments", "carlson_rf(x, x, x) = 1/sqrt(x) for x in CC, x != 0", "DLMF 19.20.1"),
    ("Carlson's R_F as a complete integral", "carlson_rf(0, 1, x) = elliptic_k(1 - x) for x in CC, x != 0", "DLMF 19.25.1"),
    ("Carlson's R_D of equal arguments", "carlson_rd(x, x, x) = x^(-3/2) for x in CC, x != 0", "DLMF 19.20.18"),
    ("Carlson's R_J with equal last arguments", f"carlson_rj(x, y, z, z) = carlson_rd(x, y, z) for {_POSITIVE}, z in RR, z > 0", "DLMF 19.16.5"),
    ("Carlson's R_C as R_F", f"carlson_rf(x, y, y) = carlson_rc(x, y) for {_POSITIVE}", "DLMF 19.16.6"),
    *(
        (
            f"Carlson's {f} is homogeneous",
            f"{f}({', '.join(f'a*{n}' for n in names)}) = a^({degree})*{f}({', '.join(names)}) "
            f"for a in RR, a > 0, {', '.join(f'{n} in RR, {n} > 0' for n in names)}",
            "DLMF 19.20.1, 19.20.4, 19.20.6, 19.20.18",
        )
        for f, names, degree in (
            ("carlson_rf", ("x", "y", "z"), "-1/2"),
            ("carlson_rg", ("x", "y", "z"), "1/2"),
            ("carlson_rd", ("x", "y", "z"), "-3/2"),
            ("carlson_rc", ("x", "y"), "-1/2"),
            ("carlson_rj", ("x", "y", "z", "w"), "-3/2"),
        )
    ),
    ("homogeneity of Carlson's R_G", "carlson_rg(a*x, a*y, a*z) = sqrt(a)*carlson_rg(x, y, z) for a in RR, a > 0, x in CC, y in CC, z in CC", "DLMF 19.20.4"),
    ("sum of Carlson's R_D", "carlson_rd(x, y, z) + carlson_rd(y, z, x) + carlson_rd(z, x, y) = 3/sqrt(x*y*z) "
     f"for {_POSITIVE}, z in RR, z > 0", "DLMF 19.21.7"),
    ("inverse tangent as R_C", "carlson_rc(1, 1 + x^2) = atan(x)/x for x in RR, x != 0", "DLMF 19.2.18"),
    ("inverse sine as R_C", "x*carlson_rc(y^2 - x^2, y^2) = asin(x/y) for y in RR, y > 0, x in RR, x >= -y, x <= y", "DLMF 19.25(v)"),
    ("inverse hyperbolic sine as R_C", "x*carlson_rc(y^2 + x^2, y^2) = asinh(x/y) for y in RR, y > 0, x in RR", "DLMF 19.25(v)"),
    ("inverse hyperbolic tangent as R_C", "x*carlson_rc(y^2, y^2 - x^2) = atanh(x/y) for y in RR, y > 0, x in RR, x > -y, x < y", "DLMF 19.25(v)"),
    # -- Weierstrass functions -----------------------------------------------------------------------
    ("sigma is odd", "weierstrass_sigma(-z, tau) = -weierstrass_sigma(z, tau) for z in CC, tau in HH", "DLMF 23.2(iii)"),
    ("Eisenstein series 2 as a zeta value", "weierstrass_zeta(1/2, tau) = eisenstein_g(2, tau)/2 for tau in HH", "DLMF 23.8.5"),
)  # fmt: skip
