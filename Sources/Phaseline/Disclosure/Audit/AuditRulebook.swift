import IndicatorStatistics

/// The rules by which the files that are audited were shared.
public struct AuditRulebook: Sendable {
  /// Those of files that name none.
  public var usual: DisclosureRules
  private let known: [String: DisclosureRules]

  /// - Parameters:
  ///   - usual: The rules of files that name none.
  ///   - known: All that files may name.
  public init(usual: DisclosureRules, known: [DisclosureRules]) {
    self.usual = usual
    self.known = Dictionary((known + [usual]).map { ($0.key, $0) }, uniquingKeysWith: { $1 })
  }

  /// The rules of a key; the usual ones where none is named, or where nobody knows those that are.
  func rules(_ key: String?) -> DisclosureRules { key.flatMap { known[$0] } ?? usual }

  /// Keys of rules that files name and nobody knows.
  public func unknown(in evidence: Evidence) -> [String] {
    evidence.counts.compactMap(\.rules).unique.filter { known[$0] == nil }
  }
}

extension DisclosureRules {
  /// What is known of a count that a file prints as this.
  func meaning(of told: CountRange?) -> ClosedRange<Int> {
    guard let told else { return 0...Bounds.most }
    guard told.isExact else { return told.low...(told.high >= ReceivedCount.largest ? Bounds.most : told.high) }
    let meaning = meaning(ofShown: told.low)
    return meaning.low...meaning.high
  }

  /// Whether they show a count as what it is.
  func tells(_ count: Int) -> Bool {
    let meaning = meaning(ofShown: rounded(count))
    return !isSmall(count) && meaning.low == meaning.high
  }

  /// Whether every head-count that this printed number may stand for is too few people for a percentage.
  func isSmallBase(printed count: Int) -> Bool { Double(meaning(ofShown: count).high) < smallestBase }

  /// Whether every count that this printed number may stand for is one that they hide.
  func hides(printed count: Int) -> Bool {
    let meaning = meaning(ofShown: count)
    return (meaning.low...meaning.high).allSatisfy(isSmall) || isRounding && count % roundedTo != 0
  }
}
