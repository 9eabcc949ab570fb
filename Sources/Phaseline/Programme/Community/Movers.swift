import IndicatorStatistics

/// Those of some authorities that moved towards parity, as far as they may be told of.
///
/// One rule for whoever tells of them: it is told how many there are, and of each, only where they are as many as may be told
/// of, or all of them agreed to be named. Else they are counted with the others, so that no difference gives them away.
struct Movers {
  /// By code; nobody where they may not be told of.
  let lines: [AuthorityLine]
  /// Whether it may be told how many they are.
  let isTold: Bool
  /// The verdicts of all the others.
  let others: VerdictTally
  /// How many lines could be drawn and tested; none where so few may not be told.
  let tested: Int?

  /// - Parameters:
  ///   - all: The lines of those among whom they are sought.
  ///   - peers: Who may be named, and how few may be told of.
  init(among all: [AuthorityLine], _ peers: Peers) {
    let movers = all.filter { $0.verdict.kind == .improving }.sorted { $0.code < $1.code }
    let isTold =
      peers.told(all.count) != nil && peers.told(all.count - movers.count) != nil
      && (movers.count >= peers.fewest || movers.allSatisfy { peers.isNamed($0.code) })
    var verdicts = all.reduce(into: [LineVerdict.Kind: Int]()) { $0[$1.verdict.kind, default: 0] += 1 }
    if isTold { verdicts[.improving] = nil }
    (lines, self.isTold, others) = (isTold ? movers : [], isTold, VerdictTally(verdicts, fewest: peers.fewest))
    tested = peers.told(all.count { $0.fit?.fit?.pLikelihoodRatio != nil || $0.verdict.kind == .improving })
  }

  /// The verdicts of all, those that moved apart from the others where they may be told of.
  var tally: VerdictTally { others.adding(lines.count, .improving) }

  /// How many of the tested lines would look improved by chance if nothing had changed anywhere.
  var expectedByChance: Double? { tested.map { ConfidenceLevel.ninetyFive.expectedByChance(among: $0) } }

  /// "about 3 of 116 would look so by chance"; empty where nobody moved, or it may not be told.
  var chance: String {
    guard !lines.isEmpty, let tested, let expectedByChance else { return "" }
    return "\(Self.number(expectedByChance)) of \(Wordings.grouped(tested)) would look so by chance"
  }

  /// "about 3", "fewer than 1".
  static func number(_ expected: Double) -> String {
    expected < 0.5 ? "fewer than 1" : "about \(Wordings.fixed(expected, 0))"
  }
}
