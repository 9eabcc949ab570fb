import IndicatorStatistics

/// The checks of single cells, which tell what they find.
final class CellChecks {
  /// Where the phase and the indicator at hand stand in the standard.
  private(set) var phase = 0
  private(set) var indicator = 0
  private let standard: Standard
  private let report: (Oddity) -> Void
  /// A group's head-count, as the first indicator of the base gave it.
  private var heads: [HeadKey: Head] = [:]
  private var numbers: [String: Int32] = [:]
  private var last: (organisation: String, number: Int32) = ("", 0)

  private struct HeadKey: Hashable {
    var organisation: Int32
    var phase: Int16
    var service: Service
    var ethnicity: Ethnicity
  }
  private struct Head {
    var count: Int32
    var indicator: Int16
    var isNew: Bool
    var isReported = false
  }

  private static let compared: [Ethnicity] = [.bame, .white]
  /// A share of unknown ethnicity that moved by so much, as a fraction, is told.
  static let unknownMove = 0.1

  /// - Parameter report: Told of each oddity.
  init(_ standard: Standard, report: @escaping (Oddity) -> Void) { (self.standard, self.report) = (standard, report) }

  /// Says that the cells that follow are of indicators of another base.
  func beginBase() { heads.removeAll(keepingCapacity: true) }

  /// Says of which indicator and phase the cells that follow are.
  func begin(_ indicator: Indicator, _ phase: Phase) {
    self.indicator = standard.indicators.firstIndex { $0.key == indicator.key } ?? 0
    self.phase = standard.phases.firstIndex { $0.key == phase.key } ?? 0
  }

  /// Head-counts that differ from those of another indicator; and, of each head-count once, what is odd about it.
  func checkHeadCounts(_ cell: StoredCell, after previous: PreviousCell?) {
    for service in Service.allCases {
      guard let counts = cell.counts[service] else { continue }
      var isFirst = false
      for ethnicity in Ethnicity.allCases {
        guard let count = counts.groups[ethnicity]?.denominator, count.isExact else { continue }
        let isNew = cell.isMarked(service, ethnicity)
        let key = HeadKey(
          organisation: number(of: cell.organisation), phase: Int16(phase), service: service, ethnicity: ethnicity)
        guard let head = heads[key] else {
          if isNew { isFirst = true }
          heads[key] = Head(count: Int32(count.low), indicator: Int16(indicator), isNew: isNew)
          continue
        }
        guard head.count != count.low, isNew || head.isNew, !head.isReported else { continue }
        heads[key]?.isReported = true
        let other = standard.indicators[Int(head.indicator)].key
        addOfPeople(.headCount, cell, service, ethnicity, .headCounts(count.low, Int(head.count), other: other))
      }
      if isFirst { checkPeople(counts, after: previous, cell) }
    }
  }

  /// Small groups, groups that swing, and many whose ethnicity is unknown, or many more or fewer than before.
  private func checkPeople(_ counts: ServiceCounts, after previous: PreviousCell?, _ cell: StoredCell) {
    let service = counts.service
    for ethnicity in Self.compared {
      guard cell.isMarked(service, ethnicity), let people = counts.groups[ethnicity]?.denominator, people.isExact
      else { continue }
      if people.low < 10 { addOfPeople(.smallGroup, cell, service, ethnicity, .people(people.low)) }
      if let previous, let old = previous.denominator(service, ethnicity), Self.swings(from: old, to: people) {
        addOfPeople(.swing, cell, service, ethnicity, .group(people.low, before: old, in: previous.phase))
      }
    }
    guard let share = counts.unknownShare else { return }
    if share > 0.2 { addOfPeople(.unknownShare, cell, service, nil, .share(share)) }
    guard let previous, let old = previous.unknownShare(service), abs(share - old) >= Self.unknownMove else { return }
    addOfPeople(.unknownChange, cell, service, nil, .shareMoved(share, before: old, in: previous.phase))
  }

  /// Sums that do not add up, numerators of 0, and numerators that swing against the last phase.
  func check(_ cell: StoredCell, after previous: PreviousCell?) {
    checkSum(cell)
    for service in Service.allCases {
      guard let groups = cell.counts[service]?.groups else { continue }
      for ethnicity in Self.compared {
        guard cell.isMarked(service, ethnicity), let pair = groups[ethnicity] else { continue }
        if pair.numerator == CountRange(0), pair.denominator.low > 0 {
          add(.zero, cell, cell.category, service, ethnicity, .counts(pair))
        }
        guard let previous, let old = previous.numerator(service, ethnicity),
          Self.swings(from: old, to: pair.numerator), let people = previous.denominator(service, ethnicity),
          !Self.swings(from: people, to: pair.denominator)
        else { continue }
        add(
          .swing, cell, cell.category, service, ethnicity,
          .countsMoved(pair, before: old, of: people, in: previous.phase)
        )
      }
    }
  }

  /// Categories that add up to more than everybody.
  func check(_ bands: [BandSums.Excess]) {
    for it in bands {
      addOfPeople(.bands, it.cell, it.service, it.ethnicity, .bands(it.inCategories, of: it.people))
    }
  }

  private func checkSum(_ cell: StoredCell) {
    guard let all = cell.counts[.all], let adults = cell.counts[.adults], let children = cell.counts[.children] else {
      return
    }
    for ethnicity in Ethnicity.allCases {
      guard let whole = all.groups[ethnicity], var parts = adults.groups[ethnicity],
        let other = children.groups[ethnicity]
      else { continue }
      parts.add(other)
      if whole.mayEqual(parts) { continue }
      add(.sum, cell, cell.category, .all, ethnicity, .sum(whole, parts: parts))
    }
  }

  /// Whether one of two counts is more than three times the other, the larger being 10 or more.
  private static func swings(from old: Int, to new: CountRange) -> Bool {
    guard new.isExact else { return false }
    let (less, more) = (min(old, new.low), max(old, new.low))
    return more >= 10 && more > 3 * less
  }

  /// An oddity of a head-count, whatever the category.
  private func addOfPeople(
    _ sort: LoadWarning.Sort, _ cell: StoredCell, _ service: Service, _ ethnicity: Ethnicity?, _ what: Oddity.What
  ) { add(sort, cell, Category.all, service, ethnicity, what) }

  private func add(
    _ sort: LoadWarning.Sort, _ cell: StoredCell, _ category: String, _ service: Service, _ ethnicity: Ethnicity?,
    _ what: Oddity.What
  ) {
    report(
      Oddity(
        sort: sort, organisation: cell.organisation, phase: phase, indicator: indicator, category: category,
        service: service, ethnicity: ethnicity, what: what))
  }

  private func number(of organisation: String) -> Int32 {
    if last.organisation != organisation {
      let number = numbers[organisation] ?? Int32(numbers.count)
      numbers[organisation] = number
      last = (organisation, number)
    }
    return last.number
  }
}
