"""What shared files tell: counts with what they can be, in states of the workspace, and how they add up."""

import csv
import itertools
import json
import pathlib
import re
from typing import NamedTuple

import figures

MOST = 2_000_000
BANDS = ["under-30000", "30000-to-69999", "70000-and-over"]
BASES = {"shortlisting": "shortlisted", "fitness-to-practise": "regulated professionals", "harassment-public": "respondents",
         "harassment-colleagues": "respondents"}
UNTOLD = "not printed"


OF_STAFF = ["paybands", "disciplinary", "training", "leaving", "senior-management"]


def base(indicator):
    return BASES.get(indicator, "staff")


class Key(NamedTuple):
    """What a count is of. Of an area `place` is its name; of a denominator `variant` tells those of one base apart that are
    printed differently."""

    phase: str
    place: str
    area: bool
    service: str
    indicator: str
    category: str
    ethnicity: str
    measure: str
    variant: str = ""


class Count(NamedTuple):
    low: int
    high: int
    text: str
    is_protected: bool
    rules: object

    @property
    def shown(self):
        """The number that is printed, rounded or not; none where it is hidden."""
        return int(self.text) if self.text.isdigit() else None

    @property
    def is_exact(self):
        return self.low == self.high and self.text.isdigit()


class Rules(NamedTuple):
    key: str
    hide_below: int
    zero: bool
    nearly_all: bool
    round_to: int
    smallest_base: float
    spread: int
    dominance: float

    def is_small(self, count):
        return self.zero and self.hide_below > 0 if count == 0 else count < self.hide_below

    def is_hidden(self, count, denominator):
        if self.is_small(count) or (denominator is None and count < self.smallest_base):
            return True
        return self.nearly_all and denominator is not None and self.is_small(denominator - count)

    def meaning(self, shown):
        """What a count can be that is printed so: those that round to it and are not hidden."""
        if self.round_to <= 1:
            return shown, shown
        around = [count for count in range(max(0, shown - self.round_to), shown + self.round_to)
                  if (2 * count + self.round_to) // (2 * self.round_to) * self.round_to == shown and not self.is_small(count)]
        return (min(around), max(around)) if around else (shown, shown)


def read_rules(folder):
    found = {}
    for path in pathlib.Path(folder).glob("*.yaml"):
        values = dict(re.findall(r"^(\w+): *(.*)$", path.read_text(), re.M))
        found[path.stem] = Rules(
            path.stem, int(values["hide_below"]), values["zero"] == "hidden", values["nearly_all"] == "hidden",
            int(values.get("round_to", 1)), float(values.get("smallest_base", 0)), int(values["spread"]), float(values["dominance"]))
    return found


def words(key):
    return " ".join(str(part) for part in (key.phase, key.place, key.service, key.indicator, key.category, key.ethnicity,
                                           key.measure) if part)



def register(path):
    with open(path, newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def changed(path):
    with open(path, newline="") as file:
        found = set()
        for row in csv.DictReader(file):
            found.add((row["phase"], row["authority"], row["indicator"]))
        return found


class State:
    """The counts of one file, or of several that agree."""

    def __init__(self, rules):
        self.rules = rules
        self.counts = {}
        self.denominators = {}
        self.organisations = {}
        # Of a sum over organisations that no row tells, and of one that a row tells as hidden.
        self.parts, self.made_of = {}, {}
        # What a count is at most, since it is part of a sum that is shown.
        self.most = {}

    def take(self, row):
        """A row of `export observations`, as text."""
        area = not row["authority"]
        place = row["area"] if area else row["authority"]
        numerator = Key(row["phase"], place, area, row["service"], row["indicator"], row["category"], row["ethnicity"],
                        "numerator")
        people = f"{row['indicator']} {row['category']}" if area else base(row["indicator"])
        denominator = numerator._replace(indicator=people, category="", measure="denominator", variant=row["denominator"])
        self.denominators[numerator] = denominator
        self.put(denominator, row["denominator"])
        self.put(numerator, row["numerator"])
        if area:
            self.organisations[numerator._replace(ethnicity="")] = int(row["organisations"])

    def put(self, key, text):
        rules = self.rules
        if text == "*":
            count = Count(0, MOST, text, True, rules)
        elif "-" in text:
            low, high = map(int, text.split("-"))
            count = Count(low, high, text, True, rules)
        else:
            low, high = rules.meaning(int(text))
            count = Count(low, high, text, high - low + 1 >= rules.spread and rules.round_to > 1, rules)
        self.counts[key] = count

    def contradictions(self, other):
        """The keys of which both tell what cannot be both."""
        for key, count in self.counts.items():
            twin = other.counts.get(key)
            if twin and (twin.low > count.high or twin.high < count.low):
                yield key
        for key, denominator in self.denominators.items():
            twin = other.denominators.get(key)
            if twin and twin != denominator:
                one, two = self.counts[denominator], other.counts[twin]
                if one.low > two.high or two.low > one.high:
                    yield denominator

    def cells(self, figure):
        """The keys of the counts that a figure is of, by the names that figures.py gives them."""
        phase, place, service, indicator, category = figure.subject
        found = {}
        for ethnicity in ("bame", "white", "unknown"):
            key = self.key_of(phase, place, service, indicator, category, ethnicity)
            if key:
                found[f"{ethnicity} numerator"], found[f"{ethnicity} denominator"] = key, self.denominators[key]
        return found

    def key_of(self, phase, place, service, indicator, category, ethnicity):
        """A row's numerator; of an authority of one service that is its all. Any indicator of the staff, where none is said."""
        area = place == "nation"
        for indicator in [indicator] if indicator else OF_STAFF:
            categories = [category] if category else [BANDS[0]] if indicator == "paybands" else ["all", "colleagues"]
            for other in [service] if service != "all" or area else ["all", "adults", "children"]:
                for one in categories:
                    key = Key(phase, place, area, other, indicator, one, ethnicity, "numerator")
                    if key in self.denominators:
                        return key
        return None

    def tables(self, subject):
        """Of each authority the four numbers that are printed, none for a hidden one."""
        phase, _, service, indicator, category = subject
        for place in sorted({key.place for key in self.denominators if not key.area and key.phase == phase}):
            keys = [self.key_of(phase, place, service, indicator, category, ethnicity) for ethnicity in ("bame", "white")]
            if None not in keys:
                yield [self.counts[name].shown for key in keys for name in (key, self.denominators[key])]


class Evidence:
    def __init__(self):
        self.states = []
        self.shown = []
        self.figures = []

    def take(self, rules, rows):
        state = State(rules)
        for row in rows:
            state.take(row)
        if not any(other.rules == rules and other.counts == state.counts for other in self.states):
            self.states.append(state)

    def corrected(self):
        found = set()
        for one, other in itertools.combinations(self.states, 2):
            for key in one.contradictions(other):
                found.add((key.phase, key.place, key.indicator))
        return found


def parse_audience(text):
    match = re.match(r"shared \((.*)\)", text or "")
    return match.group(1) if match else None


def read(folder, rules_folder, default):
    rules = read_rules(rules_folder)
    nothing = Rules("none", 0, False, False, 1, 0, 1, 100)
    evidence = Evidence()
    for path in sorted(path for path in pathlib.Path(folder).rglob("*") if path.suffix in (".csv", ".json", ".jsonl")):
        rows = observations(path)
        if not rows:
            evidence.figures += figures.read(path)
            continue
        key = parse_audience(rows[0]["audience"])
        if key is None:
            evidence.shown += shown_against(rules[default], rows, path)
        evidence.take(rules[key] if key else nothing, rows)
    evidence.figures = list({told[:4]: told for told in evidence.figures}.values())
    return evidence


def observations(path):
    """The rows of a file of counts; none of another one."""
    with open(path, newline="") as file:
        if path.suffix == ".csv":
            reader = csv.DictReader(file)
            return list(reader) if "numerator" in (reader.fieldnames or []) else []
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in file]
        else:
            rows = json.load(file)
    is_counts = isinstance(rows, list) and rows and isinstance(rows[0], dict) and "numerator" in rows[0]
    return [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows] if is_counts else []


def shown_against(rules, rows, path):
    """Counts that rules would hide or round, and a file prints that was shared without any."""
    for row in rows:
        if not (row["numerator"].isdigit() and row["denominator"].isdigit()):
            continue
        numerator, denominator = int(row["numerator"]), int(row["denominator"])
        for measure, count, of in (("numerator", numerator, denominator), ("denominator", denominator, None)):
            if rules.is_hidden(count, of) or count % max(rules.round_to, 1):
                yield {"phase": row["phase"], "place": row["authority"] or row["area"], "service": row["service"],
                       "indicator": row["indicator"], "category": row["category"], "ethnicity": row["ethnicity"],
                       "measure": measure, "printed": str(count), "low": count, "high": count, "spread": rules.spread,
                       "rules": rules.key, "kind": "printed", "file": str(path)}
