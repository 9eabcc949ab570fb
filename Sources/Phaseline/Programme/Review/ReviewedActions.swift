import GRDB
import IndicatorStatistics

/// What followed after the actions of one organisation.
public struct ReviewedActions: Hashable, Sendable, Codable {
  /// One action, and what followed on each of its indicators.
  public struct Reviewed: Hashable, Sendable, Codable {
    /// The action, as the audience may read it.
    public var action: Action
    /// "Action 3: Structured interviews (short term, from phase 3, under way)"; where its title may not be read "Action 3 on
    /// shortlisting (short term, from phase 3, under way)".
    public var heading: String
    /// By indicator.
    public var followUps: [FollowUp]
    /// What besides cannot be said of it, a sentence each.
    public var limits: [String]
    /// How its figures are to be read, a sentence each.
    public var notes: [String]
  }

  /// Key of the standard.
  public var standard: String
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun: String
  /// Whose actions they are.
  public var authority: String
  /// Its code.
  public var code: String
  /// By number.
  public var actions: [Reviewed]
  /// Whether the counts are made up.
  public var isIllustrative: Bool
  /// For whom it is, and by which rules.
  public var disclosure: Disclosure
}

extension WorkspaceView {
  /// What followed after the actions of an organisation.
  /// - Parameters:
  ///   - organisation: Whose.
  ///   - numbers: The only ones wanted; all if none are named.
  ///   - phases: Whose counts are looked at; all if none are named.
  ///   - service: Of which service the counts are compared.
  ///   - level: How sure intervals are, and tests.
  /// - Returns: No action where the organisation has none.
  /// - Throws: `UsageProblem.refused` where there is no action of the number, or it is another's.
  public func review(
    of organisation: Organisation, numbers: [Int]? = nil, phases: [Phase]? = nil, service: Service = .all,
    level: ConfidenceLevel = .ninetyFive
  ) throws -> Disclosed<ReviewedActions> {
    try read { db, tables in
      let actions =
        try numbers?.map { try own($0, organisation, db) }
        ?? Action.all(of: standard.key, organisation: organisation.code, in: db)
      var reader = try FollowUpReader(db, standard, phases: phases, service: service, level: level, from: tables)
      let reviewed = try actions.map { action in
        let seen = action.asSeen(by: disclosure.audience)
        let done = Intervention(
          organisation: organisation, indicators: action.indicators, start: action.start, end: action.end,
          isClosed: action.status.isClosed, aim: seen.aim,
          number: action.number)
        let found = try reader.followUps(of: done)
        return ReviewedActions.Reviewed(
          action: seen, heading: seen.heading(standard), followUps: found,
          limits: action.limits(for: disclosure.audience, found, standard), notes: ReviewedActions.notes(on: found))
      }
      return ReviewedActions(
        standard: standard.key, organisationNoun: standard.organisationNoun, authority: organisation.name,
        code: organisation.code, actions: reviewed,
        isIllustrative: try organisation.kind == .illustrative || Workspace.isIllustrative(db), disclosure: disclosure)
    }
  }

  private func own(_ number: Int, _ organisation: Organisation, _ db: Database) throws -> Action {
    let action = try Action.one(number, of: standard.key, in: db)
    guard action.organisation == organisation.code else {
      throw UsageProblem.refused(
        "Action \(number) is not one of \(organisation.name). `action list` lists whose each is; nothing was changed.")
    }
    return action
  }
}

extension ReviewedActions {
  /// That counts are sums and ratios are not, where a side has several phases.
  fileprivate static func notes(on found: [FollowUp]) -> [String] {
    let sides = found.filter { $0.change != nil }.flatMap { [$0.before, $0.after, $0.afterEnd] }
    guard sides.contains(where: { ($0?.phases.count ?? 0) > 1 }) else { return [] }
    return [
      "Counts of several phases are added up: whoever is there in two is counted twice. The ratio is fitted phase by phase, "
        + "so that these sums need not give it."
    ]
  }
}

extension Action {
  /// "Action 3: Structured interviews (short term, from phase 3, under way)"; "Action 3 on disciplinary (short term, from
  /// phase 3, under way)" where its title may not be read.
  func heading(_ standard: Standard) -> String {
    let name = title.isEmpty ? "Action \(number) on \(Wordings.list(indicators))" : "Action \(number): \(title)"
    let end = closed == nil ? due.map { ", due by \(standard.words(of: $0))" } ?? "" : ""
    return "\(name) (\(term.rawValue) term, from \(standard.words(of: start))\(end), \(status.words))"
  }

  /// What its own record leaves open; of its measure others are told nothing.
  fileprivate func limits(for audience: Audience, _ found: [FollowUp], _ standard: Standard) -> [String] {
    let planned =
      status == .planned
      ? "It is recorded as planned, not as begun: what followed its start may have come without it." : nil
    let ratio = found.lazy.compactMap { $0.after?.ratio ?? $0.before?.ratio }.first
    let hint = status.isClosed ? "." : ": `\(measureHint(standard, now: ratio))` sets one."
    let measure = aim == nil && audience == .internal ? "No measure of success is set for it\(hint)" : nil
    return [planned, measure].compactMap { $0 }
  }
}
