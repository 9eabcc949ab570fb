"""An attacker on what was shared, who shares no line with `phaseline audit`.

    attacker.py FOLDER [--register FILE] [--changed FILE] [--rules FOLDER] [--default-rules KEY] [--explain N]

Reads every CSV, JSON and JSON-lines file of the folder, says what adds up, and asks of each hidden count whether so many values
are possible as the rules promise: by whole-number programming (HiGHS). A count that was found to take values far enough apart
in tables that agree with all that was shared is safe; of every other one the least and the greatest value are proved. Leaks
are written as JSON lines; exit 3 if there is one. FILE of --changed (phase,authority,indicator) is what somebody may know
from elsewhere: whose counts were corrected between two states.
"""

import argparse
import collections
import json
import pathlib
import sys

import figures
import told
from milp_ranges import System
from sums import Sums

RULES = pathlib.Path(__file__).resolve().parents[2] / "Data" / "disclosure"


def parser():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--register", type=pathlib.Path)
    parser.add_argument("--changed", type=pathlib.Path)
    parser.add_argument("--rules", type=pathlib.Path, default=RULES)
    parser.add_argument("--default-rules", default="under-10")
    parser.add_argument("--explain", type=int, default=0, help="of so many leaks, which relations it takes")
    parser.add_argument("--summary", action="store_true")
    return parser


class Attack:
    """The counts of all states as variables, and what holds of them."""

    def __init__(self, evidence, register, changed, until_first=False):
        self.evidence, self.register, self.changed = evidence, register, changed
        self.system = System()
        self.variables = {}
        self.targets = {}
        for number, state in enumerate(evidence.states):
            self.add(number, state)
        self.join()
        self.figures = collections.Counter()
        self.told_by, self.promised = {}, {}
        # Intervals last: they take longest to try.
        for figure in sorted(evidence.figures, key=lambda figure: figure.measure in ("lower", "upper")):
            self.figures[self.use(figure)] += 1
            if until_first and self.is_narrow():
                break

    def use(self, figure):
        """Narrows the counts that a figure is of; says what came of it."""
        if figure.measure == "mantel-haenszel":
            follows = any(self.pooled(figure, state) for state in self.evidence.states)
            return "follows from what is printed" if follows else "follows from nothing, and was not tried"
        known = []
        for number, state in enumerate(self.evidence.states):
            keys = state.cells(figure)
            cells = figures.cells(figure, keys)
            if all(cell in keys for cell in cells):
                known.append((number, {cell: state.counts[keys[cell]] for cell in cells}, keys))
        if any(figures.follows(figure, counts) for _, counts, _ in known):
            return "follows from what is printed"
        reason = "of counts that no file tells"
        for number, counts, keys in known:
            found = figures.possible(figure, counts)
            if isinstance(found, str):
                reason = found
                continue
            for cell, (low, high) in found.items():
                if (low, high) != (counts[cell].low, counts[cell].high):
                    self.narrow_by(self.variables[number, keys[cell]], low, high, figure)
                    reason = "narrows"
        return reason

    def is_narrow(self):
        """Whether a figure alone leaves too little of a count."""
        return any(self.system.high[root] - self.system.low[root] + 1 < spread for root, spread in self.promised.items())

    def narrow_by(self, variable, low, high, figure):
        root = self.system.find(variable)
        self.system.low[root] = max(low, self.system.low[root])
        self.system.high[root] = min(high, self.system.high[root])
        self.promised[root] = max(state.rules.spread for state in self.evidence.states)
        self.told_by[root] = f"{figure.measure} of {' '.join(str(part) for part in figure.subject)}: {figure.low}"

    def pooled(self, figure, state):
        """Mantel and Haenszel's ratio over the authorities of which all four counts are printed."""
        above = below = 0.0
        for x1, n1, x0, n0 in state.tables(figure.subject):
            if None in (x1, n1, x0, n0) or n1 + n0 == 0:
                continue
            above, below = above + x1 * n0 / (n1 + n0), below + x0 * n1 / (n1 + n0)
        return below > 0 and figure.low <= above / below <= figure.high

    def add(self, number, state):
        relations = list(Sums(state, self.register))
        for key, count in state.counts.items():
            variable = self.variables[number, key] = self.system.add(count.low, min(count.high, state.most.get(key, count.high)))
            if count.is_protected:
                self.targets[number, key] = (variable, count.rules, count.text)
        for key, denominator in state.denominators.items():
            self.system.at_most(self.variables[number, key], self.variables[number, denominator],
                                self.least_left(state, key, denominator))
        for relation in relations:
            total, *parts = (self.variables[number, key] for key in (relation.total, *relation.parts))
            if relation.is_partial:
                self.system.partial(total, parts)
            else:
                self.system.sum(total, parts, relation.words)

    @staticmethod
    def least_left(state, key, denominator):
        """By how much a numerator that is shown is less than its denominator: nearly all is hidden too, and all where a 0 is."""
        count, rules = state.counts[key], state.rules
        is_told = count.is_exact and rules.nearly_all and rules.round_to <= 1
        return rules.hide_below if is_told and (rules.zero or state.counts[denominator].low > count.high) else 0

    def join(self):
        """A count that two states tell is one count, unless it was corrected; of an area unless any was."""
        corrected = self.evidence.corrected() | self.changed
        bases = {(phase, told.base(indicator)) for phase, _, indicator in corrected}
        moved = {(phase, indicator) for phase, _, indicator in corrected}
        first = {}
        for number, state in enumerate(self.evidence.states):
            for key, denominator in state.denominators.items():
                size = state.organisations.get(key._replace(ethnicity=""))
                if key.area and ((key.phase, key.indicator) in moved or (key.phase, told.base(key.indicator)) in bases | moved):
                    continue
                for name, measure in ((key, "numerator"), (denominator, "denominator")):
                    if not key.area and (key.phase, key.place, name.indicator) in corrected:
                        continue
                    variable = self.variables[number, name]
                    self.system.same(first.setdefault((key, measure, size), variable), variable)

    def promises(self):
        """The targets, with how many values are promised: by the weakest of the rules that hide a count, and none of one that a
        file tells, or of which two sets of rules tell too much together, which is neither's leak."""
        self.system.rows()  # after which a sum of the same parts is the same count
        printed, told_exactly = {}, set()
        for (number, key), variable in self.variables.items():
            count, rules = self.evidence.states[number].counts[key], self.evidence.states[number].rules
            root = self.system.find(variable)
            low, high = printed.setdefault(root, {}).get(rules, (0, told.MOST))
            printed[root][rules] = max(low, count.low), min(high, count.high)
            if count.is_exact:
                told_exactly.add(root)
        for (number, key), target in self.targets.items():
            root = self.system.find(target[0])
            of = printed[root]
            parts = self.evidence.states[number].parts.get(key)
            # Rules that tell all parts of a sum tell that sum too, though they print no row of it.
            telling = [set(printed[self.system.find(self.variables[number, part])]) for part in parts or []]
            spread = min(rules.spread for rules in set(of) | set.intersection(*telling or [set()]))
            together = min(high for _, high in of.values()) - max(low for low, _ in of.values()) + 1
            alone = min(high - low + 1 for low, high in of.values())
            if parts and not self.is_of_small(number, parts, told_exactly):
                continue
            if root not in told_exactly and not together < spread <= alone:
                yield key, spread, target

    def is_dominated_by_shown(self, variable, found):
        """Whether it is a sum that is hidden since one part makes most of it, which is shown itself."""
        root = self.system.find(variable)
        return any(self.system.find(self.variables[number, key]) == root and state.counts[part].is_exact
                   and 100 * state.counts[part].low > state.rules.dominance * found[1]
                   for number, state in enumerate(self.evidence.states) for key, parts in state.made_of.items() for part in parts)

    def is_of_small(self, number, parts, told_exactly):
        """Whether the greatest part of a sum that no row tells is itself hidden for being small, and not to protect others: only
        then is it a leak that the sum follows."""
        roots = [self.system.find(self.variables[number, part]) for part in parts]
        largest = max(roots, key=lambda root: self.system.high[root])
        least = min(state.rules.hide_below for state in self.evidence.states)
        return largest not in told_exactly and self.system.high[largest] < least

    def narrow(self, until_first=False):
        """The counts that are narrower than their rules promise."""
        targets = list(self.promises())
        ranges = self.system.solve({target[0]: spread for _, spread, target in targets}, until_first)
        for key, spread, target in targets:
            found = ranges[target[0]]
            if found is not None and found[1] - found[0] + 1 < spread and not self.is_dominated_by_shown(target[0], found):
                yield key, spread, target, found

    def names(self):
        names = {}
        for (state, key), index in self.variables.items():
            names.setdefault(index, told.words(key) + (f" [{state + 1}]" if len(self.evidence.states) > 1 else ""))
        return names


