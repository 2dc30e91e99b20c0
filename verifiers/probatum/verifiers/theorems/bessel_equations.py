"""Functional equations of Bessel, Airy, hypergeometric and error functions, on all of the domains stated."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["BESSEL_EQUATIONS", "HYPERGEOMETRIC_EQUATIONS"]

_NONZERO = "nu in CC, z in CC, z != 0"
_INTEGER = "nu in ZZ, z in CC"

_HALF_ODD = (
    ("besselj", "1/2", "sqrt(2*z/pi)*sin(z)/z"),
    ("besselj", "-1/2", "sqrt(2*z/pi)*cos(z)/z"),
    ("bessely", "1/2", "-sqrt(2*z/pi)*cos(z)/z"),
    ("bessely", "-1/2", "sqrt(2*z/pi)*sin(z)/z"),
    ("besseli", "1/2", "sqrt(2*z/pi)*sinh(z)/z"),
    ("besseli", "-1/2", "sqrt(2*z/pi)*cosh(z)/z"),
    ("besselk", "1/2", "sqrt(pi*z/2)*exp(-z)/z"),
    ("besselk", "-1/2", "sqrt(pi*z/2)*exp(-z)/z"),
)

BESSEL_EQUATIONS: Final = (
    *(
        (
            f"{f} at {order}",
            f"{f}({order}, z) = {value} for z in CC, z != 0",
            "DLMF 10.16.1, 10.39.2",
        )
        for f, order, value in _HALF_ODD
    ),
    # -- orders of opposite sign ---------------------------------------------------------------------
    *(
        (f"{f} at negative integers", f"{f}(-n, z) = {sign}{f}(n, z) for n in ZZ, z in CC", "DLMF 10.4.1, 10.27.1")
        for f, sign in (("besselj", "(-1)^n*"), ("besseli", ""))
    ),
    ("bessely at negative integers", "bessely(-n, z) = (-1)^n*bessely(n, z) for n in ZZ, z in CC, z != 0", "DLMF 10.4.1"),
    ("besselk is even in its order", f"besselk(-nu, z) = besselk(nu, z) for {_NONZERO}", "DLMF 10.27.3"),
    # -- arguments of opposite sign ------------------------------------------------------------------
    *(
        (f"{f} at negative arguments", f"{f}(n, -z) = (-1)^n*{f}(n, z) for n in ZZ, z in CC", "DLMF 10.11.1, 10.34.1")
        for f in ("besselj", "besseli")
    ),
    # -- recurrences ---------------------------------------------------------------------------------
    *(
        (
            f"recurrence of {f}",
            f"{f}(nu + 1, z) = {a}2*nu/z*{f}(nu, z) {b}{f}(nu - 1, z) for {_NONZERO}",
            "DLMF 10.6.1, 10.29.1",
        )
        for f, a, b in (("besselj", "", "- "), ("bessely", "", "- "), ("besseli", "-", "+ "), ("besselk", "", "+ "))
    ),
    *(
        (
            f"recurrence of {f} at integers",
            f"z*{f}(nu + 1, z) = {a}2*nu*{f}(nu, z) {b}z*{f}(nu - 1, z) for {_INTEGER}",
            "DLMF 10.6.1, 10.29.1",
        )
        for f, a, b in (("besselj", "", "- "), ("besseli", "-", "+ "))
    ),
    ("Wronskian of besselj and bessely",
     f"besselj(nu + 1, z)*bessely(nu, z) = 2/(pi*z) + besselj(nu, z)*bessely(nu + 1, z) for {_NONZERO}", "DLMF 10.5.2"),
    ("Wronskian of besseli and besselk",
     f"besseli(nu, z)*besselk(nu + 1, z) = 1/z - besseli(nu + 1, z)*besselk(nu, z) for {_NONZERO}", "DLMF 10.28.2"),
    *(
        (f"derivative of {f} of order 0", f"{f}(0, z, 1) = {sign}{f}(1, z) for z in CC{rest}", "DLMF 10.6.3, 10.29.3")
        for f, sign, rest in (
            ("besselj", "-", ""),
            ("bessely", "-", ", z != 0"),
            ("besseli", "", ""),
            ("besselk", "-", ", z != 0"),
        )
    ),
    *(
        (
            f"derivative of {f}",
            f"{f}(nu, z, 1) = {a}({f}(nu - 1, z) {b} {f}(nu + 1, z))/2 for {_NONZERO}",
            "DLMF 10.6.1, 10.29.1",
        )
        for f, a, b in (("besselj", "", "-"), ("bessely", "", "-"), ("besseli", "", "+"), ("besselk", "-", "+"))
    ),
    *(
        (
            f"derivative of {f} at integers",
            f"{f}(nu, z, 1) = ({f}(nu - 1, z) {b} {f}(nu + 1, z))/2 for {_INTEGER}",
            "DLMF 10.6.1, 10.29.1",
        )
        for f, b in (("besselj", "-"), ("besseli", "+"))
    ),
    *(
        (f"{f} of derivative order 0", f"{f}(nu, z, 0) = {f}(nu, z) for {domain}", "DLMF 10.6(ii)")
        for f, domain in (("besselj", _INTEGER), ("bessely", _NONZERO), ("besseli", _INTEGER), ("besselk", _NONZERO))
    ),
    # -- differential equations ----------------------------------------------------------------------
    *(
        (
            f"differential equation of {f}",
            f"z^2*{f}(nu, z, 2) = (nu^2 {sign} z^2)*{f}(nu, z) - z*{f}(nu, z, 1) for {domain}",
            "DLMF 10.2.1, 10.25.1",
        )
        for f, sign, domain in (
            ("besselj", "-", _INTEGER),
            ("bessely", "-", _NONZERO),
            ("besseli", "+", _INTEGER),
            ("besselk", "+", _NONZERO),
        )
    ),
    *(
        (
            f"derivatives of the differential equation of {f}",
            f"z^2*{f}(nu, z, r + 4) = -((2*r + 5)*z*{f}(nu, z, r + 3) + ((r + 2)^2 - nu^2 {s} z^2)*{f}(nu, z, r + 2) "
            f"{s} 2*(r + 2)*z*{f}(nu, z, r + 1) {s} (r + 2)*(r + 1)*{f}(nu, z, r)) for {domain}, r in ZZ, r >= 0",
            "DLMF 10.2.1, 10.25.1, differentiated r + 2 times by Leibniz's rule",
        )
        for f, s, domain in (
            ("besselj", "+", _INTEGER),
            ("bessely", "+", _NONZERO),
            ("besseli", "-", _INTEGER),
            ("besselk", "-", _NONZERO),
        )
    ),
    *(
        (
            f"higher derivatives of {f}",
            f"{f}(nu, z, r) = {factor}sum({sign}binomial(r, k_)*{f}(nu + 2*k_ - r, z), k_, 0, r)/2^r for {domain}, r in ZZ, r >= 0",
            "DLMF 10.6.7, 10.29.5",
        )
        for f, factor, sign, domain in (
            ("besselj", "", "(-1)^k_*", _INTEGER),
            ("bessely", "", "(-1)^k_*", _NONZERO),
            ("besseli", "", "", _INTEGER),
            ("besselk", "(-1)^r*", "", _NONZERO),
        )
    ),
    # -- hypergeometric forms ------------------------------------------------------------------------
    *(
        (
            f"{f} as a hypergeometric function",
            f"{f}(nu, z) = (z/2)^nu*hyp0f1_regularized(nu + 1, {sign}z^2/4) for {domain}",
            "DLMF 10.16.9, 10.39.9",
        )
        for f, sign, domain in (("besselj", "-", "nu in CC, z in CC, z != 0"), ("besseli", "", "nu in CC, z in CC, z != 0"))
    ),
    *(
        (
            f"{f} of integer order as a hypergeometric function",
            f"{f}(nu, z) = (z/2)^nu*hyp0f1_regularized(nu + 1, {sign}z^2/4) for nu in ZZ, nu >= 0, z in CC",
            "DLMF 10.16.9, 10.39.9",
        )
        for f, sign in (("besselj", "-"), ("besseli", ""))
    ),
    (
        "bessely by besselj",
        f"bessely(nu, z) = (cos(pi*nu)*besselj(nu, z) - besselj(-nu, z))/sin(pi*nu) for {_NONZERO}, nu not in ZZ",
        "DLMF 10.2.3",
    ),
    (
        "besselk by besseli",
        f"besselk(nu, z) = pi/2*(besseli(-nu, z) - besseli(nu, z))/sin(pi*nu) for {_NONZERO}, nu not in ZZ",
        "DLMF 10.27.4",
    ),
    ("hankel1", f"hankel1(nu, z) = besselj(nu, z) + i*bessely(nu, z) for {_NONZERO}", "DLMF 10.4.3"),
    ("hankel2", f"hankel2(nu, z) = besselj(nu, z) - i*bessely(nu, z) for {_NONZERO}", "DLMF 10.4.3"),
    (
        "Bessel's integral",
        "integral(cos(n*t_ - z*sin(t_)), t_, 0, pi) = pi*besselj(n, z) for n in ZZ, z in CC",
        "DLMF 10.9.2",
    ),
    (
        "integral of besselk",
        "integral(exp(-z*cosh(t_))*cosh(nu*t_), t_, 0, oo) = besselk(nu, z) for nu in CC, z in CC, re(z) > 0",
        "DLMF 10.32.9",
    ),
    # -- Airy functions ------------------------------------------------------------------------------
    *(
        row
        for f in ("airyai", "airybi")
        for row in (
            (f"differential equation of {f}", f"{f}(z, 2) = z*{f}(z) for z in CC", "DLMF 9.2.1"),
            (f"{f} of derivative order 0", f"{f}(z, 0) = {f}(z) for z in CC", "DLMF 9.2.1"),
            (
                f"derivatives of the differential equation of {f}",
                f"{f}(z, r + 3) = z*{f}(z, r + 1) + (r + 1)*{f}(z, r) for z in CC, r in ZZ, r >= 0",
                "DLMF 9.2.1, differentiated r + 1 times by Leibniz's rule",
            ),
            (
                f"{f} as a combination of hypergeometric functions",
                f"{f}(z) = {f}(0)*hyp0f1(2/3, z^3/9) + z*{f}(0, 1)*hyp0f1(4/3, z^3/9) for z in CC",
                "DLMF 9.4.1 to 9.4.4",
            ),
            (
                f"derivative of {f} as a combination of hypergeometric functions",
                f"{f}(z, 1) = {f}(0, 1)*hyp0f1(1/3, z^3/9) + z^2/2*{f}(0)*hyp0f1(5/3, z^3/9) for z in CC",
                "DLMF 9.4.1 to 9.4.4",
            ),
        )
    ),
)  # fmt: skip

_C = "not (c in ZZ and c <= 0)"
_B = "not (b in ZZ and b <= 0)"

HYPERGEOMETRIC_EQUATIONS: Final = (
    ("hyp0f1 at 0", f"hyp0f1(b, 0) = 1 for b in CC, {_B}", "DLMF 16.2.1"),
    ("hyp1f1 at 0", f"hyp1f1(a, b, 0) = 1 for a in CC, b in CC, {_B}", "DLMF 13.2.2"),
    ("hyp2f1 at 0", f"hyp2f1(a, b, c, 0) = 1 for a in CC, b in CC, c in CC, {_C}", "DLMF 15.2.1"),
    (
        "Kummer's transformation",
        f"hyp1f1(a, b, z) = exp(z)*hyp1f1(b - a, b, -z) for a in CC, b in CC, {_B}, z in CC",
        "DLMF 13.2.39",
    ),
    (
        "Kummer's transformation, regularized",
        "hyp1f1_regularized(a, b, z) = exp(z)*hyp1f1_regularized(b - a, b, -z) for a in CC, b in CC, z in CC",
        "DLMF 13.2.39",
    ),
    *(
        (
            f"{f} regularized",
            f"{f}_regularized({upper}c, z) = {f}({upper}c, z)/gamma(c) for {declared}c in CC, {_C}, z in CC{rest}",
            "DLMF 13.2.3, 15.2.2, 16.2.5",
        )
        for f, upper, declared, rest in (
            ("hyp0f1", "", "", ""),
            ("hyp1f1", "a, ", "a in CC, ", ""),
            ("hyp2f1", "a, b, ", "a in CC, b in CC, ", ", z != 1"),
        )
    ),
    (
        "Euler's transformation, regularized",
        "hyp2f1_regularized(c - a, c - b, c, z) = (1 - z)^(a + b - c)*hyp2f1_regularized(a, b, c, z) "
        "for a in CC, b in CC, c in CC, z in CC, not (z in RR and z >= 1)",
        "DLMF 15.8.1",
    ),
    (
        "Euler's transformation",
        "hyp2f1(c - a, c - b, c, z) = (1 - z)^(a + b - c)*hyp2f1(a, b, c, z) "
        f"for a in CC, b in CC, c in CC, {_C}, z in CC, not (z in RR and z >= 1)",
        "DLMF 15.8.1",
    ),
    (
        "Gauss's function regularized at a pole",
        "hyp2f1_regularized(a, b, -n, z) = rising(a, n + 1)*rising(b, n + 1)*z^(n + 1)/factorial(n + 1)*"
        "hyp2f1(a + n + 1, b + n + 1, n + 2, z) for a in CC, b in CC, n in ZZ, n >= 0, z in CC, z != 1",
        "DLMF 15.2.3_5",
    ),
    (
        "logarithm as a hypergeometric function",
        "hyp2f1(1, 1, 2, z) = -log(1 - z)/z for z in CC, z != 0, z != 1",
        "DLMF 15.4.1",
    ),
    (
        "binomial series as a hypergeometric function",
        "hyp2f1(a, b, b, z) = (1 - z)^(-a) for a in CC, b in CC, not (b in ZZ and b <= 0), z in CC, not (z in RR and z >= 1)",
        "DLMF 15.4.6",
    ),
    (
        "recurrence of gammainc_upper",
        "gammainc_upper(s + 1, z) = s*gammainc_upper(s, z) + z^s*exp(-z) for s in CC, z in CC, z != 0",
        "DLMF 8.8.2",
    ),
    ("e1 as gammainc_upper", "e1(z) = gammainc_upper(0, z) for z in CC, z != 0", "DLMF 6.11.1"),
    ("ei by e1", "ei(x) = -e1(-x) for x in RR, x < 0", "DLMF 6.2.6"),
    (
        "series of hyp0f1",
        f"sum(z^k_/(rising(b, k_)*factorial(k_)), k_, 0, oo) = hyp0f1(b, z) for b in CC, {_B}, z in CC",
        "DLMF 16.2.1",
    ),
    (
        "series of hyp0f1 regularized",
        f"sum(1/gamma(b + k_)*z^k_/factorial(k_), k_, 0, oo) = hyp0f1_regularized(b, z) for b in CC, {_B}, z in CC",
        "DLMF 16.2.5",
    ),
    (
        "series of hyp1f1",
        "sum(rising(a, k_)/rising(b, k_)*z^k_/factorial(k_), k_, 0, oo) = hyp1f1(a, b, z) "
        f"for a in CC, b in CC, {_B}, z in CC",
        "DLMF 13.2.2",
    ),
    (
        "series of hyp1f1 regularized",
        "sum(rising(a, k_)/gamma(b + k_)*z^k_/factorial(k_), k_, 0, oo) = hyp1f1_regularized(a, b, z) "
        f"for a in CC, b in CC, {_B}, z in CC",
        "DLMF 13.2.3",
    ),
    (
        "series of hyp2f1",
        "sum(rising(a, k_)*rising(b, k_)/rising(c, k_)*z^k_/factorial(k_), k_, 0, oo) = hyp2f1(a, b, c, z) "
        f"for a in CC, b in CC, c in CC, {_C}, z in CC, abs(z) < 1",
        "DLMF 15.2.1",
    ),
    (
        "hyp0f1 as hyp1f1",
        "hyp0f1(a, z) = exp(-2*sqrt(z))*hyp1f1(a - 1/2, 2*a - 1, 4*sqrt(z)) for a in CC, z in CC, "
        "not (2*a in ZZ and 2*a <= 1)",
        "DLMF 13.6.9, 10.39.5",
    ),
    (
        "error function as an integral",
        "integral(exp(-t_^2), t_, z, oo) = sqrt(pi)/2*(1 - erf(z)) for z in CC",
        "DLMF 7.2.2",
    ),
    (
        "sine integral as an integral",
        "integral(sinc(x_), x_, a, b) = si(b) - si(a) for a in CC, b in CC",
        "DLMF 6.2.9",
    ),
    (
        "complete elliptic integral of the second kind",
        "hyp2f1(-1/2, 1/2, 1, m) = 2/pi*elliptic_e(m) for m in CC, m != 1",
        "DLMF 19.5.2",
    ),
    (
        "complete elliptic integral of the first kind",
        "hyp2f1(1/2, 1/2, 1, m) = 2/pi*elliptic_k(m) for m in CC, m != 1",
        "DLMF 19.5.1",
    ),
)
