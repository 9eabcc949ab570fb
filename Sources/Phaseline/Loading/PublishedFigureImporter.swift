import GRDB

/// Reads published figures, each with the words in which it was printed and its source.
struct PublishedFigureImporter {
  let load: LoadInProgress
  let reader: CSVReader
  let path: String
  let columns: [String: Int]
  private let phases: Interner, organisations: Interner, indicators: Interner, services: Interner

  init(_ reader: CSVReader, path: String, columns: [String: Int], into load: LoadInProgress) {
    (self.load, self.reader, self.path, self.columns) = (load, reader, path, columns)
    phases = load.lookup.phases()
    organisations = load.lookup.organisations()
    indicators = load.lookup.indicators()
    services = load.lookup.services()
  }

  /// Reads all rows; what is wrong goes to the load's problems.
  /// - Returns: How many rows there were.
  func run() throws -> Int {
    var rows = 0
    let expected = reader.count
    while try load.nextRow(of: reader, path, columns: expected, count: &rows) {
      if let figure = figure() { try store(figure) }
    }
    return rows
  }

  private func place(_ name: String?) -> Place {
    Place(file: path, line: reader.line, column: name.flatMap { columns[$0] }.map { $0 + 1 })
  }

  private func field(_ name: String) -> String { columns[name].map { reader.text($0) } ?? "" }

  private func meaning(_ interner: Interner, _ name: String) -> String? {
    guard let column = columns[name] else { return nil }
    let meaning = interner.meaning(of: reader.bytes(column))
    guard let problem = meaning.problem else { return meaning.text }
    load.add(problem(place(name)))
    return nil
  }

  private func figure() -> PublishedFigure? {
    guard let column = columns["standard"], load.isOfStandard(reader, column, in: path) else { return nil }
    let area = field("area").isEmpty ? nil : field("area")
    guard (area == nil) != field("organisation").isEmpty else {
      load.add(.areaAndOrganisation(at: place("area")))
      return nil
    }
    if let area, !load.standard.areas.contains(where: { $0.key == area }) {
      let nearest = Nearest.names(to: area, among: load.standard.areas.map(\.key))
      load.add(.unknownName(at: place("area"), what: "area", name: area, nearest: nearest))
      return nil
    }
    let phase = meaning(phases, "phase")
    let organisation = area == nil ? meaning(organisations, "organisation") : nil
    let indicator = meaning(indicators, "indicator")
    let service = meaning(services, "service")
    guard let phase, let indicator, let service = service.flatMap(Service.init), area != nil || organisation != nil,
      let measure = measure(), let category = category(of: indicator), let value = value()
    else { return nil }
    return PublishedFigure(
      phase: phase, area: area, organisation: organisation, service: service, indicator: indicator,
      category: category, measure: measure, value: value, printedAs: field("printed_as"), source: field("source"))
  }

  private func measure() -> PublishedFigure.Measure? {
    if let measure = PublishedFigure.Measure(rawValue: field("measure")) { return measure }
    let known = PublishedFigure.Measure.allCases.map(\.rawValue)
    load.add(.notAMeasure(at: place("measure"), found: field("measure"), known: known))
    return nil
  }

  private func category(of indicator: String) -> String? {
    let category = field("category").isEmpty ? Category.all : field("category")
    if load.lookup.hasCategory(category, of: indicator) { return category }
    load.add(load.lookup.unknownCategory(category, of: indicator, at: place("category")))
    return nil
  }

  private func value() -> String? {
    let text = field("value")
    let isPlain = text.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == UInt8(ascii: ".") }
    if isPlain, let number = Double(text), number.isFinite { return text }
    load.add(.notAFigure(at: place("value"), found: text))
    return nil
  }

  private func store(_ it: PublishedFigure) throws {
    let condition: SQL = """
      standard = \(load.standard.key) AND phase = \(it.phase) AND indicator = \(it.indicator)
        AND category = \(it.category) AND service = \(it.service.rawValue) AND measure = \(it.measure.rawValue)
        AND ifnull(area, '') = \(it.area ?? "") AND ifnull(organisation, '') = \(it.organisation ?? "")
      """
    let old = try Row.fetchOne(load.db, SQLRequest(literal: "SELECT * FROM published_figure WHERE \(condition)"))
    if let old {
      if old["change"] == load.change { return load.add(.duplicate(at: place(nil), of: it.words)) }
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
    load.count(added: old == nil ? 1 : 0, replaced: old == nil ? 0 : 1)
  }
}
