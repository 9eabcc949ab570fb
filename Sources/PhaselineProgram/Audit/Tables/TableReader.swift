import IndicatorStatistics
import Phaseline

/// Reads the rows of one table, whatever file it stands in: headings say what the columns hold.
struct TableReader {
  let columns: TableColumns
  private(set) var reading = SharedReading()
  private let vocabulary: AuditVocabulary
  private let context: ToldContext
  private let file: String
  private let isDrawn: Bool
  private var places: [String: ToldSubject.Place] = [:]
  /// The counts "<5", of which it is not said yet whether they may be 0: by their place in the evidence.
  private var below: [(count: Int, part: TableColumns.Part)] = []

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
    let row = Row(columns: columns, cells: cells)
    let whereabouts = Whereabouts(file: file, place: place)
    guard var told = told(row) else { return reading.unplaced += row.numbers }
    let counts = try counts(row)
    let organisations = columns.first(.organisations).flatMap { Int(row[$0]) }
    let isExact = counts.isEmpty || !counts.contains { $0.value.isHidden && $0.key.service == nil }
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
  private mutating func told(_ row: Row) -> ToldContext? {
    var told = context
    if let audience = row[.audience] { told.rules = Self.rules(audience) }
    if let indicator = row[.indicator] {
      let topic = vocabulary.topic(indicator) ?? AuditVocabulary.Topic(indicator: indicator)
      (told.indicator, told.category) = (topic.indicator, topic.category)
    }
    if let category = row[.category], let indicator = told.indicator {
      told.category = vocabulary.category(category, of: indicator) ?? category
    }
    if let phase = row[.phase] { told.phase = vocabulary.phase(phase) ?? phase }
    if let service = row[.service] { told.service = vocabulary.service(service) }
    if let area = row[.area] { told.place = vocabulary.area(area) }
    if let name = row[.place] {
      if name.hasSuffix(", as published") { return nil }
      told.place = others(than: context.place, named: name) ?? place(named: name)
    }
    if let series = row[.series], series != "measured" {
      guard let place = vocabulary.knownPlace(series) else { return nil }
      told.place = place
    }
    return told.subject(vocabulary) == nil ? nil : told
  }

  /// "The other 24 authorities in North".
  private func others(than place: ToldSubject.Place?, named name: String) -> ToldSubject.Place? {
    guard let place, name.hasPrefix("The other ") else { return nil }
    let kind = name.contains(" in ") ? "region" : name.split(separator: " ").count > 4 ? "type" : "rest"
    return vocabulary.rest(of: place, within: kind)
  }

