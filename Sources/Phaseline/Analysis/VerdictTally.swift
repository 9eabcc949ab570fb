import IndicatorStatistics

/// How many authorities have each verdict, as far as so few may be told of together.
public struct VerdictTally: Hashable, Sendable, Codable {
  /// Some of them.
  public struct Part: Hashable, Sendable, Codable {
    /// Their verdict; none of those that are too few of a kind to be told of by it.
    public var verdict: LineVerdict.Kind?
    /// How many.
    public var organisations: Int
  }
  /// In the order of the verdicts, without those that nobody has; empty where they all are too few.
  public var parts: [Part]

  /// Folds verdicts that fewer have than may be told into one, with as many more as it takes to tell of them.
  /// - Parameters:
  ///   - counts: How many have each verdict.
  ///   - fewest: No number of fewer is told.
  init(_ counts: [LineVerdict.Kind: Int], fewest: Int) {
    var counts = counts.filter { $0.value > 0 }
    // What was not tested cannot be told of either.
    if let untested = counts.removeValue(forKey: .notTested) { counts[.cannotTell, default: 0] += untested }
    let order = LineVerdict.Kind.allCases.filter { counts[$0] != nil }.sorted {
      (counts[$0] ?? 0) < (counts[$1] ?? 0)
    }
    var folded: [LineVerdict.Kind] = []
    var together = 0
    for kind in order where (counts[kind] ?? 0) < fewest || (together > 0 && together < fewest) {
      folded.append(kind)
      together += counts[kind] ?? 0
    }
    parts = LineVerdict.Kind.allCases.compactMap { kind in
      folded.contains(kind) ? nil : counts[kind].map { Part(verdict: kind, organisations: $0) }
    }
    if together >= max(1, fewest) { parts.append(Part(verdict: nil, organisations: together)) }
  }

  /// With some more, of whom it may be told how many they are.
  /// - Parameters:
  ///   - count: How many.
  ///   - verdict: Theirs, which nobody in this tally has.
  func adding(_ count: Int, _ verdict: LineVerdict.Kind) -> VerdictTally {
    var tally = self
    if count > 0 { tally.parts.append(Part(verdict: verdict, organisations: count)) }
    let order = LineVerdict.Kind.allCases
    tally.parts.sort { one, other in
      (one.verdict.flatMap(order.firstIndex) ?? order.count) < (other.verdict.flatMap(order.firstIndex) ?? order.count)
    }
    return tally
  }

  /// How many have a verdict; `nil` where that may not be told.
  public subscript(verdict: LineVerdict.Kind) -> Int? {
    if let part = parts.first(where: { $0.verdict == verdict }) { return part.organisations }
    return parts.contains { $0.verdict == nil } || parts.isEmpty ? nil : 0
  }

  /// All of them.
  public var organisations: Int { parts.reduce(0) { $0 + $1.organisations } }

  /// "14 improve, 5 worsen, and of 79 it cannot be told"; empty where there are none to tell of.
  var words: String { Wordings.list(parts.map(\.words)) }
}

extension VerdictTally.Part {
  fileprivate var words: String {
    let (count, isOne) = (Wordings.grouped(organisations), organisations == 1)
    return switch verdict {
    case .improving: "\(count) \(isOne ? "improves" : "improve")"
    case .worsening: "\(count) \(isOne ? "worsens" : "worsen")"
    case .crossedParity: "\(count) crossed parity"
    case .noMaterialChange: "\(count) \(isOne ? "shows" : "show") no material change"
    case .cannotTell, .notTested: "of \(count) it cannot be told"
    case nil: "how \(count) stand is not told, since each kind among them is of few"
    }
  }
}
