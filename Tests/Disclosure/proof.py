"""Shares everything of random nations, attacks it by `phaseline audit` and by attacker.py, and prints what came of it.

    proof.py --phaseline FILE [--nations N] [--first SEED] [--random-only] [--keep FOLDER] [--article FILE]

Exit 1 if anything leaks that should not, or if an attacker misses what it should find. --keep leaves the nations that leak.
"""

import argparse
import collections
import concurrent.futures
import csv
import json
import pathlib
import shutil
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "Reference")]

import attacker
import sharing
import table
import told

ILLUSTRATIVE = "the illustrative nation"


def rows_of(path):
    with open(path, newline="") as file:
        return {(row["phase"], row["authority"], row["area"], row["service"], row["indicator"], row["category"],
                 row["ethnicity"]): row for row in csv.DictReader(file)}


def with_all_services(rows):
    """An authority's adults' and children's services together, which the owner's own table leaves to add up."""
    found = dict(rows)
    for key, row in rows.items():
        whole, other = (*key[:3], "all", *key[4:]), rows.get((*key[:3], "children", *key[4:]))
        if key[1] and key[3] == "adults" and other and whole not in rows and is_told(row) and is_told(other):
            found[whole] = {measure: str(int(row[measure]) + int(other[measure])) for measure in ("numerator", "denominator")}
    return found


def is_dominated(rows, key, register):
    """Whether one authority makes most of a count of an area: such a sum the rules themselves hide."""
    phase, _, area, *rest = key
    kind, _, name = area.partition(" ")
    parts = [row for (when, authority, _, *of), row in rows.items()
             if authority and (when, of) == (phase, rest) and is_told(row)
             and (area == "nation" or register.get(authority, {}).get(kind) == name)]
    return any(10 * max((int(part[measure]) for part in parts), default=0) > 7 * int(rows[key][measure])
               for measure in ("numerator", "denominator"))


def losses(internal, shared, register):
    """How much is withheld, and of the comparisons that say something how many are left."""
    found = collections.Counter()
    for row in shared.values():
        for measure in ("numerator", "denominator"):
            found["counts"] += 1
            found["hidden"] += not row[measure].isdigit()
    for key, row in internal.items():
        pair = [key, (*key[:-1], "white")]
        # A sum without a row is one of too few.
        if key[-1] != "bame" or not all(one in internal and one in shared and is_told(internal[one]) for one in pair):
            continue
        if all(min(cases(internal[one])) >= 20 for one in pair):
            if key[2] and any(is_dominated(internal, one, register) for one in pair):
                continue
            found["sound"] += 1
            found["visible"] += all(is_told(shared[one]) for one in pair)
    return found


def is_told(row):
    return row["numerator"].isdigit() and row["denominator"].isdigit()


def cases(row):
    return int(row["numerator"]), int(row["denominator"]) - int(row["numerator"])


def untrue(proofs, truth):
    """How many say that a count cannot be what it is."""
    counts = {}
    for (phase, authority, area, service, indicator, category, ethnicity), row in truth.items():
        place = authority or area
        counts[phase, place, service, indicator, category, ethnicity, "numerator"] = row["numerator"]
        for base in (indicator, f"{indicator} {category}") if area else (indicator, told.base(indicator)):
            counts[phase, place, service, base, "", ethnicity, "denominator"] = row["denominator"]
    found = 0
    for proof in proofs:
        category = proof["category"] if proof["measure"] == "numerator" else ""
        count = counts.get((proof["phase"], proof["place"], proof["service"], proof["indicator"], category, proof["ethnicity"],
                            proof["measure"]), "")
        found += count.isdigit() and not proof["low"] <= int(count) <= proof["high"]
    return found


