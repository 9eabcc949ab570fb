"""Recomputes intervals and lines without Phaseline's formulas, for the tests to compare with.

Nothing of the closed forms in IndicatorStatistics is used: the constrained White rate is a root of the joint
likelihood's own derivative, found by bisection; Koopman's limits are roots of the score statistic with that rate; the
existence of a finite line is decided by linear programming; Wilson's limits are roots of the score equation.

    python3 -m pip install numpy==2.4.6 scipy==1.17.1
    python3 Tests/Reference/reference.py            # writes tables.csv and lines.csv beside itself
"""

import csv
import itertools
import pathlib

import numpy as np
from scipy import optimize, stats

Z2 = 3.841458820694124  # 95%
Z2_998 = 9.549535706083242  # 99.8%
HERE = pathlib.Path(__file__).parent


def white_rate(phi, x1, n1, x0, n0):
    """The likeliest p0 where p1 = phi * p0: the root of the joint log-likelihood's derivative."""
    top = min(1.0, 1.0 / phi)
    if x1 + x0 == 0:
        return 0.0

    def slope(p):
        # The derivative, times p and times the other denominators: those of a full group have none.
        one = 1 - phi * p if x1 < n1 else 1.0
        two = 1 - p if x0 < n0 else 1.0
        return (x1 + x0) * one * two - (n1 - x1) * phi * p * two - (n0 - x0) * p * one

    if slope(top) >= 0:
        return top
    return optimize.brentq(slope, 0.0, top, xtol=1e-300, rtol=8.9e-16, maxiter=2000)


def term(x, p):
    return 0.0 if x == 0 else x * np.log(p) if p > 0 else -np.inf


def loglik(eta, x1, n1, x0, n0):
    phi = np.exp(eta)
    p0 = white_rate(phi, x1, n1, x0, n0)
    p1 = min(1.0, phi * p0)
    return term(x1, p1) + term(n1 - x1, 1 - p1) + term(x0, p0) + term(n0 - x0, 1 - p0)


def gradient(eta, x1, n1, x0, n0):
    """By the envelope theorem: the derivative at the likeliest p0."""
    phi = np.exp(eta)
    p0 = white_rate(phi, x1, n1, x0, n0)
    p1 = phi * p0
    if x1 == n1:
        # p1 may sit at 1: then p0 = 1/phi follows eta.
        return float(x1) if p1 < 1 - 1e-12 else -x0 + (n0 - x0) * p0 / (1 - p0)
    return x1 - (n1 - x1) * p1 / (1 - p1)


def score(phi, x1, n1, x0, n0):
    p0 = white_rate(phi, x1, n1, x0, n0)
    p1 = min(1.0, phi * p0)
    variance = p1 * (1 - p1) / n1 + phi**2 * p0 * (1 - p0) / n0
    difference = x1 / n1 - phi * x0 / n0
    return 0.0 if difference == 0 else difference**2 / variance


def koopman(x1, n1, x0, n0, z2=Z2):
    if x1 + x0 == 0:
        return None
    excess = lambda eta: score(np.exp(eta), x1, n1, x0, n0) - z2
    middle = None if x1 == 0 or x0 == 0 else np.log(x1 * n0 / (x0 * n1))
    low = 0.0 if x1 == 0 else np.exp(optimize.brentq(excess, -40, 35 if middle is None else middle, xtol=1e-14))
    high = np.inf if x0 == 0 else np.exp(optimize.brentq(excess, -35 if middle is None else middle, 40, xtol=1e-14))
    return low, high


def wilson(x, n):
    f = lambda p: (x - n * p) ** 2 - Z2 * n * p * (1 - p)
    low, high = max(x / n, 1e-12), min(x / n, 1 - 1e-12)  # 0 and 1 are roots of their own at 0/n and n/n
    return (
        0.0 if x == 0 else optimize.brentq(f, 0, high, xtol=1e-16),
        1.0 if x == n else optimize.brentq(f, low, 1, xtol=1e-16))


# --- lines


def informative(strata):
    return [s for s in strata if s[2] > 0 and s[4] > 0 and s[1] + s[3] > 0]


def recedes(strata, beta, alpha_fixed=None):
    """Whether a direction (alpha, beta) never lowers the likelihood: a linear programme in alpha."""
    upper, equal = [], []
    for t, x1, _, x0, _ in strata:
        if x1 > 0 and x0 > 0:
            equal.append(t)
        elif x1 == 0:
            upper.append((1, -beta * t))
        else:
            upper.append((-1, beta * t))
    result = optimize.linprog(
        [0.0], A_ub=[[a] for a, _ in upper] or None, b_ub=[b for _, b in upper] or None,
        A_eq=[[1]] * len(equal) or None, b_eq=[-beta * t for t in equal] or None,
        bounds=[(None, None) if alpha_fixed is None else (alpha_fixed, alpha_fixed)])
    return result.status == 0