def attack(folder, register=None, changed=None, rules=RULES, default="under-10", explain=0, until_first=False):
    """The leaks, all or until there is one, and how it was worked."""
    evidence = told.read(folder, rules, default)
    leaks = list(evidence.shown)
    if until_first and leaks:
        return leaks, {}
    counts = Attack(evidence, told.register(register) if register else {}, told.changed(changed) if changed else set(),
                    until_first)
    for number, (key, spread, (variable, rules, text), found) in enumerate(counts.narrow(until_first)):
        leak = dict(key._asdict(), printed=text, low=found[0], high=found[1], spread=spread, rules=rules.key,
                    kind="withheld sum" if text == told.UNTOLD else "sum")
        figure = counts.told_by.get(counts.system.find(variable))
        if figure:
            leak.update(kind="figure", figure=figure)
        if number < explain:
            leak["because"] = counts.system.explain(variable, spread, counts.names())
        leaks.append(leak)
    report = {"states": len(evidence.states), "protected": len(counts.targets), "leaks": len(leaks),
              "figures": dict(counts.figures), **counts.system.report}
    return leaks, report


def main():
    options = parser().parse_args()
    leaks, report = attack(options.folder, options.register, options.changed, options.rules, options.default_rules,
                           options.explain)
    for leak in leaks:
        print(json.dumps(leak))
    if options.summary:
        print(json.dumps(report), file=sys.stderr)
    sys.exit(3 if leaks else 0)


if __name__ == "__main__":
    main()
