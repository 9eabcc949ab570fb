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

import told
from milp_ranges import System


def parser():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--register", type=pathlib.Path)
    parser.add_argument("--changed", type=pathlib.Path)
    parser.add_argument("--rules", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "Data" / "disclosure")
    parser.add_argument("--default-rules", default="under-10")
    parser.add_argument("--explain", type=int, default=0, help="of so many leaks, which relations it takes")
    parser.add_argument("--summary", action="store_true")
    return parser


class Attack:
    """The counts of all states as variables, and what holds of them."""

    def __init__(self, evidence, register, changed):
        self.evidence, self.register, self.changed = evidence, register, changed
        self.system = System()
        self.variables = {}
        self.targets = {}
        for number, state in enumerate(evidence.states):
            self.add(number, state)
        self.join()

    def add(self, number, state):
        relations = list(state.relations(self.register))
        for key, count in state.counts.items():
            variable = self.variables[number, key] = self.system.add(count.low, count.high)
            if count.is_protected:
                self.targets[number, key] = (variable, count.rules, count.text)
        for key, denominator in state.denominators.items():
            self.system.at_most(self.variables[number, key], self.variables[number, denominator])
        for relation in relations:
            total, *parts = (self.variables[number, key] for key in (relation.total, *relation.parts))
            if relation.is_partial:
                self.system.partial(total, parts)
            else:
                self.system.sum(total, parts, relation.words)

    def join(self):
        """A count that two states tell is one count, unless it was corrected."""
        first = {}
        corrected = self.evidence.corrected() | self.changed
        for (number, key), variable in self.variables.items():
            if key.area:
                continue
            if any(subject in corrected for subject in told.subjects(key)):
                continue
            if key in first:
                self.system.same(first[key], variable)
            else:
                first[key] = variable


def main():
    options = parser().parse_args()
    evidence = told.read(options.folder, options.rules, options.default_rules)
    register = told.register(options.register) if options.register else {}
    changed = told.changed(options.changed) if options.changed else set()
    attack = Attack(evidence, register, changed)
    leaks = evidence.printed_leaks()
    ranges = attack.system.solve({variable: rules.spread for variable, rules, _ in attack.targets.values()})
    explained = 0
    for (number, key), (variable, rules, text) in attack.targets.items():
        found = ranges[variable]
        if found is None or found[1] - found[0] + 1 >= rules.spread:
            continue
        leak = dict(key._asdict(), printed=text, low=found[0], high=found[1], spread=rules.spread, rules=rules.key,
                    kind="withheld sum" if text == told.UNTOLD else "sum")
        if explained < options.explain:
            explained += 1
            names = {}
            for (state, other), index in attack.variables.items():
                names.setdefault(index, f"{told.words(other)}" + (f" [{state}]" if len(evidence.states) > 1 else ""))
            leak["because"] = attack.system.explain(variable, rules.spread, names)
        leaks.append(leak)
    for leak in leaks:
        print(json.dumps(leak))
    if options.summary:
        hidden = collections.Counter(rules.key for _, rules, _ in attack.targets.values())
        print(json.dumps({"states": len(evidence.states), "protected": hidden, "leaks": len(leaks),
                          **attack.system.report}), file=sys.stderr)
    sys.exit(3 if leaks else 0)


if __name__ == "__main__":
    main()
