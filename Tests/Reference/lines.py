"""lines.csv and gaps.csv: lines through log ratios, by maximising the joint likelihood of all rates numerically.

At every line the White rates are solved for, one by one (`kernel.py`). Whether a finite line exists is decided by linear
programming. The likeliest intercept at a slope, the likeliest slope through a point and the likeliest slope of all are
roots of the derivative of that likelihood; limits are roots of twice its fall less z².

Where both groups of a stratum are full the likelihood has a kink at parity, and the maximum may lie in it: then lines
through that stratum at parity are tried as well. Where one group of every stratum is full the likelihood is linear in
pieces, and its maximum may be a stretch of lines, all as likely.

"-" marks what a kink, a stretch, or an estimate at parity exactly leaves undefined: the tests pass over it. Among the
slopes of `leave_one_out` it marks a line that is not fitted, and "?" one of many as likely.
"""

import concurrent.futures
import math

import numpy as np
from scipy import optimize

from cases import lines, pairs, sides
from kernel import Z2, Z2_998, gradient, loglik, rates, write

POWER = 7.848860509326  # (1.959964 + 0.841621)²


def informative(strata):
    return [s for s in strata if s[2] > 0 and s[4] > 0 and s[1] + s[3] > 0]


def is_full(stratum):
    _, x1, n1, x0, n0 = stratum
    return x1 == n1 and x0 == n0


# --- existence


def recedes(strata, beta, alpha=None):
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
        bounds=[(None, None) if alpha is None else (alpha, alpha)])
    return result.status == 0


def outcome(strata):
    if len({s[0] for s in strata}) < 2:
        return "tooFew"
    times = [s[0] for s in strata if s[1] > 0 and s[3] > 0]
    if len(set(times)) > 1:
        return "fitted"
    directions = [recedes(strata, 1.0), recedes(strata, -1.0), recedes(strata, 0.0, 1.0), recedes(strata, 0.0, -1.0)]
    return "boundary" if any(directions) else "fitted"


# --- the likelihood, as the fall from free rates


def total(a, b, pivot, strata):
    return sum(loglik(a + b * (t - pivot), *counts) for t, *counts in strata)


def falling_root(function, start, step, reach, precision=1e-15):
    """The root of a falling function, which may jump: sought outward from a guess, then by Brent's method."""
    sign = 1 if function(start) > 0 else -1
    inner = start
    while True:
        outer = inner + sign * step
        if function(outer) * sign <= 0:
            return optimize.brentq(function, *sorted((inner, outer)), xtol=precision, rtol=8.9e-16, maxiter=500)
        if abs(outer - start) > reach:
            raise ArithmeticError("no root within reach")
        inner, step = outer, step * 2


def at_slope(b, pivot, strata, start=0.0):
    """The intercept at a slope, and the log-likelihood there."""
    slope = lambda a: sum(gradient(a + b * (t - pivot), *counts) for t, *counts in strata)
    a = falling_root(slope, start, 0.1, 650)
    return a, total(a, b, pivot, strata)


def through(log_ratio, pivot, strata):
    """The slope of the likeliest line through a log ratio at a time, and the log-likelihood there."""
    slope = lambda b: sum((t - pivot) * gradient(log_ratio + b * (t - pivot), *counts) for t, *counts in strata)
    span = max(abs(s[0] - pivot) for s in strata)
    b = falling_root(slope, 0.0, 0.1 / span, 650 / span, 1e-18)
    return b, total(log_ratio, b, pivot, strata)


def likeliest(strata):
    """Intercept and slope about the mean time, and the log-likelihood there."""
    pivot = float(np.mean([s[0] for s in strata]))
    last = [0.0]

    def slope(b):
        a, _ = at_slope(b, pivot, strata, last[0])
        last[0] = a
        return sum((s[0] - pivot) * gradient(a + b * (s[0] - pivot), *s[1:]) for s in strata)

    kinks = sorted({s[0] for s in strata if is_full(s)})
    try:
        b = falling_root(slope, 0.0, 0.05, 100)
        a, best = at_slope(b, pivot, strata, last[0])
    except (ArithmeticError, ValueError):
        if not kinks:
            raise
        a, b, best = 0.0, 0.0, -math.inf  # in a kink: the derivative along it says nothing
    for t in kinks:
        pinned, value = through(0.0, t, strata)
        if value > best - 1e-9:
            a, b, best = pinned * (pivot - t), pinned, value
    if len(kinks) > 1 and (value := total(0, 0, pivot, strata)) > best - 1e-9:
        a, b, best = 0.0, 0.0, value
    return pivot, a, b, best


def is_flat(a, b, pivot, best, strata, directions):
    """Whether lines a little away are as likely."""
    return any(total(a + size * da, b + size * db, pivot, strata) > best - 1e-13
               for da, db in directions for size in (1e-4, -1e-4))


