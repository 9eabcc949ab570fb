/// What a submission workbook says of itself: on the first sheet for all of it, and on each sheet of counts again, so that a
/// sheet that was copied from another workbook is noticed.
struct WorkbookMarker: Hashable, Sendable {
  /// The version of the workbook's layout that is written, and the last that is read.
  static let currentVersion = 1
  /// Key of the standard.
  var standard: String
  /// Code of the organisation.
  var organisation: String
  /// Key of the phase.
  var phase: String
  /// Of the layout.
  var version = currentVersion
  /// Which sheets of counts there are.
  var services: [Service]

  /// The words before each of its parts on the first sheet.
  enum Label: String, CaseIterable {
    case standard = "Standard"
    case organisation = "Code"
    case phase = "Phase"
    case version = "Workbook version"
    case services = "Sheets of counts"
  }

  /// The word before the organisation's name, which is for people.
  static let nameLabel = "Authority"

  /// What stands beside a label.
  func text(_ label: Label) -> String {
    switch label {
    case .standard: standard
    case .organisation: organisation
    case .phase: phase
    case .version: String(version)
    case .services: services.map(\.rawValue).joined(separator: ", ")
    }
  }

  /// What a sheet of counts says: "Marker: sc-wres / 5 / X0001 / adults".
  func text(of service: Service) -> String {
    Self.sheetLabel + [standard, phase, organisation, service.rawValue].joined(separator: " / ")
  }

  /// How that begins.
  static let sheetLabel = "Marker: "
}
