import IndicatorStatistics

/// The attack on one phase: what adds up among its counts, and what is left of their ranges.
struct PhaseAttack {
  let phase: String
  private(set) var system: AuditSystem
  private(set) var ranges: RangePropagation
  /// The relations that the ranges are worked out of.
  private(set) var used: [AuditSystem.Relation]
  private(set) var figures: [AuditFigures]
  /// Relations that the others contradict, and that are left out.
  private(set) var contradictions: [AuditSystem.Relation] = []
  /// Tables of which the figures are not those of their counts.
  var strangeFigures: [AuditFigures] { strange.sorted().map { figures[$0] } }
  private var strange = Set<Int>()
  /// Tables of which not every one could be tried.
  private(set) var unfinished = 0
  /// Counts of which it was not found out in time what all relations together leave.
  private(set) var undecided = 0
  let rulesInUse: RulesInUse

  /// So often at most is a state of the counts tried anew without what contradicts it.
  private static let mostTrials = 25
  private static let mostRounds = 10

  init(_ phase: String, _ files: [AuditFile], _ setting: AuditSetting) {
    self.phase = phase
    var names = setting.names
    var states = AuditState.states(of: files)
    for state in states.indices {
      for mention in states[state].files.flatMap(\.figures) {
        let figure = setting.evidence.figures[mention]
        for ethnicity in figure.measure.ethnicities { states[state].expect(names.key(figure.subject, ethnicity)) }
      }
    }
    var doubts = Doubts(states)
    var trial = Trial(states, doubts, setting)
    for _ in 0..<Self.mostTrials where !trial.ranges.conflicts.isEmpty {
      contradictions += doubts.take(trial)
      trial = Trial(states, doubts, setting)
    }
    contradictions += trial.ranges.conflicts.map { trial.used[$0] }
    (system, used, ranges) = (trial.system, trial.used, trial.ranges)
    rulesInUse = RulesInUse(trial.system, setting)
    figures = AuditFigures.groups(of: trial.system, setting.evidence, &names)
    searchFigures()
    if searchTogether(promises(setting)) { searchFigures() }
  }

  /// Whether no counts that files print as theirs give the ratios and rates of a table: of counts that were corrected, rounded
  /// or told by no file they may be those of others.
  func contradicts(_ figures: AuditFigures) -> Bool {
    let cells = figures.cells.map { system.cells[$0] }
    guard system.states.count == 1, !figures.estimates.isEmpty, cells.allSatisfy({ !$0.told.mentions.isEmpty }),
      !cells.flatMap(rulesInUse.rules).contains(where: \.isRounding)
    else { return false }
    let told = DerivedFigureSearch.Box(low: cells.map(\.told.low), high: cells.map(\.told.high))
    return DerivedFigureSearch(figures.estimates).narrowed(told).box == nil
  }

  /// Asks what all relations say together.
  /// - Returns: Whether any range was narrowed.
  private mutating func searchTogether(_ promises: [Int: Int]) -> Bool {
    var counts = system.counts(used)
    (counts.low, counts.high) = (ranges.low, ranges.high)
    let (found, undecided) = counts.narrower(than: promises, until: .now + Self.longest)
    self.undecided = undecided.count
    for (cell, range) in found.sorted(by: { $0.key < $1.key }) {
      ranges.narrow(cell, to: range.low...range.high, .together(range.relations))
    }
    return !found.isEmpty
  }

  /// Searches every table and goes on adding, until nothing comes of it.
  private mutating func searchFigures() {
    var isStrange = Set<Int>()
    var isFinished = [Bool](repeating: true, count: figures.count)
    for _ in 0..<Self.mostRounds {
      var hasChanged = false
      for (number, group) in figures.enumerated()
      where !isStrange.contains(number) && group.isSearchable(ranges) {
        let outcome = group.search.narrowed(group.box(ranges))
        isFinished[number] = outcome.isExhaustive
        guard let box = outcome.box else {
          isStrange.insert(number)
          continue
        }
        for (place, cell) in group.cells.enumerated() {
          let range = box.low[place]...box.high[place]
          if ranges.narrow(cell, to: range, .figures(number)) { hasChanged = true }
        }
      }
      if !hasChanged { break }
    }
    strange = isStrange
    unfinished = isFinished.count { !$0 }
  }

