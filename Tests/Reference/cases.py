"""Which lines: random phases of every size, and edges by hand. A stratum is (t, x1, n1, x0, n0)."""

import numpy as np


def draw(random, n, p):
    return int(random.binomial(n, min(1.0, p)))


def sample(random, phases, size1, size0, p0, start, pace, times=None):
    """Phases of groups of about these sizes; the ratio starts so on the log scale and changes so."""
    times = times or sorted(int(t) for t in random.choice(np.arange(0, phases + 2), phases, replace=False))
    strata = []
    for t in times:
        n1, n0 = (max(1, int(size * np.exp(random.normal(0, 0.1)))) for size in (size1, size0))
        strata.append((t, draw(random, n1, p0 * np.exp(start + pace * (t - times[0]))), n1, draw(random, n0, p0), n0))
    return strata


def sizes(random, low1, high1, low0, high0):
    between = lambda low, high: int(np.exp(random.uniform(np.log(low), np.log(high))))
    return between(low1, high1), between(low0, high0)


def ordinary(random):
    return sample(random, int(random.integers(2, 11)), *sizes(random, 8, 3000, 8, 9000),
                  np.exp(random.uniform(np.log(0.01), np.log(0.7))), random.normal(0, 0.5), random.normal(0, 0.2))


def rare(random):
    """Groups or events so few that strata have no case in one group or in either."""
    return sample(random, int(random.integers(2, 11)), *sizes(random, 1, 80, 2, 300),
                  np.exp(random.uniform(np.log(0.003), np.log(0.2))), random.normal(0, 0.5), random.normal(0, 0.2))


def large(random):
    return sample(random, int(random.integers(2, 11)), *sizes(random, 1e4, 1e6, 1e4, 1e6),
                  np.exp(random.uniform(np.log(1e-4), np.log(0.7))), random.normal(0, 0.3), random.normal(0, 0.03))


def few_in_many(random):
    """A few cases, in groups of up to a million."""
    size1, size0 = sizes(random, 1e4, 1e6, 1e4, 1e6)
    return sample(random, int(random.integers(2, 8)), size1, size0, np.exp(random.uniform(0, 3)) / size0,
                  np.log(size0 / size1) + random.normal(0, 0.5), random.normal(0, 0.15))


def alone(random):
    """One person in a group, in some phases or all."""
    strata = sample(random, int(random.integers(2, 9)), *sizes(random, 2, 60, 2, 200), random.uniform(0.1, 0.7),
                    random.normal(0, 0.4), random.normal(0, 0.1))
    changed = []
    for t, x1, n1, x0, n0 in strata:
        if random.random() < 0.5:
            x1, n1 = draw(random, 1, 0.5), 1
        if random.random() < 0.25:
            x0, n0 = draw(random, 1, 0.5), 1
        changed.append((t, x1, n1, x0, n0))
    return changed


def full(random):
    """Nearly everybody a case, and all of some groups."""
    strata = sample(random, int(random.integers(2, 9)), *sizes(random, 2, 150, 2, 500), random.uniform(0.85, 1.0),
                    random.normal(0, 0.05), random.normal(0, 0.02))
    return [(t, n1 if random.random() < 0.25 else x1, n1, n0 if random.random() < 0.1 else x0, n0)
            for t, x1, n1, x0, n0 in strata]


def years(random):
    phases = int(random.integers(2, 8))
    return sample(random, phases, *sizes(random, 50, 3000, 100, 9000),
                  np.exp(random.uniform(np.log(0.02), np.log(0.5))), random.normal(0, 0.5), random.normal(0, 0.1),
                  sorted((2014 + random.choice(12, phases, replace=False)).tolist()))


EDGES = [
    [(1, 5, 150, 30, 600), (2, 0, 150, 30, 600), (3, 0, 150, 30, 600)],
    [(1, 0, 150, 30, 600), (2, 0, 150, 30, 600)],
    [(1, 3, 150, 0, 600), (2, 4, 150, 0, 600)],
    [(1, 0, 150, 3, 600), (2, 4, 150, 0, 600)],
    [(1, 0, 150, 3, 600), (2, 4, 150, 0, 600), (3, 0, 150, 5, 600)],
    [(1, 0, 10, 0, 20), (2, 0, 10, 0, 20)],
    [(1, 3, 10, 5, 20)],
    [(1, 3, 10, 5, 20), (2, 0, 10, 0, 20)],
    [(1, 3, 10, 5, 20), (1, 4, 12, 9, 20)],
    [(1, 3, 10, 5, 20), (1, 4, 12, 9, 20), (2, 5, 10, 6, 20)],
    [(1, 1, 1, 1, 1), (2, 0, 1, 1, 1)],
    [(1, 1, 1, 1, 2), (2, 1, 2, 1, 1)],
    [(1, 10, 20, 10, 20), (2, 10, 20, 10, 20), (3, 10, 20, 10, 20)],
    [(1, 10, 10, 20, 20), (2, 8, 10, 20, 20), (3, 5, 10, 19, 20)],
    [(1, 10, 10, 20, 20), (2, 10, 10, 20, 20), (3, 5, 10, 19, 20)],
    [(1, 10, 10, 20, 20), (2, 9, 10, 18, 20)],
    [(1, 30, 40, 200, 200), (2, 20, 20, 100, 100), (3, 30, 40, 195, 200)],
    [(1, 10**6, 10**6, 999_000, 10**6), (2, 999_990, 10**6, 999_100, 10**6), (3, 10**6, 10**6, 10**6 - 1, 10**6)],
    [(1, 1, 10**6, 3, 10**6), (2, 0, 10**6, 2, 10**6), (4, 2, 10**6, 1, 10**6)],
    [(1, 3, 10**6, 1, 10**6), (2, 2, 10**6, 0, 10**6), (4, 1, 10**6, 2, 10**6)],
    [(1, 14, 210, 31, 840), (2, 12, 224, 35, 861), (3, 9, 231, 33, 850), (4, 8, 240, 36, 872)],
    [(1, 61, 80, 300, 340), (2, 66, 82, 301, 345), (3, 75, 88, 310, 350)],
]


def lines(random):
    made = list(EDGES)
    for maker, count in ((ordinary, 280), (rare, 120), (large, 60), (few_in_many, 60), (alone, 50), (full, 50), (years, 25)):
        made += [maker(random) for _ in range(count)]
    return made


def sides(random):
    """Several phases before a start, at one time, and several after it, at another; few cases in every third."""
    made = []
    for number in range(90):
        before, after = (int(random.integers(1, 5)) for _ in range(2))
        size1, size0 = sizes(random, 3, 60, 10, 200) if number % 3 == 0 else sizes(random, 30, 2000, 60, 6000)
        p0 = np.exp(random.uniform(np.log(0.01), np.log(0.6)))
        made.append(sample(random, before + after, size1, size0, p0, random.normal(0, 0.4), random.normal(0, 0.4),
                           [0] * before + [1] * after))
    return made


def pairs(random):
    made = []
    for number in range(170):
        phases = int(random.integers(2, 11))
        times = list(range(1, phases + 1))
        p0, start = np.exp(random.uniform(np.log(0.01), np.log(0.6))), random.normal(0, 0.4)
        size1, size0 = sizes(random, 15, 3000, 40, 9000) if number % 5 else sizes(random, 3, 40, 10, 100)
        rest = float(np.exp(random.uniform(np.log(3), np.log(100))))
        made.append((sample(random, phases, size1, size0, p0, start, random.normal(0, 0.12), times),
                     sample(random, phases, size1 * rest, size0 * rest, p0, random.normal(0, 0.3),
                            random.normal(0, 0.04), times)))
    return made
