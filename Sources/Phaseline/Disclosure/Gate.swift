/// Who may see an output.
public enum Audience: String, Sendable, Codable, CaseIterable {
  /// The owner's own analysts.
  case `internal`
  /// Everybody else.
  case shared
}

/// A value that the gate let pass for an audience. Only the gate makes one, and renderers take nothing else: what is not
/// allowed out has no way out.
public struct Disclosed<Value: Sendable>: Sendable {
  /// What was let pass.
  public let value: Value
  /// For whom.
  public let audience: Audience
  fileprivate init(_ value: Value, _ audience: Audience) { (self.value, self.audience) = (value, audience) }
}

/// The one place between findings and outputs.
public struct Gate: Sendable {
  /// For whom it decides.
  public let audience: Audience

  /// A gate before one audience.
  public init(audience: Audience) { self.audience = audience }

  /// Whether anything may be shown to the audience. For the shared one the rules are not built yet: it refuses rather than
  /// show what might name a person.
  /// - Throws: `DisclosureRefused`.
  public func admit() throws { guard audience == .internal else { throw DisclosureRefused() } }

  /// Lets a value pass for the internal audience.
  /// - Throws: `DisclosureRefused`.
  public func pass<Value: Sendable>(_ value: Value) throws -> Disclosed<Value> {
    try admit()
    return Disclosed(value, audience)
  }
}

/// Why nothing is shown.
public struct DisclosureRefused: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why, and what to do.
  public var description: String {
    "Nothing is shown to a shared audience yet: the rules that keep small counts from naming a person are not built. "
      + "Leave out `--audience shared` to see it yourself; do not pass it on."
  }
}
