/// Reads on the first sheet of a workbook whose it is: beside words that stand there once, wherever they have been moved.
struct MarkerReading {
  private let file: String
  private let sheet: Sheet
  private var found: [String: (text: String, place: Place)] = [:]

  /// The rows that are searched: what comes below is no marker.
  private static let rows = 60

  init(_ sheet: Sheet, of file: String) {
    (self.sheet, self.file) = (sheet, file)
    let words = WorkbookMarker.Label.allCases.map(\.rawValue) + [WorkbookMarker.nameLabel]
    for (cell, content) in sheet.cells.sorted(by: { $0.key < $1.key }) where cell.row <= Self.rows {
      guard let word = content.value, words.contains(word), found[word] == nil else { continue }
      let place = Place(file: file, sheet: sheet.name, line: cell.row, column: cell.column + 1)
      found[word] = (sheet.text(cell.row, cell.column + 1), place)
    }
  }

  /// Whether a sheet has a marker at all.
  static func isMarked(_ sheet: Sheet) -> Bool {
    sheet.cells.values.contains { $0.value == WorkbookMarker.Label.version.rawValue }
  }

  /// The name of the organisation, which is for people; empty where it is not there.
  var name: String { found[WorkbookMarker.nameLabel]?.text ?? "" }

  /// Where that name stands.
  var namePlace: Place { place(WorkbookMarker.nameLabel) }

  /// Where a part of the marker stands.
  func place(_ label: WorkbookMarker.Label) -> Place { place(label.rawValue) }

  private func place(_ word: String) -> Place { found[word]?.place ?? Place(file: file, sheet: sheet.name) }

  /// - Throws: `LoadProblem` where a part is missing or makes no sense, or the workbook is of a later version.
  func marker() throws(LoadProblem) -> WorkbookMarker {
    guard let version = Int(try text(.version)), version > 0 else { throw wrong(.version) }
    guard version <= WorkbookMarker.currentVersion else {
      throw LoadProblem(.workbook(.laterVersion(found: "\(version)")), at: place(.version))
    }
    let services = try text(.services).split(separator: ",").map { Service(rawValue: $0.trimmingBlanks) }
    guard !services.contains(nil) else { throw wrong(.services) }
    return WorkbookMarker(
      standard: try text(.standard), organisation: try text(.organisation), phase: try text(.phase), version: version,
      services: services.compactMap { $0 }.unique)
  }

  private func text(_ label: WorkbookMarker.Label) throws(LoadProblem) -> String {
    guard let text = found[label.rawValue]?.text, !text.isEmpty else { throw wrong(label) }
    return text
  }

  private func wrong(_ label: WorkbookMarker.Label) -> LoadProblem {
    let text = found[label.rawValue]?.text ?? ""
    return LoadProblem(.workbook(.marker(label: label.rawValue, found: text)), at: place(label))
  }
}
