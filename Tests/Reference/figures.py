"""What figures that were worked out of counts tell of those that are hidden, by trying all counts that are possible.

A figure that follows from what is printed anyway (from the counts, or from the whole of the ranges that they may lie in) tells
nothing more. Of every other one all counts are tried: those stay that would print the same.
"""

import csv
import functools
import itertools
import json
import math
import re
from typing import NamedTuple

from scipy import optimize

from kernel import Z2, score

MOST_TRIED = 400_000
MOST_INTERVALS = 2_000
CELLS = ("bame numerator", "bame denominator", "white numerator", "white denominator", "unknown numerator",
         "unknown denominator")


class Told(NamedTuple):
    """A figure of a place, an indicator and a phase, as printed."""

    subject: tuple  # phase, place, service, indicator, category
    measure: str
    low: float
    high: float
    source: str


def limits(text):
    """What a number can have been that is printed so; a float that is printed in full may have lost its last digits."""
    value = float(text)
    digits = re.sub(r"e.*", "", str(text).lower().lstrip("-"))
    after = len(digits.split(".")[1]) if "." in digits else 0
    half = max(0.5 * 10.0 ** -after if after < 9 else 0, abs(value) * 2e-11)
    return value - half, value + half


# -- Reading


CSV_MEASURES = {"relative_likelihood": "ratio", "lower": "lower", "upper": "upper", "risk_difference": "difference",
                "people_to_parity": "people"}


def read_rows(rows, source):
    """Rows of `compare`, `batch`, `findings` and `national`."""
    for row in rows:
        subject = (row["phase"], row["authority"], row["service"], row["indicator"], row["category"])
        nation = (row["phase"], "nation", *subject[2:])
        if row["authority_code"]:
            for column, measure in CSV_MEASURES.items():
                if row[column]:
                    yield Told(subject, measure, *limits(row[column]), source)
        elif row["mantel_haenszel"]:
            yield Told(nation, "mantel-haenszel", *limits(row["mantel_haenszel"]), source)
        if row["comparator"] == "nation" and row["comparator_pooled"]:
            yield Told(nation, "ratio", *limits(row["comparator_pooled"]), source)


def read_finding(finding, source):
    """An element of what `compare` and `trend` write as JSON."""
    indicator = finding["indicator"]
    for phase in finding.get("phases", []):
        if "service" not in phase:
            continue
        subject = (phase["phase"], finding["subject"]["name"], phase["service"], indicator["key"], indicator["category"])
        comparison = phase.get("comparison") or {}
        for key, measure in (("relative_likelihood", "ratio"), ("risk_difference", "difference")):
            if comparison.get(key) is not None:
                yield Told(subject, measure, *limits(repr(comparison[key])), source)
        for key, measure in (("lower", "lower"), ("upper", "upper")):
            if (comparison.get("interval") or {}).get(key) is not None:
                yield Told(subject, measure, *limits(repr(comparison["interval"][key])), source)
            if (comparison.get("range") or {}).get(key) is not None:
                yield Told(subject, f"{measure} ratio", *limits(repr(comparison["range"][key])), source)
        for group in ("bame", "white", "unknown"):
            cell = phase.get(group) or {}
            for key, measure in (("rate", "rate"), ("share_of_denominator", "share denominator"),
                                 ("share_of_numerator", "share numerator")):
                if cell.get(key) is not None:
                    yield Told(subject, f"{group} {measure}", *limits(repr(cell[key])), source)


UNKNOWN = re.compile(r"^(.*) \(phase (\w+)(?:, (adults|children)'s services)?\) does not know the ethnicity of ([\d.]+)% of")


def read_quality(rows, source):
    """Sentences of `quality` that hold a share, and the staff that the nation lost."""
    for row in rows:
        match = UNKNOWN.match(row["sentence"])
        if match and row["indicator"]:
            low, high = limits(match[4])
            subject = (match[2], match[1], match[3] or "all", row["indicator"], None)
            yield Told(subject, "unknown share denominator", low / 100, high / 100, source)
        if row["staff_lost"]:
            match = re.search(r"of those of phase (\w+)", row["sentence"])
            if match:
                yield Told((match[1], row["authority"], "all", None, None), "staff", *limits(row["staff_lost"]), source)


def read(path):
    """All figures of a file."""
    if path.suffix == ".csv":
        with open(path, newline="") as file:
            reader = csv.DictReader(file)
            columns = reader.fieldnames or []
            if "relative_likelihood" in columns and "bame_numerator_low" in columns:
                yield from read_rows(reader, str(path))
            elif "staff_lost" in columns:
                yield from read_quality(reader, str(path))
    elif path.suffix == ".json":
        found = json.loads(path.read_text())
        for finding in found if isinstance(found, list) else [found]:
            if isinstance(finding, dict) and "phases" in finding and "subject" in finding:
                yield from read_finding(finding, str(path))