def one(phaseline, seed, keep):
    """A nation's line of the table; where the seed is the name of rules that of the illustrative nation."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"nation-{seed}-"))
    line, leaks, clock = collections.Counter(nations=1), [], time.monotonic()

    def lap(name):
        nonlocal clock
        line[f"{name} s"] += time.monotonic() - clock
        clock = time.monotonic()
    try:
        if seed in sharing.PRESETS:
            rules, kind = seed, ILLUSTRATIVE
            sharing.make_illustrative(phaseline, rules, folder)
        else:
            rules, kind = sharing.make(phaseline, seed, folder)
        lap("sharing")
        truth = with_all_services(rows_of(folder / "internal.csv"))
        line += losses(truth, rows_of(folder / "shared" / "1" / "observations.csv"),
                       told.register(folder / "in" / "register.csv"))
        for control in table.ATTACKED if kind != ILLUSTRATIVE else table.ATTACKED[:1]:
            where = sharing.CONTROLS[control](folder, rules) if control in sharing.CONTROLS else folder / "shared"
            lap("losses and controls")
            found, report = attacker.attack(where, folder / "in" / "register.csv", folder / "changed.csv", default=rules,
                                            until_first=control != "shared")
            line[f"{control} attacker"] = int(bool(found))
            lap("the attacker")
            audited = sharing.audit(phaseline, folder, where, rules)
            line[f"{control} audit"] = int(bool(audited and audited[0]))
            line["audit failed"] += audited is None
            lap("the audit")
            if control == "shared":
                leaks = found
                line += described(found, report, audited)
                if kind in (sharing.KINDS[0], ILLUSTRATIVE):
                    line["untrue, attacker"] = untrue(found, truth)
                    line["untrue, audit"] = untrue(audited[0], truth) if audited else 0
        if keep and (leaks or line["shared audit"]):
            shutil.copytree(folder, keep / str(seed), dirs_exist_ok=True)
        return seed, rules, kind, line, leaks
    finally:
        shutil.rmtree(folder)


def described(leaks, report, audited):
    """What the attackers found in all that was shared."""
    found = collections.Counter(f"leaks, {leak['kind']}" for leak in leaks)
    found.update({f"figures: {said}": times for said, times in report["figures"].items()})
    found["counts that leak, attacker"] = len(leaks)
    if audited:
        found["counts that leak, audit"], found["contradictions, audit"] = len(audited[0]), audited[1]
    found["contradictions, attacker"] = report.get("contradictions", 0) + report.get("impossible", 0)
    found["undecided"] = report.get("undecided", 0)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--phaseline", required=True)
    parser.add_argument("--nations", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--random-only", action="store_true", help="without the illustrative nation")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--article", type=pathlib.Path)
    options = parser.parse_args()
    lines = collections.defaultdict(collections.Counter)
    start = time.monotonic()
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(one, options.phaseline, seed, options.keep)
                for seed in [*([] if options.random_only else sharing.PRESETS),
                             *range(options.first, options.first + options.nations)]]
        for job in concurrent.futures.as_completed(jobs):
            seed, rules, kind, line, leaks = job.result()
            for name in [f"{ILLUSTRATIVE}, {rules}"] if kind == ILLUSTRATIVE else [rules, kind]:
                lines[name].update(line)
            slow = [f"{name.removesuffix(' s')} {took:.0f} s" for name, took in line.items() if name.endswith(" s") and took > 30]
            if slow and kind != ILLUSTRATIVE:
                print(f"nation {seed}, {rules}, {kind}: {', '.join(slow)}", flush=True)
            if leaks:
                print(f"nation {seed}, {rules}, {kind}: {len(leaks)} leaks, such as {json.dumps(leaks[0])}", flush=True)
    text = table.text(lines, sharing.PRESETS, sharing.KINDS, ILLUSTRATIVE, time.monotonic() - start)
    print(text)
    if options.article:
        table.write(options.article, text)
    failures = list(table.failures(lines, sharing.PRESETS, ILLUSTRATIVE))
    for failure in failures:
        print(f"failed: {failure}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
