"""Elliptic integrals of Legendre: special values, transformations of the modulus, reductions; the arithmetic-geometric
mean. The second argument is the parameter m = k^2; on their cut the complete integrals are continuous from below."""

from __future__ import annotations

from typing import Final

__all__ = ["ELLIPTIC"]

ELLIPTIC: Final = (
    ("K at 0", "elliptic_k(0) = pi/2", "DLMF 19.6.1"),
    ("E at 0", "elliptic_e(0) = pi/2", "DLMF 19.6.1"),
    ("E at 1", "elliptic_e(1) = 1", "DLMF 19.6.1"),
    ("E at 1/2", "elliptic_e(1/2) = elliptic_k(1/2)/2 + pi/(4*elliptic_k(1/2))", "Legendre's relation, DLMF 19.7.1"),
    (
        "K at an imaginary modulus",
        "elliptic_k(m) = elliptic_k(m/(m - 1))/(1 - m)^(1/2) for m in CC, (im(m) != 0 or re(m) < 1)",
        "DLMF 19.7.5",
    ),
    (
        "E at an imaginary modulus",
        "elliptic_e(m) = (1 - m)^(1/2)*elliptic_e(m/(m - 1)) for m in CC, (im(m) != 0 or re(m) < 1)",
        "DLMF 19.7.6",
    ),
    (
        "K at a reciprocal modulus",
        "elliptic_k(m) = (elliptic_k(1/m) - i*elliptic_k(1 - 1/m))/m^(1/2) for m in (1, oo)",
        "DLMF 19.7.3",
    ),
    (
        "E at a reciprocal modulus",
        "elliptic_e(m) = m^(1/2)*(elliptic_e(1/m) + i*elliptic_e(1 - 1/m) "
        "- (1 - 1/m)*elliptic_k(1/m) - i/m*elliptic_k(1 - 1/m)) for m in (1, oo)",
        "DLMF 19.7.3",
    ),
    ("incomplete F up to pi/2", "elliptic_f(pi/2, m) = elliptic_k(m) for m in (-oo, 1)", "DLMF 19.2.8"),
    ("incomplete E up to pi/2", "elliptic_e(pi/2, m) = elliptic_e(m) for m in (-oo, 1]", "DLMF 19.2.8"),
    ("incomplete F up to 0", "elliptic_f(0, m) = 0 for m in CC", "DLMF 19.6.7"),
    ("incomplete E up to 0", "elliptic_e(0, m) = 0 for m in CC", "DLMF 19.6.9"),
    ("incomplete F at 0", "elliptic_f(phi, 0) = phi for phi in RR", "DLMF 19.6.7"),
    ("incomplete E at 0", "elliptic_e(phi, 0) = phi for phi in RR", "DLMF 19.6.9"),
    (
        "incomplete F at 1",
        "elliptic_f(phi, 1) = log((1 + sin(phi))/cos(phi)) for phi in (-pi/2, pi/2)",
        "DLMF 19.6.8, 4.23.40",
    ),
    ("incomplete E at 1", "elliptic_e(phi, 1) = sin(phi) for phi in [-pi/2, pi/2]", "DLMF 19.6.9"),
    ("incomplete F is odd", "elliptic_f(phi, m) = -elliptic_f(-phi, m) for phi in RR, m in (-oo, 1)", "DLMF 19.2.4"),
    ("incomplete E is odd", "elliptic_e(phi, m) = -elliptic_e(-phi, m) for phi in RR, m in (-oo, 1]", "DLMF 19.2.5"),
    (
        "incomplete F up to more than pi/2",
        "elliptic_f(phi, m) = elliptic_f(phi - pi, m) + 2*elliptic_k(m) for phi in RR, m in (-oo, 1)",
        "DLMF 19.2.10",
    ),
    (
        "incomplete E up to more than pi/2",
        "elliptic_e(phi, m) = elliptic_e(phi - pi, m) + 2*elliptic_e(m) for phi in RR, m in (-oo, 1)",
        "DLMF 19.2.10",
    ),
    (
        "incomplete F up to the branch point",
        "elliptic_f(phi, m) = elliptic_k(1/m)/m^(1/2) for phi in (0, pi/2), m in (1, oo), m*sin(phi)^2 = 1",
        "DLMF 19.7.4",
    ),
    (
        "incomplete E up to the branch point",
        "elliptic_e(phi, m) = m^(1/2)*(elliptic_e(1/m) - (1 - 1/m)*elliptic_k(1/m)) "
        "for phi in (0, pi/2), m in (1, oo), m*sin(phi)^2 = 1",
        "DLMF 19.7.4",
    ),
    ("complete Pi with n = 0", "elliptic_pi(0, m) = elliptic_k(m) for m in CC, m != 1", "DLMF 19.6.3"),
    ("complete Pi at 0", "elliptic_pi(n, 0) = pi/(2*(1 - n)^(1/2)) for n in (-oo, 1)", "DLMF 19.6.3"),
    ("complete Pi with n = m", "elliptic_pi(m, m) = elliptic_e(m)/(1 - m) for m in (-oo, 1)", "DLMF 19.6.2"),
    (
        "complete Pi with n the modulus",
        "elliptic_pi(n, n^2) = pi/(4*(1 - n)) + elliptic_k(n^2)/2 for n in (-1, 1)",
        "DLMF 19.6.2",
    ),
    (
        "incomplete Pi up to pi/2",
        "elliptic_pi(n, pi/2, m) = elliptic_pi(n, m) for n in (-oo, 1), m in (-oo, 1)",
        "DLMF 19.2.8",
    ),
    ("incomplete Pi up to 0", "elliptic_pi(n, 0, m) = 0 for n in (-oo, 1), m in (-oo, 1)", "DLMF 19.6.11"),
    (
        "incomplete Pi with n = 0",
        "elliptic_pi(0, phi, m) = elliptic_f(phi, m) for phi in [-pi/2, pi/2], m in (-oo, 1)",
        "DLMF 19.6.11",
    ),
    (
        "incomplete Pi at 0",
        "elliptic_pi(n, phi, 0) = atan((1 - n)^(1/2)*tan(phi))/(1 - n)^(1/2) for n in (-oo, 1), phi in (-pi/2, pi/2)",
        "DLMF 19.6.11, 19.2.18",
    ),
    (
        "incomplete Pi with n = 1 at 0",
        "elliptic_pi(1, phi, 0) = tan(phi) for phi in (-pi/2, pi/2)",
        "DLMF 19.6.11",
    ),
    ("arithmetic-geometric mean with 1", "agm(z) = agm(1, z) for z in (0, oo)", "DLMF 19.8(i)"),
    (
        "arithmetic-geometric mean as K",
        "agm(1, z) = pi/(2*elliptic_k(1 - z^2)) for z in CC, re(z) > 0",
        "Gauss 1799; DLMF 19.8.5",
    ),
    (
        "arithmetic-geometric mean after one step",
        "agm(1, z) = (1 + z)/2*agm(1, 2*z^(1/2)/(1 + z)) for z in CC, im(z) != 0",
        "Gauss 1799; Cox, The arithmetic-geometric mean of Gauss, Enseign. Math. 30 (1984), section 2",
    ),
    ("arithmetic-geometric mean with 0", "agm(z, 0) = 0 for z in CC", "DLMF 19.8(i)"),
    (
        "arithmetic-geometric mean is homogeneous",
        "agm(a, b) = a*agm(1, b/a) for a in (0, oo), b in CC, b != 0",
        "DLMF 19.8(i)",
    ),
)
