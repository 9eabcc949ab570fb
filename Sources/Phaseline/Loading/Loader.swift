import Foundation
import GRDB

/// How files are to be loaded.
public struct LoadOptions: Hashable, Sendable {
  /// Whether `<N` means 1 … N−1 rather than 0 … N−1.
  public var zerosAreShown = false
  /// Whether columns that a kind of file has not are left out, and not a problem.
  public var ignoresUnknownColumns = false
  /// Whether every problem and every warning is kept, however many there are.
  public var keepsAll = false
  /// Whether it is only said what would happen.
  public var isDryRun = false

  /// The usual ones.
  public init() {}
}

/// What a load's readers have in common: whom to tell, and who may stop them.
struct LoadWork {
  let cancellation: Cancellation
  let progress: WorkProgress
  /// Bytes of all files together, as far as they are known.
  let bytes: Int
}

/// Loads files into a workspace: all of them, as one change, or nothing.
public struct Loader {
  private let path: String
  private let standardKey: String
  private let catalogue: Catalogue?
  private let options: LoadOptions
  private let progress: WorkProgress
  private let cancellation: Cancellation

  /// A loader for one workspace, which it makes only when it loads.
  /// - Parameters:
  ///   - path: The workspace's file; made if there is none.
  ///   - standardKey: The standard that files without a `standard` column belong to.
  ///   - catalogue: Where the standards are.
  ///   - options: How they are to be loaded.
  ///   - progress: Told every few thousand rows how far it is, in bytes.
  ///   - cancellation: Asked every few thousand rows; the load then leaves the workspace as it was.
  public init(
    path: String, standardKey: String, catalogue: Catalogue?, options: LoadOptions = LoadOptions(),
    progress: WorkProgress = .silent, cancellation: Cancellation = Cancellation()
  ) {
    (self.path, self.standardKey, self.catalogue) = (path, standardKey, catalogue)
    (self.options, self.progress, self.cancellation) = (options, progress, cancellation)
  }

  /// Loads files and folders; of a folder all its CSV files; of `-` what comes by standard input.
  /// - Parameters:
  ///   - paths: Where they are.
  ///   - command: The words to keep in the journal.
  /// - Returns: What changed, or would change.
  /// - Throws: `LoadRefused` with every problem; `UsageProblem`; `CancellationError`. The workspace is then as it was,
  ///   and a new one is not made.
  public func load(_ paths: [String], command: String) throws -> LoadReport {
    var status = stat()
    let isNew = lstat(path, &status) != 0  // a link that leads nowhere is there, and stays
    do {
      let (files, problems) = open(paths)
      if files.isEmpty, let refusal = problems.refusal() { throw refusal }
      let key = files.lazy.compactMap(\.standard).first ?? standardKey
      let workspace = try Workspace.openOrCreate(path, standard: key, catalogue: catalogue, cancellation: cancellation)
      return try workspace.cancellable {
        try workspace.queue.writeAndKeepCache(checksReferences: false) { db in
          let report = try load(files, problems, into: db, of: workspace, command: command)
          if options.isDryRun { throw DryRun(report: report) }
          return report
        }
      }
    } catch {
      if isNew { removeIfEmpty() }
      if let dryRun = error as? DryRun { return dryRun.report }
      guard let problem = error as? LoadProblem else { throw error }
      var problems = ProblemList()
      problems.add(problem)
      throw problems.refusal() ?? error
    }
  }

  /// Ends a transaction that was only to say what would happen.
  private struct DryRun: Error { var report: LoadReport }

