import IndicatorStatistics
import Phaseline

/// Reads counts and figures out of JSON: rows of tables, and findings, whose objects say whose their counts are.
struct JSONReader {
  private var reading = SharedReading()
  private let vocabulary: AuditVocabulary
  private let file: String
  /// One for each set of keys that rows have.
  private var tables: [[String]: TableReader] = [:]
  /// The first thing that stands where a count should: then nobody can say what the file gives away.
  private var problem: SharedFileProblem?

  /// - Parameters:
  ///   - vocabulary: The names that files use.
  ///   - file: Its path.
  init(_ vocabulary: AuditVocabulary, file: String) { (self.vocabulary, self.file) = (vocabulary, file) }

  /// All that was read.
  /// - Throws: `SharedFileProblem` for a count that is none.
  func finished() throws(SharedFileProblem) -> SharedReading {
    if let problem { throw problem }
    return tables.sorted { $0.key.lexicographicallyPrecedes($1.key) }.reduce(into: reading) { all, table in
      var table = table.value
      table.end()
      all.add(table.reading)
    }
  }

  /// Takes what a value says.
  /// - Parameters:
  ///   - value: Any JSON.
  ///   - place: Where it stands; its path within it is added.
  mutating func take(_ value: JSONValue, at place: String = "") { take(value, in: ToldContext(), at: place) }

  private mutating func take(_ value: JSONValue, in context: ToldContext, at place: String) {
    switch value {
    case .array(let values):
      for (index, value) in values.enumerated() { take(value, in: context, at: place + "[\(index)]") }
    case .object(let members): take(members, in: context, at: place)
    case .string(let text): read(text, in: context, at: place)
    default: return
    }
  }

  private mutating func take(_ members: [String: JSONValue], in context: ToldContext, at place: String) {
    if takeRow(members, in: context, at: place) { return }
    let own = told(members, in: context)
    let organisations = members["organisations"]?.integer.flatMap(PrintedNumber.believable)
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      let inner = place.isEmpty ? key : "\(place).\(key)"
      switch key {
      case "disclosure", "subject", "indicator", "setting", "methods", "groups": continue
      case "comparator": take(value, in: beside(value, own), at: inner)
      default:
        if let ethnicity = Ethnicity(rawValue: key), value["numerator"] != nil {
          take(value, of: ethnicity, organisations, in: own, at: inner)
        } else if ["comparison", "ratio", "pooled"].contains(key), value["range"] ?? value["interval"] != nil {
          takeRatio(value, in: own, at: inner)
        } else {
          take(value, in: own, at: inner)
        }
      }
    }
  }

  private mutating func read(_ text: String, in context: ToldContext, at place: String) {
    guard text.contains(" of "), text.contains(where: \.isNumber) else { return }
    var sentences = SentenceReader(vocabulary, in: context, file: file)
    sentences.take(text, at: place)
    reading.add(sentences.reading)
  }

  /// Whose counts an object holds, as its members say.
  private mutating func told(_ members: [String: JSONValue], in context: ToldContext) -> ToldContext {
    var told = context
    if let setting = members["setting"]?.object { told = self.told(setting, in: told) }
    if let disclosure = members["disclosure"] {
      told.rules = disclosure["rules"]?.string
      reading.isInternal = reading.isInternal || disclosure["audience"]?.string == Audience.internal.rawValue
    }
    if let indicator = members["indicator"]?["key"]?.string {
      (told.indicator, told.category) = (indicator, members["indicator"]?["category"]?.string)
    }
    for key in ["subject", "identity"] {
      if let subject = members[key], let name = subject["name"]?.string {
        told.place = place(name, subject["nation"]?.string)
      }
    }
    if let phase = members["phase"]?.string { told.phase = phase }
    if let service = members["service"]?.string { told.service = Service(rawValue: service) }
    return told
  }

  private func place(_ name: String, _ nation: String?) -> ToldSubject.Place {
    name == nation ? .area("nation") : vocabulary.place(name)
  }

  /// Whose the counts are that stand beside those of a phase.
  private func beside(_ comparator: JSONValue, _ told: ToldContext) -> ToldContext {
    var other = told
    let kind = comparator["kind"]?.string ?? ""
    if kind == "organisation" {
      other.place = comparator["name"]?.string.map { vocabulary.place($0) }
    } else if let place = told.place {
      other.place = vocabulary.rest(of: place, within: kind) ?? (kind == "nation" ? .area("nation") : nil)
    }
    return other
  }

  /// - Returns: Whether it is the row of a table.
  private mutating func takeRow(_ members: [String: JSONValue], in context: ToldContext, at place: String) -> Bool {
    let keys = members.keys.sorted()
    if tables[keys] == nil {
      guard members.values.allSatisfy({ $0.array == nil && $0.object == nil }),
        TableColumns(keys, vocabulary).areOfRows
      else { return false }
      tables[keys] = TableReader(keys, vocabulary, in: context, file: file)
    }
    let cells = keys.map { members[$0].map(Self.cell) ?? "" }
    do throws(TableReader.Fault) { try tables[keys]?.take(cells, at: place) } catch { note(error, at: place) }
    return true
  }

  private mutating func note(_ fault: TableReader.Fault, at place: String) {
    let heading = place.isEmpty ? fault.heading : "\(place).\(fault.heading)"
    problem = problem ?? SharedFileProblem(.notACount(found: fault.found, heading: heading), of: file)
  }

  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .bool(let isTrue): "\(isTrue)"
    case .array: "[…]"
    case .object: "{…}"
    case .null: ""
    }
  }
}