def is_one_of_many(a, b, pivot, best, strata):
    """A flat direction turns about a stratum that is not linear there, or none is."""
    return is_flat(a, b, pivot, best, strata, [(1.0, 0.0)] + [(pivot - s[0], 1.0) for s in strata])


def limits(profile, estimate, best, z2=Z2, step=0.05, reach=1e9):
    """Where twice the fall from the best is z²; infinite where it never is within reach."""
    excess = lambda v: 2 * (best - profile(v)) - z2
    ends = []
    for sign in (-1, 1):
        inner, width = estimate, step
        while True:
            outer = inner + sign * width
            if abs(outer - estimate) > reach:
                ends.append(sign * math.inf)
                break
            if excess(outer) >= 0:
                ends.append(optimize.brentq(excess, *sorted((inner, outer)), xtol=1e-14, rtol=8.9e-16, maxiter=500))
                break
            inner, width = outer, width * 1.7
    return ends


# --- no change


def constant(strata):
    """The fit without a change: common log ratio, rates, times, weighted middle, information on a slope, and its score.

    None where it lies in a kink, without information, or on a stretch.
    """
    a, best = at_slope(0.0, 0.0, strata)
    phi = math.exp(a)
    if any(is_full(s) for s in strata) and abs(a) < 1e-9 or is_flat(a, 0.0, 0.0, best, strata, [(1.0, 0.0)]):
        return None
    weights, white, slopes = [], [], []
    for t, *counts in strata:
        p1, p0 = rates(phi, *counts)
        odds1 = counts[1] * p1 / (1 - p1) if p1 < 1 else math.inf
        odds0 = counts[3] * p0 / (1 - p0) if p0 < 1 else math.inf
        weights.append(odds0 if odds1 == math.inf else odds1 if odds0 == math.inf else odds1 * odds0 / (odds1 + odds0))
        white.append(p0)
        slopes.append(gradient(a, *counts))
    times, weights = np.array([s[0] for s in strata], float), np.array(weights)
    middle = (weights * times).sum() / weights.sum()
    information = (weights * (times - middle) ** 2).sum()
    return a, white, times, middle, information, (np.array(slopes) * (times - middle)).sum()


def adjusted_score(strata):
    found = constant(strata)
    if found is None:
        return "-"
    *_, information, slope = found
    cases = sum(min(x1 + x0, n1 + n0 - x1 - x0) for _, x1, n1, x0, n0 in strata)
    return slope**2 / information * (cases - 1) / cases if information > 0 and cases > 1 else 0.0


def detectable(strata):
    """The slope towards parity that 80% power would show, solved on expected counts."""
    found = constant(strata)
    if found is None or abs(found[0]) < 1e-9:
        return "-"
    a, white, times, middle, *_ = found
    sign = -1 if a > 0 else 1

    def separation(size):
        expected = []
        for (t, _, n1, _, n0), p0 in zip(strata, white):
            p1 = p0 * math.exp(a + sign * size * (t - middle))
            expected.append((t, n1 * p1 if p1 < 1 - 1e-12 else n1, n1, n0 * p0 if p0 < 1 - 1e-12 else n0, n0))
        return -2 * at_slope(0.0, 0.0, expected, a)[1]

    most = 8.0
    for t, p0 in zip(times, white):
        lever = sign * (t - middle)
        if lever > 0:
            most = min(most, (-math.log(p0) - a) / lever)
    most *= 1 - 1e-12
    if most <= 1e-9 or separation(most) < POWER:
        return "undetectable"
    return sign * optimize.brentq(lambda size: separation(size) - POWER, 1e-9, most, xtol=1e-14)


# --- a line


def slope_limits(pivot, a, b, best, strata, z2):
    return limits(lambda v: at_slope(v, pivot, strata, a)[1], b, best, z2, reach=40)


def boundary(strata):
    """The one finite limit and the likelihood ratio of an estimate at infinity, where its side can be told."""
    up, down = recedes(strata, 1.0), recedes(strata, -1.0)
    if up == down:
        return {}
    sign = 1 if up else -1
    pivot = float(np.mean([s[0] for s in strata]))
    profile = lambda b: at_slope(b, pivot, strata)[1]
    best, flat = max(profile(sign * far) for far in (40, 60)), profile(0.0)
    found = {"likelihood_ratio": 2 * (best - flat)}
    for suffix, z2 in (("", Z2), ("_998", Z2_998)):
        # Outward from the far side, against the direction of the estimate.
        excess = lambda b: 2 * (best - profile(b)) - z2
        far = 40.0
        while excess(sign * far) < 0:
            far -= 2
        finite = optimize.brentq(excess, *sorted((sign * far, sign * (far + 2))), xtol=1e-14)
        found["lower" + suffix], found["upper" + suffix] = (finite, math.inf) if up else (-math.inf, finite)
    return found


