import GRDB

/// Where counts are read: the tables of those that came, or those of a plan, which hold what an audience may know.
struct CountTables: Sendable, Hashable {
  /// A table, or what stands for one: rows of `observation`.
  let observations: String
  /// Rows of `national_total`; of a plan also those of other areas.
  let totals: String
  /// The plan; none of the counts as they came.
  let plan: Int64?
  /// No sum over fewer organisations is told.
  var fewest = 1
  /// Those of the plan; none of the counts as they came.
  var rules: DisclosureRules?

  /// All that came.
  static let received = CountTables(observations: "observation", totals: "national_total", plan: nil)

  /// As they came, when a plan was made.
  static func received(by plan: Int64, of standard: String) -> CountTables {
    // Of the sum of a numerator that came hidden nothing is kept; it is no more than its denominator.
    let counts = """
      received_numerator_low AS numerator_low,
      min(received_numerator_high, received_denominator_high) AS numerator_high,
      received_denominator_low AS denominator_low, received_denominator_high AS denominator_high
      """
    return CountTables(observations: observations(of: plan, standard, counts), totals: "", plan: nil)
  }

  private static func observations(of plan: Int64, _ standard: String, _ counts: String) -> String {
    """
    (SELECT \(text(standard)) AS standard, phase, indicator, organisation, category, service, ethnicity, \(counts),
      NULL AS as_received, NULL AS source, NULL AS change FROM protected_count WHERE plan = \(plan))
    """
  }

  private static func text(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

  /// As a plan protects them: without sources, which are free text, and without how a count came.
  static func protected(by plan: Int64, of standard: String, fewest: Int) -> CountTables {
    let counts = "numerator_low, numerator_high, denominator_low, denominator_high"
    return CountTables(
      observations: observations(of: plan, standard, counts),
      totals: """
        (SELECT \(text(standard)) AS standard, phase, indicator, area, category, service, ethnicity, \(counts), organisations
          FROM protected_total WHERE plan = \(plan))
        """, plan: plan, fewest: fewest)
  }
}

extension CountTables {
  /// Where the phases with counts stand in a standard.
  func countedPhases(of standard: Standard, in db: Database) throws -> [Int] {
    try standard.phases.indices.filter { place in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM \(observations) WHERE standard = ? AND phase = ?)",
        arguments: [standard.key, standard.phases[place].key]) ?? false
    }
  }
}
