import Crypto
import Foundation
import GRDB

/// Loads files into a workspace: all of them, as one change, or nothing.
public struct Loader {
  private let path: String
  private let standardKey: String
  private let catalogue: Catalogue?
  private let zerosAreShown: Bool
  private let cancellation: Cancellation

  /// A loader for one workspace, which it makes only when it loads.
  /// - Parameters:
  ///   - path: The workspace's file; made if there is none.
  ///   - standardKey: The standard that files without a `standard` column belong to.
  ///   - catalogue: Where the standards are.
  ///   - zerosAreShown: Whether `<N` means 1 … N−1 rather than 0 … N−1.
  ///   - cancellation: Asked every few thousand rows; the load then leaves the workspace as it was.
  public init(
    path: String, standardKey: String, catalogue: Catalogue?, zerosAreShown: Bool = false,
    cancellation: Cancellation = Cancellation()
  ) {
    (self.path, self.standardKey, self.catalogue) = (path, standardKey, catalogue)
    (self.zerosAreShown, self.cancellation) = (zerosAreShown, cancellation)
  }

  /// Loads files and folders; of a folder all its CSV files.
  /// - Parameters:
  ///   - paths: Where they are.
  ///   - command: The words to keep in the journal.
  /// - Returns: What changed.
  /// - Throws: `LoadRefused` with every problem; `UsageProblem`; `CancellationError`. The workspace is then as it was,
  ///   and a new one is not made.
  public func load(_ paths: [String], command: String) throws -> LoadReport {
    let isNew = access(path, F_OK) != 0
    do {
      let (files, problems) = open(paths)
      if files.isEmpty, let refusal = problems.refusal { throw refusal }
      let key = files.lazy.compactMap(\.standard).first ?? standardKey
      let workspace = try Workspace.openOrCreate(path, standard: key, catalogue: catalogue, cancellation: cancellation)
      return try workspace.cancellable {
        try workspace.queue.writeAndKeepCache { db in
          try load(files, problems, into: db, of: workspace, command: command)
        }
      }
    } catch {
      if isNew { for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) } }
      if let problem = error as? LoadProblem { throw LoadRefused(problems: [problem], count: 1) }
      throw error
    }
  }

  /// The files whose header is known, and what is wrong with the others.
  private func open(_ paths: [String]) -> (files: [InputFile], problems: ProblemList) {
    var files: [InputFile] = []
    var problems = ProblemList()
    for path in paths {
      do {
        for name in try expand(path) {
          do { files.append(try InputFile(name)) } catch { problems.add(error) }
        }
      } catch { problems.add(error) }
    }
    return (files, problems)
  }

  private func load(
    _ files: [InputFile], _ problems: ProblemList, into db: Database, of workspace: Workspace, command: String
  ) throws -> LoadReport {
    let standard = workspace.standard
    let own = try standardFiles(for: files, in: db, standard)
    let missing = own.filter { file in !files.contains { $0.isSame(as: file) } }
    // Some of the standard's own files: the rest of them belongs to the same change, since they name each other.
    guard missing.count == own.count else {
      return try change(.load, files + missing, problems, in: db, standard, command: command)
    }
    var background: LoadReport?
    if !own.isEmpty {
      let words = "load \(own.map(\.name).joined(separator: " "))"
      background = try change(.standard, own, ProblemList(), in: db, standard, command: words)
    }
    var report = try change(.load, files, problems, in: db, standard, command: command)
    report.background = background?.change == nil ? nil : background?.tally
    return report
  }

  private func change(
    _ kind: Change.Kind, _ files: [InputFile], _ problems: ProblemList, in db: Database, _ standard: Standard,
    command: String
  ) throws -> LoadReport {
    let id = try Change.begin(kind, command: command, standard: standard.key, in: db)
    let load = try LoadInProgress(
      db, standard: standard, change: id, zerosAreShown: zerosAreShown, problems: problems,
      cancellation: cancellation)
    var report = LoadReport(standard: standard.key, files: [])
    for file in files.inOrder {
      do { report.files.append(try file.read(into: load)) } catch let problem as LoadProblem { load.add(problem) }
    }
    if let refusal = load.problems.refusal { throw refusal }
    try refuseMixture(files, in: db, standard)
    report.tally = load.tally
    report.isIllustrative = try Workspace.isIllustrative(db)
    guard !load.tally.isNothing else {
      try Change.abandon(id, in: db)
      return report
    }
    report.change = Int(id)
    try Change.finish(id, report, touched: load.touched, in: db)
    let registers = files.contains { $0.kind.content == .register }
    try NationalTotals.sum(registers ? nil : load.touched, of: standard.key, in: db)
    return report
  }

  /// The standard's own registers and published figures, if the workspace has none and these files are not illustrative.
  private func standardFiles(
    for files: [InputFile], in db: Database, _ standard: Standard
  ) throws -> [InputFile] {
    let isKnown = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM organisation WHERE standard = ?)", arguments: [standard.key])
    guard isKnown == false, let catalogue, !files.contains(where: { $0.isIllustrative(in: standard) }) else {
      return []
    }
    return try expand(catalogue.folder(of: standard.key).path).map { try InputFile($0) }.filter {
      $0.kind.content != .observations
    }
  }

  private func refuseMixture(_ files: [InputFile], in db: Database, _ standard: Standard) throws {
    let kinds = try Bool.fetchSet(db, sql: "SELECT DISTINCT kind = 'illustrative' FROM organisation")
    let illustrative = standard.areas.filter { $0.kind == .illustrative }.map(\.key)
    let areas = try String.fetchSet(db, sql: "SELECT DISTINCT area FROM published_figure WHERE area IS NOT NULL")
    let mixed = kinds.union(areas.map { illustrative.contains($0) })
    guard mixed.count > 1 else { return }
    let file = files.first { $0.isIllustrative(in: standard) }
    throw LoadProblem.mixed(file: file?.path ?? files.first?.path ?? path, isIllustrative: file != nil)
  }

  /// The CSV files of a folder, by name; a file is itself.
  private func expand(_ path: String) throws(LoadProblem) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw LoadProblem.unreadable(file: path, reason: "there is no such file")
    }
    guard isFolder.boolValue else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let files = names.sorted().filter { $0.lowercased().hasSuffix(".csv") }
    guard !files.isEmpty else { throw LoadProblem.nothingToLoad(path: path) }
    return files.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
  }
}

