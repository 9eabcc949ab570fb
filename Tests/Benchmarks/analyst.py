"""What Phaseline's statistics are, as an analyst would compute them with statsmodels and scipy:
analyst.py [--authorities N] [--files FOLDER]

Every authority and indicator of Data/illustrative, or of the files of another nation: in each phase the rates with Wilson's
limits, the relative likelihood with Koopman's, Miettinen and Nurminen's and Katz's, the risk difference with Newcombe's, and
the authority beside the rest; over the phases the trend with profile limits, its two tests, the fitted ends, the smallest
detectable change, and the gap to the rest.

Prints the seconds of computing alone, after reading, and the number of lines (an authority and an indicator each).
"""

import argparse
import pathlib
import sys
import time
import warnings

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Reference"))
import lines  # noqa: E402  the numerical line of the reference values

COUNTS = ["x1", "n1", "x0", "n0"]
ALPHA = 0.05
Z2 = stats.chi2.isf(ALPHA, 1)


def read(folder):
    """One row for an authority, indicator and phase, with the counts of both groups."""
    rows = pd.concat(pd.read_csv(file) for file in sorted(folder.glob("phase-*.csv")))
    headline = np.where(rows.indicator == "paybands", "70000-and-over", "all")
    rows = rows[(rows.category == headline) & rows.ethnicity.isin(["bame", "white"])]
    sums = rows.groupby(["authority", "indicator", "phase", "ethnicity"])[["numerator", "denominator"]].sum()
    wide = sums.unstack("ethnicity").dropna().astype(int)
    table = pd.DataFrame({
        "x1": wide["numerator", "bame"], "n1": wide["denominator", "bame"],
        "x0": wide["numerator", "white"], "n0": wide["denominator", "white"]})
    return table[(table.n1 > 0) & (table.n0 > 0)].reset_index()


def intervals(table):
    """Limits of every table: in one go where statsmodels takes arrays, else one by one."""
    x1, n1, x0, n0 = (table[name].to_numpy(float) for name in COUNTS)
    found = {
        "wilson1": proportion_confint(x1, n1, ALPHA, "wilson"),
        "wilson0": proportion_confint(x0, n0, ALPHA, "wilson"),
        "katz": confint_proportions_2indep(x1, n1, x0, n0, method="log", compare="ratio", alpha=ALPHA),
        "newcombe": confint_proportions_2indep(x1, n1, x0, n0, method="newcomb", compare="diff", alpha=ALPHA),
    }
    for name, correction in (("koopman", False), ("miettinen_nurminen", True)):
        found[name] = np.array([
            confint_proportions_2indep(*counts, method="score", compare="ratio", correction=correction, alpha=ALPHA)
            if counts[0] + counts[2] > 0 else (np.nan, np.nan) for counts in zip(x1, n1, x0, n0)]).T
    return found


def fit(strata, ends=True):
    """A line with profile limits, tests, ends and smallest detectable change; None where there is no finite one."""
    kept = lines.informative(strata)
    if lines.outcome(kept) != "fitted":
        return None
    pivot, a, b, best = lines.likeliest(kept)
    found = {"slope": b, "limits": lines.slope_limits(pivot, a, b, best, kept, Z2)}
    found["p"] = stats.chi2.sf(2 * (best - lines.at_slope(0.0, pivot, kept, a)[1]), 1)
    if ends:
        found["deviance"] = -2 * best
        found["adjusted_score"] = lines.adjusted_score(kept)
        found["detectable"] = lines.detectable(kept)
        for name, t in (("first", kept[0][0]), ("last", kept[-1][0])):
            log = a + b * (t - pivot)
            found[name] = log, lines.limits(lambda v: lines.through(v, t, kept)[1], log, best)
    return found


def gap(own, rest):
    """The difference of two slopes, with limits from those of each (MOVER)."""
    if own is None or rest is None:
        return None
    (l1, u1), (l2, u2), b1, b2 = own["limits"], rest["limits"], own["slope"], rest["slope"]
    return b1 - b2, b1 - b2 - np.hypot(b1 - l1, u2 - b2), b1 - b2 + np.hypot(u1 - b1, b2 - l2)


def compute(table, nation):
    """All of it, for the authorities of a table within their nation."""
    found = {"intervals": intervals(table)}
    by_phase = {key: part.set_index("authority")[COUNTS] for key, part in nation.groupby(["indicator", "phase"])}
    totals = {key: part.sum().to_numpy() for key, part in by_phase.items()}
    for (authority, indicator), part in table.groupby(["authority", "indicator"], sort=False):
        phases, counts = part.phase.tolist(), part[COUNTS].to_numpy()
        strata = [(t, *own.tolist()) for t, own in zip(phases, counts)]
        own = fit(strata)
        positions = [
            fit([(0, *(totals[indicator, t] - row).tolist()), (1, *row.tolist())], ends=False)
            for t, row in zip(phases, counts)]
        # The rest are the same authorities in every phase, or the gap would measure who joined.
        others = [by_phase[indicator, t] for t in phases]
        stayed = sorted(set.intersection(*(set(part.index) for part in others)) - {authority})
        rest = fit([(t, *part.loc[stayed].sum().tolist()) for t, part in zip(phases, others)], ends=False)
        found[authority, indicator] = own, positions, gap(own, rest)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--authorities", type=int, help="only so many of them, beside the whole nation")
    parser.add_argument("--files", type=pathlib.Path, default=ROOT / "Data/illustrative", help="a folder of counts")
    given = parser.parse_args()
    nation = read(given.files)
    names = nation.authority.unique()[:given.authorities]
    table = nation[nation.authority.isin(names)]
    warnings.simplefilter("ignore")  # of zero counts
    start = time.perf_counter()
    found = compute(table, nation)
    print(f"{time.perf_counter() - start:.2f} {len(found) - 1}")


if __name__ == "__main__":
    main()
