import IndicatorStatistics

/// Figures as they may be told of an authority: of one that a shared audience may not be told the name of rounded as people
/// read them, so that the counts behind them cannot be had from their digits; and without those counts.
struct ToldFigures {
  /// Whether they are of one that is not named, for a shared audience.
  let isBare: Bool

  /// - Parameter decimals: How many are kept where it is bare.
  func number(_ number: Double?, _ decimals: Int) -> Double? {
    number.map { isBare ? Wordings.rounded($0, decimals) : $0 }
  }

  /// - Parameter decimals: How many are kept where it is bare.
  func interval(_ interval: Interval?, _ decimals: Int) -> Interval? {
    interval.map { isBare ? $0.map { Wordings.rounded($0, decimals) } : $0 }
  }

  /// Counts, where these may be told.
  func counts<Counts>(_ counts: Counts?) -> Counts? { isBare ? nil : counts }
}
