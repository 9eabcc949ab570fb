"""Shares everything of random nations, attacks it by `phaseline audit` and by attacker.py, and prints what came of it.

    proof.py --phaseline FILE [--nations N] [--first SEED] [--article FILE]
"""

import argparse
import collections
import concurrent.futures
import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Reference"))
sys.path.insert(0, str(HERE))

import attacker
import told
from nations import Nation

ROOT = HERE.parents[1]
RULES = told.read_rules(ROOT / "Data" / "disclosure")
PRESETS = ["under-10", "under-5", "nhs-england", "hesa"]


def run(phaseline, folder, script):
    """Commands in one process. Nothing that is refused stops those after it; the observations must come."""
    (folder / "script.phaseline").write_text("\n".join(script) + "\n")
    done = subprocess.run(
        [phaseline, "--workspace", "w.sqlite", "run", "script.phaseline", "--keep-going"], cwd=folder, capture_output=True,
        text=True, env=dict(os.environ, PHASELINE_DATA=str(ROOT / "Data")), stdin=subprocess.DEVNULL)
    return done.stdout + done.stderr


def shares(nation, rules, number):
    """Everything that tells figures, for a shared audience."""
    to = f"shared/{number}"
    told = f"--audience shared --rules {rules} --quiet"
    yield f"export observations --sums {told} --format csv -o {to}/observations.csv"
    yield f"export observations --sums {told} --format jsonl -o {to}/observations.jsonl"
    yield f"export findings {told} --format csv -o {to}/findings.csv"
    yield f"national {told} --format csv -o {to}/national.csv"
    yield f"quality {told} --format csv -o {to}/quality.csv"
    yield f"batch compare --every-authority {told} --format csv -o {to}/batch.csv"
    for place, name in enumerate(sorted(nation.names)[:3]):
        yield f"compare {name} {told} --format csv -o {to}/compare-{place}.csv"
        yield f"compare {name} {told} --format json -o {to}/compare-{place}.json"
        yield f"trend {name} {told} --format json -o {to}/trend-{place}.json"
    for indicator in nation.indicators:
        yield f"rank {indicator} {told} --format csv -o {to}/rank-{indicator}.csv"


