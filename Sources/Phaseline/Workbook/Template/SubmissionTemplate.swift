import Foundation
import GRDB
import IndicatorStatistics

/// The workbook in which one organisation gives its counts of one phase.
struct SubmissionTemplate {
  let standard: Standard
  let organisation: Organisation
  let phase: Phase
  let services: [Service]
  /// The latest phase before, of which it gave counts.
  let lastPhase: Phase?
  let lastCounts: [LastKey: CountPair]

  /// Whose counts of the phase before.
  struct LastKey: Hashable {
    var indicator, category: String
    var service: Service
    var ethnicity: Ethnicity
  }

  var isIllustrative: Bool { organisation.kind == .illustrative }

  var marker: WorkbookMarker {
    WorkbookMarker(standard: standard.key, organisation: organisation.code, phase: phase.key, services: services)
  }

  /// Which, for headings: "Northbridge, phase 5".
  var title: String { "\(organisation.name), \(phase.words)" }

  /// The bytes of the `.xlsx` file.
  func data() throws -> Data {
    let book = try WorkbookWriter()
    book.describe(
      title: "\(standard.shortTitle) submission: \(title)", subject: standard.title,
      comments: isIllustrative ? Wordings.illustrative : "")
    let instructions = InstructionSheet(self)
    instructions.write(to: try book.sheet(WorkbookLayout.instructions))
    for service in services { CountSheet(self, service).write(to: try book.sheet(service.rawValue)) }
    DefinitionSheet(standard).write(to: try book.sheet(WorkbookLayout.definitions))
    return try book.finish()
  }
}

extension SubmissionTemplate {
  /// The template of an organisation, with what it gave last.
  /// - Parameter service: The only one to have a sheet; else those of the phase before, or what the standard collects.
  init(_ organisation: Organisation, _ phase: Phase, service: Service?, of standard: Standard, in db: Database) throws {
    (self.standard, self.organisation, self.phase) = (standard, organisation, phase)
    let given = try String.fetchSet(
      db, sql: "SELECT DISTINCT phase FROM observation WHERE standard = ? AND organisation = ?",
      arguments: [standard.key, organisation.code])
    lastPhase = standard.phases.last { $0.ordinal < phase.ordinal && given.contains($0.key) }
    var counts: [LastKey: CountPair] = [:]
    if let lastPhase {
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT indicator, category, service, ethnicity, numerator_low, numerator_high, denominator_low, denominator_high
          FROM observation WHERE standard = ? AND phase = ? AND organisation = ?
          """, arguments: [standard.key, lastPhase.key, organisation.code])
      {
        guard let service = Service(rawValue: row[2]), let ethnicity = Ethnicity(rawValue: row[3]) else { continue }
        counts[LastKey(indicator: row[0], category: row[1], service: service, ethnicity: ethnicity)] = CountPair(
          numerator: CountRange(low: row[4], high: row[5]), denominator: CountRange(low: row[6], high: row[7]))
      }
    }
    lastCounts = counts
    let own = Set(counts.keys.map(\.service))
    services = try service.map { [$0] } ?? Self.usual(own.isEmpty ? Self.services(of: standard, in: db) : own, own)
  }

  /// Adults and children apart; all together only for those who gave it so, or where nobody gives another.
  private static func usual(_ known: Set<Service>, _ own: Set<Service>) -> [Service] {
    if known == [.all] { return [.all] }
    return Service.allCases.filter { $0 != .all || own.contains(.all) }
  }

  private static func services(of standard: Standard, in db: Database) throws -> Set<Service> {
    Set(
      try String.fetchAll(
        db, sql: "SELECT DISTINCT service FROM observation WHERE standard = ?", arguments: [standard.key]
      ).compactMap { Service(rawValue: $0) })
  }
}
