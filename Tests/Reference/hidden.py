"""hidden.csv: what hidden numerators allow, by computing every table that they allow.

The least and the greatest ratio and Koopman limit over all tables that have one. Blank where a table without any case is
possible and one group has none throughout: nothing can be said of its ratio.
"""

import concurrent.futures
import math

import numpy as np
from scipy import optimize

from kernel import Z2, Z2_998, score, write


def ratio(x1, n1, x0, n0):
    return math.inf if x0 == 0 else x1 * n0 / (n1 * x0)


def koopman(table, z2):
    x1, n1, x0, n0 = table
    excess = lambda eta: score(math.exp(eta), *table) - z2
    middle = None if x1 == 0 or x0 == 0 else math.log(ratio(*table))
    low = 0.0 if x1 == 0 else math.exp(optimize.brentq(excess, -40, 35 if middle is None else middle, xtol=1e-15))
    high = math.inf if x0 == 0 else math.exp(optimize.brentq(excess, -35 if middle is None else middle, 40, xtol=1e-15))
    return low, high


def hull(case):
    a1, b1, n1, a0, b0, n0 = case
    if a1 == a0 == 0 and 0 in (b1, b0):
        return [None] * 6
    tables = [(x1, n1, x0, n0) for x1 in range(a1, b1 + 1) for x0 in range(a0, b0 + 1) if x1 + x0 > 0]
    ratios = [ratio(*table) for table in tables]
    found = [min(ratios), max(ratios)]
    for z2 in (Z2, Z2_998):
        limits = [koopman(table, z2) for table in tables]
        found += [min(low for low, _ in limits), max(high for _, high in limits)]
    return found


def main():
    random = np.random.default_rng(7)
    cases = [(76, 79, 4292, 288, 288, 3089), (0, 4, 60, 3, 9, 200), (0, 4, 4, 0, 4, 4), (0, 1, 1, 0, 1, 1),
             (0, 0, 30, 0, 4, 90), (0, 4, 30, 0, 0, 90), (1, 4, 30, 0, 0, 90), (30, 30, 30, 1, 4, 90)]
    while len(cases) < 90:
        n1, n0 = (int(v) for v in np.exp(random.uniform(0, np.log([2000, 8000]))).round())
        width1, width0 = random.integers(0, 10, 2)
        a1, a0 = (int(random.binomial(n, np.exp(random.uniform(np.log(0.003), 0)))) for n in (n1, n0))
        a1, a0 = (0 if random.random() < 0.2 else a for a in (a1, a0))
        cases.append((a1, min(n1, a1 + int(width1)), n1, a0, min(n0, a0 + int(width0)), n0))
    with concurrent.futures.ProcessPoolExecutor() as pool:
        rows = [[*case, *found] for case, found in zip(cases, pool.map(hull, cases))]
    write("hidden.csv", ["x1_low", "x1_high", "n1", "x0_low", "x0_high", "n0", "ratio_lower", "ratio_upper",
                         "lower", "upper", "lower_998", "upper_998"], rows)


if __name__ == "__main__":
    main()
