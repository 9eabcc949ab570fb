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

  /// Says too where more is hidden than it takes, since there was no time to find out, and where what was shared before tells
  /// too much.
  init(_ rules: DisclosureRules, _ plan: DisclosurePlan) {
    var words = rules.words
    if plan.unproven > 0 {
      words +=
        "; around \(Wordings.counted(plan.unproven, "count")) all is hidden, since in the time there was less could "
        + "not be shown to be safe"
    }
    if plan.narrowed > 0 {
      words +=
        "; \(Wordings.counted(plan.narrowed, "hidden count")) can be told too well from what was shared before, which "
        + "`audit` names"
    }
    self.init(audience: .shared, rules: rules.key, title: words, source: rules.source)
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
