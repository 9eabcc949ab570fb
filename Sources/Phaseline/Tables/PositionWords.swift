import IndicatorStatistics

/// The words for a position against the rest.
public enum PositionWords {
  /// "better (99.8%)", "similar", "cannot tell".
  public static func phrase(_ position: Position) -> String {
    switch position.kind {
    case .better: position.isAtNinetyNineEight ? "better (99.8%)" : "better"
    case .worse: position.isAtNinetyNineEight ? "worse (99.8%)" : "worse"
    case .otherSide: "other side of 1"
    case .similar: "similar"
    case .cannotTell: "cannot tell"
    }
  }
}
