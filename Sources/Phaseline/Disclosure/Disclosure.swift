/// For whom a result is, and by which rules counts are hidden in it: every result says so.
public struct Disclosure: Hashable, Sendable, Codable {
  /// For whom.
  public let audience: Audience
  /// Key of the rules; none for the internal audience.
  public let rules: String?
  /// What they do: "counts under 10 hidden, 0 included, and what would give them away".
  public let title: String?
  /// Who works by them.
  public let source: String?

  /// All counts, for the owner's own analysts.
  public static let `internal` = Disclosure(audience: .internal, rules: nil, title: nil, source: nil)
  static let sharedWithoutRules = Disclosure(audience: .shared, rules: nil, title: nil, source: nil)

  private init(audience: Audience, rules: String?, title: String?, source: String?) {
    (self.audience, self.rules, self.title, self.source) = (audience, rules, title, source)
  }

  init(_ rules: DisclosureRules) {
    self.init(audience: .shared, rules: rules.key, title: rules.words, source: rules.source)
  }

  /// Says too where more is hidden than it takes, since there was no time to find out.
  init(_ rules: DisclosureRules, _ plan: DisclosurePlan) {
    let words =
      plan.unproven == 0
      ? ""
      : "; around \(Wordings.counted(plan.unproven, "count")) all is hidden, since in the time there was less could not be "
        + "shown to be safe"
    self.init(audience: .shared, rules: rules.key, title: rules.words + words, source: rules.source)
  }

  /// For footers: "Internal use only.", "Shared (rules under-10): counts under 10 hidden …"
  public var words: String {
    switch audience {
    case .internal: "Internal use only."
    case .shared: rules.map { "Shared (rules \($0)): \(title ?? "")." } ?? "For a shared audience."
    }
  }

  /// In one word for files: "internal", "shared (under-10)".
  public var label: String { rules.map { "shared (\($0))" } ?? audience.rawValue }
}
