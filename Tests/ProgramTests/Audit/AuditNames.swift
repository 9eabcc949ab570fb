import Foundation

@testable import Phaseline
@testable import PhaselineProgram

/// The names that the illustrative nation's files use.
enum AuditNames {
  static func illustrative() throws -> AuditVocabulary {
    let catalogue = Catalogue(folder: Program.root.appendingPathComponent("Data"))
    let register = try String(
      contentsOf: Program.root.appendingPathComponent("Data/illustrative/authorities.csv"), encoding: .utf8)
    let rows = register.split(whereSeparator: \.isNewline)
    let organisations = rows.suffix(from: 1).compactMap { line -> Organisation? in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5 else { return nil }
      return Organisation(code: fields[0], name: fields[1], kind: .illustrative, region: fields[2], type: fields[3])
    }
    return AuditVocabulary(
      standard: try catalogue.source(of: Standard.defaultKey).standard(), organisations: organisations)
  }
}
