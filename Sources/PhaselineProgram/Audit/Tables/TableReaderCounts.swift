import IndicatorStatistics
import Phaseline

extension TableReader {
  struct Group: Hashable, Comparable {
    var service: Service?
    var ethnicity: Ethnicity

    static func < (left: Group, right: Group) -> Bool {
      (left.service?.rawValue ?? "", left.ethnicity.rawValue) < (
        right.service?.rawValue ?? "", right.ethnicity.rawValue
      )
    }
  }
  /// What one column, or two of them, say of a count.
  struct Told {
    var range: CountRange?
    var isBelow = false
    var low, high: Int?

    mutating func take(_ count: PrintedNumber.Count, _ end: TableColumns.End) {
      switch count {
      case .nothing, .other: break
      case .below(let limit): (range, isBelow) = (CountRange(low: 0, high: limit - 1), true)
      case .range(let found):
        if end == .both { range = found } else if end == .low { low = found.low } else { high = found.high }
        if let low, let high, low <= high { range = CountRange(low: low, high: high) }
      }
    }
  }
  struct Pair {
    var numerator = Told(), denominator = Told()
    var rate: ClosedRange<Double>?
    var column = 0
    var isHidden: Bool { !(numerator.range?.isExact ?? false) || !(denominator.range?.isExact ?? false) }
  }

  mutating func counts(_ row: TableRow) throws(Fault) -> [Group: Pair] {
    var found: [Group: Pair] = [:]
    for (column, role) in columns.roles.enumerated() {
      switch role {
      case .count(let named, let part, let end):
        guard let ethnicity = named ?? row[.ethnicity].flatMap({ vocabulary.ethnicity($0) }) else { continue }
        let count = PrintedNumber.count(row[column])
        guard count != .other else {
          throw Fault(column: column, found: row[column], heading: columns.headings[column])
        }
        var pair = found[Group(ethnicity: ethnicity)] ?? Pair()
        if part == .numerator { pair.numerator.take(count, end) } else { pair.denominator.take(count, end) }
        found[Group(ethnicity: ethnicity)] = pair
      case .counts(let ethnicity):
        guard let counts = PrintedCounts(row[column]) else {
          if row[column].contains(where: \.isNumber) { reading.unplaced += 1 }
          continue
        }
        found[Group(ethnicity: ethnicity)] = Self.pair(counts, column)
      case .pair(let service):
        let sides = row[column].split(separator: " against ").compactMap { PrintedCounts(String($0)) }
        guard sides.count == 2 else { continue }
        found[Group(service: service, ethnicity: .bame)] = Self.pair(sides[0], column)
        found[Group(service: service, ethnicity: .white)] = Self.pair(sides[1], column)
      default: continue
      }
    }
    // A row for one group is there though both its counts are struck out.
    let isRow = row[.ethnicity] != nil
    return found.filter { isRow || $0.value.numerator.range != nil || $0.value.denominator.range != nil }
  }

  private static func pair(_ counts: PrintedCounts, _ column: Int) -> Pair {
    Pair(
      numerator: Told(range: counts.numerator), denominator: Told(range: counts.denominator), rate: counts.rate,
      column: column)
  }

  mutating func note(_ pair: Pair, at index: Int) {
    if pair.numerator.isBelow { below.append((index, .numerator)) }
    if pair.denominator.isBelow { below.append((index, .denominator)) }
  }

  /// Ends the table: where it prints a 0 beside "<5", of one place, phase and indicator, "<5" is 1 to 4.
  mutating func end() {
    guard !below.isEmpty else { return }
    func key(_ count: ToldCount) -> [String] {
      [count.subject.phase, count.subject.indicator, "\(count.subject.place)"]
    }
    let zeros = Set(reading.evidence.counts.filter { $0.numerator?.high == 0 || $0.denominator?.high == 0 }.map(key))
    for (index, part) in below where zeros.contains(key(reading.evidence.counts[index])) {
      let told =
        part == .numerator ? reading.evidence.counts[index].numerator : reading.evidence.counts[index].denominator
      guard let told, told.high > 0 else { continue }
      let raised = CountRange(low: 1, high: told.high)
      if part == .numerator {
        reading.evidence.counts[index].numerator = raised
      } else {
        reading.evidence.counts[index].denominator = raised
      }
    }
    below = []
  }
}