def outcome(strata):
    if len({s[0] for s in strata}) < 2:
        return "tooFew"
    directions = [recedes(strata, 1.0), recedes(strata, -1.0), recedes(strata, 0.0, 1.0), recedes(strata, 0.0, -1.0)]
    return "boundary" if any(directions) else "fitted"


def total(a, b, pivot, strata):
    return sum(loglik(a + b * (t - pivot), *counts) for t, *counts in strata)


def at_slope(b, pivot, strata):
    """The intercept at a slope, and the log-likelihood there."""
    f = lambda a: sum(gradient(a + b * (t - pivot), *counts) for t, *counts in strata)
    a = optimize.brentq(f, -60, 60, xtol=1e-14)
    return a, total(a, b, pivot, strata)


def through(log_ratio, pivot, strata):
    """The slope of the likeliest line through a log ratio at a time, and the log-likelihood there."""
    f = lambda b: sum((t - pivot) * gradient(log_ratio + b * (t - pivot), *counts) for t, *counts in strata)
    b = optimize.brentq(f, -30, 30, xtol=1e-14)
    return b, total(log_ratio, b, pivot, strata)


def limits(profile, estimate, best, reach, z2=Z2):
    excess = lambda v: 2 * (best - profile(v)) - z2
    ends = []
    for sign in (-1, 1):
        step = 0.05
        while step < reach and excess(estimate + sign * step) < 0:
            step *= 1.7
        ends.append(optimize.brentq(excess, *sorted((estimate, estimate + sign * step)), xtol=1e-12) if step < reach else sign * np.inf)
    return ends


def constant(strata):
    a, _ = at_slope(0.0, 0.0, strata)
    phi = np.exp(a)
    weights, rates, slopes = [], [], []
    for t, x1, n1, x0, n0 in strata:
        p0 = white_rate(phi, x1, n1, x0, n0)
        p1 = phi * p0
        if p1 >= 1 or p0 >= 1:
            raise ArithmeticError("a full group: the weights are infinite")
        odds1, odds0 = n1 * p1 / (1 - p1), n0 * p0 / (1 - p0)
        weights.append(odds1 * odds0 / (odds1 + odds0))
        rates.append(p0)
        slopes.append(gradient(a, x1, n1, x0, n0))
    times = np.array([s[0] for s in strata])
    weights = np.array(weights)
    middle = (weights * times).sum() / weights.sum()
    information = (weights * (times - middle) ** 2).sum()
    return a, rates, times, middle, information, (np.array(slopes) * (times - middle)).sum()


def adjusted_score(strata):
    _, _, _, _, information, slope = constant(strata)
    cases = sum(min(x1 + x0, n1 + n0 - x1 - x0) for _, x1, n1, x0, n0 in strata)
    return slope**2 / information * (cases - 1) / cases if information > 0 and cases > 1 else 0.0


def detectable(strata):
    """The slope towards parity that 80% power would show, solved on expected counts."""
    a, rates, times, middle, information, _ = constant(strata)
    sign = -1 if a > 0 else 1

    def separation(size):
        expected = []
        for (t, _, n1, _, n0), p0 in zip(strata, rates):
            p1 = p0 * np.exp(a + sign * size * (t - middle))
            if p1 > 1:
                return None
            expected.append((t, n1 * p1, n1, n0 * p0, n0))
        truth = sum(
            term(x1, x1 / n1) + term(n1 - x1, 1 - x1 / n1) + term(x0, x0 / n0) + term(n0 - x0, 1 - x0 / n0)
            for _, x1, n1, x0, n0 in expected)
        return 2 * (truth - at_slope(0.0, 0.0, expected)[1])

    most = 8.0
    for (t, *_), p0 in zip(strata, rates):
        lever = sign * (t - middle)
        if lever > 0:
            most = min(most, (-np.log(p0) - a) / lever)
    most *= 1 - 1e-12
    wanted = 7.848860509326
    if most <= 0 or (separation(most) or 0) < wanted:
        return "undetectable"
    return sign * optimize.brentq(lambda s: separation(s) - wanted, 1e-9, most, xtol=1e-13)


