/// One thing that was checked of a workspace.
public struct WorkspaceCheck: Hashable, Sendable, Codable {
  /// What was checked: "file", "national totals".
  public var name: String
  /// Whether all was well.
  public var isGood: Bool
  /// What was found, in words.
  public var found: String
  /// What to do; blank where all was well.
  public var remedy: String

  /// - Parameters:
  ///   - findings: What is wrong, each in words.
  ///   - good: What to say where nothing is.
  init(_ name: String, _ findings: [String], good: String, remedy: String) {
    self.name = name
    isGood = findings.isEmpty
    found = findings.isEmpty ? good : Self.listed(findings)
    self.remedy = findings.isEmpty ? "" : remedy
  }

  private static func listed(_ findings: [String]) -> String {
    let more = findings.count - 3
    return findings.prefix(3).joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
  }
}
