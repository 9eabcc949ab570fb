import IndicatorStatistics

/// The words for verdicts.
public struct VerdictWords: Sendable {
  private let verdict: LineVerdict
  private let event: Indicator.Event
  private let group: EthnicGroup

  /// - Parameters:
  ///   - event: Whether being counted is wanted: it decides whom a ratio favours.
  ///   - group: The group that is compared with the White one.
  init(_ verdict: LineVerdict, event: Indicator.Event, group: EthnicGroup) {
    (self.verdict, self.event, self.group) = (verdict, event, group)
  }

  /// For headings and tables: "improving (may have reached parity)"; "worsening (away from parity)"; "cannot tell (too
  /// uncertain)".
  var brief: String { phrase(side: "") }

  /// For sentences, where it is said whom the ratio favours: "worsening (away from parity, in favour of …)".
  var full: String { phrase(side: side) }

  private func phrase(side: String) -> String {
    let size = verdict.isSmall ? ", by little" : ""
    return switch verdict.reason {
    case .reachedParity: "improving\(size) (may have reached parity)"
    case .leftParity: "worsening\(size) (now away from parity\(side))"
    case .awayFromParity: "worsening\(size) (away from parity\(side))"
    case .crossed: "crossed parity\(side.isEmpty ? "" : " (now\(side.dropFirst()))")"
    case .withinBandThroughout: "no material change (within the four-fifths band throughout)"
    default:
      verdict.kind == .cannotTell
        ? "cannot tell (\(Self.reason(verdict)))" : Self.name(verdict.kind) + size
    }
  }

  /// Whom the ratio favours at the end of the line: ", in favour of … staff".
  private var side: String {
    guard let favoursGroup else { return "" }
    return favoursGroup ? ", in favour of \(group.short) staff" : ", to the disadvantage of \(group.short) staff"
  }

  /// Whether the ratio at the end of the line favours the group; none at parity.
  var favoursGroup: Bool? {
    switch verdict.sideLast {
    case .above: event == .wanted
    case .below: event == .unwanted
    case .parity, nil: nil
    }
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
  /// - Parameter verdict: One that says so.
  public static func reason(_ verdict: LineVerdict) -> String {
    switch verdict.reason {
    case .tooFewPhases: "fewer than two phases with cases"
    case .notConverged: "no line fits"
    case .boundary: "no cases in one group in some or all phases"
    case .hiddenCounts: "the hidden counts allow more than one answer"
    case .roundedCounts: "the rounded counts allow more than one answer"
    case .tooManyHidden: "too much is hidden to be compared"
    case .differentServices: "its phases cover different services"
    case .oneGroupOnly: "counts of one group only"
    case .publishedOnly: "published figure without counts"
    case .aroundParity: "it changed, around parity"
    case .tooFewToBeSure: "too few cases to be sure"
    default: "too uncertain"
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