def make(phaseline, seed, folder):
    """A nation, shared once or twice."""
    nation = Nation(seed)
    rules = PRESETS[seed % len(PRESETS)]
    (folder / "shared" / "1").mkdir(parents=True)
    nation.write(folder / "in")
    script = ["load in --quiet", "export observations --sums --audience internal --quiet --format csv -o internal.csv"]
    script += shares(nation, rules, 1)
    kind = nation.random.choice(["once", "once", "corrected", "joined", "two presets"])
    changed = []
    if kind != "once":
        (folder / "shared" / "2").mkdir()
        if kind == "two presets":
            script += shares(nation, nation.random.choice([key for key in PRESETS if key != rules]), 2)
        else:
            changed = nation.correct() if kind == "corrected" else nation.enter()
            nation.write(folder / "again", changed)
            script += ["load again --quiet", *shares(nation, rules, 2)]
    with open(folder / "changed.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["phase", "authority", "indicator"])
        writer.writerows(changed)
    said = run(phaseline, folder, script)
    if not (folder / "shared" / "1" / "observations.csv").exists():
        raise RuntimeError(f"nation {seed} was not shared: {said[:2000]}")
    return nation, rules, kind


def attack(folder, shared, rules):
    """What the attacker proves."""
    leaks, report = attacker.attack(shared, folder / "in" / "register.csv", folder / "changed.csv", ROOT / "Data" / "disclosure",
                                    rules)
    return leaks, report


def audit(phaseline, folder, shared, rules):
    """What `phaseline audit` says: how many leaks; none where the program has no such command."""
    done = subprocess.run(
        [phaseline, "--workspace", "none.sqlite", "audit", str(shared), "--register", "in/register.csv", "--rules", rules,
         "--format", "json"], cwd=folder, capture_output=True, text=True,
        env=dict(os.environ, PHASELINE_DATA=str(ROOT / "Data")), stdin=subprocess.DEVNULL)
    return done.returncode


def primary_only(source, target, rules):
    """The internal table with the rules' small counts struck out, and its sums as they are."""
    small = "0" if rules.zero else "1"
    hidden = f"{small}-{rules.hide_below - 1}"
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(source, newline="") as file, open(target, "w", newline="") as out:
        reader = csv.DictReader(file)
        writer = csv.DictWriter(out, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        for row in reader:
            number, of = row["numerator"], row["denominator"]
            if number.isdigit() and of.isdigit():
                number, of = int(number), int(of)
                row["denominator"] = rounded(of, rules)
                if rules.is_hidden(of, None):
                    row["denominator"] = hidden if rules.is_small(of) else f"0-{int(rules.smallest_base)}"
                row["numerator"] = rounded(number, rules)
                if rules.is_small(number):
                    row["numerator"] = hidden
                elif rules.is_hidden(number, of):
                    row["numerator"] = f"0-{of}"
            row["audience"] = f"shared ({rules.key})"
            writer.writerow(row)


def rounded(count, rules):
    return str((2 * count + rules.round_to) // (2 * rules.round_to) * rules.round_to if rules.round_to > 1 else count)


def rows_of(path):
    with open(path, newline="") as file:
        return {(row["phase"], row["authority"], row["area"], row["service"], row["indicator"], row["category"],
                 row["ethnicity"]): row for row in csv.DictReader(file)}


def losses(internal, shared):
    """How much is withheld, and of the comparisons that say something how many are left."""
    counts = hidden = sound = visible = 0
    for key, row in shared.items():
        for measure in ("numerator", "denominator"):
            counts += 1
            hidden += not row[measure].isdigit()
    for key, row in internal.items():
        if key[-1] != "bame" or (*key[:-1], "white") not in internal:
            continue
        pair = [row, internal[(*key[:-1], "white")]]
        if not all(one[measure].isdigit() for one in pair for measure in ("numerator", "denominator")):
            continue
        if all(min(int(one["numerator"]), int(one["denominator"]) - int(one["numerator"])) >= 20 for one in pair):
            sound += 1
            others = [shared.get(key), shared.get((*key[:-1], "white"))]
            visible += all(one and one["numerator"].isdigit() and one["denominator"].isdigit() for one in others)
    return collections.Counter(counts=counts, hidden=hidden, sound=sound, visible=visible)


def one(phaseline, seed, keep=None):
    """A nation's line of the table."""
    start = time.monotonic()
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"nation-{seed}-"))
    try:
        nation, rules, kind = make(phaseline, seed, folder)
        line = losses(rows_of(folder / "internal.csv"), rows_of(folder / "shared" / "1" / "observations.csv"))
        line.update(nations=1)
        line["shared s"] = time.monotonic() - start
        start = time.monotonic()
        leaks, report = attack(folder, folder / "shared", rules)
        line["attacker s"] = time.monotonic() - start
        for leak in leaks:
            line[f"leaks {leak['kind']}"] += 1
        line["attacker"] = bool(leaks)
        line["contradictions"] = report.get("contradictions", 0) + report.get("impossible", 0)
        line["undecided"] = report.get("undecided", 0)
        line["audit"] = audit(phaseline, folder, folder / "shared", rules) == 3
        (folder / "open").mkdir()
        shutil.copy(folder / "internal.csv", folder / "open" / "observations.csv")
        line["open attacker"] = bool(attack(folder, folder / "open", rules)[0])
        line["open audit"] = audit(phaseline, folder, folder / "open", rules) == 3
        primary_only(folder / "internal.csv", folder / "primary" / "observations.csv", RULES[rules])
        line["primary attacker"] = bool(attack(folder, folder / "primary", rules)[0])
        line["primary audit"] = audit(phaseline, folder, folder / "primary", rules) == 3
        return seed, rules, kind, line, leaks
    finally:
        if keep and leaks:
            shutil.copytree(folder, keep / str(seed), dirs_exist_ok=True)
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--phaseline", required=True)
    parser.add_argument("--nations", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.nations)
    table = collections.defaultdict(collections.Counter)
    start = time.monotonic()
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(one, options.phaseline, seed, options.keep) for seed in seeds]
        for job in concurrent.futures.as_completed(jobs):
            seed, rules, kind, line, leaks = job.result()
            table[rules].update(line)
            table[f"{rules}, {kind}"].update(line)
            if leaks:
                print(f"nation {seed}, {rules}, {kind}: {len(leaks)} leaks, such as {json.dumps(leaks[0])}", flush=True)
    for name, line in sorted(table.items()):
        print(name, dict(line))
    print(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
