extension Standard {
  /// Reads a catalogue.
  /// - Parameters:
  ///   - yaml: The text of `standard.yaml`.
  ///   - file: Its name, for messages.
  /// - Throws: `CatalogueProblem` with file and line.
  public init(yaml: String, file: String) throws {
    let root = try CatalogueNode(yaml: yaml, file: file)
    try root.allow([
      "key", "title", "short_title", "publisher", "organisation_noun", "groups", "areas", "phases", "cycle",
      "indicators",
    ])
    let phases = try root.required("phases").list().enumerated().map { try Phase($1, ordinal: $0) }
    self.init(
      key: try root.text("key"), title: try root.text("title"), shortTitle: try root.text("short_title"),
      publisher: try root.text("publisher"), organisationNoun: try root.text("organisation_noun"),
      groups: try Ethnicity.allCases.map {
        try EthnicGroup(try root.required("groups").required($0.rawValue), ethnicity: $0)
      },
      areas: try root.required("areas").list().map(Area.init), phases: phases,
      indicators: try root.required("indicators").list().map { try Indicator($0, phases: phases) },
      cycleSteps: try CycleStep.all(root.entry("cycle")))
    try root.required("areas").requireUnique(areas.map { [$0.key] })
    try root.required("phases").requireUnique(phases.map { [$0.key] + $0.spellings })
    try root.required("indicators").requireUnique(indicators.map { [$0.key] + $0.spellings })
  }
}

extension CatalogueNode {
  /// Refuses a name that two entries of a list share: a file that uses it would mean either.
  /// - Parameter names: The names of each entry.
  func requireUnique(_ names: [[String]]) throws {
    var owners: [String: Int] = [:]
    for (index, spellings) in names.enumerated() {
      for spelling in spellings {
        let owner = owners.updateValue(index, forKey: Name.folded(spelling)) ?? index
        if owner != index { throw try list()[index].problem("the name '\(spelling)' is used twice") }
      }
    }
  }
}

extension EthnicGroup {
  init(_ node: CatalogueNode, ethnicity: Ethnicity) throws {
    try node.allow(["name", "adjective", "short", "label", "aliases"])
    self.init(
      ethnicity: ethnicity, name: try node.text("name"), adjective: try node.text("adjective"),
      short: try node.text("short"), label: try node.optionalText("label") ?? node.text("short"),
      aliases: try node.texts("aliases"))
  }
}

extension Area {
  init(_ node: CatalogueNode) throws {
    try node.allow(["key", "kind"])
    self.init(key: try node.text("key"), kind: try node.required("kind").choice(Kind.self))
  }
}

extension Phase {
  init(_ node: CatalogueNode, ordinal: Int) throws {
    try node.allow([
      "key", "label", "period", "first_day", "last_day", "registered", "took_part", "submitted", "aliases",
    ])
    self.init(
      key: try node.text("key"), ordinal: ordinal, label: try node.text("label"),
      period: try node.optionalText("period") ?? "", firstDay: try node.optionalText("first_day"),
      lastDay: try node.optionalText("last_day"), registered: try node.optionalInteger("registered"),
      tookPart: try node.optionalInteger("took_part"), submitted: try node.optionalInteger("submitted"),
      aliases: try node.texts("aliases"))
  }
}

extension Indicator {
  init(_ node: CatalogueNode, phases: [Phase]) throws {
    try node.allow([
      "key", "number", "title", "definition", "kind", "event", "printed", "numerator", "denominator",
      "denominator_base", "categories", "breaks", "wording", "aliases", "note", "illustration",
    ])
    let categories = try node.entry("categories")?.list().map(Category.init) ?? []
    try node.entry("categories")?.requireUnique(categories.map { [$0.key, $0.title] })
    let kind = try node.required("kind").choice(Kind.self)
    if kind == .distribution, categories.filter(\.isHeadline).count != 1 {
      throw node.problem("a distribution needs categories, one of them with 'headline: true'")
    }
    self.init(
      key: try node.text("key"), number: try node.optionalInteger("number"), title: try node.text("title"),
      definition: try node.text("definition"), kind: kind, event: try node.required("event").choice(Event.self),
      printed: try node.entry("printed")?.choice(Printed.self) ?? .bameOverWhite,
      numerator: try node.text("numerator"), denominator: try node.text("denominator"),
      denominatorBase: try node.text("denominator_base"), categories: categories,
      breaks: try SeriesBreak.all(node.entry("breaks"), phases: phases),
      wording: try Wording(node.required("wording")), aliases: try node.texts("aliases"),
      note: try node.optionalText("note"),
      illustration: try Illustration(node.entry("illustration"), categories: max(1, categories.count)))
  }
}

extension Category {
  init(_ node: CatalogueNode) throws {
    try node.allow(["key", "title", "headline"])
    self.init(
      key: try node.text("key"), title: try node.text("title"),
      isHeadline: try node.entry("headline")?.flag() ?? false)
    if key == Category.all { throw node.problem("'all' is the whole and cannot be a category") }
  }
}

extension SeriesBreak {
  static func all(_ node: CatalogueNode?, phases: [Phase]) throws -> [SeriesBreak] {
    guard let node else { return [] }
    let breaks = try node.list().map { try SeriesBreak($0, phases: phases) }
    try node.requireUnique(breaks.map { [$0.before] })
    return breaks
  }

  init(_ node: CatalogueNode, phases: [Phase]) throws {
    try node.allow(["before", "reason"])
    self.init(before: try node.text("before"), reason: try node.text("reason"))
    guard phases.contains(where: { $0.key == before }) else {
      throw try node.required("before").problem("no phase has the key '\(before)'")
    }
  }
}

extension Wording {
  init(_ node: CatalogueNode) throws {
    try node.allow(["people", "verb", "whole", "form", "topic", "share_of_numerator", "share_of_denominator"])
    self.init(
      people: try node.text("people"), verb: try node.text("verb"), whole: try node.optionalText("whole"),
      form: try node.entry("form")?.choice(Form.self) ?? .likely, topic: try node.text("topic"),
      shareOfNumerator: try node.optionalText("share_of_numerator"),
      shareOfDenominator: try node.optionalText("share_of_denominator"))
  }
}

extension Illustration {
  /// An indicator that says nothing gets an ordinary one: a tenth of White staff, parity.
  init(_ node: CatalogueNode?, categories: Int) throws {
    try node?.allow(["white_rate", "white_rates", "ratio", "ratios", "per_staff"])
    let rates = try node?.fractions("white_rates") ?? node?.entry("white_rate").map { [try $0.fraction()] } ?? [0.1]
    let ratios = try node?.fractions("ratios") ?? node?.entry("ratio").map { [try $0.fraction()] } ?? [1]
    if let node, rates.contains(where: { $0 > 1 }) { throw node.problem("a rate is a fraction, at most 1") }
    if let node, rates.isEmpty || ratios.isEmpty { throw node.problem("an empty list says nothing") }
    self.init(
      whiteRates: rates.padded(to: categories), ratios: ratios.padded(to: categories),
      perStaff: try node?.entry("per_staff")?.fraction() ?? 1)
  }
}

extension Array {
  /// Repeats the last element until there are `length`.
  fileprivate func padded(to length: Int) -> [Element] {
    guard let last, count < length else { return self }
    return self + Array(repeating: last, count: length - count)
  }
}
