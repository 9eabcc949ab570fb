"""The tables of the proof, as they are printed and as they stand in the article."""

import collections
import re

# What is attacked: everything that was shared, and the controls, of which each attacker must find most.
ATTACKED = ["shared", "gate off", "small counts only", "figures"]
LEAST_FOUND = {"gate off": 0.95, "small counts only": 0.5, "figures": 0.5}
# Of the comparisons of all random nations together, and of the illustrative one's by each of the rules.
LEAST_VISIBLE = 0.8


def share(part, whole):
    return f"{100 * part / whole:.0f}%" if whole else "–"


def rows(lines, names, cells):
    """A line for each name, and one for all."""
    together = collections.Counter()
    for name in names:
        together.update(lines[name])
    return [[name, *cells(line)] for name, line in [*((name, lines[name]) for name in names), ("all", together)]]


def markdown(columns, found):
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in [columns, ["---"] * len(columns), *found])


def text(lines, presets, kinds, illustrative, seconds):
    nations = sum(lines[name]["nations"] for name in presets)

    def leaking(line):
        return [line["nations"], line["shared audit"], line["shared attacker"]]

    def losses(line):
        return [*leaking(line), f"{line['counts']:,}", share(line["hidden"], line["counts"]), f"{line['sound']:,}",
                share(line["visible"], line["sound"])]

    def whole(line):
        return [line["counts that leak, audit"], line["counts that leak, attacker"], *losses(line)[3:]]

    def controls(line):
        return [share(line[f"{control} {who}"], line["nations"]) for control in ATTACKED[1:] for who in ("audit", "attacker")]
    figures, laps = collections.Counter(), collections.Counter()
    for name in presets:
        laps.update({key: number for key, number in lines[name].items() if key.endswith(" s")})
        figures.update({key: number for key, number in lines[name].items() if key.startswith(("figures: ", "leaks, "))})
    illustrated = [
        "The illustrative nation, 130 authorities and five phases, in the same way; here the counts that leak:",
        markdown(["rules", "audit finds", "attacker finds", "counts", "withheld", "comparisons", "visible"],
                 [[name, *whole(lines[f"{illustrative}, {name}"])] for name in presets]),
    ] if any(lines[f"{illustrative}, {name}"]["nations"] for name in presets) else []
    parts = [
        f"{nations:,} nations, {seconds / 60:.0f} minutes on two processors; of each nation "
        + ", ".join(f"{number / max(nations, 1):.1f} s for {name.removesuffix(' s')}" for name, number in sorted(laps.items())) + ".",
        "In how many nations something leaked, by the audit and by the independent attacker; how much is withheld; and of the "
        "comparisons whose four cells are all 20 or more how many stay visible:",
        markdown(["rules", "nations", "audit finds", "attacker finds", "counts", "withheld", "comparisons", "visible"],
                 rows(lines, presets, losses)),
        "By what happened after the first share:",
        markdown(["shared", "nations", "audit finds", "attacker finds"], rows(lines, kinds, leaking)),
        *illustrated,
        "Where the protection is left out, in how many nations each of them finds a leak:",
        markdown(["rules", "gate off: audit", "attacker", "small counts only: audit", "attacker",
                  "figures of hidden counts: audit", "attacker"], rows(lines, presets, controls)),
        "Derived figures that were attacked, the same one in several files counted once: "
        + ("; ".join(f"{number:,} {key.removeprefix('figures: ')}" for key, number in sorted(figures.items())
                     if key.startswith("figures: ")) or "none") + ".",
    ]
    leaks = [f"{number:,} {key.removeprefix('leaks, ')}" for key, number in sorted(figures.items()) if key.startswith("leaks, ")]
    if leaks:
        parts.append(f"Counts that the attacker narrowed too far, by what gave them away: {'; '.join(leaks)}.")
    return "\n\n".join(parts)


def failures(lines, presets, illustrative):
    """What is not as it should be."""
    random, whole = collections.Counter(), [f"{illustrative}, {name}" for name in presets if f"{illustrative}, {name}" in lines]
    for name in presets:
        random.update(lines[name])
    for name, line in [("all nations", random), *((name, lines[name]) for name in whole)]:
        for who in ("audit", "attacker"):
            if line[f"shared {who}"]:
                yield f"{name}: the {who} finds a leak in {line[f'shared {who}']} of {line['nations']}"
        if line["visible"] < LEAST_VISIBLE * line["sound"]:
            yield f"{name}: {line['visible']} of {line['sound']} comparisons are visible"
    for who in ("audit", "attacker"):
        for control, least in LEAST_FOUND.items():
            if random[f"{control} {who}"] <= least * random["nations"]:
                yield f"{control}: the {who} finds a leak in {random[f'{control} {who}']} of {random['nations']} nations only"
    together = sum((lines[name] for name in whole), random)
    for said in ("audit failed", "contradictions, audit", "contradictions, attacker", "untrue, audit", "untrue, attacker",
                 "undecided"):
        if together[said]:
            yield f"{said}: {together[said]}"


def write(path, text):
    """Puts the tables under the heading Measured of an article."""
    article = path.read_text()
    found = re.subn(r"(?<=\n## Measured\n\n).*?(?=\n\n## )", lambda _: text, article, flags=re.S)
    if found[1] != 1:
        raise SystemExit(f"{path} has no section Measured with another one after it")
    path.write_text(found[0])
