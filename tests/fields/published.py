"""Published matrix fields, as claim text, and what is known of their limits."""

from __future__ import annotations

E_FIELD = "field(x: [[1, -y - 1], [-1, x + y + 2]], y: [[0, -y - 1], [-1, x + y + 1]])"
PI_FIELD = "field(x: [[x, -x], [-y, 2*x + y + 1]], y: [[y + 1, -x], [-y - 1, x + 2*y + 1]])"
SYMMETRIC_PI = "field(x: [[x, x*y], [1, 2*x + y + 1]], y: [[y, x*y], [1, x + 2*y + 1]])"
ZETA_3 = (
    "field(x: [[0, -x^3], [(x + 1)^3, x^3 + (x + 1)^3 + 2*y*(y - 1)*(2*x + 1)]], "
    "y: [[-x^3 + 2*x^2*y - 2*x*y^2 + y^3, -x^3], [x^3, x^3 + 2*x^2*y + 2*x*y^2 + y^3]])"
)
DERIVED_2F1 = (
    "field(a: [[2*a + 1, (2*a + 1)*(2*b + 1)], [1, 4*a + 2*b + 4*c + 5]], "
    "b: [[2*b + 1, (2*a + 1)*(2*b + 1)], [1, 2*a + 4*b + 4*c + 5]], "
    "c: [[-2*c - 1, (2*a + 1)*(2*b + 1)], [1, 2*a + 2*b + 2*c + 3]])"
)
LINEAR = "ffbar(c0 + c1*(x + y), c2 + c3*(x - y))"
QUADRATIC = (
    "ffbar((2*c1 + c2)*(c1 + c2) - c3*c0 - c3*((2*c1 + c2)*(x + y) + (c1 + c2)*(2*x + y))"
    " + c3^2*(2*x^2 + 2*x*y + y^2), c3*(c0 + c2*x + c1*y) - c3^2*(2*x^2 - 2*x*y + y^2))"
)
CUBIC_1 = (
    "ffbar(-(c0 + c1*(x + y))*(c0*(x + 2*y) + c1*(x^2 + x*y + y^2)), "
    "(c0 + c1*(-x + y))*(c0*(x - 2*y) - c1*(x^2 - x*y + y^2)))"
)
CUBIC_2 = "ffbar(-(x + y)*(c0^2 + 2*c1^2*(x^2 + x*y + y^2)), (x - y)*(c0^2 + 2*c1^2*(x^2 - x*y + y^2)))"
CUBIC_3 = (
    "ffbar((x + y)*(c0^2 - c0*c1*(x - y) - 2*c1^2*(x^2 + x*y + y^2)), "
    "(c0 + c1*(x - y))*(3*c0*(x - y) + 2*c1*(x^2 - x*y + y^2)))"
)
MOVING_ROOT = (
    "field(x: [[0, -x*(x + c0)*(x + c1)*(2*x + 2*y - c2)], [1, (2*x + c1 + 1)*(2*x + c0 + 1) - x*(x + 1)]], "
    "y: [[-(2*y - c2 + 2*x)*(x + c1 + c0 - 2*y + c2 - 1), -x*(x + c0)*(x + c1)*(2*x + 2*y - c2)], "
    "[1, x^2 + x*(2*y - c2 + 1) + (2*y - c2 + 1 - c1)*(2*y - c2 + 1 - c0)]])"
)
"""`b` depends on y while `a` does not: no field of a pair f, fbar."""

_STEP_3F2 = (
    "[[1 + ({0})*0, 0, ({0})*x0*x1*x2/((1 - z)*z)], "
    "[({0})*z, 1 + ({0}), ({0})*((x0*x1 + x0*x2 + x1*x2 + x0 + x1 + x2 + 1)*z - y0*y1)/((1 - z)*z)], "
    "[0, ({0})*z, 1 + ({0})*((x0 + x1 + x2 + 1)*z + y0 + y1 + 1)/(1 - z)]]"
)
DERIVED_3F2 = (
    "field("
    + ", ".join(
        f"{axis}: {_STEP_3F2.format(scale)}"
        for axis, scale in (
            ("x0", "1/x0"),
            ("x1", "1/x1"),
            ("x2", "1/x2"),
            ("y0", "-1/(y0 + 1)"),
            ("y1", "-1/(y1 + 1)"),
        )
    )
    + ")"
)

PUBLISHED = {
    "e": E_FIELD,
    "pi": PI_FIELD,
    "symmetric pi": SYMMETRIC_PI,
    "zeta(3)": ZETA_3,
    "derived 2F1": DERIVED_2F1,
    "linear": LINEAR,
    "quadratic": QUADRATIC,
    "cubic 1": CUBIC_1,
    "cubic 2": CUBIC_2,
    "cubic 3": CUBIC_3,
    "moving root": MOVING_ROOT,
}
"""David, *The conservative matrix field* (2023); Elimelech et al. (2024), and the f, fbar families of both."""
