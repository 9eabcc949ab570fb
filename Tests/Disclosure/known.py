"""Published tables of which the answer is known: the attacker must find it before it is let loose on others."""

import csv
import pathlib
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "Reference")]

from milp_ranges import System

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Data" / "sources"


def redacted():
    """The Scientist Training Programme's table of 2022: what adds up to the total leaves 76–79 for the five `<5` and others that
    are minoritised."""
    system = System()
    parts, minoritised, total = [], [], None
    with open(SOURCES / "redacted-counts.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["year"] != "2022" or "direct entry" not in row["organisation"]:
                continue
            if row["indicator"] != "accepted-from-applications":
                continue
            low, high = (1, 4) if row["numerator"] == "<5" else (int(row["numerator"]),) * 2
            if row["category"] == "Total":
                total = system.add(low, high)
                continue
            parts.append(system.add(low, high))
            if row["ethnicity"] == "bme":
                minoritised.append(parts[-1])
    system.sum(total, parts, "all")
    group = system.add(0, 1000)
    system.sum(group, minoritised, "minoritised")
    return system.solve({group: 1000})[group]


def vignette(hidden):
    """Young and old of Spain 5 and 6, Iceland 2 and 3, Portugal 0 and 4 (GaussSuppression's vignette): with all margins shown, the
    range of Portugal's young where those cells are hidden."""
    counts = {("Spain", "young"): 5, ("Spain", "old"): 6, ("Iceland", "young"): 2, ("Iceland", "old"): 3,
              ("Portugal", "young"): 0, ("Portugal", "old"): 4}
    system = System()
    cells = {key: system.add(0, 100) if key in hidden else system.add(count, count) for key, count in counts.items()}
    for axis in (0, 1):
        for name in dict.fromkeys(key[axis] for key in counts):
            some = [key for key in counts if key[axis] == name]
            margin = sum(counts[key] for key in some)
            system.sum(system.add(margin, margin), [cells[key] for key in some], name)
    cell = cells["Portugal", "young"]
    return system.solve({cell: 1000})[cell]


def main():
    young, old = ("Portugal", "young"), ("Portugal", "old")
    cases = [("the redacted table", redacted(), (76, 79)), ("one hidden cell", vignette({young}), (0, 0)),
             ("two in a row", vignette({young, old}), (0, 0)),
             ("a rectangle", vignette({young, old, ("Iceland", "young"), ("Iceland", "old")}), (0, 2))]
    wrong = [f"{name}: {found}, not {known}" for name, found, known in cases if found != known]
    print("\n".join(wrong) or f"{len(cases)} published tables are attacked as they should be.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