def line(strata):
    kept = informative(strata)
    found = {"outcome": outcome(kept)}
    if found["outcome"] != "fitted":
        return found
    pivot = np.mean([s[0] for s in kept])

    def equations(v):
        g = [gradient(v[0] + v[1] * (t - pivot), *counts) for t, *counts in kept]
        return [sum(g), sum(gi * (s[0] - pivot) for gi, s in zip(g, kept))]

    rough = optimize.minimize(lambda v: -total(v[0], v[1], pivot, kept), [0, 0], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-11, "maxiter": 4000})
    solved = optimize.root(equations, rough.x, tol=1e-13)
    a, b = solved.x if np.abs(equations(solved.x)).max() < 1e-6 else rough.x
    if np.abs(equations((a, b))).max() > 1e-6:
        return None  # at a kink, where one group is full: not smooth enough for this solver
    best = total(a, b, pivot, kept)
    first, last = min(s[0] for s in kept), max(s[0] for s in kept)
    found["slope"] = b
    found["lower"], found["upper"] = limits(lambda v: at_slope(v, pivot, kept)[1], b, best, 25)
    found["lower_998"], found["upper_998"] = limits(lambda v: at_slope(v, pivot, kept)[1], b, best, 25, Z2_998)
    found["likelihood_ratio"] = 2 * (best - at_slope(0.0, pivot, kept)[1])
    for name, t in (("first", first), ("last", last)):
        value = a + b * (t - pivot)
        found[name] = value
        found[name + "_lower"], found[name + "_upper"] = limits(lambda v: through(v, t, kept)[1], value, best, 25)
    found["deviance"] = 2 * (sum(term(x1, x1 / n1) + term(n1 - x1, 1 - x1 / n1) + term(x0, x0 / n0) + term(n0 - x0, 1 - x0 / n0) for _, x1, n1, x0, n0 in kept) - best)
    found["adjusted_score"] = adjusted_score(kept)
    found["detectable"] = detectable(kept)
    return found


def write(name, columns, rows):
    with open(HERE / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def text(value):
    return "" if value is None else value if isinstance(value, str) else "inf" if value == np.inf else "-inf" if value == -np.inf else f"{value:.12g}"


def main():
    random = np.random.default_rng(2026)
    tables = [(0, 40, 12, 300), (12, 12, 70, 100), (3, 4, 0, 2), (1, 1, 1, 1), (0, 1, 1, 1), (1, 1, 0, 1), (0, 5, 0, 7), (10**6, 10**6, 3, 10**6), (400_000, 10**6, 500_000, 10**6)]
    for _ in range(250):
        n1, n0 = (int(v) for v in np.exp(random.uniform(0, np.log([5e3, 2e4]))).round())
        p = np.exp(random.uniform(np.log(0.002), 0))
        tables.append((int(random.binomial(n1, min(1, p * np.exp(random.normal(0, 0.7))))), n1, int(random.binomial(n0, p)), n0))
    rows = []
    for table in tables:
        interval, wider = koopman(*table) or (None, None), koopman(*table, Z2_998) or (None, None)
        rows.append([*table, *map(text, interval), *map(text, wider), *map(text, wilson(table[0], table[1])), *map(text, wilson(table[2], table[3]))])
    write("tables.csv", ["x1", "n1", "x0", "n0", "koopman_lower", "koopman_upper", "koopman_lower_998", "koopman_upper_998", "wilson1_lower", "wilson1_upper", "wilson0_lower", "wilson0_upper"], rows)

    names = ["outcome", "slope", "lower", "upper", "lower_998", "upper_998", "likelihood_ratio", "deviance", "first", "first_lower", "first_upper", "last", "last_lower", "last_upper", "adjusted_score", "detectable"]
    rows = []
    while len(rows) < 240:
        phases = int(random.integers(2, 8))
        n1, n0 = int(np.exp(random.uniform(np.log(8), np.log(3000)))), int(np.exp(random.uniform(np.log(8), np.log(9000))))
        p0 = np.exp(random.uniform(np.log(0.01), np.log(0.7)))
        start, pace = random.normal(0, 0.5), random.normal(0, 0.25)
        strata = []
        for t in sorted(random.choice(np.arange(0, phases + 2), phases, replace=False)):
            a1, a0 = max(1, int(n1 * np.exp(random.normal(0, 0.1)))), max(1, int(n0 * np.exp(random.normal(0, 0.1))))
            strata.append((int(t), int(random.binomial(a1, min(0.97, p0 * np.exp(start + pace * t)))), a1, int(random.binomial(a0, p0)), a0))
        try:
            found = line(strata)
        except (ArithmeticError, ValueError):
            continue  # beyond this solver, not beyond Phaseline: the other tests have such tables
        if found is None:
            continue
        written = ";".join(f"{t}:{x1}/{m1} v {x0}/{m0}" for t, x1, m1, x0, m0 in strata)
        rows.append([written] + [text(found.get(name)) for name in names])
    write("lines.csv", ["strata"] + names, rows)


if __name__ == "__main__":
    main()
