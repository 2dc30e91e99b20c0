"""Functional equations of theta functions and modular forms, on the whole upper half-plane."""

# ruff: noqa: E501 -- a statement stands on one line

from __future__ import annotations

from typing import Final

__all__ = ["THETA_EQUATIONS"]

_Z = "for z in CC, tau in HH"
_TAU = "for tau in HH"

THETA_EQUATIONS: Final = (
    # -- translations of z ---------------------------------------------------------------------------
    *(
        (
            f"theta {j} translated by integers",
            f"jacobi_theta({j}, z + m, tau) = {sign}jacobi_theta({j}, z, tau) {_Z}, m in ZZ",
            "DLMF 20.2(ii)",
        )
        for j, sign in ((1, "(-1)^m*"), (2, "(-1)^m*"), (3, ""), (4, ""))
    ),
    *(
        (
            f"theta {j} translated by multiples of tau",
            f"jacobi_theta({j}, z + n*tau, tau) = {sign}exp(-pi*i*(n^2*tau + 2*n*z))*jacobi_theta({j}, z, tau) "
            f"{_Z}, n in ZZ",
            "DLMF 20.2(ii)",
        )
        for j, sign in ((1, "(-1)^n*"), (2, ""), (3, ""), (4, "(-1)^n*"))
    ),
    *(
        (
            f"theta {j} translated by 1/2",
            f"jacobi_theta({j}, z + 1/2, tau) = {sign}jacobi_theta({other}, z, tau) {_Z}",
            "DLMF 20.2(iii)",
        )
        for j, sign, other in ((1, "", 2), (2, "-", 1), (3, "", 4), (4, "", 3))
    ),
    *(
        (
            f"theta {j} translated by tau/2",
            f"jacobi_theta({j}, z + tau/2, tau) = {factor}exp(-pi*i*(z + tau/4))*jacobi_theta({other}, z, tau) {_Z}",
            "DLMF 20.2(iii)",
        )
        for j, factor, other in ((1, "i*", 4), (2, "", 3), (3, "", 2), (4, "i*", 1))
    ),
    # -- modular transformations ---------------------------------------------------------------------
    *(
        (
            f"theta {j} with tau translated",
            f"jacobi_theta({j}, z, tau + n) = exp(pi*i*n/4)*jacobi_theta({j}, z, tau) {_Z}, n in ZZ",
            "DLMF 20.7.26, 20.7.27",
        )
        for j in (1, 2)
    ),
    *(
        (
            f"theta {j} with tau translated by 1",
            f"jacobi_theta({j}, z, tau + 1) = jacobi_theta({7 - j}, z, tau) {_Z}",
            "DLMF 20.7.28, 20.7.29",
        )
        for j in (3, 4)
    ),
    *(
        (
            f"theta {j} with tau translated by even integers",
            f"jacobi_theta({j}, z, tau + 2*n) = jacobi_theta({j}, z, tau) {_Z}, n in ZZ",
            "DLMF 20.7.28, 20.7.29",
        )
        for j in (3, 4)
    ),
    *(
        (
            f"Jacobi's transformation of theta {j}",
            f"jacobi_theta({j}, z, -1/tau) = {factor}sqrt(-i*tau)*exp(pi*i*tau*z^2)*jacobi_theta({other}, tau*z, tau) {_Z}",
            "DLMF 20.7.30 to 20.7.33",
        )
        for j, factor, other in ((1, "-i*", 1), (2, "", 4), (3, "", 3), (4, "", 2))
    ),
    # -- relations -----------------------------------------------------------------------------------
    (
        "derivative of theta 1 at 0",
        "jacobi_theta(1, 0, tau, 1) = pi*jacobi_theta(2, 0, tau)*jacobi_theta(3, 0, tau)*jacobi_theta(4, 0, tau) "
        f"{_TAU}",
        "DLMF 20.4.6",
    ),
    (
        "fourth powers of theta constants",
        f"jacobi_theta(3, 0, tau)^4 = jacobi_theta(2, 0, tau)^4 + jacobi_theta(4, 0, tau)^4 {_TAU}",
        "DLMF 20.7.5",
    ),
    (
        "square of theta 1",
        "jacobi_theta(1, z, tau)^2 = (jacobi_theta(3, 0, tau)^2*jacobi_theta(4, z, tau)^2 - "
        f"jacobi_theta(4, 0, tau)^2*jacobi_theta(3, z, tau)^2)/jacobi_theta(2, 0, tau)^2 {_Z}",
        "DLMF 20.7.2",
    ),
    (
        "square of theta 2",
        "jacobi_theta(2, z, tau)^2 = (jacobi_theta(3, 0, tau)^2*jacobi_theta(3, z, tau)^2 - "
        f"jacobi_theta(4, 0, tau)^2*jacobi_theta(4, z, tau)^2)/jacobi_theta(2, 0, tau)^2 {_Z}",
        "DLMF 20.7.1",
    ),
    # -- duplication of z ----------------------------------------------------------------------------
    (
        "theta 1 at the double argument",
        "jacobi_theta(1, 2*z, tau) = 2*jacobi_theta(1, z, tau)*jacobi_theta(2, z, tau)*jacobi_theta(3, z, tau)*"
        "jacobi_theta(4, z, tau)/(jacobi_theta(2, 0, tau)*jacobi_theta(3, 0, tau)*jacobi_theta(4, 0, tau)) "
        f"{_Z}",
        "DLMF 20.7.10",
    ),
    (
        "theta 2 at the double argument",
        "jacobi_theta(2, 2*z, tau) = (jacobi_theta(2, z, tau)^4 - jacobi_theta(1, z, tau)^4)/jacobi_theta(2, 0, tau)^3 "
        f"{_Z}",
        "Whittaker, Watson, section 21.22, example 5",
    ),
    (
        "theta 3 at the double argument",
        "jacobi_theta(3, 2*z, tau) = (jacobi_theta(1, z, tau)^4 + jacobi_theta(3, z, tau)^4)/jacobi_theta(3, 0, tau)^3 "
        f"{_Z}",
        "Whittaker, Watson, section 21.22, example 5",
    ),
    (
        "theta 4 at the double argument",
        "jacobi_theta(4, 2*z, tau) = (jacobi_theta(4, z, tau)^4 - jacobi_theta(1, z, tau)^4)/jacobi_theta(4, 0, tau)^3 "
        f"{_Z}",
        "Whittaker, Watson, section 21.22, example 5",
    ),
    # -- tau halved ----------------------------------------------------------------------------------
    (
        "theta 2 at half the period, squared",
        f"jacobi_theta(2, 0, tau/2)^2 = 2*jacobi_theta(2, 0, tau)*jacobi_theta(3, 0, tau) {_TAU}",
        "DLMF 20.7.11, 20.7.12",
    ),
    (
        "theta 3 at half the period, squared",
        f"jacobi_theta(3, 0, tau/2)^2 = jacobi_theta(2, 0, tau)^2 + jacobi_theta(3, 0, tau)^2 {_TAU}",
        "DLMF 20.7.13",
    ),
    (
        "theta 4 at half the period, squared",
        f"jacobi_theta(4, 0, tau/2)^2 = jacobi_theta(3, 0, tau)^2 - jacobi_theta(2, 0, tau)^2 {_TAU}",
        "DLMF 20.7.13",
    ),
    (
        "theta 3 and theta 4 at half the period",
        f"jacobi_theta(3, 0, tau/2)*jacobi_theta(4, 0, tau/2) = jacobi_theta(4, 0, tau)^2 {_TAU}",
        "DLMF 20.7.14",
    ),
    *(
        (
            f"theta {j} at half the period, by theta {c}",
            f"jacobi_theta({j}, z, tau/2)*jacobi_theta({c}, 0, tau/2) = {value} {_Z}",
            "DLMF 20.7.11 to 20.7.14; Lawden, Elliptic functions, section 1.8",
        )
        for j, c, value in (
            (1, 2, "2*jacobi_theta(1, z, tau)*jacobi_theta(4, z, tau)"),
            (2, 2, "2*jacobi_theta(2, z, tau)*jacobi_theta(3, z, tau)"),
            (3, 3, "jacobi_theta(2, z, tau)^2 + jacobi_theta(3, z, tau)^2"),
            (3, 4, "jacobi_theta(4, z, tau)^2 - jacobi_theta(1, z, tau)^2"),
            (4, 3, "jacobi_theta(4, z, tau)^2 + jacobi_theta(1, z, tau)^2"),
            (4, 4, "jacobi_theta(3, z, tau)^2 - jacobi_theta(2, z, tau)^2"),
        )
    ),
    # -- tau doubled ---------------------------------------------------------------------------------
    (
        "theta 2 at the double period, squared",
        f"jacobi_theta(2, 0, 2*tau)^2 = (jacobi_theta(3, 0, tau)^2 - jacobi_theta(4, 0, tau)^2)/2 {_TAU}",
        "DLMF 20.7.13",
    ),
    (
        "theta 3 at the double period, squared",
        f"jacobi_theta(3, 0, 2*tau)^2 = (jacobi_theta(3, 0, tau)^2 + jacobi_theta(4, 0, tau)^2)/2 {_TAU}",
        "DLMF 20.7.13",
    ),
    (
        "theta 4 at the double period, squared",
        f"jacobi_theta(4, 0, 2*tau)^2 = jacobi_theta(3, 0, tau)*jacobi_theta(4, 0, tau) {_TAU}",
        "DLMF 20.7.14",
    ),
    (
        "theta 2 and theta 3 at the double period",
        f"jacobi_theta(2, 0, 2*tau)*jacobi_theta(3, 0, 2*tau) = jacobi_theta(2, 0, tau)^2/2 {_TAU}",
        "DLMF 20.7.11",
    ),
    *(
        (
            f"theta {j} at the double period and argument, by theta {c}",
            f"jacobi_theta({j}, 2*z, 2*tau)*jacobi_theta({c}, 0, 2*tau) = {value} {_Z}",
            "DLMF 20.7.11 to 20.7.14; Lawden, Elliptic functions, section 1.8",
        )
        for j, c, value in (
            (1, 4, "jacobi_theta(1, z, tau)*jacobi_theta(2, z, tau)"),
            (2, 2, "(jacobi_theta(3, z, tau)^2 - jacobi_theta(4, z, tau)^2)/2"),
            (2, 3, "(jacobi_theta(2, z, tau)^2 - jacobi_theta(1, z, tau)^2)/2"),
            (2, 4, "jacobi_theta(1, 1/4 - z, tau)*jacobi_theta(1, 1/4 + z, tau)"),
            (3, 3, "(jacobi_theta(3, z, tau)^2 + jacobi_theta(4, z, tau)^2)/2"),
            (3, 2, "(jacobi_theta(1, z, tau)^2 + jacobi_theta(2, z, tau)^2)/2"),
            (3, 4, "jacobi_theta(3, 1/4 - z, tau)*jacobi_theta(3, 1/4 + z, tau)"),
            (4, 4, "jacobi_theta(3, z, tau)*jacobi_theta(4, z, tau)"),
        )
    ),
    (
        "derivative of theta 1 at the double period",
        "jacobi_theta(1, 0, 2*tau, 1) = jacobi_theta(1, 0, tau, 1)*jacobi_theta(2, 0, tau)/(2*jacobi_theta(4, 0, 2*tau)) "
        f"{_TAU}",
        "Whittaker, Watson, section 21.52",
    ),
    *(
        (
            f"theta {j} at the quadruple period and the double argument",
            f"jacobi_theta({j}, 2*z, 4*tau) = (jacobi_theta(3, z, tau) {sign} jacobi_theta(4, z, tau))/2 {_Z}",
            "Whittaker, Watson, section 21.11; DLMF 20.2(i)",
        )
        for j, sign in ((2, "-"), (3, "+"))
    ),
    # -- series --------------------------------------------------------------------------------------
    *(
        (
            f"series of theta {j}",
            f"sum({term}, n_, -oo, oo) = jacobi_theta({j}, z, tau) {_Z}",
            "DLMF 20.2.1 to 20.2.4",
        )
        for j, term in (
            (1, "exp(pi*i*((n_ + 1/2)^2*tau + (2*n_ + 1)*z + n_ - 1/2))"),
            (2, "exp(pi*i*((n_ + 1/2)^2*tau + (2*n_ + 1)*z))"),
            (3, "exp(pi*i*(n_^2*tau + 2*n_*z))"),
            (4, "(-1)^n_*exp(pi*i*(n_^2*tau + 2*n_*z))"),
        )
    ),
    # -- Lambert series and products -----------------------------------------------------------------
    *(
        (
            f"Lambert series of the Eisenstein series {k}",
            f"sum(n_^{k - 1}*exp(2*pi*i*n_*tau)/(1 - exp(2*pi*i*n_*tau)), n_, 1, oo) = "
            f"(eisenstein_e({k}, tau) - 1)*({factor}) {_TAU}".replace("n_^1*", "n_*"),
            "Serre, A course in arithmetic, chapter 7, section 4.2; Zagier, section 2.3, for weight 2",
        )
        for k, factor in (
            (2, "-1/24"), (4, "1/240"), (6, "-1/504"), (8, "1/480"), (10, "-1/264"), (12, "691/65520"), (14, "-1/24")
        )
    ),
    (
        "Eisenstein series 2 by squares of sines",
        f"sum(1/sin(pi*n_*tau)^2, n_, 1, oo) = (eisenstein_e(2, tau) - 1)/6 {_TAU}",
        "DLMF 4.22.4 in 23.9(i); Serre, chapter 7, section 4.4",
    ),
    (
        "Eisenstein series 4 by powers of sines",
        f"sum((2*cos(pi*n_*tau)^2 + 1)/sin(pi*n_*tau)^4, n_, 1, oo) = (eisenstein_e(4, tau) - 1)/30 {_TAU}",
        "DLMF 4.22.4, differentiated twice, in 23.9(i)",
    ),
    *(
        (
            f"square of theta {j} as a sum {name}",
            f"sum({term}, n_, {low}, oo) = {value} {_TAU}",
            "Jacobi 1829, section 40; DLMF 22.11.2, 22.11.3 at z = 0",
        )
        for j, name, term, low, value in (
            (3, "of secants", "1/cos(pi*n_*tau)", "1", "(jacobi_theta(3, 0, tau)^2 - 1)/2"),
            (3, "of secants over all integers", "1/cos(pi*n_*tau)", "-oo", "jacobi_theta(3, 0, tau)^2"),
            (3, "of quotients", "exp(pi*i*n_*tau)/(1 + exp(2*pi*i*n_*tau))", "1", "(jacobi_theta(3, 0, tau)^2 - 1)/4"),
            (4, "of secants", "(-1)^n_/cos(pi*n_*tau)", "1", "(jacobi_theta(4, 0, tau)^2 - 1)/2"),
            (4, "of secants over all integers", "1/cos(pi*n_*(tau + 1))", "-oo", "jacobi_theta(4, 0, tau)^2"),
            (2, "of secants", "1/cos(pi*(n_ + 1/2)*tau)", "0", "jacobi_theta(2, 0, tau)^2/2"),
        )
    ),
    *(
        (
            f"product of eta {name}",
            f"prod({factor}, n_, 1, oo) = {value} {_TAU}",
            "DLMF 23.15.9, 23.17(iii); Weber, Lehrbuch der Algebra III (1908), section 34",
        )
        for name, factor, value in (
            ("", "1 - exp(2*pi*i*n_*tau)", "exp(-pi*i*tau/12)*dedekind_eta(tau)"),
            ("with signs", "1 + exp(2*pi*i*n_*tau)", "exp(-pi*i*tau/12)*dedekind_eta(2*tau)/dedekind_eta(tau)"),
            ("over odd numbers", "1 - exp(pi*i*(2*n_ - 1)*tau)", "exp(pi*i*tau/24)*dedekind_eta(tau/2)/dedekind_eta(tau)"),
            ("over odd numbers with signs", "1 + exp(pi*i*(2*n_ - 1)*tau)",
             "exp(pi*i*tau/24)*dedekind_eta(tau)^2/(dedekind_eta(tau/2)*dedekind_eta(2*tau))"),
        )
    ),
    # -- functions of Weierstrass --------------------------------------------------------------------
    *(
        (
            f"values of the function of Weierstrass at {name}",
            f"weierstrass_p({z}, tau) = {value} {_TAU}",
            "DLMF 23.6.2 to 23.6.4",
        )
        for name, z, value in (
            ("1/2", "1/2", "pi^2/3*(jacobi_theta(2, 0, tau)^4 + 2*jacobi_theta(4, 0, tau)^4)"),
            ("tau/2", "tau/2", "-pi^2/3*(2*jacobi_theta(2, 0, tau)^4 + jacobi_theta(4, 0, tau)^4)"),
            ("(1 + tau)/2", "(1 + tau)/2", "pi^2/3*(jacobi_theta(2, 0, tau)^4 - jacobi_theta(4, 0, tau)^4)"),
        )
    ),
    # -- modular forms -------------------------------------------------------------------------------
    ("theta 2 as eta", f"jacobi_theta(2, 0, tau) = 2*dedekind_eta(2*tau)^2/dedekind_eta(tau) {_TAU}", "DLMF 27.14(iv)"),
    (
        "theta 3 as eta",
        f"jacobi_theta(3, 0, tau) = dedekind_eta((tau + 1)/2)^2/dedekind_eta(tau + 1) {_TAU}",
        "Zagier, The 1-2-3 of modular forms, section 3.1",
    ),
    ("theta 4 as eta", f"jacobi_theta(4, 0, tau) = dedekind_eta(tau/2)^2/dedekind_eta(tau) {_TAU}", "DLMF 27.14(iv)"),
    (
        "cube of eta",
        "dedekind_eta(tau)^3 = jacobi_theta(2, 0, tau)*jacobi_theta(3, 0, tau)*jacobi_theta(4, 0, tau)/2 for tau in HH",
        "DLMF 23.17.8, 20.4.6",
    ),
    ("eta translated", "dedekind_eta(tau + n) = exp(pi*i*n/12)*dedekind_eta(tau) for tau in HH, n in ZZ", "DLMF 23.18.5"),
    ("eta inverted", "dedekind_eta(-1/tau) = sqrt(-i*tau)*dedekind_eta(tau) for tau in HH", "DLMF 23.18.5"),
    ("discriminant as eta", "modular_delta(tau) = dedekind_eta(tau)^24 for tau in HH", "DLMF 27.14.16"),
    (
        "modular lambda as theta",
        f"modular_lambda(tau) = jacobi_theta(2, 0, tau)^4/jacobi_theta(3, 0, tau)^4 {_TAU}",
        "DLMF 23.15.6",
    ),
    ("modular lambda translated", "modular_lambda(tau + 2*n) = modular_lambda(tau) for tau in HH, n in ZZ", "DLMF 23.18.3"),
    (
        "modular lambda translated by 1",
        "modular_lambda(tau + 1) = modular_lambda(tau)/(modular_lambda(tau) - 1) for tau in HH",
        "DLMF 23.18.3",
    ),
    ("modular lambda inverted", "modular_lambda(-1/tau) = 1 - modular_lambda(tau) for tau in HH", "DLMF 23.18.3"),
    (
        "modular lambda of tau/(1 - tau)",
        "modular_lambda(tau/(1 - tau)) = 1/modular_lambda(tau) for tau in HH",
        "DLMF 23.18.3",
    ),
    (
        "modular lambda of 1/(1 - tau)",
        "modular_lambda(1/(1 - tau)) = 1/(1 - modular_lambda(tau)) for tau in HH",
        "DLMF 23.18.3",
    ),
    (
        "modular lambda of (tau - 1)/tau",
        "modular_lambda((tau - 1)/tau) = (modular_lambda(tau) - 1)/modular_lambda(tau) for tau in HH",
        "DLMF 23.18.3",
    ),
    ("modular invariant translated", "modular_j(tau + n) = modular_j(tau) for tau in HH, n in ZZ", "DLMF 23.18.4"),
    ("modular invariant inverted", "modular_j(-1/tau) = modular_j(tau) for tau in HH", "DLMF 23.18.4"),
    (
        "modular invariant as theta",
        "modular_j(tau) = 32*(jacobi_theta(2, 0, tau)^8 + jacobi_theta(3, 0, tau)^8 + jacobi_theta(4, 0, tau)^8)^3/"
        "(jacobi_theta(2, 0, tau)*jacobi_theta(3, 0, tau)*jacobi_theta(4, 0, tau))^8 for tau in HH",
        "Zagier, The 1-2-3 of modular forms, sections 2.4 and 3.1",
    ),
    *(
        (f"Eisenstein series {k} translated", f"eisenstein_e({k}, tau + n) = eisenstein_e({k}, tau) for tau in HH, n in ZZ",
         "Serre, A course in arithmetic, chapter 7, section 2")
        for k in (2, 4, 6, 8, 10, 14)
    ),
    (
        "Eisenstein series translated",
        "eisenstein_g(k, tau + n) = eisenstein_g(k, tau) for tau in HH, n in ZZ, k in ZZ, k >= 2",
        "Serre, A course in arithmetic, chapter 7, section 2",
    ),
    *(
        (f"Eisenstein series {k} inverted", f"eisenstein_e({k}, -1/tau) = tau^{k}*eisenstein_e({k}, tau) for tau in HH",
         "Serre, A course in arithmetic, chapter 7, section 2")
        for k in (4, 6, 8, 10, 14)
    ),
    (
        "Eisenstein series 2 inverted",
        "eisenstein_e(2, -1/tau) = tau^2*eisenstein_e(2, tau) + 6*tau/(pi*i) for tau in HH",
        "Zagier, The 1-2-3 of modular forms, section 2.3",
    ),
    (
        "Eisenstein series 4 as theta",
        "eisenstein_e(4, tau) = (jacobi_theta(2, 0, tau)^8 + jacobi_theta(3, 0, tau)^8 + jacobi_theta(4, 0, tau)^8)/2 "
        "for tau in HH",
        "Zagier, The 1-2-3 of modular forms, section 3.1",
    ),
    (
        "Eisenstein series 6 as theta",
        "eisenstein_e(6, tau) = (jacobi_theta(2, 0, tau)^4 + jacobi_theta(3, 0, tau)^4)*(jacobi_theta(3, 0, tau)^4 + "
        "jacobi_theta(4, 0, tau)^4)*(jacobi_theta(4, 0, tau)^4 - jacobi_theta(2, 0, tau)^4)/2 for tau in HH",
        "Rankin, Modular forms and functions (1977), section 7.1",
    ),
    *(
        (f"Eisenstein series {k}", f"eisenstein_e({k}, tau) = {value} for tau in HH",
         "Serre, A course in arithmetic, chapter 7, section 4.2")
        for k, value in (
            (8, "eisenstein_e(4, tau)^2"),
            (10, "eisenstein_e(4, tau)*eisenstein_e(6, tau)"),
            (14, "eisenstein_e(4, tau)^2*eisenstein_e(6, tau)"),
        )
    ),
    *(
        (f"Eisenstein series {k} normalised", f"eisenstein_g({k}, tau) = 2*zeta({k})*eisenstein_e({k}, tau) for tau in HH",
         "Serre, A course in arithmetic, chapter 7, section 2")
        for k in (2, 4, 6, 8, 10, 12, 14)
    ),
)  # fmt: skip
