import Foundation

/// A CSV of which the header has been read, or a workbook of which the marker has.
struct InputFile {
  /// As it was named; `-` is standard input.
  let path: String
  let header: Header
  /// The standard that its first row names, if it has a `standard` column.
  let standard: String?
  private let firstCode: String
  private let firstKind: String
  private let firstArea: String
  private let stamp: FileStamp?
  private let source: Source

  private enum Source {
    /// What can be read once only is read on; another file is opened afresh when its turn comes.
    case csv(stream: CSVReader?)
    case workbook(Submission)
  }

  /// The name by which people know it.
  static func name(of path: String) -> String { path == CSVReader.standardInput ? "standard input" : path }

  var name: String { Self.name(of: path) }
  /// Its name without the folder.
  var shortName: String { path == CSVReader.standardInput ? name : URL(fileURLWithPath: path).lastPathComponent }
  /// How many bytes it has; 0 where nobody knows.
  var length: Int { stamp?.length ?? 0 }

  /// - Parameter problems: Takes what is wrong with it.
  /// - Returns: `nil` where something is.
  init?(
    _ path: String, ignoresUnknownColumns: Bool, cancellation: Cancellation, problems: inout ProblemList
  ) {
    let name = Self.name(of: path)
    problems.begin(name)
    do throws(LoadProblem) {
      if try Submission.isWorkbook(path, name: name) {
        self = try InputFile(Submission(path: path, name: name), path, &problems)
      } else {
        let reader = try CSVReader(path: path, name: name, cancellation: cancellation)
        guard let header = try Self.header(of: reader, name, ignoresUnknownColumns, &problems) else { return nil }
        self = try InputFile(reader, header, path)
      }
    } catch {
      problems.add(error)
      return nil
    }
  }

  /// A CSV, read to its first row.
  private init(_ reader: CSVReader, _ header: Header, _ path: String) throws(LoadProblem) {
    var hasRow = try reader.peek()
    while hasRow, reader.isBlank {
      _ = try reader.next()
      hasRow = try reader.peek()
    }
    guard hasRow else { throw LoadProblem(.noRows, of: Self.name(of: path)) }
    func field(_ name: String) -> String {
      guard let column = header.columns[name], column < reader.count else { return "" }
      return reader.text(column)
    }
    (self.path, self.header, stamp) = (path, header, reader.stamp)
    source = .csv(stream: stamp == nil || path == CSVReader.standardInput ? reader : nil)
    standard = field("standard").isEmpty ? nil : field("standard")
    (firstCode, firstKind, firstArea) = (field("code"), field("kind"), field("area"))
  }

  /// A workbook, whose counts come as rows of the long form.
  private init(_ submission: Submission, _ path: String, _ problems: inout ProblemList) throws(LoadProblem) {
    let fields = FileKind.longForm.split(separator: ",").map(String.init)
    guard
      let header = Header(
        fields, at: Place(file: Self.name(of: path), line: 1), ignoresUnknown: false, problems: &problems)
    else { throw LoadProblem(.emptyFile, of: path) }
    (self.path, self.header, stamp) = (path, header, FileStamp(path: path))
    source = .workbook(submission)
    standard = submission.marker.standard
    (firstCode, firstKind, firstArea) = (submission.marker.organisation, "", "")
  }

  /// The header: the first line that is not blank. Text above it is a problem, but the rows can be read all the same.
  private static func header(
    of reader: CSVReader, _ name: String, _ ignoresUnknown: Bool, _ problems: inout ProblemList
  ) throws(LoadProblem) -> Header? {
    repeat {
      guard try reader.next() else { throw LoadProblem(.emptyFile, of: name) }
    } while reader.isBlank
    let (first, line) = (reader.texts, reader.line)
    var fields = first
    if !Header.isLikely(first), let found = try header(below: reader) {
      fields = found
      let title = first.filter { !$0.isEmpty }.joined(separator: ", ")
      problems.add(
        LoadProblem(.titleAbove(found: title, header: reader.line), at: Place(file: name, line: line)))
    }
    let place = Place(file: name, line: fields == first ? line : reader.line)
    return Header(fields, at: place, ignoresUnknown: ignoresUnknown, problems: &problems)
  }

  /// A header among the next few lines, as under a title; the reader is then behind it.
  private static func header(below reader: CSVReader) throws(LoadProblem) -> [String]? {
    for _ in 0..<20 {
      guard try reader.next() else { return nil }
      if Header.isLikely(reader.texts) { return reader.texts }
    }
    return nil
  }

  /// Whether both are one file, whatever the path, or copies of one.
  func isSame(as other: InputFile) -> Bool {
    guard length == other.length, path != CSVReader.standardInput else { return false }
    return FileManager.default.contentsEqual(atPath: path, andPath: other.path)
  }

  /// Whether its register or its area says that it is illustrative.
  func isIllustrative(in standard: Standard) -> Bool {
    firstKind.lowercased() == Organisation.Kind.illustrative.rawValue || Organisation.isFictional(code: firstCode)
      || standard.areas.contains { $0.kind == .illustrative && $0.key == firstArea }
  }

  /// Reads all of it into a load.
  /// - Throws: `LoadProblem` for what ends the reading; other problems go to the load.
  func read(into load: LoadInProgress) throws -> LoadReport.File {
    switch source {
    case .workbook(let submission): try read(submission, into: load)
    case .csv(let stream): try read(stream ?? reopened(), into: load)
    }
  }

  private func read(_ submission: Submission, into load: LoadInProgress) throws -> LoadReport.File {
    let rows = try submission.rows(for: load)
    let count = try rows.map { try readObservations(RowReader(load: load, reader: $0, file: self)) } ?? 0
    return LoadReport.File(path: name, sha256: submission.sha256, kind: header.kind.content.rawValue, rows: count)
  }

  private func read(_ reader: CSVReader, into load: LoadInProgress) throws -> LoadReport.File {
    guard load.options.organisation == nil, load.options.phase == nil else {
      throw LoadProblem(.workbook(.onlyWorkbooks), of: name)
    }
    let rows = RowReader(load: load, reader: reader, file: self)
    let count =
      switch header.kind.content {
      case .register: try readRegister(rows)
      case .publishedFigures: try PublishedFigureImporter(rows).run()
      case .observations: try readObservations(rows)
      }
    guard reader.stamp == stamp else { throw LoadProblem(.changed, of: name) }
    return LoadReport.File(path: name, sha256: reader.sha256, kind: header.kind.content.rawValue, rows: count)
  }

  /// From the beginning again, behind the header.
  private func reopened() throws -> CSVReader {
    let reader = try CSVReader(path: path, name: name)
    guard reader.stamp == stamp else { throw LoadProblem(.changed, of: name) }
    while reader.line < header.line, try reader.next() {}
    return reader
  }

  private func readRegister(_ rows: RowReader) throws -> Int {
    var importer = RegisterImporter(rows)
    return try importer.run()
  }

  private func readObservations(_ rows: RowReader) throws -> Int {
    var importer = try ObservationImporter(rows)
    return try importer.run()
  }

  /// Reads counts again to find where rows stand that come again later.
  func findRepeated(in load: LoadInProgress) throws {
    guard header.kind.content == .observations, case .csv(nil) = source else { return }
    var importer = try ObservationImporter(RowReader(load: load, reader: try reopened(), file: self))
    try importer.find()
  }
}
