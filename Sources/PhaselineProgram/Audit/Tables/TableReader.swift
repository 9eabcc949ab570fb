import IndicatorStatistics
import Phaseline

/// Reads the rows of one table, whatever file it stands in: headings say what the columns hold.
struct TableReader {
  let columns: TableColumns
  var reading = SharedReading()
  let vocabulary: AuditVocabulary
  let context: ToldContext
  private let file: String
  let isDrawn: Bool
  private var places: [String: ToldSubject.Place] = [:]
  /// The counts "<5", of which it is not said yet whether they may be 0: by their place in the evidence.
  var below: [(count: Int, part: TableColumns.Part)] = []

  /// - Parameters:
  ///   - headings: As they stand in the table.
  ///   - vocabulary: The names that files use.
  ///   - context: What is known of the table as a whole.
  ///   - isDrawn: Whether it holds what a chart draws: limits of a ratio that is not told are its own, and not those of its
  ///     interval.
  ///   - file: Its path.
  init(
    _ headings: [String], _ vocabulary: AuditVocabulary, in context: ToldContext, isDrawn: Bool = false, file: String
  ) {
    columns = TableColumns(headings, vocabulary)
    (self.vocabulary, self.context, self.isDrawn, self.file) = (vocabulary, context, isDrawn, file)
  }

  /// A cell that does not hold what its column should.
  struct Fault: Error, Hashable {
    var column: Int
    var found: String
    var heading: String
  }

  /// Takes what a row says.
  /// - Parameters:
  ///   - cells: One for each heading; fewer are as if the rest were blank.
  ///   - place: Where the row stands: "line 12".
  /// - Throws: `Fault` for a count that is none.
  mutating func take(_ cells: [String], at place: String) throws(Fault) {
    let row = TableRow(columns: columns, cells: cells)
    let whereabouts = Whereabouts(file: file, place: place)
    guard var told = told(row) else {
      reading.unplaced += row.numbers
      return
    }
    let counts = try counts(row)
    let organisations = columns.first(.organisations).flatMap { Int(row[$0]) }.flatMap(PrintedNumber.believable)
    let isExact = [Ethnicity.bame, .white].allSatisfy { counts[Group(ethnicity: $0)]?.isHidden == false }
    for (group, pair) in counts.sorted(by: { $0.key < $1.key }) {
      told.service = group.service ?? told.service
      guard let subject = told.subject(vocabulary) else { continue }
      note(pair, at: reading.evidence.counts.count)
      reading.evidence.counts.append(
        ToldCount(
          subject: subject, ethnicity: group.ethnicity, numerator: pair.numerator.range,
          denominator: pair.denominator.range, organisations: organisations, rules: told.rules,
          whereabouts: whereabouts))
      if let rate = pair.rate {
        add(.rate(group.ethnicity), rate, row[pair.column], subject, whereabouts)
      }
    }
    told = self.told(row) ?? told
    takeFigures(row, told, isExact: isExact, whereabouts)
  }

  /// What a row says of whose its numbers are.
  /// - Returns: `nil` where there is no saying.
  private mutating func told(_ row: TableRow) -> ToldContext? {
    var told = context
    if let audience = row[.audience] {
      told.rules = Self.rules(audience)
      reading.isInternal = reading.isInternal || audience == Audience.internal.rawValue
    }
    if let indicator = row[.indicator] {
      let topic = vocabulary.topic(indicator) ?? AuditVocabulary.Topic(indicator: indicator)
      (told.indicator, told.category) = (topic.indicator, topic.category)
    }
    if let category = row[.category], let indicator = told.indicator {
      told.category = vocabulary.category(category, of: indicator) ?? category
    }
    if let phase = row[.phase] { told.phase = vocabulary.phase(phase) ?? phase }
    if let phases = row[.phases] {
      // Counts of several phases together are of none of them.
      guard let phase = vocabulary.phase(phases) else { return nil }
      told.phase = phase
    }
    if let service = row[.service] {
      guard let known = vocabulary.service(service) else { return nil }
      told.service = known
    }
    if let ethnicity = row[.ethnicity], vocabulary.ethnicity(ethnicity) == nil { return nil }
    if let area = row[.area] { told.place = vocabulary.area(area) }
    if let name = row[.place] {
      if name.hasSuffix(", as published") { return nil }
      if Self.isAnonymous(name) { return nil }
      guard let place = others(than: context.place, named: name) ?? place(named: name) else { return nil }
      told.place = place
    }
    if let series = row[.series], series != "measured" {
      guard let place = vocabulary.knownPlace(series) else { return nil }
      told.place = place
    }
    return told.subject(vocabulary) == nil ? nil : told
  }

  /// "Authority 12" stands for one that nobody is told.
  private static func isAnonymous(_ name: String) -> Bool { name.wholeMatch(of: /Authority [0-9]+/) != nil }

  /// "The other 24 authorities in North".
  private func others(than place: ToldSubject.Place?, named name: String) -> ToldSubject.Place? {
    guard let place, name.hasPrefix("The other ") else { return nil }
    let kind = name.contains(" in ") ? "region" : name.split(separator: " ").count > 4 ? "type" : "rest"
    return vocabulary.rest(of: place, within: kind)
  }

  private mutating func place(named name: String) -> ToldSubject.Place? {
    if let known = places[name] { return known }
    if vocabulary.isOfNobody(name) { return nil }
    let place = vocabulary.place(name)
    places[name] = place
    return place
  }

  /// "shared (under-10)" names its rules; "internal" none.
  static func rules(_ audience: String) -> String? {
    guard audience.hasPrefix("shared ("), audience.last == ")" else { return nil }
    return String(audience.dropFirst("shared (".count).dropLast())
  }
}
