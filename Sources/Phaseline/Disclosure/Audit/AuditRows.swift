import IndicatorStatistics

/// What a row of counts is of within one phase, in numbers, so that very many are told apart quickly.
struct AuditRowKey: Hashable {
  var place, measure: Int32
  var service: Service
  var ethnicity: Ethnicity
}

/// The places and measures of the evidence, each with a number.
struct AuditNames {
  struct Measure: Hashable {
    var indicator, category: String
  }
  private(set) var places: [ToldSubject.Place] = []
  private(set) var measures: [Measure] = []
  private var numbersOfPlaces: [ToldSubject.Place: Int32] = [:]
  private var numbersOfMeasures: [Measure: Int32] = [:]

  mutating func number(of place: ToldSubject.Place) -> Int32 {
    if let known = numbersOfPlaces[place] { return known }
    let number = Int32(places.count)
    places.append(place)
    numbersOfPlaces[place] = number
    return number
  }

  mutating func number(of measure: Measure) -> Int32 {
    if let known = numbersOfMeasures[measure] { return known }
    let number = Int32(measures.count)
    measures.append(measure)
    numbersOfMeasures[measure] = number
    return number
  }

  mutating func key(_ subject: ToldSubject, _ ethnicity: Ethnicity) -> AuditRowKey {
    AuditRowKey(
      place: number(of: subject.place),
      measure: number(of: Measure(indicator: subject.indicator, category: subject.category)),
      service: subject.service, ethnicity: ethnicity)
  }

  /// Whether a place is a sum over organisations.
  func isArea(_ place: Int32) -> Bool { if case .area = places[Int(place)] { true } else { false } }

  /// The number of a place that the evidence names.
  func known(_ place: ToldSubject.Place) -> Int32? { numbersOfPlaces[place] }
  /// The number of a measure that the evidence names.
  func known(_ measure: Measure) -> Int32? { numbersOfMeasures[measure] }
}

/// What is told of one count: the least and the most, and the mentions, as places in the evidence, that say so.
struct AuditTold: Hashable {
  var low = 0
  var high = Bounds.most
  var lowFrom, highFrom: Int32?
  /// Every mention of it.
  var mentions: [Int32] = []

  var range: ClosedRange<Int> { low...high }

  func agrees(with other: AuditTold) -> Bool { low <= other.high && other.low <= high }

  /// With what another mention says; the caller has made sure that they agree.
  mutating func add(_ other: AuditTold) {
    if other.low > low { (low, lowFrom) = (other.low, other.lowFrom) }
    if other.high < high { (high, highFrom) = (other.high, other.highFrom) }
    lowFrom = lowFrom ?? other.lowFrom
    highFrom = highFrom ?? other.highFrom
    mentions += other.mentions
  }
}

/// A row: a numerator of a denominator, and over how many organisations.
struct AuditRow {
  /// As a file prints it, by its rules; none of what it does not say.
  struct Printed: Hashable {
    var rules: String?
    var numerator, denominator: CountRange?

    /// Whether both say the same as far as both say it.
    func isLike(_ other: Printed) -> Bool {
      func isLike(_ one: CountRange?, _ other: CountRange?) -> Bool { one == nil || other == nil || one == other }
      return isLike(numerator, other.numerator) && isLike(denominator, other.denominator)
    }
  }
  var numerator = AuditTold()
  var denominator = AuditTold()
  var organisations: Int?
  /// As it is printed by each set of rules; nothing where no count was corrected, so that rows that agree are one.
  var printed: [Printed] = []

  /// Whether a file tells anything of it.
  var isTold: Bool { !numerator.mentions.isEmpty || !denominator.mentions.isEmpty }

  func agrees(with other: AuditRow) -> Bool {
    if let organisations, let others = other.organisations, organisations != others { return false }
    return numerator.agrees(with: other.numerator) && denominator.agrees(with: other.denominator)
  }

  /// Whether both can be of one state: the same rules print the same counts alike.
  func isOfOneState(with other: AuditRow) -> Bool {
    agrees(with: other)
      && printed.allSatisfy { mine in other.printed.allSatisfy { mine.rules != $0.rules || mine.isLike($0) } }
  }

  mutating func add(_ other: AuditRow) {
    printed += other.printed.filter { more in !printed.contains { $0.rules == more.rules } }
    numerator.add(other.numerator)
    denominator.add(other.denominator)
    organisations = organisations ?? other.organisations
  }

  /// Whether both say the same, so that they are taken to be the same counts.
  func isPrinted(as other: AuditRow) -> Bool {
    isTold && other.isTold && numerator.range == other.numerator.range && denominator.range == other.denominator.range
      && organisations == other.organisations
  }
}
