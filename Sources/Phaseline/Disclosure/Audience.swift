/// Who may see an output.
public enum Audience: String, Sendable, Codable, CaseIterable {
  /// The owner's own analysts.
  case `internal`
  /// Everybody else.
  case shared
}
