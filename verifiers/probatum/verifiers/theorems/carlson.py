"""Carlson's symmetric elliptic integrals: symmetry, homogeneity, degenerate cases, complete cases as Legendre's."""

from __future__ import annotations

from typing import Final

__all__ = ["CARLSON"]

CARLSON: Final = (
    ("RC with equal arguments", "carlson_rc(x, x) = x^(-1/2) for x in CC, x != 0", "DLMF 19.6.15"),
    (
        "RC as a logarithm",
        "carlson_rc(x, y) = log((x^(1/2) + (x - y)^(1/2))/y^(1/2))/(x - y)^(1/2) "
        "for x in CC, y in CC, x != y, y != 0, (im(x) != 0 or re(x) >= 0), (im(y) != 0 or re(y) > 0)",
        "DLMF 19.2.18, 19.2.19",
    ),
    (
        "RC as a logarithm for negative x",
        "carlson_rc(x, y) = log((x^(1/2) + (x - y)^(1/2))/y^(1/2))/(x - y)^(1/2) for x in (-oo, 0), y in (0, oo)",
        "DLMF 19.2.18 continued from above",
    ),
    (
        "RC as a logarithm for negative y",
        "carlson_rc(x, y) = log((x^(1/2) + (x - y)^(1/2))/y^(1/2))/(x - y)^(1/2) for x in [0, oo), y in (-oo, 0)",
        "DLMF 19.2.18 continued from above",
    ),
    (
        "RC with negative arguments",
        "carlson_rc(x, y) = -i*carlson_rc(-x, -y) for x in (-oo, 0], y in (-oo, 0)",
        "DLMF 19.16.11",
    ),
    (
        "RF exchanges the first arguments",
        "carlson_rf(x, y, z) = carlson_rf(y, x, z) for x in CC, y in CC, z in CC",
        "DLMF 19.16(i)",
    ),
    (
        "RF exchanges the last arguments",
        "carlson_rf(x, y, z) = carlson_rf(x, z, y) for x in CC, y in CC, z in CC",
        "DLMF 19.16(i)",
    ),
    (
        "RF with two equal arguments",
        "carlson_rf(x, y, y) = carlson_rc(x, y) for x in CC, y in CC, y != 0",
        "DLMF 19.20.4",
    ),
    (
        "RF with arguments up to 0",
        "carlson_rf(x, y, z) = -i*carlson_rf(-x, -y, -z) for x in (-oo, 0], y in (-oo, 0), z in (-oo, 0)",
        "DLMF 19.16.11",
    ),
    (
        "complete RF",
        "carlson_rf(0, y, z) = elliptic_k(1 - z/y)/y^(1/2) for y in (0, oo), z in CC, z != 0",
        "DLMF 19.25.1",
    ),
    (
        "complete RF in the right half-plane",
        "carlson_rf(0, y, z) = elliptic_k(1 - z/y)/y^(1/2) for y in CC, z in CC, re(y) > 0, re(z) > 0",
        "DLMF 19.25.1",
    ),
    (
        "complete RF by a step of the arithmetic-geometric mean",
        "carlson_rf(0, y, z) = carlson_rf(0, (y^(1/2) + z^(1/2))^2/4, y^(1/2)*z^(1/2)) "
        "for y in CC, z in CC, im(y) != 0, im(z) != 0",
        "DLMF 19.22.2",
    ),
    (
        "RG exchanges the first arguments",
        "carlson_rg(x, y, z) = carlson_rg(y, x, z) for x in CC, y in CC, z in CC",
        "DLMF 19.16(i)",
    ),
    (
        "RG exchanges the last arguments",
        "carlson_rg(x, y, z) = carlson_rg(x, z, y) for x in CC, y in CC, z in CC",
        "DLMF 19.16(i)",
    ),
    ("RG with equal arguments", "carlson_rg(x, x, x) = x^(1/2) for x in CC", "DLMF 19.20.5"),
    ("RG with one argument", "carlson_rg(0, 0, z) = z^(1/2)/2 for z in CC", "DLMF 19.20.5"),
    (
        "RG with two equal arguments",
        "carlson_rg(x, y, y) = (y*carlson_rc(x, y) + x^(1/2))/2 for x in [0, oo), y in (0, oo)",
        "DLMF 19.20.5",
    ),
    (
        "complete RG",
        "carlson_rg(0, y, z) = y^(1/2)*elliptic_e(1 - z/y)/2 for y in (0, oo), z in CC, z != 0",
        "DLMF 19.25.1",
    ),
    (
        "RG with arguments up to 0",
        "carlson_rg(x, y, z) = i*carlson_rg(-x, -y, -z) for x in (-oo, 0], y in (-oo, 0], z in (-oo, 0)",
        "DLMF 19.16.11",
    ),
    (
        "RG by RF and RD",
        "carlson_rg(x, y, z) = (z*carlson_rf(x, y, z) - (x - z)*(y - z)*carlson_rd(x, y, z)/3 "
        "+ x^(1/2)*y^(1/2)/z^(1/2))/2 for x in (0, oo), y in (0, oo), z in (0, oo)",
        "DLMF 19.21.10",
    ),
    (
        "RD exchanges its first arguments",
        "carlson_rd(x, y, z) = carlson_rd(y, x, z) for x in CC, y in CC, z in CC, z != 0",
        "DLMF 19.16(i)",
    ),
    ("RD with equal arguments", "carlson_rd(x, x, x) = x^(-3/2) for x in CC, x != 0", "DLMF 19.20.18"),
    (
        "RD with equal last arguments",
        "carlson_rd(x, y, y) = 3/(2*(y - x))*(carlson_rc(x, y) - x^(1/2)/y) for x in [0, oo), y in (0, oo), x != y",
        "DLMF 19.20.20",
    ),
    (
        "RD with equal first arguments",
        "carlson_rd(x, x, z) = 3/(z - x)*(carlson_rc(z, x) - z^(-1/2)) for x in (0, oo), z in CC, z != 0, x != z",
        "DLMF 19.20.21",
    ),
    (
        "complete RD",
        "carlson_rd(0, y, z) = 3*(elliptic_k(1 - y/z) - elliptic_e(1 - y/z))/((1 - y/z)*z^(3/2)) "
        "for y in CC, z in (0, oo), y != 0, y != z",
        "DLMF 19.25.1",
    ),
    (
        "RD with arguments up to 0",
        "carlson_rd(x, y, z) = i*carlson_rd(-x, -y, -z) for x in (-oo, 0], y in (-oo, 0), z in (-oo, 0)",
        "DLMF 19.16.11",
    ),
    (
        "RJ exchanges the first arguments",
        "carlson_rj(x, y, z, p) = carlson_rj(y, x, z, p) for x in CC, y in CC, z in CC, p in CC, p != 0",
        "DLMF 19.16(i)",
    ),
    (
        "RJ exchanges the second and third argument",
        "carlson_rj(x, y, z, p) = carlson_rj(x, z, y, p) for x in CC, y in CC, z in CC, p in CC, p != 0",
        "DLMF 19.16(i)",
    ),
    (
        "RJ with equal last arguments",
        "carlson_rj(x, y, z, z) = carlson_rd(x, y, z) for x in CC, y in CC, z in CC, z != 0",
        "DLMF 19.16.5",
    ),
    (
        "RJ with two equal arguments",
        "carlson_rj(x, y, y, p) = 3/(p - y)*(carlson_rc(x, y) - carlson_rc(x, p)) "
        "for x in [0, oo), y in (0, oo), p in CC, p != 0, p != y",
        "DLMF 19.20.8",
    ),
    (
        "complete RJ at the geometric mean",
        "carlson_rj(0, y, z, p) = 3/(2*p)*carlson_rf(0, y, z) for y in CC, z in CC, p in CC, "
        "(im(y) != 0 or re(y) > 0), (im(z) != 0 or re(z) > 0), p = y^(1/2)*z^(1/2)",
        "DLMF 19.20.9",
    ),
    (
        "complete RJ",
        "carlson_rj(0, y, z, p) = 3/((z - p)*z^(1/2))*(elliptic_pi(1 - p/z, 1 - y/z) - elliptic_k(1 - y/z)) "
        "for y in (0, oo), z in (0, oo), p in (0, oo), p != z",
        "DLMF 19.25.2",
    ),
    (
        "RJ with arguments up to 0",
        "carlson_rj(x, y, z, p) = i*carlson_rj(-x, -y, -z, -p) "
        "for x in (-oo, 0], y in (-oo, 0), z in (-oo, 0), p in (-oo, 0)",
        "DLMF 19.16.11",
    ),
)
