/// What an organisation does in a phase, as the standard's catalogue orders it in the year.
public struct CycleStep: Hashable, Sendable, Codable {
  /// Which step; each has a place of its own in a workspace.
  public enum Kind: String, Sendable, Codable, CaseIterable, Comparable {
    /// It said that it will take part.
    case registered
    /// It began.
    case tookPart = "took-part"
    /// Its counts were given.
    case submitted
    /// It had its data report.
    case reported
    /// It agreed what to do.
    case planAgreed = "plan-agreed"

    /// In the order of the year.
    public static func < (left: Kind, right: Kind) -> Bool { left.place < right.place }
    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// "took part", as it stands within a sentence.
    public var words: String { rawValue.replacing("-", with: " ") }
    /// Its column in a workspace.
    var column: String { rawValue.replacing("-", with: "_") }
  }
  /// Which step.
  public var kind: Kind
  /// Its name for headings: "Took part".
  public var title: String
  /// The month of the last day for it, 1 to 12.
  public var month: Int
  /// The last day for it, in that month.
  public var day: Int
  /// Whether that day is in the calendar year after the phase's.
  public var isNextYear: Bool
}

extension CycleStep {
  /// Reads the list of steps: each once, in the order of the year.
  static func all(_ node: CatalogueNode?) throws -> [CycleStep] {
    guard let node else { return [] }
    let nodes = try node.list()
    let steps = try nodes.map(CycleStep.init)
    for (index, (step, next)) in zip(steps, steps.dropFirst()).enumerated() {
      guard step.kind < next.kind, step.place.lexicographicallyPrecedes(next.place) else {
        throw nodes[index + 1].problem("'\(next.kind.rawValue)' cannot come after '\(step.kind.rawValue)' in the cycle")
      }
    }
    return steps
  }

  private var place: [Int] { [isNextYear ? 1 : 0, month, day] }

  private init(_ node: CatalogueNode) throws {
    try node.allow(["key", "title", "by", "next_year"])
    let by = try node.required("by")
    let parts = try by.text().split(separator: "-").map { Int($0) ?? 0 }
    // A step whose last day is there in leap years only would have none in the others.
    guard parts.count == 2, Day(year: 2023, month: parts[0], day: parts[1]) != nil else {
      throw by.problem("expected a month and a day that every year has, as in 06-30")
    }
    self.init(
      kind: try node.required("key").choice(Kind.self), title: try node.text("title"), month: parts[0], day: parts[1],
      isNextYear: try node.entry("next_year")?.flag() ?? false)
  }
}
