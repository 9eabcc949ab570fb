"""tables.csv: intervals of single tables, by roots found at 40 digits; statsmodels' own results are held beside them.

Koopman and Miettinen-Nurminen: roots of the score statistic. Wilson: roots of the score equation. Newcombe: from those.
Katz: blank at a zero count. Where statsmodels has the method, the two must agree to what statsmodels' own way can give.
"""

import concurrent.futures
import math
import warnings

import mpmath
import numpy as np
from mpmath import mp, mpf
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from kernel import Z2, Z2_998, score, write

mp.dps = 40
LEVELS = [("", 0.05, Z2), ("_998", 0.002, Z2_998)]


def squared_normal(alpha):
    """z² in full: the root of erfc."""
    z = mpmath.findroot(lambda v: mpmath.erfc(v / mpmath.sqrt(2)) - alpha, stats.norm.isf(float(alpha) / 2))
    return z**2


EXACT = {"": squared_normal(mpf(5) / 100), "_998": squared_normal(mpf(2) / 1000)}


def polish(excess, start):
    """The root beside a rough one, at 40 digits."""
    spread = mpf(10) ** -9 * max(1, abs(start))
    root = mpmath.findroot(excess, (mpf(start), start + spread), solver="secant", tol=mpf(10) ** -26, maxsteps=60)
    assert abs(root - start) < 1e-4 * max(1, abs(start)), (root, start)
    return root


def score_limits(table, z2, exact):
    x1, n1, x0, n0 = table
    if x1 + x0 == 0:
        return None, None
    excess = lambda eta: score(math.exp(eta), *table) - z2
    precise = lambda eta: score(mpmath.exp(eta), *(mpf(v) for v in table)) - exact
    middle = None if x1 == 0 or x0 == 0 else math.log(x1 * n0 / (x0 * n1))
    ends = []
    for zero, sign in ((x1, -1), (x0, 1)):
        if zero == 0:
            ends.append(mpf(0) if sign < 0 else mpf("inf"))
            continue
        near = -sign * 35 if middle is None else middle
        ends.append(mpmath.exp(polish(precise, optimize.brentq(excess, *sorted((near, sign * 40)), xtol=1e-13))))
    return ends


def wilson(x, n, exact):
    """Roots in p of (x − np)² = z² n p (1 − p)."""
    if n == 0:
        return None, None
    polynomial = [n * n + exact * n, -(2 * mpf(x) * n + exact * n), mpf(x) * x]
    roots = mpmath.polyroots(polynomial, maxsteps=500, extraprec=200)
    low, high = sorted(mpmath.re(r) for r in roots)
    return (mpf(0) if x == 0 else low), (mpf(1) if x == n else high)


def newcombe(table, exact):
    x1, n1, x0, n0 = table
    (l1, u1), (l0, u0) = wilson(x1, n1, exact), wilson(x0, n0, exact)
    p1, p0 = mpf(x1) / n1, mpf(x0) / n0
    return (p1 - p0 - mpmath.sqrt((p1 - l1) ** 2 + (u0 - p0) ** 2),
            p1 - p0 + mpmath.sqrt((u1 - p1) ** 2 + (p0 - l0) ** 2))


def katz(table, exact):
    x1, n1, x0, n0 = table
    if x1 == 0 or x0 == 0:
        return None, None
    estimate = mpmath.log(mpf(x1) * n0 / (mpf(x0) * n1))
    reach = mpmath.sqrt(exact * (mpf(n1 - x1) / (mpf(x1) * n1) + mpf(n0 - x0) / (mpf(x0) * n0)))
    return mpmath.exp(estimate - reach), mpmath.exp(estimate + reach)


def close(ours, theirs, to):
    return all(a is None or math.isinf(a) or abs(a - b) <= to * max(1e-3, abs(b)) for a, b in zip(ours, theirs))


def check(table, found):
    """Against statsmodels. Its score interval solves to an absolute tolerance, loosely: 1e-4 there."""
    x1, n1, x0, n0 = table
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for suffix, alpha, _ in LEVELS:
            assert close(found["wilson1" + suffix], proportion_confint(x1, n1, alpha, "wilson"), 1e-9), table
            assert close(found["wilson0" + suffix], proportion_confint(x0, n0, alpha, "wilson"), 1e-9), table
        newcomb = confint_proportions_2indep(*table, method="newcomb", compare="diff", alpha=0.05)
        assert close(found["difference"], newcomb, 1e-9), table
        if min(x1, x0) > 0:
            log = confint_proportions_2indep(*table, method="log", compare="ratio", alpha=0.05)
            assert close(found["katz"], log, 1e-9), table
        if 0 < x1 < n1 and 0 < x0 < n0:
            for name, correction in (("koopman", False), ("mn", True)):
                theirs = confint_proportions_2indep(
                    *table, method="score", compare="ratio", correction=correction, alpha=0.05)
                if not close(found[name], theirs, 1e-4):
                    return [f"{name} {table}: {[float(v) for v in found[name]]}, statsmodels {theirs}"]
    return []