/// What a load changed.
public struct LoadReport: Hashable, Sendable, Codable {
  /// One file that was read.
  public typealias File = Change.File
  /// Key of the standard that the files were of.
  public var standard: String
  /// The number of the change in the journal; none if the files held nothing new.
  public var change: Int?
  /// The files that were read, in the order of reading.
  public var files: [File]
  /// How many rows came, replaced others, or were there already.
  public var tally = LoadTally()
  /// What the standard's own registers and published figures added, if this was the first load.
  public var background: LoadTally?
  /// Whether the workspace now holds illustrative organisations.
  public var isIllustrative = false
}

/// A CSV of which the header has been read.
struct InputFile {
  let path: String
  let kind: FileKind
  /// The standard that its first row names, if it has a `standard` column.
  let standard: String?
  private let firstCode: String
  private let firstKind: String
  private let firstArea: String
  var name: String { URL(fileURLWithPath: path).lastPathComponent }

  init(_ path: String) throws(LoadProblem) {
    self.path = path
    let reader = try CSVReader(path: path)
    let header = try Self.header(of: reader, path)
    kind = header.kind
    var hasRow = try reader.next()
    while hasRow, reader.isBlank { hasRow = try reader.next() }
    func field(_ name: String) -> String {
      guard hasRow, let column = header.columns[name], column < reader.count else { return "" }
      return reader.text(column)
    }
    standard = field("standard").isEmpty ? nil : field("standard")
    (firstCode, firstKind, firstArea) = (field("code"), field("kind"), field("area"))
  }

  private static func header(
    of reader: CSVReader, _ path: String
  ) throws(LoadProblem) -> (kind: FileKind, columns: [String: Int]) {
    repeat {
      guard try reader.next() else { throw LoadProblem.emptyFile(file: path) }
    } while reader.isBlank
    let names = (0..<reader.count).map { reader.text($0) }
    return try FileKind.recognise(names, at: Place(file: path, line: reader.line, column: nil))
  }

  /// Whether both are one file, whatever the path.
  func isSame(as other: InputFile) -> Bool {
    URL(fileURLWithPath: path).resolvingSymlinksInPath() == URL(fileURLWithPath: other.path).resolvingSymlinksInPath()
  }

  /// Whether its register or its area says that it is illustrative.
  func isIllustrative(in standard: Standard) -> Bool {
    firstKind.lowercased() == Organisation.Kind.illustrative.rawValue || Organisation.isFictional(code: firstCode)
      || standard.areas.contains { $0.kind == .illustrative && $0.key == firstArea }
  }

  /// Reads all of it into a load.
  func read(into load: LoadInProgress) throws -> LoadReport.File {
    var hash = SHA256()
    let reader = try CSVReader(path: path) { hash.update(bufferPointer: $0) }
    let columns = try Self.header(of: reader, path).columns
    let rows =
      switch kind.content {
      case .register: try RegisterImporter(reader, path: path, columns: columns, into: load).run()
      case .publishedFigures: try PublishedFigureImporter(reader, path: path, columns: columns, into: load).run()
      case .observations: try readObservations(reader, columns, load)
      }
    return LoadReport.File(path: path, sha256: hash.finalize().hex, kind: kind.content.rawValue, rows: rows)
  }

  private func readObservations(_ reader: CSVReader, _ columns: [String: Int], _ load: LoadInProgress) throws -> Int {
    var importer = try ObservationImporter(reader, path: path, columns: columns, into: load)
    return try importer.run()
  }
}

extension [InputFile] {
  /// Registers first, then figures, then counts.
  fileprivate var inOrder: [InputFile] {
    FileKind.all.flatMap { kind in filter { $0.kind == kind } }
  }
}

extension DatabaseQueue {
  /// A transaction with a page cache for bulk work, bounded at 32 MB.
  func writeAndKeepCache<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA cache_size = -32000")
      var value: Value?
      try db.inTransaction(.immediate) {
        value = try body(db)
        return .commit
      }
      guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
      return value
    }
  }
}
