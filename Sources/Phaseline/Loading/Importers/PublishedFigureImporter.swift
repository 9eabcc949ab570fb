import GRDB

/// Reads published figures, each with the words in which it was printed and its source.
struct PublishedFigureImporter {
  /// From here on a relative likelihood is taken for a percentage.
  static let largestRatio = 20.0
  private let load: LoadInProgress
  private let rows: RowReader
  private let phases, organisations, indicators, services, categories: Interner

  init(_ rows: RowReader) {
    (self.rows, load) = (rows, rows.load)
    phases = load.lookup.phases()
    organisations = load.lookup.organisations()
    indicators = load.lookup.indicators()
    services = load.lookup.services()
    categories = load.lookup.categories()
  }

  /// Reads all rows; what is wrong goes to the load's problems.
  /// - Returns: How many rows there were.
  func run() throws -> Int {
    while try rows.next() {
      if let figure = figure() { try store(figure) }
    }
    return rows.count
  }

  private func meaning(_ interner: Interner, _ name: String) -> String? {
    guard let column = rows.header.columns[name] else { return nil }
    let meaning = interner.meaning(of: rows.reader.bytes(column))
    guard let fault = meaning.fault else { return meaning.text }
    rows.report(fault, column)
    return nil
  }

  private func figure() -> PublishedFigure? {
    guard rows.isSound() else { return nil }
    let area = rows["area"].isEmpty ? nil : rows["area"]
    guard (area == nil) != rows["organisation"].isEmpty else {
      load.add(.areaAndOrganisation, at: rows.place("area"))
      return nil
    }
    let areas = load.standard.areas.map(\.key)
    if let area, !areas.contains(area) {
      let near = Nearest.names(to: area, among: areas)
      let nearest = near.isEmpty ? areas : near
      load.add(.unknownName(what: "area", name: area, nearest: nearest), at: rows.place("area"))
      return nil
    }
    let phase = meaning(phases, "phase")
    let organisation = area == nil ? meaning(organisations, "organisation") : nil
    let indicator = meaning(indicators, "indicator")
    let service = meaning(services, "service")
    let measure = measure(of: indicator)
    let category = category(of: indicator)
    let value = value(measure)
    guard let phase, let indicator, let service = service.flatMap(Service.init), area != nil || organisation != nil,
      let measure, let category, let value
    else { return nil }
    return PublishedFigure(
      phase: phase, area: area, organisation: organisation, service: service, indicator: indicator,
      category: category, measure: measure, value: value, printedAs: rows["printed_as"], source: rows["source"])
  }

  /// The measure; a ratio has to be the way up in which the standard prints the indicator.
  private func measure(of indicator: String?) -> PublishedFigure.Measure? {
    guard let measure = PublishedFigure.Measure(rawValue: rows["measure"]) else {
      let known = PublishedFigure.Measure.allCases.map(\.rawValue)
      load.add(.notAMeasure(found: rows["measure"], known: known), at: rows.place("measure"))
      return nil
    }
    guard let indicator else { return measure }
    let isTurned = load.standard.indicator(indicator)?.printed == .whiteOverBame
    let expected = isTurned ? PublishedFigure.Measure.relativeLikelihoodWhiteOverBame : .relativeLikelihood
    if measure.isRatio, measure != expected {
      load.add(
        .otherWayUp(found: measure.rawValue, expected: expected.rawValue, indicator: indicator),
        at: rows.place("measure"))
      return nil
    }
    return measure
  }

  private func category(of indicator: String?) -> String? {
    guard !rows["category"].isEmpty else { return Category.all }
    guard let category = meaning(categories, "category"), let indicator else { return nil }
    if load.lookup.hasCategory(category, of: indicator) { return category }
    load.add(load.lookup.unknownCategory(category, of: indicator), at: rows.place("category"))
    return nil
  }

  private func value(_ measure: PublishedFigure.Measure?) -> String? {
    let text = rows["value"]
    guard text.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil, let number = Double(text), number.isFinite else {
      load.add(.notAFigure(found: text), at: rows.place("value"))
      return nil
    }
    guard let measure else { return text }
    if measure.isRatio, number >= Self.largestRatio {
      load.add(.percentageForRatio(found: text), at: rows.place("value"))
      return nil
    }
    if !measure.isRatio, number > 100 {
      load.add(.percentageAbove100(found: text), at: rows.place("value"))
      return nil
    }
    return text
  }

  private func store(_ it: PublishedFigure) throws {
    let condition: SQL = """
      standard = \(load.standard.key) AND phase = \(it.phase) AND indicator = \(it.indicator)
        AND category = \(it.category) AND service = \(it.service.rawValue) AND measure = \(it.measure.rawValue)
        AND ifnull(area, '') = \(it.area ?? "") AND ifnull(organisation, '') = \(it.organisation ?? "")
      """
    let old = try Row.fetchOne(load.db, SQLRequest(literal: "SELECT * FROM published_figure WHERE \(condition)"))
    let key = [it.phase, it.area ?? "", it.organisation ?? "", it.service.rawValue, it.indicator, it.category]
    if let first = load.firstPlace(of: key + [it.measure.rawValue], here: rows.place(nil)) {
      return rows.report(.duplicate(whose: it.words, first: first))
    }
    if let old {
      if try PublishedFigure(row: old) == it { return load.count(unchanged: 1) }
      _ = try JournaledTable.publishedFigure.remove(condition, replacedBy: load.change, in: load.db)
    }
    try load.db.execute(
      literal: """
        INSERT INTO published_figure (\(sql: JournaledTable.publishedFigure.columns))
        VALUES (\(load.standard.key), \(it.phase), \(it.area), \(it.organisation), \(it.service.rawValue),
          \(it.indicator), \(it.category), \(it.measure.rawValue), \(it.value), \(it.printedAs), \(it.source),
          \(load.change))
        """)
    if let old { load.replaced(rowOf: old["change"]) } else { load.count(added: 1) }
  }
}