def intervals(table):
    total = table[1] + table[3]
    found = {}
    for suffix, _, z2 in LEVELS:
        exact, grown = EXACT[suffix], mpf(total) / (total - 1)
        found["koopman" + suffix] = score_limits(table, z2, exact)
        found["mn" + suffix] = score_limits(table, z2 * float(grown), exact * grown)
        found["katz" + suffix] = katz(table, exact)
        found["wilson1" + suffix] = wilson(table[0], table[1], exact)
        found["wilson0" + suffix] = wilson(table[2], table[3], exact)
    found["difference"] = newcombe(table, EXACT[""])
    return found, check(table, found)


EDGES = [
    (0, 40, 12, 300), (12, 12, 70, 100), (3, 4, 0, 2), (1, 1, 1, 1), (0, 1, 1, 1), (1, 1, 0, 1), (0, 5, 0, 7),
    (10**6, 10**6, 3, 10**6), (400_000, 10**6, 500_000, 10**6), (1, 10**6, 1, 10**6), (0, 10**6, 1, 10**6),
    (1, 10**6, 0, 10**6), (999_999, 10**6, 10**6, 10**6), (10**6, 10**6, 10**6, 10**6), (1, 1, 10**6, 10**6),
    (1, 1, 1, 10**6), (10**6, 10**6, 1, 1), (1, 10**6, 1, 1), (0, 1, 500_000, 10**6), (5, 10, 5, 10), (50, 100, 500, 1000),
    (10, 10, 10, 10), (0, 10, 0, 10), (2, 10**6, 10**6, 10**6), (36, 180, 40, 520), (7, 34, 1, 34), (1, 2, 0, 1),
]


def random_tables(random):
    tables = list(EDGES)
    draw = lambda n, p: int(random.binomial(n, min(1.0, p)))
    # As submissions have them: from one person to 20,000, rare or common.
    for _ in range(450):
        n1, n0 = (int(v) for v in np.exp(random.uniform(0, np.log([5e3, 2e4]))).round())
        p = np.exp(random.uniform(np.log(0.002), 0))
        tables.append((draw(n1, p * np.exp(random.normal(0, 0.7))), n1, draw(n0, p), n0))
    # Nations, to a million in a group.
    for _ in range(150):
        n1, n0 = (int(v) for v in np.exp(random.uniform(np.log(1e4), np.log(1e6), 2)).round())
        p = np.exp(random.uniform(np.log(1e-5), 0))
        tables.append((draw(n1, p * np.exp(random.normal(0, 0.3))), n1, draw(n0, p), n0))
    # Every kind of zero, full and equal count, and one-person groups.
    for _ in range(330):
        n1, n0 = (int(v) for v in np.exp(random.uniform(0, np.log([200, 2000]))).round())
        n1, n0 = (1 if random.random() < 0.2 else n1), (1 if random.random() < 0.15 else n0)
        if random.random() < 0.15:
            n0 = n1
        x1 = [0, n1, draw(n1, random.random()), max(0, n1 - 1), min(1, n1)][random.integers(5)]
        x0 = [0, n0, draw(n0, random.random()), max(0, n0 - 1), min(1, n0)][random.integers(5)]
        if n0 == n1 and random.random() < 0.5:
            x0 = x1
        tables.append((x1, n1, x0, n0))
    return list(dict.fromkeys(tables))


NAMES = ["koopman", "koopman_998", "wilson1", "wilson0", "mn", "mn_998", "katz", "katz_998", "wilson1_998", "wilson0_998",
         "difference"]


def ends(name):
    stem, _, level = name.partition("_")
    return [f"{stem}_{end}" + (f"_{level}" if level else "") for end in ("lower", "upper")]


def main():
    tables = random_tables(np.random.default_rng(2026))
    with concurrent.futures.ProcessPoolExecutor() as pool:
        results = list(pool.map(intervals, tables, chunksize=16))
    for _, remarks in results:
        for remark in remarks:
            print("statsmodels differs:", remark)
    write("tables.csv", ["x1", "n1", "x0", "n0"] + [end for name in NAMES for end in ends(name)],
          [[*table, *(value for name in NAMES for value in found[name])] for table, (found, _) in zip(tables, results)])


if __name__ == "__main__":
    main()
