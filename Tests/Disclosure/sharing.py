"""What is shared of a nation by the real program, and the same without its protection: the controls."""

import csv
import json
import os
import pathlib
import shutil
import subprocess

import told
from nations import Nation

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = told.read_rules(ROOT / "Data" / "disclosure")
PRESETS = ["under-10", "under-5", "nhs-england", "hesa"]
ENVIRONMENT = dict(os.environ, PHASELINE_DATA=str(ROOT / "Data"))
KINDS = ["once", "again, corrected", "again, with one more", "again, by other rules"]


def run(phaseline, folder, script):
    """Commands in one process. Nothing that is refused stops those after it; the observations must come."""
    (folder / "script.phaseline").write_text("\n".join(script) + "\n")
    done = subprocess.run(
        [phaseline, "--workspace", "w.sqlite", "run", "script.phaseline", "--keep-going"], cwd=folder, capture_output=True,
        text=True, env=ENVIRONMENT, stdin=subprocess.DEVNULL)
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
        yield f"compare '{name}' {told} --format csv -o {to}/compare-{place}.csv"
        yield f"compare '{name}' {told} --format json -o {to}/compare-{place}.json"
        yield f"trend '{name}' {told} --format json -o {to}/trend-{place}.json"
    for indicator in nation.indicators:
        yield f"rank {indicator} {told} --format csv -o {to}/rank-{indicator}.csv"


class Illustrative:
    """The nation that comes with Phaseline."""

    names = ["Northbridge", "Silvercombe", "Saint Orlingholme"]
    indicators = ["shortlisting", "disciplinary", "training", "leaving"]


def make_illustrative(phaseline, rules, folder):
    """The illustrative nation, shared once."""
    shutil.copytree(ROOT / "Data" / "illustrative", folder / "in")
    os.rename(folder / "in" / "authorities.csv", folder / "in" / "register.csv")
    share(phaseline, folder, [*first(Illustrative, rules)], [])


def make(phaseline, seed, folder):
    """A nation, shared once or twice."""
    nation = Nation(seed)
    rules = PRESETS[seed % len(PRESETS)]
    nation.write(folder / "in")
    script = [*first(nation, rules)]
    kind = nation.random.choice([KINDS[0], *KINDS])
    changed = []
    if kind == KINDS[3]:
        script += shares(nation, nation.random.choice([key for key in PRESETS if key != rules]), 2)
    elif kind != KINDS[0]:
        changed = nation.correct() if kind == KINDS[1] else nation.enter()
        nation.write(folder / "again", changed)
        script += ["load again --quiet", *shares(nation, rules, 2)]
    share(phaseline, folder, script, changed)
    return rules, kind


def first(nation, rules):
    """What is loaded, kept for comparison, and shared at first."""
    yield "load in --quiet"
    yield "export observations --sums --audience internal --quiet --format csv -o internal.csv"
    yield "batch compare --every-authority --audience internal --quiet --format csv -o internal-batch.csv"
    yield from shares(nation, rules, 1)


def share(phaseline, folder, script, changed):
    """Runs it, and writes down what was changed in between."""
    for number in ("1", "2"):
        (folder / "shared" / number).mkdir(parents=True)
    with open(folder / "changed.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["phase", "authority", "indicator"])
        writer.writerows(changed)
    said = run(phaseline, folder, script)
    twice = any("shared/2" in line for line in script)
    for number in ("1", "2") if twice else ("1",):
        if not (folder / "shared" / number / "observations.csv").exists():
            raise RuntimeError(f"{folder}: observations were not shared: {said[:2000]}")


def audit(phaseline, folder, shared, rules):
    """What `phaseline audit` proves, in the attacker's form, and how many contradictions it finds; none where it failed."""
    done = subprocess.run(
        [phaseline, "--workspace", "none.sqlite", "audit", str(shared), "--register", "in/register.csv", "--rules", rules,
         "--format", "json"], cwd=folder, capture_output=True, text=True, env=ENVIRONMENT, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 3):
        return None
    said = json.loads(done.stdout)
    proofs = [dict(leak["proven"]["count"], low=leak["proven"]["low"], high=leak["proven"]["high"]) for leak in said["leaks"]]
    for proof in proofs:
        proof.update(measure=proof["part"], place=proof["place"].removeprefix("the "))
    return proofs, len(said["contradictions"]) + len(said["unread"])


def gate_off(folder, rules):
    """The counts as the owner's own analysts see them."""
    return copied(folder / "internal.csv", folder / "gate off")


def copied(source, folder):
    folder.mkdir()
    shutil.copy(source, folder / "observations.csv")
    return folder


def small_counts_only(folder, rules):
    """The internal table with the rules' small counts struck out, and its sums as they are."""
    source, target = folder / "internal.csv", folder / "small counts only" / "observations.csv"
    target.parent.mkdir()
    rules = RULES[rules]
    small = "0" if rules.zero else "1"
    hidden = f"{small}-{rules.hide_below - 1}"
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
    return target.parent


def figures_let_out(folder, rules):
    """What was shared, with the ratios and intervals of the counts that are hidden in it."""
    shared = folder / "shared" / "1"
    where = copied(shared / "observations.csv", folder / "figures")

    def key(row):
        return tuple(row[column] for column in ("authority_code", "indicator", "category", "phase", "service"))
    with open(shared / "batch.csv", newline="") as file:
        told = {key(row): row for row in csv.DictReader(file)}
    with open(folder / "internal-batch.csv", newline="") as file, open(where / "batch.csv", "w", newline="") as out:
        reader = csv.DictReader(file)
        writer = csv.DictWriter(out, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        for row in reader:
            same = told.get(key(row))
            if same:
                row.update({column: value for column, value in same.items()
                            if column == "audience" or column.endswith(("numerator", "denominator", "_low", "_high"))})
                writer.writerow(row)
    return where


def rounded(count, rules):
    return str((2 * count + rules.round_to) // (2 * rules.round_to) * rules.round_to if rules.round_to > 1 else count)


CONTROLS = {"gate off": gate_off, "small counts only": small_counts_only, "figures": figures_let_out}
