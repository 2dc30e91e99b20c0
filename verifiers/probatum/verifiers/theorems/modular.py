"""Modular functions: theta constants and Eisenstein series by Dedekind's eta; elliptic integrals by these."""

from __future__ import annotations

from typing import Final

__all__ = ["MODULAR"]

_STANDARD: Final = "tau in HH, abs(re(tau)) < 1, abs(tau - 1/2) > 1/2, abs(tau + 1/2) > 1/2"
"""The interior of the standard fundamental domain of lambda, on which K(lambda) is the principal value."""

MODULAR: Final = (
    ("modular discriminant", "modular_delta(tau) = dedekind_eta(tau)^24 for tau in HH", "DLMF 27.14.16"),
    ("eta is periodic", "dedekind_eta(tau) = exp(1/12*pi*i)*dedekind_eta(tau - 1) for tau in HH", "DLMF 23.18.5"),
    (
        "eta is periodic from below",
        "dedekind_eta(tau) = exp(-1/12*pi*i)*dedekind_eta(tau + 1) for tau in HH",
        "DLMF 23.18.5",
    ),
    ("theta_1 at 0", "jacobi_theta(1, 0, tau) = 0 for tau in HH", "DLMF 20.2.1"),
    (
        "theta_2 as eta",
        "jacobi_theta(2, 0, tau) = 2*dedekind_eta(2*tau)^2/dedekind_eta(tau) for tau in HH",
        "Jacobi 1829; Köhler, Eta products and theta series identities (2011), (1.10)",
    ),
    (
        "theta_3 as eta",
        "jacobi_theta(3, 0, tau) = dedekind_eta((tau + 1)/2)^2/dedekind_eta(tau + 1) for tau in HH",
        "Jacobi 1829; DLMF 20.4.4 with 23.15.9",
    ),
    (
        "theta_4 as eta",
        "jacobi_theta(4, 0, tau) = dedekind_eta(tau/2)^2/dedekind_eta(tau) for tau in HH",
        "Jacobi 1829; DLMF 20.4.5 with 23.15.9",
    ),
    (
        "derivative of theta_1 as eta",
        "jacobi_theta(1, 0, tau, 1) = 2*pi*dedekind_eta(tau)^3 for tau in HH",
        "DLMF 20.4.2",
    ),
    (
        "second derivative of theta_3",
        "jacobi_theta(3, 0, tau, 2) = -pi^2/3*jacobi_theta(3, 0, tau)*(eisenstein_e(2, tau) "
        "+ jacobi_theta(2, 0, tau)^4 - jacobi_theta(4, 0, tau)^4) for tau in HH",
        "DLMF 20.4.11, 20.7.2 with the heat equation 20.13.1",
    ),
    (
        "lambda as theta",
        "modular_lambda(tau) = jacobi_theta(2, 0, tau)^4/jacobi_theta(3, 0, tau)^4 for tau in HH",
        "DLMF 23.15.6",
    ),
    (
        "Eisenstein series by its normalised form",
        "eisenstein_g(k, tau) = 2*zeta(k)*eisenstein_e(k, tau) for k in NN, k/2 in NN, k > 0, tau in HH",
        "Apostol, Modular functions and Dirichlet series in number theory (1990), theorem 1.18",
    ),
    (
        "Eisenstein series of weight 4",
        "eisenstein_e(4, tau) = (jacobi_theta(2, 0, tau)^8 + jacobi_theta(3, 0, tau)^8 + jacobi_theta(4, 0, tau)^8)/2 "
        "for tau in HH",
        "Zagier, Elliptic modular forms and their applications (2008), section 3.1",
    ),
    (
        "Eisenstein series of weight 6",
        "eisenstein_e(6, tau) = (jacobi_theta(2, 0, tau)^4 + jacobi_theta(3, 0, tau)^4)"
        "*(jacobi_theta(3, 0, tau)^4 + jacobi_theta(4, 0, tau)^4)"
        "*(jacobi_theta(4, 0, tau)^4 - jacobi_theta(2, 0, tau)^4)/2 for tau in HH",
        "Zagier, Elliptic modular forms and their applications (2008), section 3.1",
    ),
    (
        "Eisenstein series of weight 8",
        "eisenstein_e(8, tau) = eisenstein_e(4, tau)^2 for tau in HH",
        "Apostol (1990), exercise 6.13",
    ),
    (
        "Eisenstein series of weight 10",
        "eisenstein_e(10, tau) = eisenstein_e(4, tau)*eisenstein_e(6, tau) for tau in HH",
        "Apostol (1990), exercise 6.13",
    ),
    (
        "Eisenstein series of weight 12",
        "eisenstein_e(12, tau) = (441*eisenstein_e(4, tau)^3 + 250*eisenstein_e(6, tau)^2)/691 for tau in HH",
        "Apostol (1990), exercise 6.13",
    ),
    (
        "Eisenstein series of weight 14",
        "eisenstein_e(14, tau) = eisenstein_e(4, tau)^2*eisenstein_e(6, tau) for tau in HH",
        "Apostol (1990), exercise 6.13",
    ),
    ("Eisenstein series of weight 2 at i", "eisenstein_e(2, i) = 3/pi", "Hurwitz 1881; Apostol (1990), section 3.10"),
    (
        "Eisenstein series of weight 2 at a cube root of unity",
        "eisenstein_e(2, exp(2*pi*i/3)) = 2*3^(1/2)/pi",
        "Hurwitz 1881; Apostol (1990), section 3.10",
    ),
    (
        "Eisenstein series of weight 2 at the square root of -2",
        "eisenstein_e(2, sqrt(2)*i) = 3/(2^(1/2)*pi) "
        "+ (jacobi_theta(2, 0, sqrt(2)*i)^4 + jacobi_theta(3, 0, sqrt(2)*i)^4)/4",
        "Borwein and Borwein, Pi and the AGM (1987), section 5.2",
    ),
    (
        "Eisenstein series of weight 2 at the square root of -3",
        "eisenstein_e(2, sqrt(3)*i) = 3^(1/2)/pi "
        "+ (jacobi_theta(4, 0, sqrt(3)*i)^4 - jacobi_theta(2, 0, sqrt(3)*i)^4)/2",
        "Borwein and Borwein, Pi and the AGM (1987), section 5.2",
    ),
    (
        "Eisenstein series of weight 2 is periodic",
        "eisenstein_e(2, tau) = eisenstein_e(2, tau - 1) for tau in HH",
        "Apostol (1990), section 3.10",
    ),
    (
        "Eisenstein series of weight 2 is periodic from below",
        "eisenstein_e(2, tau) = eisenstein_e(2, tau + 1) for tau in HH",
        "Apostol (1990), section 3.10",
    ),
    (
        "Eisenstein series of weight 2 inverted",
        "eisenstein_e(2, tau) = eisenstein_e(2, -1/tau)/tau^2 + 6*i/(pi*tau) for tau in HH",
        "Apostol (1990), section 3.10",
    ),
    (
        "Eisenstein series of weight 2 halved",
        "eisenstein_e(2, tau) = (eisenstein_e(2, tau/2) + jacobi_theta(2, 0, tau)^4 + jacobi_theta(3, 0, tau)^4)/2 "
        "for tau in HH",
        "Zagier, Elliptic modular forms and their applications (2008), section 3.1",
    ),
    (
        "the function of Weierstrass at 1/2",
        "weierstrass_p(1/2, tau) = pi^2/3*(jacobi_theta(2, 0, tau)^4 + 2*jacobi_theta(4, 0, tau)^4) for tau in HH",
        "DLMF 23.6.2",
    ),
    (
        "the function of Weierstrass at tau/2",
        "weierstrass_p(1/2*tau, tau) = -pi^2/3*(2*jacobi_theta(2, 0, tau)^4 + jacobi_theta(4, 0, tau)^4) for tau in HH",
        "DLMF 23.6.4",
    ),
    (
        "K of lambda",
        "elliptic_k(modular_lambda(tau)) = pi/2*jacobi_theta(3, 0, tau)^2 for " + _STANDARD,
        "Jacobi 1829; DLMF 22.2.2, 23.15.6",
    ),
    (
        "E of lambda",
        "elliptic_e(modular_lambda(tau)) = (2 - modular_lambda(tau))/3*elliptic_k(modular_lambda(tau)) "
        "+ pi^2*eisenstein_e(2, tau)/(12*elliptic_k(modular_lambda(tau))) for " + _STANDARD,
        "Borwein and Borwein, Pi and the AGM (1987), section 2.3; DLMF 20.9.1, 19.4.1",
    ),
)
