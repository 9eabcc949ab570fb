import Phaseline

/// What the columns of a table hold, by their headings.
struct TableColumns {
  /// What one column holds.
  enum Role: Hashable {
    // Whose, of what, when.
    case phase, phases, place, code, area, series, indicator, category, service, ethnicity, organisations, audience
    // Counts: of a group named in the heading, or in the row.
    case count(Ethnicity?, Part, End)
    /// "12 of 274 (4.4%)".
    case counts(Ethnicity)
    /// "10 of 139 against 12 of 343" of a service.
    case pair(Service)
    // Figures.
    case number(ToldFigure.Measure)
    /// "2.44 (1.15–5.18)", of a service where the table has one pair of columns for each.
    case ratio(Service?)
    // Figures of those that a row is compared with.
    case comparator, comparatorPooled
    /// Neither a count nor a figure of two groups' counts, as far as is known.
    case other
  }
  /// Which of two counts.
  enum Part: String { case numerator, denominator }
  /// Which end of what a count may be; both where it stands in one column.
  enum End { case both, low, high }

  let headings: [String]
  private(set) var roles: [Role] = []

  /// - Parameters:
  ///   - headings: As they stand in the table.
  ///   - vocabulary: The names of groups.
  init(_ headings: [String], _ vocabulary: AuditVocabulary) {
    self.headings = headings
    var service: Service?
    for heading in headings {
      var role = Self.role(heading, vocabulary)
      if case .pair(let own) = role { service = own }
      if case .ratio = role { role = .ratio(service) }
      roles.append(role)
    }
  }

  /// The first column of a role.
  func first(_ role: Role) -> Int? { roles.firstIndex(of: role) }

  /// Whether it has counts, or figures of them.
  var tellsCounts: Bool {
    roles.contains {
      switch $0 {
      case .count, .counts, .pair, .number, .ratio, .comparatorPooled: true
      default: false
      }
    }
  }

  /// Whether it has such, and says of what.
  var areOfRows: Bool {
    tellsCounts && !Set(roles).isDisjoint(with: [.phase, .place, .area, .series, .indicator, .ethnicity])
  }

  private static let named: [String: Role] = [
    "phase": .phase, "phases": .phases, "year": .phase, "authority": .place, "organisation": .place, "council": .place,
    "whose": .place,
    "authority_code": .code, "code": .code, "area": .area, "where": .area, "series": .series, "indicator": .indicator,
    "category": .category, "band": .category, "pay_band": .category, "service": .service, "ethnicity": .ethnicity,
    "organisations": .organisations, "authorities": .organisations, "audience": .audience,
    "numerator": .count(nil, .numerator, .both),
    "denominator": .count(nil, .denominator, .both), "relative_likelihood": .ratio(nil), "ratio": .ratio(nil),
    "n": .organisations, "lower": .number(.relativeLikelihoodLower), "upper": .number(.relativeLikelihoodUpper),
    "risk_difference": .number(.riskDifference), "people_to_parity": .number(.peopleToParity),
    "people_to_parity_lower": .number(.peopleToParityLower), "people_to_parity_upper": .number(.peopleToParityUpper),
    "comparator": .comparator, "comparator_pooled": .comparatorPooled,
  ]

  /// What tables of counts have besides, which is worked out of many counts, or of none.
  private static let others = [
    "actions", "comparator_name", "comparator_organisations", "comparator_published", "constant_panel",
    "detectable_percent_per_unit", "differs_from_published", "expected_place", "furthest_quarter", "gap",
    "gap_percent_per_unit", "height", "highest_place", "i_squared", "illustrative", "level", "lower_95", "lower_99_8",
    "lowest_place", "mantel_haenszel", "outside_95", "outside_99_8", "outside_wide_95", "outside_wide_99_8", "own", "p",
    "percent_per_unit", "percent_per_unit_lower", "percent_per_unit_upper", "phase_verdict", "place", "pooled",
    "position", "precision", "published", "q", "random_effects", "ratio_method", "sentence", "shrunk", "shrunk_lower",
    "shrunk_upper", "source", "standard", "unit", "upper_95", "upper_99_8", "verdict", "verdict_reason",
    "wide_lower_95", "wide_lower_99_8", "wide_upper_95", "wide_upper_99_8", "widened_z", "z",
  ]

  /// The columns of results as CSV, by name.
  static let known =
    named.keys.sorted() + others
    + Ethnicity.allCases.flatMap { ethnicity in
      ["numerator", "denominator"].flatMap { part in
        ["", "_low", "_high"].map { "\(ethnicity.rawValue)_\(part)\($0)" }
      }
    }

  /// Whether no result has a column of this name.
  func isUnknown(_ column: Int) -> Bool {
    roles[column] == .other && !Self.others.contains(Self.key(headings[column]))
  }

  private static func role(_ heading: String, _ vocabulary: AuditVocabulary) -> Role {
    let key = key(heading)
    if let role = named[key] { return role }
    if let role = countRole(key) { return role }
    if let ethnicity = vocabulary.ethnicity(heading) { return .counts(ethnicity) }
    if key.hasPrefix("ratio_9") || key.hasPrefix("pooled_9") || key.hasPrefix("relative_likelihood_9") {
      return .ratio(nil)
    }
    if key.hasSuffix("counts"), let service = vocabulary.service(heading) { return .pair(service) }
    return .other
  }

  /// "bame_numerator_low", "white denominator".
  private static func countRole(_ key: String) -> Role? {
    var words = key.split(separator: "_").map(String.init)
    let end: End = words.last == "low" ? .low : words.last == "high" ? .high : .both
    if end != .both { words.removeLast() }
    guard words.count == 2, let part = Part(rawValue: words[1]),
      let ethnicity = Ethnicity(rawValue: ["bme": "bame"][words[0]] ?? words[0])
    else { return nil }
    return .count(ethnicity, part, end)
  }

  /// A heading in small letters, with one line between its words: "Ratio (95%)" is "ratio_95".
  static func key(_ heading: String) -> String {
    heading.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
  }
}