  /// How many values of a count are possible: fewer than its range has where a figure leaves gaps.
  /// - Parameter most: So many suffice.
  func values(of cell: Int, upTo most: Int) -> Int {
    let width = ranges.width(cell)
    let groups = figures.indices.filter { number in
      !strange.contains(number) && figures[number].cells.contains(cell) && figures[number].isSearchable(ranges)
    }.map { figures[$0] }
    guard width > 1, width <= 64, !groups.isEmpty else { return width }
    var found = 0
    for value in ranges.low[cell]...ranges.high[cell] where found < most {
      let isPossible = groups.allSatisfy { group in
        group.cells.indices.allSatisfy {
          group.cells[$0] != cell || group.search.isPossible($0, is: value, in: group.box(ranges))
        }
      }
      if isPossible { found += 1 }
    }
    return max(found, 1)
  }
}

/// The system under some doubts, and what follows from it.
private struct Trial {
  let system: AuditSystem
  let used: [AuditSystem.Relation]
  let ranges: RangePropagation

  init(_ states: [AuditState], _ doubts: Doubts, _ setting: AuditSetting) {
    system = AuditSums.related(
      AuditSystem(states, unlinked: doubts.unlinked, base: setting.base, isArea: setting.names.isArea), setting)
    used = system.relations.compactMap { relation in
      if doubts.relaxed.contains(relation.relation) { return relation.relaxed }
      return doubts.dropped.contains(relation.relation) ? nil : relation
    }
    ranges = RangePropagation(system.counts(used))
  }
}

/// What is not believed any more, since it contradicts the rest.
private struct Doubts {
  /// For each state the places of which hidden counts are others than before, though they are printed alike.
  private(set) var unlinked: [Set<Int32>]
  /// Relations that cannot hold at all.
  private(set) var dropped = Set<CountSystem.Relation>()
  /// Relations that hold by arithmetic, but not as the rules say.
  private(set) var relaxed = Set<CountSystem.Relation>()

  init(_ states: [AuditState]) { unlinked = Array(repeating: [], count: states.count) }

  /// Doubts what made a trial contradict itself: first that hidden counts of two states are the same, then the rules, and
  /// then what adds up.
  /// - Returns: What adds up no more.
  mutating func take(_ trial: Trial) -> [AuditSystem.Relation] {
    let conflicts = trial.ranges.conflicts.map { trial.used[$0] }
    let (shared, cells) = (trial.system.sharedCells, trial.system.cells)
    let places = trial.ranges.ancestors(of: conflicts.flatMap(\.relation.cells)).filter { cell in
      shared.contains(cell) && cells[cell].told.low < cells[cell].told.high
    }.map { cells[$0].key.place }
    let before = unlinked
    for state in unlinked.indices.dropFirst() { unlinked[state].formUnion(places) }
    guard unlinked == before else { return [] }
    return conflicts.filter { conflict in
      guard !conflict.isRule else { return !relaxed.insert(conflict.relation).inserted }
      return dropped.insert(conflict.relation).inserted
    }
  }
}

/// By which rules each place's counts are told: what is shared by several sets of rules keeps as much as the weakest promise.
struct RulesInUse {
  private struct Subject: Hashable {
    var place: Int32
    var base: String
  }
  private var rulesOf: [Subject: [DisclosureRules]] = [:]
  private let setting: AuditSetting