def parity(pivot, a, b, best, strata):
    """When the line may be at parity: the times through which a line at parity is not too unlikely."""
    return limits(lambda t: through(0.0, t, strata)[1], pivot - a / b, best, step=0.5)


def leave_one_out(strata):
    slopes = []
    for number in range(len(strata)):
        rest = strata[:number] + strata[number + 1:]
        if outcome(rest) != "fitted":
            slopes.append("-")
            continue
        pivot, a, b, best = likeliest(rest)
        slopes.append("?" if is_one_of_many(a, b, pivot, best, rest) else f"{b:.14g}")
    return ";".join(slopes)


def line(strata):
    kept = informative(strata)
    found = {"outcome": outcome(kept)}
    if found["outcome"] == "boundary":
        return found | boundary(kept)
    if found["outcome"] != "fitted":
        return found
    pivot, a, b, best = likeliest(kept)
    many = is_one_of_many(a, b, pivot, best, kept)
    found["slope"] = "-" if many else b
    found["lower"], found["upper"] = slope_limits(pivot, a, b, best, kept, Z2)
    found["lower_998"], found["upper_998"] = slope_limits(pivot, a, b, best, kept, Z2_998)
    found["likelihood_ratio"] = max(0.0, 2 * (best - at_slope(0.0, pivot, kept)[1]))
    found["deviance"] = max(0.0, -2 * best)
    for name, t in (("first", min(s[0] for s in kept)), ("last", max(s[0] for s in kept))):
        value = a + b * (t - pivot)
        found[name] = "-" if many else value
        found[name + "_lower"], found[name + "_upper"] = limits(lambda v: through(v, t, kept)[1], value, best)
    found["adjusted_score"] = adjusted_score(kept)
    found["detectable"] = detectable(kept)
    if found["lower"] > 0 or found["upper"] < 0:
        found["parity_lower"], found["parity_upper"] = parity(pivot, a, b, best, kept)
    found["leave_one_out"] = leave_one_out(kept)
    return found


# --- two lines


def gap(pair):
    """Whether the distance between two lines changes (MOVER), and the authority beside the rest in the last phase."""
    found = {}
    fits = {}
    for name, strata in zip(("authority", "rest"), pair):
        kept = informative(strata)
        if outcome(kept) != "fitted":
            continue
        pivot, a, b, best = likeliest(kept)
        fits[name] = (b, *slope_limits(pivot, a, b, best, kept, Z2))
        for key, value in zip(("slope", "lower", "upper"), fits[name]):
            found[f"{name}_{key}"] = value
    if len(fits) == 2:
        (b1, l1, u1), (b2, l2, u2) = fits["authority"], fits["rest"]
        found["difference"] = b1 - b2
        found["difference_lower"] = b1 - b2 - math.hypot(b1 - l1, u2 - b2)
        found["difference_upper"] = b1 - b2 + math.hypot(u1 - b1, b2 - l2)
    two = [(t, *strata[-1][1:]) for t, strata in ((0, pair[1]), (1, pair[0]))]
    position = line(two)
    if position["outcome"] == "fitted" and position["slope"] != "-":
        for name, key in (("position", "slope"), ("position_lower", "lower"), ("position_upper", "upper"),
                          ("position_lower_998", "lower_998"), ("position_upper_998", "upper_998"),
                          ("position_likelihood_ratio", "likelihood_ratio")):
            found[name] = position[key]
    return found


# --- the files


def say(strata):
    return ";".join(f"{t}:{x1}/{n1} v {x0}/{n0}" for t, x1, n1, x0, n0 in strata)


LINE = ["outcome", "slope", "lower", "upper", "lower_998", "upper_998", "likelihood_ratio", "deviance", "first",
        "first_lower", "first_upper", "last", "last_lower", "last_upper", "adjusted_score", "detectable", "parity_lower",
        "parity_upper", "leave_one_out"]
GAP = [f"{line}_{key}" for line in ("authority", "rest") for key in ("slope", "lower", "upper")] + [
    "difference", "difference_lower", "difference_upper", "position", "position_lower", "position_upper",
    "position_lower_998", "position_upper_998", "position_likelihood_ratio"]


def main():
    random = np.random.default_rng(2026)
    drawn, gaps = lines(random), pairs(random)
    drawn += sides(random)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        found = pool.map(line, drawn, chunksize=4)
        write("lines.csv", ["strata"] + LINE,
              [[say(strata)] + [one.get(name) for name in LINE] for strata, one in zip(drawn, found)])
        found = pool.map(gap, gaps, chunksize=4)
        write("gaps.csv", ["authority", "rest"] + GAP,
              [[say(pair[0]), say(pair[1])] + [one.get(name) for name in GAP] for pair, one in zip(gaps, found)])


if __name__ == "__main__":
    main()
