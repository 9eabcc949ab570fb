"""counts.csv: limits of a Poisson count. Exact: quantiles of χ² (scipy), held beside roots of the Poisson sums themselves.

Byar: the Wilson-Hilferty cube of the same quantiles (Breslow & Day 1987); blank at a count of 0.
"""

import mpmath
from mpmath import mp, mpf
from scipy import stats

from kernel import write
from tables import EXACT, LEVELS

mp.dps = 40
COUNTS = [*range(31), 35, 40, 45, 50, 60, 65, 75, 80, 99, 100, 101, 120, 150, 200, 250, 300, 400, 500, 750, 999, 1000,
          1500, 2500, 5000, 7500, 10_000, 25_000, 50_000, 100_000, 500_000, 10**6]


def exact(count, alpha):
    lower = 0.0 if count == 0 else stats.chi2.ppf(alpha / 2, 2 * count) / 2
    upper = stats.chi2.isf(alpha / 2, 2 * count + 2) / 2
    if count <= 1000:
        # P(X >= count | lower) = P(X <= count | upper) = α/2, at 40 digits.
        above = mpmath.gammainc(count + 1, upper, mpmath.inf, regularized=True)
        below = mpf(alpha) / 2 if count == 0 else mpmath.gammainc(count, 0, lower, regularized=True)
        assert abs(above * 2 / alpha - 1) < 1e-10 and abs(below * 2 / alpha - 1) < 1e-10, count
    return lower, upper


def byar(count, z):
    if count == 0:
        return None, None
    cube = lambda n, sign: n * (1 - mpf(1) / (9 * n) + sign * z / (3 * mpmath.sqrt(n))) ** 3
    return cube(mpf(count), -1), cube(mpf(count) + 1, 1)


def main():
    rows = []
    for count in COUNTS:
        row = [count]
        for suffix, alpha, _ in LEVELS:
            row += [*exact(count, alpha), *byar(count, mpmath.sqrt(EXACT[suffix]))]
        rows.append(row)
    write("counts.csv", ["count"] + [f"{method}_{end}{suffix}" for suffix, *_ in LEVELS for method in ("exact", "byar")
                                     for end in ("lower", "upper")], rows)


if __name__ == "__main__":
    main()
