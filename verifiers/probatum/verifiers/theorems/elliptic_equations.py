"""Functional equations of elliptic integrals and functions, on all of the domains stated."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["ELLIPTIC_EQUATIONS"]

_POSITIVE: Final = "x in RR, x > 0, y in RR, y > 0"
_OFF: Final = "m in CC, not (m in RR and m >= 1)"
_PHI: Final = "phi in RR, phi > -pi/2, phi < pi/2, m in RR, m < 1"
_L: Final = "sqrt(x)*sqrt(y) + sqrt(y)*sqrt(z) + sqrt(z)*sqrt(x)"

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
    # -- complete integrals at transformed moduli ----------------------------------------------------
    ("Legendre's relation", "elliptic_e(m)*elliptic_k(1 - m) = pi/2 + elliptic_k(m)*elliptic_k(1 - m) - elliptic_e(1 - m)*elliptic_k(m) for m in CC, not (m in RR and m <= 0), not (m in RR and m >= 1)", "DLMF 19.7.1"),
    ("imaginary modulus of the first kind", f"elliptic_k(m/(m - 1)) = sqrt(1 - m)*elliptic_k(m) for {_OFF}", "DLMF 19.7.5"),
    ("imaginary modulus of the second kind", f"elliptic_e(m/(m - 1)) = elliptic_e(m)/sqrt(1 - m) for {_OFF}", "DLMF 19.7.5"),
    ("descending Landen transformation of the first kind", "elliptic_k(k^2) = (1 + (1 - sqrt(1 - k^2))/(1 + sqrt(1 - k^2)))*elliptic_k(((1 - sqrt(1 - k^2))/(1 + sqrt(1 - k^2)))^2) for k in RR, k > 0, k < 1", "DLMF 19.8.12"),
    ("ascending Landen transformation of the first kind", "elliptic_k(4*k/(1 + k)^2) = (1 + k)*elliptic_k(k^2) for k in RR, k > -1, k < 1", "DLMF 19.8.12"),
    ("ascending Landen transformation of the second kind", "elliptic_e(4*k/(1 + k)^2) = (2*elliptic_e(k^2) - (1 - k^2)*elliptic_k(k^2))/(1 + k) for k in RR, k > -1, k < 1", "DLMF 19.8.12"),
    ("Landen transformation by the complementary modulus", "elliptic_k(((1 - k)/(1 + k))^2) = (1 + k)/2*elliptic_k(1 - k^2) for k in RR, k > 0", "DLMF 19.8.12"),
    # -- incomplete integrals ------------------------------------------------------------------------
    ("incomplete integral of the first kind at pi/2", f"elliptic_f(pi/2, m) = elliptic_k(m) for {_OFF}", "DLMF 19.2.8"),
    ("incomplete integral of the second kind at pi/2", "elliptic_e(pi/2, m) = elliptic_e(m) for m in CC", "DLMF 19.2.8"),
    ("incomplete integral of the first kind at 0", "elliptic_f(0, m) = 0 for m in CC", "DLMF 19.2.4"),
    ("incomplete integral of the second kind at 0", "elliptic_e(0, m) = 0 for m in CC", "DLMF 19.2.5"),
    ("incomplete integral of the first kind at m = 1", "elliptic_f(phi, 1) = asinh(tan(phi)) for phi in RR, phi > -pi/2, phi < pi/2", "DLMF 19.6.8"),
    ("incomplete integral of the second kind at m = 1", "elliptic_e(phi, 1) = sin(phi) for phi in RR, phi >= -pi/2, phi <= pi/2", "DLMF 19.6.9"),
    ("incomplete integral of the third kind at n = 0", "elliptic_pi(0, phi, m) = elliptic_f(phi, m) for phi in RR, m in RR, m < 1", "DLMF 19.6.11"),
    ("complete integral of the third kind at n = m", "elliptic_pi(m, m) = elliptic_e(m)/(1 - m) for m in RR, m < 1", "DLMF 19.6.2"),
    ("incomplete integral of the third kind at pi/2", "elliptic_pi(n, pi/2, m) = elliptic_pi(n, m) for n in RR, n < 1, m in RR, m < 1", "DLMF 19.2.8"),
    ("incomplete integral of the first kind by R_F", f"elliptic_f(phi, m) = sin(phi)*carlson_rf(cos(phi)^2, 1 - m*sin(phi)^2, 1) for {_PHI}", "DLMF 19.25.5"),
    ("incomplete integral of the second kind by R_F and R_D", f"elliptic_e(phi, m) = sin(phi)*carlson_rf(cos(phi)^2, 1 - m*sin(phi)^2, 1) - m/3*sin(phi)^3*carlson_rd(cos(phi)^2, 1 - m*sin(phi)^2, 1) for {_PHI}", "DLMF 19.25.9"),
    ("incomplete integral of the third kind by R_F and R_J", f"elliptic_pi(n, phi, m) = sin(phi)*carlson_rf(cos(phi)^2, 1 - m*sin(phi)^2, 1) + n/3*sin(phi)^3*carlson_rj(cos(phi)^2, 1 - m*sin(phi)^2, 1, 1 - n*sin(phi)^2) for {_PHI}, n in RR, n < 1", "DLMF 19.25.14"),
    ("complete integral of the first kind by R_F", f"elliptic_k(m) = carlson_rf(0, 1 - m, 1) for {_OFF}", "DLMF 19.25.1"),
    ("complete integral of the second kind by R_G", f"elliptic_e(m) = 2*carlson_rg(0, 1 - m, 1) for {_OFF}", "DLMF 19.25.1"),
    ("complete integral of the second kind by R_D", f"elliptic_e(m) = (1 - m)/3*(carlson_rd(0, 1 - m, 1) + carlson_rd(0, 1, 1 - m)) for {_OFF}", "DLMF 19.25.1"),
    ("difference of complete integrals by R_D", f"elliptic_k(m) - elliptic_e(m) = m/3*carlson_rd(0, 1 - m, 1) for {_OFF}", "DLMF 19.25.1"),
    ("second difference of complete integrals by R_D", f"elliptic_e(m) - (1 - m)*elliptic_k(m) = m*(1 - m)/3*carlson_rd(0, 1, 1 - m) for {_OFF}", "DLMF 19.25.1"),
    ("complete integral of the third kind by R_J", "elliptic_pi(n, m) = elliptic_k(m) + n/3*carlson_rj(0, 1 - m, 1, 1 - n) for n in RR, n < 1, m in RR, m < 1", "DLMF 19.25.2"),
    # -- Carlson's integrals of real arguments -------------------------------------------------------
    ("duplication of R_F", f"carlson_rf(x, y, z) = 2*carlson_rf(x + {_L}, y + {_L}, z + {_L}) for {_POSITIVE}, z in RR, z > 0", "DLMF 19.26.18"),
    ("R_C below the diagonal", "carlson_rc(x, y) = atan(sqrt((y - x)/x))/sqrt(y - x) for x in RR, x > 0, y in RR, y > x", "DLMF 19.2.18"),
    ("R_C below the diagonal by an inverse cosine", "carlson_rc(x, y) = acos(sqrt(x/y))/sqrt(y - x) for x in RR, x >= 0, y in RR, y > x", "DLMF 19.2.18"),
    ("R_C above the diagonal", "carlson_rc(x, y) = atanh(sqrt((x - y)/x))/sqrt(x - y) for y in RR, y > 0, x in RR, x > y", "DLMF 19.2.19"),
    ("R_C above the diagonal by a logarithm", "carlson_rc(x, y) = log((sqrt(x) + sqrt(x - y))/sqrt(y))/sqrt(x - y) for y in RR, y > 0, x in RR, x > y", "DLMF 19.2.19"),
    ("R_C of equal arguments", "carlson_rc(x, x) = 1/sqrt(x) for x in CC, not (x in RR and x <= 0)", "DLMF 19.6.15"),
    ("R_C at 0", "carlson_rc(0, y) = pi/(2*sqrt(y)) for y in CC, not (y in RR and y <= 0)", "DLMF 19.6.15"),
    ("R_F of two equal arguments", "carlson_rf(x, y, y) = carlson_rc(x, y) for x in CC, not (x in RR and x <= 0), y in CC, not (y in RR and y <= 0)", "DLMF 19.20.1"),
    ("R_F at 0 of two equal arguments", "carlson_rf(0, y, y) = pi/(2*sqrt(y)) for y in CC, not (y in RR and y <= 0)", "DLMF 19.20.1"),
    ("logarithm as R_C", "log(x) = (x - 1)*carlson_rc(((1 + x)/2)^2, x) for x in RR, x > 0", "DLMF 19.6.16"),
    ("inverse cosine as R_C", "acos(x) = sqrt(1 - x^2)*carlson_rc(x^2, 1) for x in RR, x >= 0, x <= 1", "DLMF 19.25(v)"),
    ("inverse hyperbolic cosine as R_C", "acosh(x) = sqrt(x^2 - 1)*carlson_rc(x^2, 1) for x in RR, x >= 1", "DLMF 19.25(v)"),
    # -- arithmetic-geometric mean -------------------------------------------------------------------
    ("step of the arithmetic-geometric mean", "agm(a, b) = agm((a + b)/2, sqrt(a*b)) for a in RR, a > 0, b in RR, b > 0", "DLMF 19.8.1"),
    ("homogeneity of the arithmetic-geometric mean", "agm(c*a, c*b) = c*agm(a, b) for a in RR, a > 0, b in RR, b > 0, c in RR, c > 0", "DLMF 19.8.5"),
    ("arithmetic-geometric mean by the first kind", "agm(a, b) = pi/4*(a + b)/elliptic_k(((a - b)/(a + b))^2) for a in RR, a > 0, b in RR, b > 0", "DLMF 19.8.5"),
    ("arithmetic-geometric mean of one argument", "agm(z) = agm(1, z) for z in CC", "FLINT, acb_agm"),
    # -- Weierstrass functions -----------------------------------------------------------------------
    ("sigma is odd", "weierstrass_sigma(-z, tau) = -weierstrass_sigma(z, tau) for z in CC, tau in HH", "DLMF 23.2(iii)"),
    ("Eisenstein series 2 as a zeta value", "weierstrass_zeta(1/2, tau) = eisenstein_g(2, tau)/2 for tau in HH", "DLMF 23.8.5"),
)  # fmt: skip
