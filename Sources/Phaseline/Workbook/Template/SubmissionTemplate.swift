import Foundation
import GRDB
import IndicatorStatistics

/// The workbook in which one organisation gives its counts of one phase.
struct SubmissionTemplate {
  let standard: Standard
  let organisation: Organisation
  let phase: Phase
  let services: [Service]
  /// What it gave before.
  let last: LastCounts

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
  /// - Parameter service: The only one to have a sheet; else those that it gave before, or what others of the standard give.
  init(_ organisation: Organisation, _ phase: Phase, service: Service?, of standard: Standard, in db: Database) throws {
    (self.standard, self.organisation, self.phase) = (standard, organisation, phase)
    last = try LastCounts(of: organisation, before: phase, standard, in: db)
    let own = last.services
    let known = own.isEmpty ? try LastCounts.services(of: standard, in: db) : own
    services = service.map { [$0] } ?? Self.usual(known, own)
  }

  /// Adults and children apart; all together only for those who gave it so, or where nobody gives another.
  private static func usual(_ known: Set<Service>, _ own: Set<Service>) -> [Service] {
    if known == [.all] { return [.all] }
    return Service.allCases.filter { $0 != .all || own.contains(.all) }
  }
}
