import IndicatorStatistics

/// The words for verdicts.
public enum VerdictWords {
  /// "improving", "improving (reached parity)", "cannot tell (too few cases)".
  public static func phrase(_ verdict: LineVerdict) -> String {
    let name = name(verdict.kind)
    let size = verdict.isSmall ? ", a small change" : ""
    switch verdict.reason {
    case .reachedParity: return "\(name) (reached parity)\(size)"
    case .leftParity: return "\(name) (left parity)\(size)"
    case .withinBandThroughout: return "\(name) (within the four-fifths band throughout)"
    default: break
    }
    if verdict.kind == .worsening, let side = verdict.sideLast, side == verdict.sideFirst {
      return "\(name)\(size) (away from parity, \(side == .below ? "ratio below 1" : "ratio above 1"))"
    }
    return name + size
  }

  /// One or two words.
  public static func name(_ kind: LineVerdict.Kind) -> String {
    switch kind {
    case .improving: "improving"
    case .worsening: "worsening"
    case .crossedParity: "crossed parity"
    case .noMaterialChange: "no material change"
    case .cannotTell: "cannot tell"
    case .notTested: "not tested"
    }
  }

  /// Why nothing can be told.
  public static func reason(_ verdict: LineVerdict) -> String {
    switch verdict.reason {
    case .tooFewPhases: "fewer than two phases with cases"
    case .notConverged: "no line fits"
    case .boundary: "no cases in one group in some phases"
    case .hiddenCounts: "the hidden counts allow more than one verdict"
    case .publishedOnly: "published figure without counts"
    case .aroundParity: "around parity"
    default: "too few cases"
    }
  }

  /// "less likely", "cannot tell".
  public static func name(_ verdict: PhaseVerdict) -> String {
    switch verdict {
    case .lessLikely: "less likely"
    case .moreLikely: "more likely"
    case .closeToParity: "close to parity"
    case .cannotTell: "cannot tell"
    }
  }
}
