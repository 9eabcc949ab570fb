"""panels.csv: parts of a change between two phases whose authorities differ.

From the four pooled ratios alone, as fractions: of all at either phase, and of those in both. Each part is the logarithm,
at 50 digits, of a quotient of two of them; the parts on the ratio scale are shares of the ratio's own change.
Blank where nobody is in both phases or a sum is 0.
"""

from fractions import Fraction

import mpmath
import numpy as np
from mpmath import mp, mpf

from kernel import write

mp.dps = 50


def pooled(tables):
    x1, n1, x0, n0 = (sum(column) for column in zip(*tables)) if tables else (0, 0, 0, 0)
    return Fraction(x1 * n0, n1 * x0) if min(x1, n1, x0, n0) > 0 else None


def real(fraction):
    return mpf(fraction.numerator) / fraction.denominator


def parts(before, after):
    both = before.keys() & after.keys()
    stayed = pooled([before[name] for name in both]), pooled([after[name] for name in both])
    everyone = pooled(list(before.values())), pooled(list(after.values()))
    if None in stayed + everyone:
        return [None] * 10
    log = lambda upper, lower: mpmath.log(real(upper / lower))
    change, panel = log(everyone[1], everyone[0]), log(stayed[1], stayed[0])
    entrants, leavers = log(everyone[1], stayed[1]), log(stayed[0], everyone[0])
    mix = log(everyone[1] * stayed[0], everyone[0] * stayed[1])
    scale = real(everyone[0]) if change == 0 else real(everyone[1] - everyone[0]) / change
    return [real(everyone[0]), real(everyone[1]), change, panel, entrants, leavers, mix,
            scale * panel, scale * entrants, scale * leavers]


def phase(random, names, most, rare):
    tables = {}
    for name in names:
        n1, n0 = (int(v) for v in np.exp(random.uniform(0, np.log([most, most * 4]))))
        if random.random() < 0.03:
            n1 = 0
        p = np.exp(random.uniform(np.log(rare), 0))
        x1 = int(random.binomial(n1, min(1, p * np.exp(random.normal(0, 0.5)))))
        tables[name] = (x1, n1, int(random.binomial(n0, p)), n0)
    return tables


def main():
    random = np.random.default_rng(21)
    rows = []
    for number in range(180):
        many = [f"A{i}" for i in range(1, int(random.integers(2, 25)))]
        share = random.uniform(0.2, 1)
        chosen = [[name for name in many if random.random() < share] for _ in range(2)]
        most, rare = [(300, 0.01), (5, 0.02), (1e6, 1e-4)][number % 3]
        before, after = (phase(random, names, most, rare) for names in chosen)
        if number in (7, 77):  # nothing changed
            after = dict(before)
        if not before or not after:
            continue
        say = lambda tables: ";".join(f"{name} {x1}/{n1} v {x0}/{n0}" for name, (x1, n1, x0, n0) in tables.items())
        rows.append([say(before), say(after), *parts(before, after)])
    write("panels.csv", ["before", "after", "ratio_before", "ratio_after", "change", "panel", "entrants", "leavers", "mix",
                         "panel_ratio", "entrants_ratio", "leavers_ratio"], rows)


if __name__ == "__main__":
    main()
