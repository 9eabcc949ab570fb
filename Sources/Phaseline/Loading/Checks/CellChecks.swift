import IndicatorStatistics

/// The counts of the last phase for which an organisation gave any.
struct PreviousCell {
  var phase: Phase
  var counts: CellBuilder
}

/// The checks of single cells, and what they found.
final class CellChecks {
  private(set) var warnings = LoadWarnings()
  private let lookup: LoadLookup
  private let keepsAll: Bool
  /// A group's head-count by organisation, phase, service and base, as the first indicator gave it.
  private var heads: [HeadKey: Head] = [:]
  private var numbers: [String: Int32] = [:]
  private var last: (organisation: String, number: Int32) = ("", 0)
  /// Where the indicator at hand stands in the standard, and the first one of its base.
  private var ordinal = 0
  private var base = 0

  private struct HeadKey: Hashable {
    var organisation: Int32
    var phase: Int16
    var base: Int16
    var service: Service
    var ethnicity: Ethnicity
  }
  private struct Head {
    var count: Int32
    var isNew: Bool
    var isReported = false
    var indicator: Int16
  }

  init(_ lookup: LoadLookup, keepsAll: Bool) { (self.lookup, self.keepsAll) = (lookup, keepsAll) }

  /// Says which indicator the cells that follow are of.
  func begin(_ indicator: Indicator) {
    let all = lookup.standard.indicators
    ordinal = all.firstIndex { $0.key == indicator.key } ?? 0
    base = all.firstIndex { $0.denominatorBase == indicator.denominatorBase } ?? 0
  }

  /// Head-counts that differ from those of another indicator; and, of each head-count once, what is odd about it.
  func checkHeadCounts(
    _ cell: StoredCell, after previous: PreviousCell?, isNew: Bool, _ indicator: Indicator, _ phase: Phase
  ) {
    for (service, counts) in cell.counts.given {
      var isFirst = false
      for ethnicity in Ethnicity.allCases {
        guard let count = counts.groups[ethnicity]?.denominator, count.isExact else { continue }
        let key = headKey(cell.organisation, phase, service, ethnicity)
        guard let head = heads[key] else {
          isFirst = true
          heads[key] = Head(count: Int32(count.low), isNew: isNew, indicator: Int16(ordinal))
          continue
        }
        guard head.count != count.low, isNew || head.isNew, !head.isReported else { continue }
        heads[key]?.isReported = true
        let other = lookup.standard.indicators[Int(head.indicator)].key
        add(.headCount, cell, indicator, phase, service, ethnicity, isOfCategory: false) {
          "\(count.low) here, \(head.count) in \(other)"
        }
      }
      if isFirst, isNew { checkPeople(counts, after: previous, cell, indicator, phase) }
    }
  }

  /// Small groups, and many whose ethnicity is unknown, or many more or fewer than before.
  private func checkPeople(
    _ counts: ServiceCounts, after previous: PreviousCell?, _ cell: StoredCell, _ indicator: Indicator, _ phase: Phase
  ) {
    let before = previous?.counts[counts.service]
    for ethnicity in Self.compared {
      guard let people = counts.groups[ethnicity]?.denominator, people.isExact else { continue }
      if people.low < 10 {
        add(.smallGroup, cell, indicator, phase, counts.service, ethnicity, isOfCategory: false) { "\(people.low)" }
      }
      if let previous, let old = before?.groups[ethnicity]?.denominator, let swing = Self.swing(from: old, to: people) {
        add(.swing, cell, indicator, phase, counts.service, ethnicity, isOfCategory: false) {
          "a group of \(swing.new) after \(swing.old) in \(previous.phase.words)"
        }
      }
    }
    guard let share = counts.unknownShare else { return }
    if share > 0.2 {
      add(.unknownShare, cell, indicator, phase, counts.service, nil, isOfCategory: false) {
        "\(Wordings.percent(share))"
      }
    }
    guard let previous, let old = before?.unknownShare, abs(share - old) >= 0.1 else { return }
    add(.unknownChange, cell, indicator, phase, counts.service, nil, isOfCategory: false) {
      "\(Wordings.percent(share)) after \(Wordings.percent(old)) in \(previous.phase.words)"
    }
  }

  /// Sums that do not add up, numerators of 0, and numerators that swing against the last phase.
  func check(_ cell: StoredCell, after previous: PreviousCell?, _ indicator: Indicator, _ phase: Phase) {
    checkSum(cell, indicator, phase)
    for (service, counts) in cell.counts.given {
      for ethnicity in Self.compared {
        guard let pair = counts.groups[ethnicity] else { continue }
        if pair.numerator == CountRange(0), pair.denominator.low > 0 {
          add(.zero, cell, indicator, phase, service, ethnicity) { pair.words }
        }
        guard let previous, let old = previous.counts[service]?.groups[ethnicity],
          Self.swing(from: old.denominator, to: pair.denominator) == nil,
          Self.swing(from: old.numerator, to: pair.numerator) != nil
        else { continue }
        add(.swing, cell, indicator, phase, service, ethnicity) {
          "\(pair.words) after \(old.words) in \(previous.phase.words)"
        }
      }
    }
  }

  private static let compared: [Ethnicity] = [.bame, .white]

  private func checkSum(_ cell: StoredCell, _ indicator: Indicator, _ phase: Phase) {
    guard let all = cell.counts[.all], let adults = cell.counts[.adults], let children = cell.counts[.children] else {
      return
    }
    for ethnicity in Ethnicity.allCases {
      guard let whole = all.groups[ethnicity], let one = adults.groups[ethnicity],
        let other = children.groups[ethnicity]
      else { continue }
      var parts = one
      parts.add(other)
      if whole.mayEqual(parts) { continue }
      add(.sum, cell, indicator, phase, .all, ethnicity) {
        "\(whole.words), but adults and children together \(parts.words)"
      }
    }
  }

  /// Two exact counts of which one is more than three times the other, the larger being 10 or more.
  private static func swing(from old: CountRange, to new: CountRange) -> (old: Int, new: Int)? {
    guard old.low == old.high, new.low == new.high else { return nil }
    let (less, more) = (min(old.low, new.low), max(old.low, new.low))
    return more >= 10 && more > 3 * less ? (old.low, new.low) : nil
  }

  private func add(
    _ sort: LoadWarning.Sort, _ cell: StoredCell, _ indicator: Indicator, _ phase: Phase, _ service: Service,
    _ ethnicity: Ethnicity?, isOfCategory: Bool = true, _ what: () -> String
  ) {
    warnings.add(sort, keepsAll: keepsAll) {
      let key = ObservationKey(
        phase: phase.key, indicator: indicator.key, organisation: cell.organisation,
        category: isOfCategory ? cell.category : Category.all, service: service.rawValue,
        ethnicity: ethnicity?.rawValue ?? "")
      return LoadWarning(
        sort: sort, organisation: cell.organisation, phase: phase.key, indicator: indicator.key,
        text: "\(lookup.words(for: key)): \(what())")
    }
  }

  private func headKey(
    _ organisation: String, _ phase: Phase, _ service: Service, _ ethnicity: Ethnicity
  ) -> HeadKey {
    if last.organisation != organisation {
      let number = numbers[organisation] ?? Int32(numbers.count)
      numbers[organisation] = number
      last = (organisation, number)
    }
    return HeadKey(
      organisation: last.number, phase: Int16(phase.ordinal), base: Int16(base), service: service,
      ethnicity: ethnicity)
  }
}