  /// Removes a workspace that this load made in vain, unless another program has loaded into it meanwhile.
  private func removeIfEmpty() {
    let queue = try? DatabaseQueue(path: SQLiteFile.name(path))
    let changes = try? queue?.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM change") }
    guard (changes ?? 0) == 0 else { return }
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// The files whose header is known, each once, and what is wrong with the others.
  private func open(_ paths: [String]) -> (files: [InputFile], problems: ProblemList) {
    var files: [InputFile] = []
    var problems = ProblemList(keepsAll: options.keepsAll)
    for path in paths {
      do {
        for name in try expand(path) {
          let file = InputFile(name, ignoresUnknownColumns: options.ignoresUnknownColumns, problems: &problems)
          guard let file, !files.contains(where: { $0.isSame(as: file) }) else { continue }
          files.append(file)
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
      let words = "load \(own.map(\.shortName).joined(separator: " "))"
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
    let work = LoadWork(
      cancellation: cancellation, progress: progress, bytes: files.reduce(0) { $0 + $1.length })
    let load = try LoadInProgress(
      db, standard: standard, change: id, options: options, problems: problems, work: work)
    var report = LoadReport(standard: standard.key, isDryRun: options.isDryRun, files: [])
    var replacing: Set<String> = []
    for file in files.inOrder {
      let before = load.tally.replaced
      do { report.files.append(try file.read(into: load)) } catch let problem as LoadProblem { load.add(problem) }
      if load.tally.replaced > before { replacing.insert(file.name) }
    }
    if let refusal = try load.refusal(of: files.inOrder) { throw refusal }
    try refuseMixture(files, in: db, standard)
    try requireOrganisations(load.touchedOrganisations, in: db, standard)
    (report.tally, report.movement) = (load.tally, load.movement)
    report.isIllustrative = try Workspace.isIllustrative(db)
    report.ignoredColumns = files.filter { !$0.header.ignored.isEmpty }.map {
      LoadReport.IgnoredColumns(path: $0.name, columns: $0.header.ignored)
    }
    report.repeated = try repeated(report.files, replacing, of: standard, in: db)
    guard !load.tally.isNothing else {
      try Change.abandon(id, in: db)
      return report
    }
    report.change = options.isDryRun ? nil : Int(id)
    try Change.finish(id, report, touched: load.touched, in: db)
    let registers = files.contains { $0.header.kind.content == .register }
    if registers {  // who is part of the nation may have changed
      let others = try NationalTotals.observed(of: standard.key, in: db).subtracting(load.touched)
      try NationalTotals.sum(others, of: standard.key, in: db, progress: progress)
    }
    let checks = try LoadChecks(
      of: id, touched: load.touched, organisations: load.touchedOrganisations, lookup: load.lookup,
      keepsAll: options.keepsAll, isSumming: true, in: db)
    report.warnings = try checks.warnings(progress)
    return report
  }

  /// The files that an earlier load brought, byte for byte.
  private func repeated(
    _ files: [LoadReport.File], _ replacing: Set<String>, of standard: Standard, in db: Database
  ) throws -> [LoadReport.Repeated] {
    try files.compactMap { file in
      try Change.earlier(sha256: file.sha256, standard: standard.key, in: db).map {
        LoadReport.Repeated(path: file.path, change: $0.id, at: $0.at, putsBack: replacing.contains(file.path))
      }
    }
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
    var problems = ProblemList()
    let own = try expand(catalogue.folder(of: standard.key).path).compactMap {
      InputFile($0, ignoresUnknownColumns: false, problems: &problems)
    }
    if let refusal = problems.refusal() { throw refusal }
    return own.filter { $0.header.kind.content != .observations }
  }

  /// Checks what SQLite would check at every row, in a tenth more of the time of a large load: that each count's
  /// organisation is there.
  private func requireOrganisations(_ codes: Set<String>, in db: Database, _ standard: Standard) throws {
    let known = try String.fetchSet(
      db, sql: "SELECT code FROM organisation WHERE standard = ?", arguments: [standard.key])
    guard let stranger = codes.subtracting(known).min() else { return }
    throw DatabaseError(resultCode: .SQLITE_CONSTRAINT_FOREIGNKEY, message: "no organisation \(stranger)")
  }

  private func refuseMixture(_ files: [InputFile], in db: Database, _ standard: Standard) throws {
    let kinds = try Bool.fetchSet(db, sql: "SELECT DISTINCT kind = 'illustrative' FROM organisation")
    let illustrative = standard.areas.filter { $0.kind == .illustrative }.map(\.key)
    let areas = try String.fetchSet(db, sql: "SELECT DISTINCT area FROM published_figure WHERE area IS NOT NULL")
    let mixed = kinds.union(areas.map { illustrative.contains($0) })
    guard mixed.count > 1 else { return }
    let file = files.first { $0.isIllustrative(in: standard) }
    throw LoadProblem(.mixed(isIllustrative: file != nil), of: file?.name ?? files.first?.name ?? path)
  }

  /// The CSV files of a folder, by name; a file is itself.
  private func expand(_ path: String) throws(LoadProblem) -> [String] {
    if path == CSVReader.standardInput { return [path] }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw LoadProblem(.unreadable(reason: "there is no such file"), of: path)
    }
    guard isFolder.boolValue else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let files = names.sorted().filter { $0.lowercased().hasSuffix(".csv") }
    guard !files.isEmpty else { throw LoadProblem(.nothingToLoad, of: path) }
    return files.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
  }
}

extension [InputFile] {
  /// Registers first, then figures, then counts.
  fileprivate var inOrder: [InputFile] {
    FileKind.all.flatMap { kind in filter { $0.header.kind == kind } }
  }
}

extension DatabaseQueue {
  /// A transaction with a page cache for bulk work, bounded at 32 MB.
  /// - Parameter checksReferences: Whether SQLite looks at every row for what it refers to.
  func writeAndKeepCache<Value>(
    checksReferences: Bool = true, _ body: (Database) throws -> Value
  ) throws -> Value {
    try writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA cache_size = -32000; PRAGMA foreign_keys = \(checksReferences)")
      defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
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