# -- What would be printed


def ratio(x1, n1, x0, n0):
    if not n1 or not n0 or (x1 == 0 and x0 == 0):
        return None
    return math.inf if x0 == 0 else x1 * n0 / (n1 * x0)


@functools.lru_cache(maxsize=100_000)
def koopman(x1, n1, x0, n0):
    """The limits of the ratio's interval; none where there is no case at all."""
    if not n1 or not n0 or x1 + x0 == 0 or x1 > n1 or x0 > n0:
        return None, None

    def excess(eta):
        return score(math.exp(eta), x1, n1, x0, n0) - Z2
    middle = None if x1 == 0 or x0 == 0 else math.log(ratio(x1, n1, x0, n0))
    try:
        low = 0.0 if x1 == 0 else math.exp(optimize.brentq(excess, -40, 35 if middle is None else middle, xtol=1e-15))
        high = math.inf if x0 == 0 else math.exp(optimize.brentq(excess, -35 if middle is None else middle, 40, xtol=1e-15))
    except ValueError:
        return None, None
    return low, high


def share(part, *others):
    total = part + sum(others)
    return part / total if total else None


# Of each measure the cells that it is of, and what it is.
MEASURES = {
    "ratio": (CELLS[:4], ratio),
    "lower ratio": (CELLS[:4], ratio),
    "upper ratio": (CELLS[:4], ratio),
    "lower": (CELLS[:4], lambda *cells: koopman(*cells)[0]),
    "upper": (CELLS[:4], lambda *cells: koopman(*cells)[1]),
    "difference": (CELLS[:4], lambda x1, n1, x0, n0: x1 / n1 - x0 / n0 if n1 and n0 else None),
    "people": (CELLS[:4], lambda x1, n1, x0, n0: x1 - n1 * x0 / n0 if n0 else None),
    "staff": (("bame denominator", "white denominator"), lambda one, other: one + other),
}
for group in ("bame", "white", "unknown"):
    MEASURES[f"{group} rate"] = ((f"{group} numerator", f"{group} denominator"), lambda x, n: x / n if n else None)
    for kind in ("numerator", "denominator"):
        others = tuple(f"{other} {kind}" for other in ("bame", "white", "unknown") if other != group)
        MEASURES[f"{group} share {kind}"] = ((f"{group} {kind}", *others), share)


def cells(told, known):
    """The counts that it is of. Where nobody's ethnicity is unknown a share is of the others."""
    names = MEASURES[told.measure][0]
    has_unknown = "unknown denominator" in known
    return names if has_unknown else tuple(name for name in names if " share " not in told.measure or "unknown" not in name)


def agrees(told, value):
    return value is not None and (told.low <= value <= told.high or value == told.low == told.high)


def follows(told, counts):
    """Whether it is what anybody would work out of what is printed: of the numbers, or of the ranges."""
    cells, figure = list(counts), MEASURES[told.measure][1]
    printed = [count.shown for count in counts.values()]
    if None not in printed and agrees(told, figure(*printed)):
        return True
    if told.measure == "staff" and None not in printed:
        # Of rounded counts it may be the sum over services, each of which is rounded.
        return any(count.low < count.high for count in counts.values())
    if not told.measure.startswith(("lower", "upper")) or printed[1] is None or printed[3] is None:
        return False
    (least1, most1), (least0, most0) = (
        (counts[cell].low, min(counts[cell].high, of)) if counts[cell].shown is None else (counts[cell].shown,) * 2
        for cell, of in ((cells[0], printed[1]), (cells[2], printed[3])))
    if told.measure.startswith("lower"):
        # Where neither has a case there is no ratio: then one case among the minoritised, or none.
        tables = [(least1, printed[1], most0, printed[3]), (max(least1, 1), printed[1], 0, printed[3])]
    else:
        tables = [(most1, printed[1], least0, printed[3])]
    return any(agrees(told, figure(*table)) for table in tables)


def possible(told, counts):
    """The cells' ranges after all counts were tried, or the reason why they were not."""
    cells, figure = list(counts), MEASURES[told.measure][1]
    ranges = [range(counts[cell].low, counts[cell].high + 1) for cell in cells]
    tried = math.prod(map(len, ranges))
    if tried > (MOST_INTERVALS if told.measure in ("lower", "upper") else MOST_TRIED):
        return "too many to try"
    found = [table for table in itertools.product(*ranges) if sensible(cells, table) and agrees(told, figure(*table))]
    if not found:
        return "none would print it"
    return {cell: (min(column), max(column)) for cell, column in zip(cells, zip(*found))}


def sensible(cells, table):
    of = dict(zip(cells, table))
    return all(of[f"{group} numerator"] <= of[f"{group} denominator"] for group in ("bame", "white", "unknown")
               if f"{group} numerator" in of and f"{group} denominator" in of)
