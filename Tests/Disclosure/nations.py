"""Random small nations: registers and counts as files that `phaseline load` reads. All of it is made up."""

import csv
import random

SYLLABLES = (["Alder", "Birch", "Cold", "Dun", "Elm", "Fen", "Gorse", "Hazel", "Ivy", "Kel", "Lark", "Mere", "North", "Oak", "Pine",
              "Quarry", "Rowan", "Stone", "Thorn", "Willow"],
             ["bridge", "cliff", "dale", "field", "ford", "ham", "mere", "stead", "ton", "wick"])
BANDS = [("under-30000", 0.36), ("30000-to-69999", 0.59), ("70000-and-over", 0.05)]
# Of each indicator what its people are as a share of the staff, and how many of them it happens to.
RATIOS = {"shortlisting": (0.9, 0.27), "disciplinary": (1, 0.018), "fitness-to-practise": (0.4, 0.012), "training": (1, 0.34),
          "harassment-public": (0.5, 0.19), "harassment-colleagues": (0.5, 0.14), "leaving": (1, 0.13),
          "senior-management": (1, 0.04)}
OF_STAFF = {"paybands", "disciplinary", "training", "leaving", "senior-management"}
COUNTS = ["phase", "authority", "service", "indicator", "category", "ethnicity", "numerator", "denominator"]


class Nation:
    """Rows of counts by (phase, authority, indicator), and the register."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        choose = self.random.choice
        size = choose([3, 4, 5, 6, 8, 10, 12, 15, 20, 30])
        names = [first + last for first in SYLLABLES[0] for last in SYLLABLES[1]]
        self.names = self.random.sample(names, size + 1)
        self.phases = list(range(1, 6))[:choose([2, 2, 3, 3, 4, 5])]
        indicators = self.random.sample(sorted(RATIOS), choose([1, 2, 3, 4]))
        self.indicators = (["paybands"] if self.random.random() < 0.6 else []) + indicators
        self.regions = ["North", "South", "East", "West"][:choose([1, 2, 2, 3, 4])]
        self.types = ["county", "borough", "metropolitan"][:choose([1, 2, 3])]
        self.has_unknown = self.random.random() < 0.8
        self.scale = choose([40, 150, 400, 1000])
        self.hidden = self.random.random() < 0.12
        self.register = [
            {"code": f"X{number:04}", "name": name, "region": choose(self.regions), "type": choose(self.types),
             "kind": "illustrative"} for number, name in enumerate(self.names, 1)]
        self.services = {name: choose([("adults", "children")] * 6 + [("adults",), ("children",), ("all",)]) for name in self.names}
        self.counts = {}
        for name in self.names[:-1]:
            self.join(name)

    def join(self, name):
        """An authority's counts of the phases that it took part in."""
        size = self.scale * self.random.lognormvariate(0, 0.9)
        shares = {"bame": self.random.uniform(0.04, 0.5), "unknown": self.random.uniform(0.01, 0.15)}
        taken = [phase for phase in self.phases if self.random.random() < 0.85] or [self.phases[-1]]
        for phase in taken:
            people = {}
            for service in self.services[name]:
                for ethnicity in ("bame", "white") + (("unknown",) if self.has_unknown else ()):
                    share = shares.get(ethnicity, 1 - sum(shares.values()))
                    people[service, ethnicity] = self.poisson(size * share * self.random.uniform(0.8, 1.2) / 2) + (
                        1 if ethnicity != "unknown" else 0)
            asked = {cell: self.binomial(number, 0.5) for cell, number in people.items()}
            for indicator in self.indicators:
                self.counts[phase, name, indicator] = list(self.rows(phase, name, indicator, people, asked))

    def rows(self, phase, name, indicator, people, asked):
        for (service, ethnicity), staff in people.items():
            def row(category, numerator, denominator):
                return dict(zip(COUNTS, (phase, name, service, indicator, category, ethnicity, numerator, denominator)))
            if indicator == "paybands":
                one = self.binomial(staff, BANDS[0][1])
                three = self.binomial(staff - one, BANDS[2][1] / (1 - BANDS[0][1]))
                for (band, _), number in zip(BANDS, (one, staff - one - three, three)):
                    yield row(band, number, staff)
                continue
            per_staff, rate = RATIOS[indicator]
            if indicator in OF_STAFF:
                base = staff
            elif indicator.startswith("harassment"):
                base = asked[service, ethnicity]
            else:
                base = self.binomial(staff, per_staff)
            factor = 1.4 if ethnicity == "bame" else 1
            categories = ["colleagues", "managers"] if indicator == "harassment-colleagues" and phase == 1 else ["all"]
            for category in categories:
                yield row(category, self.binomial(base, min(0.9, rate * factor)), base)

    def correct(self):
        """Changes one authority's cases on one indicator in one phase; says which."""
        some = [key for key in self.counts if key[2] != "paybands"]
        phase, name, indicator = self.random.choice(sorted(some))
        rows = self.counts[phase, name, indicator]
        for row in self.random.sample(rows, max(1, len(rows) // 3)):
            row["numerator"] = min(row["denominator"], max(0, row["numerator"] + self.random.choice([-3, -2, -1, 1, 2, 3, 5])))
        return [(phase, name, indicator)]

    def enter(self):
        """The last authority joins; says which counts are new."""
        self.join(self.names[-1])
        return [key for key in self.counts if key[1] == self.names[-1]]

    def write(self, folder, keys=None):
        """The register and the counts, all or those of some keys."""
        folder.mkdir(parents=True, exist_ok=True)
        save(folder / "register.csv", ["code", "name", "region", "type", "kind"], self.register)
        rows = [row for key in keys or self.counts for row in self.counts[key]]
        if self.hidden:
            rows = [dict(row, numerator="<5") if 0 < row["numerator"] < 5 and hash_of(row) % 5 == 0 else row for row in rows]
        save(folder / "counts.csv", COUNTS, rows)

    def binomial(self, number, rate):
        if number > 60:
            wide = (number * rate * (1 - rate)) ** 0.5
            return min(number, max(0, round(self.random.gauss(number * rate, wide))))
        return sum(self.random.random() < rate for _ in range(number))

    def poisson(self, mean):
        return max(0, round(self.random.gauss(mean, mean ** 0.5)))


def hash_of(row):
    """The same in every run, unlike hash()."""
    return sum(map(ord, "".join(str(value) for value in row.values())))


def save(path, columns, rows):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
