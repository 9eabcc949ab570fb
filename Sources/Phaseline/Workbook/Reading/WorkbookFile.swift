import Foundation

/// A workbook of the `.xlsx` kind (ECMA-376), as spreadsheets write it.
struct WorkbookFile {
  /// More than any submission has.
  private static let mostSheets = 100
  private let archive: ZipArchive
  private let sheets: [Listed]
  private let texts: [String]?
  private let styles: CellStyles

  /// A sheet as the workbook lists it, and the part that holds it.
  private struct Listed {
    var name: String
    var part: String
    var isHidden: Bool
  }

  /// - Parameter data: All of the file.
  /// - Throws: `WorkbookFault` for what is no such workbook, or has macros, or is damaged.
  init(_ data: Data) throws(WorkbookFault) {
    archive = try ZipArchive(data)
    let main = try Self.mainPart(of: archive)
    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let relations = try Self.relations(of: main, in: archive)
    let list = SheetListReader()
    try Self.read(list, main, in: archive)
    sheets = list.sheets.compactMap { sheet in
      relations.targets[sheet.relation].map {
        Listed(name: sheet.name, part: Self.part($0, from: folder), isHidden: sheet.isHidden)
      }
    }
    guard sheets.count <= Self.mostSheets else {
      throw .tooLarge(what: "\(sheets.count) sheets", limit: "\(Self.mostSheets)")
    }
    guard Set(sheets.map(\.part)).count == sheets.count, Set(sheets.map { $0.name.lowercased() }).count == sheets.count
    else { throw .damaged(reason: "it lists a sheet twice") }
    let (shared, formats) = (SharedTextReader(), CellStyleReader())
    let hasTexts = try Self.read(shared, relations.ofKind("sharedStrings"), from: folder, in: archive)
    _ = try Self.read(formats, relations.ofKind("styles"), from: folder, in: archive)
    (texts, styles) = (hasTexts ? shared.texts : nil, formats.styles)
  }

  /// The names of its sheets, in order.
  var names: [String] { sheets.map(\.name) }

  /// The sheet of a name, whatever its capitals; `nil` where there is none.
  /// - Parameter mostCells: More are refused.
  func sheet(_ name: String, mostCells: Int = SheetReader.mostCells) throws(WorkbookFault) -> Sheet? {
    guard let listed = sheets.first(where: { $0.name.lowercased() == name.lowercased() }) else { return nil }
    let reader = SheetReader(
      named: listed.name, isHidden: listed.isHidden, texts: texts, styles: styles, mostCells: mostCells)
    try Self.read(reader, listed.part, in: archive)
    return reader.sheet
  }

  /// The part that lists the sheets, by what the archive says of its content.
  private static func mainPart(of archive: ZipArchive) throws(WorkbookFault) -> String {
    if let type = try archive.part("mimetype"), type.starts(with: Data("application/vnd.oasis".utf8)) {
      throw .openDocument
    }
    let types = ContentTypeReader()
    guard try readIfThere(types, "[Content_Types].xml", in: archive) else { throw .otherArchive }
    if types.hasMacros || archive.names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) {
      throw .macros
    }
    guard let main = types.mainPart else { throw .otherArchive }
    return main
  }

  private static func relations(of part: String, in archive: ZipArchive) throws(WorkbookFault) -> RelationReader {
    var words = part.split(separator: "/").map(String.init)
    let name = words.removeLast()
    let reader = RelationReader()
    try read(reader, (words + ["_rels", "\(name).rels"]).joined(separator: "/"), in: archive)
    return reader
  }

  /// A relation's target as the name of a part: `../` and `./` lead from the folder of the part that refers to it.
  private static func part(_ target: String, from folder: String) -> String {
    var words = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for word in target.split(separator: "/") where word != "." {
      if word == ".." { _ = words.popLast() } else { words.append(String(word)) }
    }
    return words.joined(separator: "/")
  }

  private static func read(_ reader: any XMLPartReader, _ part: String, in archive: ZipArchive) throws(WorkbookFault) {
    guard try readIfThere(reader, part, in: archive) else { throw .damaged(reason: "its part '\(part)' is missing") }
  }

  /// - Returns: Whether there is such a part.
  private static func read(
    _ reader: any XMLPartReader, _ target: String?, from folder: String, in archive: ZipArchive
  ) throws(WorkbookFault) -> Bool {
    guard let target else { return false }
    return try readIfThere(reader, part(target, from: folder), in: archive)
  }

  private static func readIfThere(
    _ reader: any XMLPartReader, _ part: String, in archive: ZipArchive
  ) throws(WorkbookFault) -> Bool {
    guard let data = try archive.part(part) else { return false }
    try XMLPart(data, named: part).read(reader)
    return true
  }
}

/// Reads of which kind the parts of an archive are.
private final class ContentTypeReader: XMLPartReader {
  private(set) var mainPart: String?
  private(set) var hasMacros = false

  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault) {
    guard let type = attributes["ContentType"] else { return }
    if type.lowercased().contains("macroenabled") { hasMacros = true }
    if type.hasSuffix("spreadsheetml.sheet.main+xml"), let name = attributes["PartName"] {
      guard mainPart == nil else { throw .damaged(reason: "it has two lists of sheets") }
      mainPart = String(name.drop { $0 == "/" })
    }
  }
  func add(_ text: String) {}
  func end(_ element: String) throws(WorkbookFault) {}
}

/// Reads where the parts are that a part refers to.
private final class RelationReader: XMLPartReader {
  private(set) var targets: [String: String] = [:]
  private var kinds: [String: String] = [:]

  /// The first target of a kind, by the last word of its type.
  func ofKind(_ kind: String) -> String? { kinds[kind] }

  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault) {
    // What lies outside of the file is nobody's business here.
    guard element == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
      let target = attributes["Target"], let kind = attributes["Type"]?.split(separator: "/").last
    else { return }
    guard targets[id] == nil else { throw .damaged(reason: "it calls two of its parts '\(id)'") }
    targets[id] = target
    kinds[String(kind)] = kinds[String(kind)] ?? target
  }
  func add(_ text: String) {}
  func end(_ element: String) throws(WorkbookFault) {}
}

/// Reads the list of sheets.
private final class SheetListReader: XMLPartReader {
  private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []

  func begin(_ element: String, _ attributes: [String: String]) throws(WorkbookFault) {
    // Whatever prefix the file gives to relations.
    guard element == "sheet", let name = attributes["name"],
      let relation = attributes.first(where: { $0.key.hasSuffix(":id") })?.value
    else { return }
    sheets.append((name, relation, ["hidden", "veryHidden"].contains(attributes["state"] ?? "")))
  }
  func add(_ text: String) {}
  func end(_ element: String) throws(WorkbookFault) {}
}
