import IndicatorStatistics

/// What the counts of a phase are called in sentences.
struct AuditWords {
  let setting: AuditSetting
  let phase: String
  let system: AuditSystem

  private var standard: Standard { setting.standard }

  /// Which count, for programs and for people.
  func count(_ cell: Int) -> AuditReport.Count {
    let (key, isDenominator) = (system.cells[cell].key, system.cells[cell].isDenominator)
    let measure = setting.names.measures[Int(key.measure)]
    return AuditReport.Count(
      phase: phase, indicator: measure.indicator, category: measure.category, place: place(key.place),
      service: key.service, ethnicity: key.ethnicity, part: isDenominator ? .denominator : .numerator,
      words: "\(subject(cell, besides: nil)): \(people(cell))")
  }

  /// "Northbridge, phase 1, adults' services, Formal disciplinary process", without what a relation compares.
  func subject(_ cell: Int, besides kind: AuditSystem.Relation.Kind?) -> String {
    let key = system.cells[cell].key
    let measure = setting.names.measures[Int(key.measure)]
    let isOfArea = [.organisations, .regions, .types].contains(kind)
    let parts = [
      isOfArea ? nil : place(key.place).sentenceCased,
      standard.phase(phase)?.words ?? "phase \(phase)",
      kind == .services ? nil : key.service.words,
      standard.indicator(measure.indicator)?.title ?? measure.indicator,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// "White staff entering the process", "all minoritised staff".
  func people(_ cell: Int) -> String {
    let (key, isDenominator) = (system.cells[cell].key, system.cells[cell].isDenominator)
    let measure = setting.names.measures[Int(key.measure)]
    let indicator = standard.indicator(measure.indicator)
    func group(_ people: String) -> String {
      key.ethnicity == .unknown
        ? "\(people) of unknown ethnicity" : "\(standard.group(key.ethnicity).label) \(people)"
    }
    if isDenominator { return "all \(group(indicator?.wording.people ?? "people"))" }
    let category = indicator?.title(ofCategory: measure.category) ?? measure.category
    return group(indicator?.numerator ?? "cases") + (category.isEmpty ? "" : ", \(category)")
  }

  /// What tells a count from the others of a relation: "in adults' services", "in Northbridge".
  func aspect(_ cell: Int, _ kind: AuditSystem.Relation.Kind) -> String {
    let (key, isDenominator) = (system.cells[cell].key, system.cells[cell].isDenominator)
    switch kind {
    case .services: return "in \(key.service.words)"
    case .organisations, .regions, .types: return "in \(place(key.place))"
    case .denominator: return isDenominator ? "in all" : "of them"
    case .categories:
      guard !isDenominator else { return "in all" }
      let measure = setting.names.measures[Int(key.measure)]
      return standard.indicator(measure.indicator)?.title(ofCategory: measure.category) ?? measure.category
    }
  }

  private func place(_ number: Int32) -> String {
    switch setting.names.places[Int(number)] {
    case .organisation(let name): name
    case .area("nation"): "the nation"
    case .area(let name): name
    }
  }

  /// Where the ends of a count's range are told.
  func whereabouts(_ cell: Int) -> [Whereabouts] {
    let told = system.cells[cell].told
    return [told.lowFrom, told.highFrom].compactMap { $0 }.map { setting.evidence.counts[Int($0)].whereabouts }.unique
  }

  /// As files print it, what it was hidden as before what it was printed as.
  func printed(_ cell: Int) -> String? {
    let found = system.cells[cell].told.mentions.map { printed(cell, by: $0) }.unique
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  /// As one mention prints it; "hidden" where it strikes it out.
  func printed(_ cell: Int, by mention: Int32) -> String { range(cell, by: mention).printedWords }

  /// What one mention prints, as it stands there; none where it says nothing of it.
  func range(_ cell: Int, by mention: Int32) -> CountRange? {
    let count = setting.evidence.counts[Int(mention)]
    return system.cells[cell].isDenominator ? count.denominator : count.numerator
  }
}
