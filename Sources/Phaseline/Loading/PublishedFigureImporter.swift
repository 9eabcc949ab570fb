import GRDB

/// Reads published figures, each with the words in which it was printed and its source.
struct PublishedFigureImporter {
  let load: LoadInProgress
  let reader: CSVReader
  let fields: RowFields
  private let phases: Interner, organisations: Interner, indicators: Interner, services: Interner, categories: Interner

  init(_ reader: CSVReader, path: String, columns: [String: Int], into load: LoadInProgress) {
    (self.load, self.reader) = (load, reader)
    fields = RowFields(load: load, reader: reader, path: path, columns: columns)
    phases = load.lookup.phases()
    organisations = load.lookup.organisations()
    indicators = load.lookup.indicators()
    services = load.lookup.services()
    categories = load.lookup.categories()
  }

  /// Reads all rows; what is wrong goes to the load's problems.
  /// - Returns: How many rows there were.
  func run() throws -> Int {
    var rows = 0
    let expected = reader.count
    while try load.nextRow(of: reader, fields.path, columns: expected, count: &rows) {
      if let figure = figure() { try store(figure) }
    }
    return rows
  }

  private func meaning(_ interner: Interner, _ name: String) -> String? {
    guard let column = fields.columns[name] else { return nil }
    let meaning = interner.meaning(of: reader.bytes(column))
    guard let problem = meaning.problem else { return meaning.text }
    load.add(problem(fields.place(name)))
    return nil
  }

  private func figure() -> PublishedFigure? {
    guard fields.areSound() else { return nil }
    let area = fields["area"].isEmpty ? nil : fields["area"]
    guard (area == nil) != fields["organisation"].isEmpty else {
      load.add(.areaAndOrganisation(at: fields.place("area")))
      return nil
    }
    if let area, !load.standard.areas.contains(where: { $0.key == area }) {
      let nearest = Nearest.names(to: area, among: load.standard.areas.map(\.key))
      load.add(.unknownName(at: fields.place("area"), what: "area", name: area, nearest: nearest))
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
      category: category, measure: measure, value: value, printedAs: fields["printed_as"], source: fields["source"])
  }

  private func measure() -> PublishedFigure.Measure? {
    if let measure = PublishedFigure.Measure(rawValue: fields["measure"]) { return measure }
    let known = PublishedFigure.Measure.allCases.map(\.rawValue)
    load.add(.notAMeasure(at: fields.place("measure"), found: fields["measure"], known: known))
    return nil
  }

  private func category(of indicator: String) -> String? {
    guard !fields["category"].isEmpty else { return Category.all }
    guard let category = meaning(categories, "category") else { return nil }
    if load.lookup.hasCategory(category, of: indicator) { return category }
    load.add(load.lookup.unknownCategory(category, of: indicator, at: fields.place("category")))
    return nil
  }

  private func value() -> String? {
    let text = fields["value"]
    if text.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil, Double(text)?.isFinite == true { return text }
    load.add(.notAFigure(at: fields.place("value"), found: text))
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
      if old["change"] == load.change { return load.add(.duplicate(at: fields.place(nil), of: it.words)) }
      let key = [it.phase, it.area ?? "", it.organisation ?? "", it.service.rawValue, it.indicator, it.category]
      guard load.isFirst(key + [it.measure.rawValue]) else {
        return load.add(.duplicate(at: fields.place(nil), of: it.words))
      }
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
