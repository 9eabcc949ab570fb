import IndicatorStatistics

/// What one file tells of the workspace's counts by one set of rules.
struct RebuiltFile {
  /// Of which phase's row.
  struct Key: Hashable {
    var phase: String
    var row: PhaseLattice.RowKey
  }
  /// A row's counts as they were printed.
  struct Told {
    var numerator, denominator: CountRange?
    var organisations: Int?
    var whereabouts: Whereabouts

    /// What both say; none where they contradict each other.
    func joined(with other: Told) -> Told? {
      var both = self
      guard both.narrow(\.numerator, to: other.numerator), both.narrow(\.denominator, to: other.denominator),
        organisations == nil || other.organisations == nil || organisations == other.organisations
      else { return nil }
      both.organisations = organisations ?? other.organisations
      return both
    }

    /// - Returns: Whether anything is left.
    private mutating func narrow(_ count: WritableKeyPath<Told, CountRange?>, to range: CountRange?) -> Bool {
      guard let known = self[keyPath: count], let range else {
        self[keyPath: count] = self[keyPath: count] ?? range
        return true
      }
      let (low, high) = (max(known.low, range.low), min(known.high, range.high))
      guard low <= high else { return false }
      self[keyPath: count] = CountRange(low: low, high: high)
      return true
    }
  }
  let path: String
  let rules: DisclosureRules
  /// Codes of the organisations that the workspace knows.
  let codes: Set<String>
  var counts: [Key: Told] = [:]
}

/// Files that were shared by the same rules and do not contradict each other: of one state, as far as anybody can tell.
struct RebuiltPlan {
  let rules: DisclosureRules
  private(set) var files: [RebuiltFile] = []
  private(set) var counts: [RebuiltFile.Key: RebuiltFile.Told] = [:]

  /// As few as it takes, in the order of the files.
  static func all(of files: [RebuiltFile]) -> [RebuiltPlan] {
    var plans: [RebuiltPlan] = []
    for file in files {
      if plans.indices.contains(where: { plans[$0].take(file) }) { continue }
      var plan = RebuiltPlan(rules: file.rules)
      _ = plan.take(file)
      plans.append(plan)
    }
    return plans
  }

  private init(rules: DisclosureRules) { self.rules = rules }

  /// - Returns: Whether it fits.
  private mutating func take(_ file: RebuiltFile) -> Bool {
    guard file.rules == rules else { return false }
    var joined = counts
    for (key, told) in file.counts {
      guard let both = joined[key].map({ $0.joined(with: told) }) ?? told else { return false }
      joined[key] = both
    }
    counts = joined
    files.append(file)
    return true
  }
}