  private mutating func place(named name: String) -> ToldSubject.Place {
    if let known = places[name] { return known }
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

// MARK: - Counts

extension TableReader {
  private struct Group: Hashable, Comparable {
    var service: Service?
    var ethnicity: Ethnicity

    static func < (left: Group, right: Group) -> Bool {
      (left.service?.rawValue ?? "", left.ethnicity.rawValue) < (right.service?.rawValue ?? "", right.ethnicity.rawValue)
    }
  }
  /// What one column, or two of them, say of a count.
  private struct Told {
    var range: CountRange?
    var isBelow = false
    var low, high: Int?

    mutating func take(_ count: PrintedNumber.Count, _ end: TableColumns.End) {
      switch count {
      case .nothing, .other: break
      case .below(let limit): (range, isBelow) = (CountRange(low: 0, high: limit - 1), true)
      case .range(let found):
        if end == .both { range = found } else if end == .low { low = found.low } else { high = found.high }
        if let low, let high, low <= high { range = CountRange(low: low, high: high) }
      }
    }
  }
  private struct Pair {
    var numerator = Told(), denominator = Told()
    var rate: ClosedRange<Double>?
    var column = 0
    var isHidden: Bool { !(numerator.range?.isExact ?? false) || !(denominator.range?.isExact ?? false) }
  }

  private func counts(_ row: Row) throws(Fault) -> [Group: Pair] {
    var found: [Group: Pair] = [:]
    for (column, role) in columns.roles.enumerated() {
      switch role {
      case .count(let named, let part, let end):
        guard let ethnicity = named ?? row[.ethnicity].flatMap({ vocabulary.ethnicity($0) }) else { continue }
        let count = PrintedNumber.count(row[column])
        guard count != .other else {
          throw Fault(column: column, found: row[column], heading: columns.headings[column])
        }
        var pair = found[Group(ethnicity: ethnicity)] ?? Pair()
        if part == .numerator { pair.numerator.take(count, end) } else { pair.denominator.take(count, end) }
        found[Group(ethnicity: ethnicity)] = pair
      case .counts(let ethnicity):
        guard let counts = PrintedCounts(row[column]) else { continue }
        found[Group(ethnicity: ethnicity)] = Self.pair(counts, column)
      case .pair(let service):
        let sides = row[column].split(separator: " against ").compactMap { PrintedCounts(String($0)) }
        guard sides.count == 2 else { continue }
        found[Group(service: service, ethnicity: .bame)] = Self.pair(sides[0], column)
        found[Group(service: service, ethnicity: .white)] = Self.pair(sides[1], column)
      default: continue
      }
    }
    return found.filter { $0.value.numerator.range != nil || $0.value.denominator.range != nil }
  }

  private static func pair(_ counts: PrintedCounts, _ column: Int) -> Pair {
    Pair(
      numerator: Told(range: counts.numerator), denominator: Told(range: counts.denominator), rate: counts.rate,
      column: column)
  }

  private mutating func note(_ pair: Pair, at index: Int) {
    if pair.numerator.isBelow { below.append((index, .numerator)) }
    if pair.denominator.isBelow { below.append((index, .denominator)) }
  }

  /// Ends the table: where it prints a 0 beside "<5", of one place, phase and indicator, "<5" is 1 to 4.
  mutating func end() {
    guard !below.isEmpty else { return }
    func key(_ count: ToldCount) -> [String] {
      [count.subject.phase, count.subject.indicator, "\(count.subject.place)"]
    }
    let zeros = Set(reading.evidence.counts.filter { $0.numerator?.high == 0 || $0.denominator?.high == 0 }.map(key))
    for (index, part) in below where zeros.contains(key(reading.evidence.counts[index])) {
      let told = part == .numerator ? reading.evidence.counts[index].numerator : reading.evidence.counts[index].denominator
      guard let told, told.high > 0 else { continue }
      let raised = CountRange(low: 1, high: told.high)
      if part == .numerator {
        reading.evidence.counts[index].numerator = raised
      } else {
        reading.evidence.counts[index].denominator = raised
      }
    }
    below = []
  }
}

// MARK: - Figures

extension TableReader {
  private mutating func takeFigures(_ row: Row, _ told: ToldContext, isExact: Bool, _ whereabouts: Whereabouts) {
    guard let subject = told.subject(vocabulary) else { return }
    let hasRatio = columns.roles.indices.contains {
      columns.roles[$0] == .ratio(nil) && PrintedNumber.bounds(row[$0]) != nil
    }
    let decimals = row.machineDecimals
    for (column, role) in columns.roles.enumerated() where !row[column].isEmpty {
      let text = row[column]
      switch role {
      case .ratio(let service):
        var own = told
        own.service = service ?? told.service
        if let subject = own.subject(vocabulary) { takeRatio(text, decimals, subject, whereabouts) }
      case .number(let measure):
        guard let bounds = Self.limits(text, decimals) else { continue }
        // Over hidden counts a limit is the least, or the most, of all that are possible.
        let isHull = !hasRatio && !isExact
        switch measure {
        case .relativeLikelihoodLower where isHull && isDrawn:
          add(.relativeLikelihood, bounds.lowerBound...(.infinity), text, subject, whereabouts)
        case .relativeLikelihoodUpper where isHull && isDrawn:
          add(.relativeLikelihood, 0...bounds.upperBound, text, subject, whereabouts)
        case .relativeLikelihoodLower where isHull: add(measure, bounds.lowerBound...(.infinity), text, subject, whereabouts)
        case .relativeLikelihoodUpper where isHull: add(measure, 0...bounds.upperBound, text, subject, whereabouts)
        default: add(measure, bounds, text, subject, whereabouts)
        }
      case .comparatorPooled:
        guard let place = subject.place(of: row[.comparator], vocabulary), let bounds = Self.limits(text, decimals) else {
          reading.unplaced += 1
          continue
        }
        var other = subject
        other.place = place
        add(.relativeLikelihood, bounds, text, other, whereabouts)
      default: continue
      }
    }
  }

  private mutating func takeRatio(
    _ text: String, _ decimals: Int?, _ subject: ToldSubject, _ whereabouts: Whereabouts
  ) {
    if let plain = PrintedNumber.bounds(text, decimals: decimals) { return add(.relativeLikelihood, plain, text, subject, whereabouts) }
    guard let ratio = PrintedRatio(text) else { return }
    add(.relativeLikelihood, ratio.estimate, text, subject, whereabouts)
    if let lower = ratio.lower { add(.relativeLikelihoodLower, lower, text, subject, whereabouts) }
    if let upper = ratio.upper { add(.relativeLikelihoodUpper, upper, text, subject, whereabouts) }
  }

  private mutating func add(
    _ measure: ToldFigure.Measure, _ bounds: ClosedRange<Double>, _ text: String, _ subject: ToldSubject,
    _ whereabouts: Whereabouts
  ) {
    reading.evidence.figures.append(
      ToldFigure(
        subject: subject, measure: measure, low: bounds.lowerBound, high: bounds.upperBound, printed: text,
        whereabouts: whereabouts))
  }

  private static func limits(_ text: String, _ decimals: Int?) -> ClosedRange<Double>? {
    text == "inf" || text == "∞" ? .infinity ... .infinity : PrintedNumber.bounds(text, decimals: decimals)
  }
}

extension ToldSubject {
  /// Whose figures stand beside those of this one.
  fileprivate func place(of comparator: String?, _ vocabulary: AuditVocabulary) -> Place? {
    comparator.flatMap { vocabulary.rest(of: place, within: $0) } ?? (comparator == "nation" ? .area("nation") : nil)
  }
}

/// The cells of one row.
private struct Row {
  let columns: TableColumns
  let cells: [String]

  /// A cell; blank where the row is short.
  subscript(column: Int) -> String { column < cells.count ? cells[column] : "" }

  /// The cell of a role that stands once; none where it is blank.
  subscript(role: TableColumns.Role) -> String? {
    guard let column = columns.first(role), !self[column].isEmpty else { return nil }
    return self[column]
  }

  /// To how many places its figures are printed, where they are for machines: then "0.5" is a half and nothing else.
  var machineDecimals: Int? {
    let most = columns.roles.indices.map { column in
      switch columns.roles[column] {
      case .number, .ratio, .comparatorPooled: PrintedNumber.decimals(of: self[column])
      default: 0
      }
    }.max() ?? 0
    return most >= Self.machinePrecision ? most : nil
  }

  /// People round to less.
  private static let machinePrecision = 9

  /// How many cells hold a count or a figure.
  var numbers: Int {
    columns.roles.indices.reduce(0) { sum, column in
      switch columns.roles[column] {
      case .count, .counts, .pair, .number, .ratio, .comparatorPooled:
        sum + (self[column].contains { ("0"..."9").contains($0) } ? 1 : 0)
      default: sum
      }
    }
  }
}
