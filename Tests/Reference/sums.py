"""What adds up among the counts of one state, by what is printed and by the public register."""

from typing import NamedTuple

import told


class Relation(NamedTuple):
    total: told.Key
    parts: tuple
    words: str
    is_partial: bool = False


class Sums:
    """The relations, one after the other. A sum that no row tells is added to the state's counts."""

    def __init__(self, state, register):
        self.state, self.register = state, register

    def __iter__(self):
        yield from self.services()
        yield from self.categories()
        yield from self.areas()

    def of(self, key, measure):
        """The count itself, or its denominator's; none if no row tells it."""
        if key not in self.state.denominators:
            return None
        return key if measure == "numerator" else self.state.denominators[key]

    def made(self, total, parts, words):
        """Both the numerators and the denominators, unless what is printed says that they do not add up."""
        for measure in ("numerator", "denominator"):
            whole = self.of(total, measure)
            some = tuple(self.of(part, measure) for part in parts)
            if whole is None or None in some:
                continue
            low, high = sum(self.state.counts[part].low for part in some), sum(self.state.counts[part].high for part in some)
            if low <= self.state.counts[whole].high and high >= self.state.counts[whole].low:
                yield Relation(whole, some, words)

    def services(self):
        for key in list(self.state.denominators):
            if key.service != "all":
                continue
            parts = [key._replace(service=service) for service in ("adults", "children")]
            if not all(part in self.state.denominators for part in parts):
                continue
            if key.area:
                sizes = {self.state.organisations[part._replace(ethnicity="")] for part in [key, *parts]}
                if len(sizes) > 1:
                    continue
            yield from self.made(key, parts, "adults + children = all")

    def categories(self):
        for key, denominator in list(self.state.denominators.items()):
            if key.indicator != "paybands" or key.category != told.BANDS[0]:
                continue
            parts = [key._replace(category=band) for band in told.BANDS]
            if not all(part in self.state.denominators for part in parts):
                continue
            if key.area and len({self.state.organisations[part._replace(ethnicity="")] for part in parts}) > 1:
                continue
            if len({self.state.counts[self.state.denominators[part]].text for part in parts}) > 1:
                continue
            low, high = sum(self.state.counts[part].low for part in parts), sum(self.state.counts[part].high for part in parts)
            whole = self.state.counts[denominator]
            if low <= whole.high and high >= whole.low:
                yield Relation(denominator, tuple(parts), "pay bands = all staff of the group")

    def areas(self):
        """Sums over authorities, and of the nation over its regions and its types."""
        kinds = {"region": sorted({row["region"] for row in self.register.values() if row["region"]}),
                 "type": sorted({row["type"] for row in self.register.values() if row["type"]})}
        for (phase, indicator, category), places in self.with_both_groups().items():
            for service in ("adults", "children", "all"):
                nation = told.Key(phase, "nation", True, service, indicator, category, "", "numerator")
                inside = self.inside(nation, places)
                areas = {"nation": list(inside)}
                for kind, names in kinds.items():
                    for name in names:
                        areas[f"{kind} {name}"] = [place for place in inside if self.register.get(place, {}).get(kind) == name]
                complete = self.state.organisations.get(nation) in self.sizes(inside.values())
                for area, members in areas.items():
                    yield from self.members(nation._replace(place=area), {place: inside[place] for place in members}, complete)
        yield from self.nation(kinds)

    def with_both_groups(self):
        """By phase, indicator and category the services of which an authority tells both groups."""
        found = {}
        for key in self.state.denominators:
            if not key.area and key.ethnicity == "bame" and key._replace(ethnicity="white") in self.state.denominators:
                found.setdefault((key.phase, key.indicator, key.category), {}).setdefault(key.place, set()).add(key.service)
        return found

    def inside(self, nation, places):
        """The authorities of a sum: which of their services stand for them, and whether they certainly are part of it: one whose
        head-count came hidden is not."""
        found = {}
        for place, services in places.items():
            some = (nation.service,) if nation.service in services else tuple(sorted(services)) if nation.service == "all" else ()
            people = [[self.state.counts[self.state.denominators[nation._replace(place=place, area=False, service=service,
                                                                     ethnicity=ethnicity)]] for service in some]
                      for ethnicity in ("bame", "white")]
            if some:
                found[place] = some, all(any(count.low for count in counts) or all(count.low == count.high for count in counts)
                                         for counts in people)
        return found

    @staticmethod
    def sizes(members):
        """How many there are with those whose head-count may have come hidden, and how many without."""
        return len(members), sum(is_certain for _, is_certain in members)

    def members(self, total, members, complete):
        """An area's authorities make its sum; some of them make some of it."""
        every, certain = self.sizes(members.values())
        size = self.state.organisations.get(total, every if complete and every == certain else None)
        if not members or size is None or size < certain:
            return
        if size != every:
            members = {place: member for place, member in members.items() if member[1]}
        for ethnicity in ("bame", "white", "unknown"):
            whole = total._replace(ethnicity=ethnicity)
            parts = [told.Key(total.phase, place, False, service, total.indicator, total.category, ethnicity, "numerator")
                     for place, (services, _) in members.items() for service in services]
            parts = [part for part in parts if part in self.state.denominators]
            if not parts:
                continue
            if size == len(members):
                self.imply(whole, parts)
                for measure in ("numerator", "denominator"):
                    self.narrow(self.of(whole, measure), [self.of(part, measure) for part in parts])
                yield from self.made(whole, parts, "authorities make the area")
            elif whole in self.state.denominators:
                for measure in ("numerator", "denominator"):
                    yield Relation(self.of(whole, measure), tuple(self.of(part, measure) for part in parts),
                                   "some of the area's authorities", True)

    def narrow(self, total, parts):
        """None makes most of a sum that is shown."""
        whole = self.state.counts[total]
        if whole.shown is None:
            self.state.made_of.setdefault(total, parts)
            return
        most = int(whole.rules.dominance * whole.high // 100)
        for part in parts:
            if self.state.counts[part].low <= most:
                self.state.most[part] = min(most, self.state.most.get(part, most))

    def imply(self, key, parts=()):
        """A sum that no row tells: of too few."""
        if key in self.state.denominators:
            return
        name = key._replace(indicator=f"{key.indicator} {key.category}", category="", measure="denominator", variant="?")
        self.state.denominators[key] = name
        for total, measure in ((name, "denominator"), (key, "numerator")):
            self.state.parts[total] = [self.of(part, measure) for part in parts]
            self.state.counts[total] = told.Count(0, told.MOST, told.UNTOLD, bool(parts), self.state.rules)

    def nation(self, kinds):
        """The nation of its regions and of its types, where as many authorities are in both."""
        for total, size in self.state.organisations.items():
            if total.place != "nation":
                continue
            for kind, names in kinds.items():
                parts = [total._replace(place=f"{kind} {name}") for name in names]
                parts = [part for part in parts if part in self.state.organisations]
                if len(parts) < 2 or sum(self.state.organisations[part] for part in parts) != size:
                    continue
                for ethnicity in ("bame", "white", "unknown"):
                    some = [part._replace(ethnicity=ethnicity) for part in parts]
                    for part in some:
                        self.imply(part)
                    yield from self.made(total._replace(ethnicity=ethnicity), some, f"{kind}s make the nation")
