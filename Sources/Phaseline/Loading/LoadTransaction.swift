import Foundation
import GRDB

/// What a load does within its transaction.
struct LoadTransaction {
  let db: Database
  let standard: Standard
  let catalogue: Catalogue?
  let options: LoadOptions
  let progress: WorkProgress
  let cancellation: Cancellation

  /// Loads the files as one change; before them, into a new workspace, the standard's own.
  func load(_ inputs: Inputs, command: String) throws -> LoadReport {
    let files = inputs.files
    let own = try standardFiles(for: files)
    let given = own.filter { file in files.contains { $0.isSame(as: file) } }
    // One that is there under the same name is another version of it.
    let missing = own.filter { file in !files.contains { $0.shortName == file.shortName || $0.isSame(as: file) } }
    var report: LoadReport
    if given.isEmpty {
      let background = try missing.isEmpty ? nil : loadBackground(missing)
      report = try change(.load, files, inputs.problems, command: command)
      report.background = background.flatMap { $0.isNothing ? nil : $0 }
    } else {
      // Some of the standard's own files: the rest of them belongs to the same change, since they name each other.
      report = try change(.load, files + missing, inputs.problems, command: command)
    }
    report.leftOut = inputs.leftOut
    return report
  }

  private func loadBackground(_ own: [InputFile]) throws -> LoadTally {
    let words = "load \(own.map(\.shortName).joined(separator: " "))"
    return try change(.standard, own, ProblemList(), command: words).tally
  }

  private func change(
    _ kind: Change.Kind, _ files: [InputFile], _ problems: ProblemList, command: String
  ) throws -> LoadReport {
    let id = try Change.begin(kind, command: command, standard: standard.key, in: db)
    let work = LoadWork(
      cancellation: cancellation, progress: progress, bytes: files.reduce(0) { $0 + $1.length })
    let load = try LoadInProgress(
      db, standard: standard, change: id, options: options, problems: problems, work: work)
    var report = try read(files, into: load)
    if kind == .load { try refuseMixture(files) }  // together with what came before it
    guard !load.tally.isNothing else {
      try Change.abandon(id, in: db)
      return report
    }
    report.change = options.isDryRun ? nil : Int(id)
    try Change.finish(id, report, touched: load.touched, in: db)
    report.warnings = try sumAndCheck(load, hasRegister: files.contains { $0.header.kind.content == .register })
    return report
  }

  /// - Throws: `LoadRefused` with everything that is wrong.
  private func read(_ files: [InputFile], into load: LoadInProgress) throws -> LoadReport {
    var report = LoadReport(standard: standard.key, isDryRun: options.isDryRun, files: [])
    for file in files.inOrder {
      load.begin()
      do {
        let read = try file.read(into: load)
        report.files.append(read)
        if let repeated = try repeated(read, newestReplaced: load.newestReplaced) { report.repeated.append(repeated) }
      } catch let problem as LoadProblem {
        try cancellation.check()  // a pipe that was stopped is no wrong file
        load.add(problem)
      }
    }
    // Among others one that is not filled in yet is passed over; alone it is a mistake.
    if load.problems.count == 0, report.files.allSatisfy({ $0.rows == 0 }) {
      for file in files { load.add(.workbook(.empty), at: Place(file: file.name)) }
    }
    if let refusal = try load.refusal(of: files.inOrder) { throw refusal }
    (report.tally, report.movement) = (load.tally, load.movement)
    (report.rowsWithoutCounts, report.groupsWithoutCounts) = (load.rowsWithoutCounts, load.groupsWithoutCounts)
    report.workbooks = load.workbooks
    report.isIllustrative = try Workspace.isIllustrative(db)
    report.ignoredColumns = files.filter { !$0.header.ignored.isEmpty }.map {
      LoadReport.IgnoredColumns(path: $0.name, columns: $0.header.ignored)
    }
    return report
  }

  private func sumAndCheck(_ load: LoadInProgress, hasRegister: Bool) throws -> LoadWarnings {
    if hasRegister {  // who is part of the nation may have changed
      let others = try NationalTotals.observed(of: standard.key, in: db).subtracting(load.touched)
      try NationalTotals.sum(others, of: standard.key, in: db, progress: progress)
    }
    return try LoadChecks(
      of: load.change, touched: load.touched, organisations: load.touchedOrganisations, lookup: load.lookup,
      keepsAll: options.keepsAll, isSumming: true, progress: progress, in: db
    ).warnings()
  }

  /// The load that brought the same file before, byte for byte.
  /// - Parameter newestReplaced: The latest change of which the file replaces rows now.
  private func repeated(_ file: LoadReport.File, newestReplaced: Int64) throws -> LoadReport.Repeated? {
    try Change.earlier(sha256: file.sha256, standard: standard.key, in: db).map { earlier in
      let putsBack = newestReplaced > Int64(earlier.id) ? Int(newestReplaced) : nil
      return LoadReport.Repeated(path: file.path, change: earlier.id, at: earlier.at, putsBack: putsBack)
    }
  }

  /// The standard's own registers and published figures, if the workspace has none and these files are not illustrative.
  private func standardFiles(for files: [InputFile]) throws -> [InputFile] {
    let isKnown = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM organisation WHERE standard = ?)", arguments: [standard.key])
    guard isKnown == false, let catalogue, !files.contains(where: { $0.isIllustrative(in: standard) }) else {
      return []
    }
    let folder = catalogue.folder(of: standard.key).path
    let own = Inputs([folder], standardKey: standard.key, options: LoadOptions(), cancellation: cancellation)
    if let refusal = own.problems.refusal() { throw refusal }
    return own.files.filter { $0.header.kind.content != .observations }
  }

  private func refuseMixture(_ files: [InputFile]) throws {
    let kinds = try Bool.fetchSet(db, sql: "SELECT DISTINCT kind = 'illustrative' FROM organisation")
    let illustrative = standard.areas.filter { $0.kind == .illustrative }.map(\.key)
    let areas = try String.fetchSet(db, sql: "SELECT DISTINCT area FROM published_figure WHERE area IS NOT NULL")
    let mixed = kinds.union(areas.map { illustrative.contains($0) })
    guard mixed.count > 1 else { return }
    let file = files.first { $0.isIllustrative(in: standard) }
    throw LoadProblem(.mixed(isIllustrative: file != nil), of: file?.name ?? files.first?.name ?? "")
  }
}

extension [InputFile] {
  /// Registers first, then figures, then counts.
  fileprivate var inOrder: [InputFile] {
    FileKind.all.flatMap { kind in filter { $0.header.kind == kind } }
  }
}
