"""One table at a fixed ratio, and how the reference files are written.

Nothing of the closed forms in IndicatorStatistics is used: the likeliest White rate at a ratio is the root of the joint
likelihood's own derivative, walked to by Newton's method from the left, where that derivative is convex.
"""

import csv
import math
import pathlib

HERE = pathlib.Path(__file__).parent
Z2 = 3.841458820694124  # 95%
Z2_998 = 9.549535706083242  # 99.8%


def white_rate(phi, x1, n1, x0, n0):
    """The likeliest p0 where p1 = phi * p0."""
    cases, top = x1 + x0, min(1, 1 / phi)
    if cases == 0:
        return 0.0
    f1, f0 = n1 - x1, n0 - x0

    def climb(p):
        # The derivative times p and the other two denominators, of which a full group has none; and its own derivative.
        one, done = (1 - phi * p, -phi) if f1 else (1, 0)
        two, dtwo = (1 - p, -1) if f0 else (1, 0)
        value = cases * one * two - f1 * phi * p * two - f0 * p * one
        slope = cases * (done * two + one * dtwo) - f1 * phi * (two + p * dtwo) - f0 * (one + p * done)
        return value, slope

    # A group that is not full cannot have a rate of 1; otherwise the likelihood may still rise at the top.
    walled = (f1 and phi >= 1) or (f0 and phi <= 1)
    if not walled and climb(top)[0] >= 0:
        return top
    p = 0 * phi
    while True:
        value, slope = climb(p)
        if value <= 0:
            return p
        further = p - value / slope
        if not further > p or further >= top:
            return min(max(p, further), top)
        p = further


def rates(phi, x1, n1, x0, n0):
    p0 = white_rate(phi, x1, n1, x0, n0)
    return (1 if x1 == n1 and p0 * phi > 1 - 1e-12 else min(1, phi * p0)), p0


def term(x, p, rate):
    """x log(p / rate), where rate is what would be likeliest alone."""
    return 0.0 if x == 0 else x * math.log(p / rate) if p > 0 else -math.inf


def shortfall(p1, p0, x1, n1, x0, n0):
    """The log-likelihood less that of free rates: never above 0, and without the rounding of a large sum."""
    return (term(x1, p1, x1 / n1) + term(n1 - x1, 1 - p1, (n1 - x1) / n1)
            + term(x0, p0, x0 / n0) + term(n0 - x0, 1 - p0, (n0 - x0) / n0))


def ratio(eta):
    """Far out, where nothing changes any more, no further than numbers reach."""
    return math.exp(max(-600.0, min(600.0, eta)))


def loglik(eta, x1, n1, x0, n0):
    return shortfall(*rates(ratio(eta), x1, n1, x0, n0), x1, n1, x0, n0)


def gradient(eta, x1, n1, x0, n0):
    """By the envelope theorem: the derivative in eta at the likeliest p0."""
    phi = ratio(eta)
    p1, p0 = rates(phi, x1, n1, x0, n0)
    if x1 < n1:
        return x1 - (n1 - x1) * p1 / (1 - p1)
    if p1 < 1:
        return float(x1)
    return -float(x0) if x0 == n0 else -x0 + (n0 - x0) * p0 / (1 - p0)  # p0 = 1 / phi follows eta


def score(phi, x1, n1, x0, n0):
    p0 = white_rate(phi, x1, n1, x0, n0)
    p1 = min(1, phi * p0)
    difference = x1 * n0 - phi * x0 * n1  # over n1 n0
    if difference == 0:
        return 0 * phi
    return (difference / (n1 * n0)) ** 2 / (p1 * (1 - p1) / n1 + phi**2 * p0 * (1 - p0) / n0)


def text(value):
    """14 digits; nothing for None."""
    if value is None or isinstance(value, str):
        return value or ""
    value = float(value)
    return ("inf" if value > 0 else "-inf") if math.isinf(value) else f"{value:.14g}"


def write(name, columns, rows):
    with open(HERE / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([text(cell) if not isinstance(cell, int) else cell for cell in row] for row in rows)
    print(f"{name}: {len(rows)}")
