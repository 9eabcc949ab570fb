"""Whole-number counts within ranges, what holds of them, and whether each can take values far enough apart."""

import collections
import contextlib
import os
import sys

import numpy as np
from scipy import optimize, sparse

LIMIT = 20  # seconds of one programme
ROUGHLY = 0.1  # how far from the best a table may be that is only to show what is possible


@contextlib.contextmanager
def silence():
    """HiGHS writes what it does for its makers to the standard output, past Python."""
    sys.stdout.flush()
    kept, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nothing)


class System:
    def __init__(self):
        self.low, self.high, self.parent = [], [], []
        self.sums, self.partials, self.orders = {}, set(), set()
        self.report = {}

    # -- Building

    def add(self, low, high):
        self.low.append(low)
        self.high.append(high)
        self.parent.append(len(self.parent))
        return len(self.low) - 1

    def find(self, index):
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def same(self, one, other):
        one, other = self.find(one), self.find(other)
        if one != other:
            self.parent[other] = one
            self.low[one] = max(self.low[one], self.low[other])
            self.high[one] = min(self.high[one], self.high[other])

    def sum(self, total, parts, words):
        self.sums[(total, tuple(parts))] = words

    def partial(self, total, parts):
        self.partials.add((total, tuple(parts)))

    def at_most(self, smaller, larger, by=0):
        self.orders.add((smaller, larger, by))

    # -- Solving

    def rows(self):
        """Each relation as {variable: coefficient}, least, most, and words. A sum of one part is that part, and two of the same parts are
        the same count."""
        totals = {}
        for total, parts in self.sums:
            if len(parts) == 1:
                self.same(parts[0], total)
        for total, parts in self.sums:
            key = tuple(sorted(self.find(part) for part in parts))
            if key in totals:
                self.same(totals[key], total)
            else:
                totals[key] = total
        rows = {}

        def put(terms, least, most, words):
            merged = collections.Counter()
            for variable, factor in terms:
                merged[self.find(variable)] += factor
            merged = {variable: factor for variable, factor in merged.items() if factor}
            if merged:
                rows[tuple(sorted(merged.items())), least, most] = (merged, least, most, words)

        for (total, parts), words in self.sums.items():
            put([(total, -1)] + [(part, 1) for part in parts], 0, 0, words)
        for total, parts in self.partials:
            put([(total, -1)] + [(part, 1) for part in parts], -np.inf, 0, "some of the area's authorities")
        for smaller, larger, by in self.orders:
            put([(larger, -1), (smaller, 1)], -np.inf, -by, "no more than its denominator" + (", less a few" if by else ""))
        return list(rows.values())

    def propagate(self, rows):
        """Narrows ranges until nothing changes. False where nothing is possible."""
        low, high = self.low, self.high
        of = collections.defaultdict(list)
        for number, (terms, *_) in enumerate(rows):
            for variable in terms:
                of[variable].append(number)
        queue, waiting = collections.deque(range(len(rows))), set(range(len(rows)))
        self.contradictory = set()
        while queue:
            number = queue.popleft()
            waiting.discard(number)
            terms, least, most, _ = rows[number]
            bottom = sum(f * (low[v] if f > 0 else high[v]) for v, f in terms.items())
            top = sum(f * (high[v] if f > 0 else low[v]) for v, f in terms.items())
            if bottom > most or top < least:
                self.contradictory.add(number)
                continue
            for v, f in terms.items():
                rest_low = bottom - f * (low[v] if f > 0 else high[v])
                rest_high = top - f * (high[v] if f > 0 else low[v])
                one, two = (least - rest_high) / f, (most - rest_low) / f
                if f < 0:
                    one, two = two, one
                new_low = max(low[v], int(np.ceil(one - 1e-9))) if np.isfinite(one) else low[v]
                new_high = min(high[v], int(np.floor(two + 1e-9))) if np.isfinite(two) else high[v]
                if new_low > low[v] or new_high < high[v]:
                    low[v], high[v] = new_low, new_high
                    bottom = sum(f * (low[w] if f > 0 else high[w]) for w, f in terms.items())
                    top = sum(f * (high[w] if f > 0 else low[w]) for w, f in terms.items())
                    if low[v] > high[v]:
                        self.contradictory.add(number)
                        break
                    for other in of[v]:
                        if other != number and other not in waiting:
                            waiting.add(other)
                            queue.append(other)

    def blocks(self, rows):
        """Relations that still say something, in connected groups over the counts that are not known."""
        group = {}

        def find(v):
            while group.setdefault(v, v) != v:
                group[v] = group[group[v]]
                v = group[v]
            return v

        open_rows = []
        for terms, least, most, words in rows:
            free = {v: f for v, f in terms.items() if self.low[v] < self.high[v]}
            fixed = sum(f * self.low[v] for v, f in terms.items() if v not in free)
            bottom = sum(f * (self.low[v] if f > 0 else self.high[v]) for v, f in free.items())
            top = sum(f * (self.high[v] if f > 0 else self.low[v]) for v, f in free.items())
            if not free or (bottom + fixed >= least and top + fixed <= most):
                continue
            open_rows.append((free, least - fixed, most - fixed, words))
            first, *others = free
            for other in others:
                group[find(other)] = find(first)
        found = collections.defaultdict(list)
        for row in open_rows:
            found[find(next(iter(row[0])))].append(row)
        return list(found.values())

    def solve(self, spreads, until_first=False):
        """The range of each count whose spread is asked for; `None` of what could not be decided, or was not any more after the
        first that has less."""
        self.all_rows = self.rows()
        wanted = collections.defaultdict(int)
        for variable, spread in spreads.items():
            root = self.find(variable)
            wanted[root] = max(wanted[root], spread)
        self.start = list(self.low), list(self.high)
        self.propagate(self.all_rows)
        ranges = {v: (self.low[v], self.high[v]) for v in wanted}

        def is_enough():
            return until_first and any(found and found[1] - found[0] + 1 < wanted[v] for v, found in ranges.items())
        counted = collections.Counter(counts=len(wanted), contradictions=len(self.contradictory))
        for rows in [] if is_enough() else self.blocks(self.all_rows):
            block = Block(self, rows)
            counted.update(blocks=1, largest=0)
            counted["largest"] = max(counted["largest"], len(block.names))
            ranges.update(block.ranges({v: wanted[v] for v in block.names if v in wanted}, ranges))
            counted.update(block.counted)
            if is_enough():
                break
        self.report = dict(counted)
        return {v: ranges[self.find(v)] for v in spreads}

    def explain(self, variable, spread, names):
        """Relations that are enough to narrow it, none of which can be left out."""
        root = self.find(variable)
        low, high = self.start
        rows = list(self.all_rows)
        reached, grown = {root}, True
        while grown:
            grown = False
            for terms, *_ in rows:
                if any(v in reached for v in terms) and any(v not in reached and low[v] < high[v] for v in terms):
                    reached |= {v for v in terms if low[v] < high[v]}
                    grown = True
        rows = [row for row in rows if any(v in reached for v in row[0])]
        self.low, self.high = list(low), list(high)

        def narrow(some):
            names = sorted({v for row in some for v in row[0]} | {root})
            block = Block(self, some, names)
            found = block.exact(root)
            return found is not None and found[1] - found[0] + 1 < spread

        size = max(1, len(rows) // 2)
        while size >= 1:
            start = 0
            while start < len(rows):
                without = rows[:start] + rows[start + size:]
                if narrow(without):
                    rows = without
                else:
                    start += size
            size = size // 2 if size > 1 else 0
        shown = {self.find(v): name for v, name in reversed(list(names.items()))}

        def tell(v):
            r = f"{low[v]}" if low[v] == high[v] else f"{low[v]}-{high[v]}"
            return f"{shown.get(v, '?')} ({r})"
        told = []
        for terms, least, most, words in rows:
            left = " + ".join(tell(v) for v, f in terms.items() if f > 0)
            right = " + ".join(tell(v) for v, f in terms.items() if f < 0)
            told.append(f"{left} {'=' if least == most else '<='} {right}   [{words}]")
        return told


class Block:
    """Counts that hang together."""

    def __init__(self, system, rows, names=None):
        self.names = names or sorted({v for row in rows for v in row[0]})
        self.place = {v: i for i, v in enumerate(self.names)}
        entries = [(i, self.place[v], f) for i, (terms, *_) in enumerate(rows) for v, f in terms.items()]
        self.whole = np.ones(len(self.names))
        self.bounds = optimize.Bounds([system.low[v] for v in self.names], [system.high[v] for v in self.names])
        self.constraints = []
        if entries:
            i, j, f = zip(*entries)
            matrix = sparse.csr_array((np.array(f, float), (i, j)), shape=(len(rows), len(self.names)))
            self.constraints = [optimize.LinearConstraint(
                matrix, np.array([row[1] for row in rows], float), np.array([row[2] for row in rows], float))]
        self.counted = collections.Counter()

    def best(self, objective, gap=0.0):
        self.counted["programmes"] += 1

        def solved(**options):
            with silence():
                return optimize.milp(objective, integrality=self.whole, bounds=self.bounds, constraints=self.constraints,
                                     options={"time_limit": LIMIT, "mip_rel_gap": gap, **options})
        found = solved()
        # The true counts are a solution: where HiGHS finds none it is asked again without what it does beforehand.
        return solved(presolve=False) if found.status == 2 else found

    def exact(self, v):
        objective = np.zeros(len(self.names))
        objective[self.place[v]] = 1
        ends = []
        for sign in (1, -1):
            found = self.best(sign * objective)
            if found.status == 2:
                return None
            bound = found.mip_dual_bound if found.mip_dual_bound is not None else found.fun
            ends.append(sign * int(np.ceil(bound - 1e-6)))
        return ends[0], ends[1]

    def ranges(self, wanted, known):
        """The range of each wanted count, or values far enough apart."""
        random = np.random.default_rng(len(self.names))
        least = {v: None for v in wanted}
        most = dict(least)

        def see(point):
            for v in wanted:
                value = int(round(point[self.place[v]]))
                least[v] = value if least[v] is None else min(least[v], value)
                most[v] = value if most[v] is None else max(most[v], value)

        open_ = {v for v in wanted if known[v][1] - known[v][0] + 1 >= wanted[v]}
        stale = 0
        while open_ and stale < 4:
            objective = np.zeros(len(self.names))
            for v in open_:
                objective[self.place[v]] = random.normal()
            before = len(open_)
            for sign in (1, -1):
                found = self.best(sign * objective, ROUGHLY)
                if found.x is None:
                    if found.status == 2:
                        self.counted["impossible"] += 1
                        return {v: None for v in wanted}
                    continue
                see(found.x)
            open_ = {v for v in open_ if least[v] is None or most[v] - least[v] + 1 < wanted[v]}
            stale = stale + 1 if len(open_) > 0.8 * before else 0
        ranges = {}
        for v in wanted:
            if least[v] is not None and most[v] - least[v] + 1 >= wanted[v]:
                ranges[v] = least[v], most[v]
            else:
                ranges[v] = self.ends(v, wanted[v], see, least, most)
        return ranges

    def ends(self, v, spread, see, least, most):
        objective = np.zeros(len(self.names))
        ends = []
        for sign in (1, -1):
            objective[self.place[v]] = sign
            found = self.best(objective)
            if found.x is not None:
                see(found.x)
            if least[v] is not None and most[v] - least[v] + 1 >= spread:
                return least[v], most[v]
            if found.status == 2:
                self.counted["impossible"] += 1
                return None
            if found.status != 0:
                self.counted["undecided"] += 1
                return None
            ends.append(int(round(found.x[self.place[v]])))
        return ends[0], ends[1]
