/// An authority from which others may learn, as it may be told of.
public struct PeerIdentity: Hashable, Sendable, Codable {
  /// Its code; none where it has not agreed to be named.
  public var code: String?
  /// Its name where it agreed; else "an authority of 500–1,000 staff", or "another authority" where few are of that size.
  public var words: String
}

/// What an authority did on an indicator, as far as others may read it.
public struct PeerRecord: Hashable, Sendable, Codable {
  /// What sort of record.
  public enum Sort: String, Hashable, Sendable, Codable { case action, practice }
  /// What sort of record.
  public var sort: Sort
  /// Its number; none where it may not be shared, and of an action of one that is not named.
  public var number: Int?
  /// What was done; none where it may not be shared.
  public var title: String?
  /// When it began.
  public var start: PlannedTime
  /// Within a sentence: `"Structured interviews" (practice 2, from phase 3)`, `an action on this indicator, from phase 3`.
  public var words: String
}