  init(_ system: AuditSystem, _ setting: AuditSetting) {
    self.setting = setting
    for cell in system.cells {
      let subject = subject(of: cell)
      let rules = Set(cell.told.mentions.map { setting.evidence.counts[Int($0)].rules })
      for rules in rules.map(setting.rulebook.rules) where rulesOf[subject]?.contains(rules) != true {
        rulesOf[subject, default: []].append(rules)
      }
    }
  }

  /// Those of a count, and of others of the same place and the same people: what adds up to it.
  func rules(of cell: AuditSystem.Cell) -> [DisclosureRules] { rulesOf[subject(of: cell)] ?? [] }

  /// Those that promise least.
  func weakest(of cell: AuditSystem.Cell) -> DisclosureRules? { rules(of: cell).min { $0.spread < $1.spread } }

  private func subject(of cell: AuditSystem.Cell) -> Subject {
    Subject(place: cell.key.place, base: setting.base(cell.key.measure))
  }
}

/// What every phase of an attack has in common.
struct AuditSetting {
  let evidence: Evidence
  let names: AuditNames
  let rulebook: AuditRulebook
  let standard: Standard
  let organisations: [Organisation]
  /// Whether no count was corrected between the files.
  let isUncorrected: Bool

  /// The rules of the file that a count is told in.
  func rules(ofMention mention: Int32) -> DisclosureRules { rulebook.rules(evidence.counts[Int(mention)].rules) }

  /// By how much at least a numerator is less than its denominator, for a mention shows it, and nearly all is hidden.
  /// - Parameter all: The least that the denominator can be.
  func leftOut(ofMention mention: Int32, all: Int) -> Int {
    guard let shown = evidence.counts[Int(mention)].numerator, shown.isExact else { return 0 }
    return rules(ofMention: mention).leastLeftOut(ofShown: shown.low, all: all)
  }

  /// What the denominator of a measure counts.
  func base(_ measure: Int32) -> String {
    let measure = names.measures[Int(measure)]
    return standard.indicator(measure.indicator)?.denominatorBase ?? "\(measure.indicator) \(measure.category)"
  }
}

extension AuditSystem {
  /// What is told of the counts, and what adds up.
  func counts(_ relations: [Relation]) -> CountSystem {
    var counts = CountSystem(low: cells.map(\.told.low), high: cells.map(\.told.high))
    for relation in relations { counts.add(relation.relation) }
    return counts
  }

  /// Those that are counts of several states.
  var sharedCells: Set<Int> {
    guard pairs.count > 1 else { return [] }
    var (first, shared) = ([Int: Int](), Set<Int>())
    for (state, pairs) in pairs.enumerated() {
      for cell in pairs.values.flatMap({ [$0.numerator, $0.denominator] }) {
        if first[cell, default: state] != state { shared.insert(cell) }
        first[cell] = state
      }
    }
    return shared
  }
}

extension AuditSystem.Relation {
  /// Whether it rests on what the rules say, not on arithmetic alone.
  fileprivate var isRule: Bool { if case .atMost(_, _, let by) = relation { by > 0 } else { false } }

  /// Without what the rules say.
  fileprivate var relaxed: Self {
    guard case .atMost(let smaller, let larger, _) = relation else { return self }
    return Self(relation: .atMost(smaller: smaller, larger: larger, by: 0), kind: kind, state: state)
  }
}

extension RangePropagation {
  /// The counts whose ranges made those of others what they are, with them.
  func ancestors(of cells: [Int]) -> Set<Int> {
    var found = Set(cells)
    var open = cells.flatMap { [End(cell: $0, isLow: true), End(cell: $0, isLow: false)] }.map { ($0, steps.count) }
    var seen = Set<Int>()
    while let (end, step) = open.popLast(), found.count < 10_000 {
      guard let cause = self.end(end, before: step).step, seen.insert(cause).inserted else { continue }
      for input in inputs(of: cause) {
        found.insert(input.cell)
        open.append((input, cause))
      }
    }
    return found
  }
}