// MARK: - Findings

extension JSONReader {
  private mutating func take(
    _ group: JSONValue, of ethnicity: Ethnicity, _ organisations: Int?, in context: ToldContext, at place: String
  ) {
    let counts = ["numerator", "denominator"].filter { group[$0] ?? .null != .null }
    guard !counts.isEmpty else { return }
    guard let subject = context.subject(vocabulary) else {
      reading.unplaced += 1
      return
    }
    let (numerator, denominator) = (Self.range(group["numerator"]), Self.range(group["denominator"]))
    for key in counts where (key == "numerator" ? numerator : denominator) == nil {
      note(TableReader.Fault(column: 0, found: Self.shown(group[key]), heading: key), at: place)
    }
    let whereabouts = Whereabouts(file: file, place: place)
    reading.evidence.counts.append(
      ToldCount(
        subject: subject, ethnicity: ethnicity, numerator: numerator, denominator: denominator,
        organisations: organisations, rules: context.rules, whereabouts: whereabouts))
    if let rate = group["rate"].flatMap(Self.exact) { add(.rate(ethnicity), rate, subject, whereabouts) }
  }

  private static func range(_ value: JSONValue?) -> CountRange? {
    guard let low = value?["low"]?.integer, let high = value?["high"]?.integer, 0 <= low, low <= high,
      high <= PrintedNumber.most
    else { return nil }
    return CountRange(low: low, high: high)
  }

  /// What stands where a range should, in few words.
  private static func shown(_ value: JSONValue?) -> String {
    guard let value else { return "" }
    guard value.object != nil else { return cell(value) }
    return ["low", "high"].map { value[$0].map(cell) ?? "" }.joined(separator: " to ")
  }

  private mutating func takeRatio(_ ratio: JSONValue, in context: ToldContext, at place: String) {
    guard let subject = context.subject(vocabulary), Self.isPossible(ratio) else {
      reading.unplaced += 1
      return
    }
    let whereabouts = Whereabouts(file: file, place: place)
    let range = ratio["range"].map { Self.limit($0["lower"]).lowerBound...Self.limit($0["upper"]).upperBound }
    let isHull =
      ratio["relative_likelihood"].flatMap(Self.exact) == nil && range.map { $0.lowerBound < $0.upperBound } ?? true
    if let estimate = ratio["relative_likelihood"].flatMap(Self.exact) ?? range {
      add(.relativeLikelihood, estimate, subject, whereabouts)
    }
    if let interval = ratio["interval"] {
      let (lower, upper) = (Self.limit(interval["lower"]), Self.limit(interval["upper"]))
      // Over what hidden counts may be, the limits are the least and the most of all that are possible.
      add(.relativeLikelihoodLower, isHull ? lower.lowerBound...(.infinity) : lower, subject, whereabouts)
      add(.relativeLikelihoodUpper, isHull ? 0...upper.upperBound : upper, subject, whereabouts)
    }
    guard !isHull else { return }
    if let people = ratio["people_to_parity"] {
      if let estimate = people["estimate"].flatMap(Self.exact) { add(.peopleToParity, estimate, subject, whereabouts) }
      let limits: [(ToldFigure.Measure, String)] = [(.peopleToParityLower, "lower"), (.peopleToParityUpper, "upper")]
      for (measure, key) in limits {
        if let limit = people["interval"]?[key].flatMap(Self.exact) { add(measure, limit, subject, whereabouts) }
      }
    }
    if let difference = ratio["risk_difference"].flatMap(Self.exact) {
      add(.riskDifference, difference, subject, whereabouts)
    }
  }

  /// Whether the limits of a ratio rise and are none of less than nothing, as only somebody by hand can have made them.
  private static func isPossible(_ ratio: JSONValue) -> Bool {
    [ratio["range"], ratio["interval"]].compactMap(\.self).allSatisfy { limits in
      let (lower, upper) = (limit(limits["lower"]), limit(limits["upper"]))
      return upper.upperBound >= 0 && lower.lowerBound <= upper.upperBound
    }
  }

  private mutating func add(
    _ measure: ToldFigure.Measure, _ bounds: ClosedRange<Double>, _ subject: ToldSubject, _ whereabouts: Whereabouts
  ) {
    let printed = Self.printed(bounds)
    reading.evidence.figures.append(
      ToldFigure(
        subject: subject, measure: measure, low: bounds.lowerBound, high: bounds.upperBound, printed: printed,
        whereabouts: whereabouts))
  }

  private static func printed(_ bounds: ClosedRange<Double>) -> String {
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    if low == high { return low.isFinite ? "\(low)" : "infinite" }
    return high - low < abs(low) * 1e-9 ? "\((low + high) / 2)" : "\(low) to \(high)"
  }

  /// A number as it is stored, but for its last digits, which are the machine's.
  private static func exact(_ value: JSONValue) -> ClosedRange<Double>? {
    let number: Double
    switch value {
    case .integer(let whole): number = Double(whole)
    case .number(let decimal): number = decimal
    default: return nil
    }
    let margin = max(abs(number), 1) * 5e-12
    return (number - margin)...(number + margin)
  }

  /// A limit of a ratio; null where there is none.
  private static func limit(_ value: JSONValue?) -> ClosedRange<Double> {
    value.flatMap(exact) ?? .infinity ... .infinity
  }
}
