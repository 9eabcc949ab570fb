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
  /// The only organisation, by name or code, and the only phase whose workbooks are to be loaded.
  public var organisation, phase: String?

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
  /// Of the workspace, for tests.
  var limits = Workspace.Limits()

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

  /// Loads files and folders; of a folder all its CSV files and workbooks; of `-` what comes by standard input.
  /// - Parameters:
  ///   - paths: Where they are.
  ///   - command: The words to keep in the journal.
  /// - Returns: What changed, or would change.
  /// - Throws: `LoadRefused` with every problem; `UsageProblem`; `CancellationError`. The workspace is then as it was,
  ///   and a new one is not made.
  public func load(_ paths: [String], command: String) throws -> LoadReport {
    do {
      let inputs = Inputs(paths, standardKey: standardKey, options: options, cancellation: cancellation)
      try cancellation.check()
      if inputs.files.isEmpty, let refusal = inputs.problems.refusal() { throw refusal }
      var status = stat()
      guard lstat(path, &status) != 0 else { return try load(inputs, into: path, command: command) }
      return try loadIntoNew(inputs, command: command)
    } catch let problem as LoadProblem {
      var problems = ProblemList()
      problems.add(problem)
      throw problems.refusal() ?? problem
    }
  }

  /// The files that a load of these files and folders reads; `-` is standard input.
  public static func files(of paths: [String]) -> [String] {
    paths.flatMap { path in (try? Inputs.expand(path).files) ?? [path] }
  }

  /// A new workspace gets its name when it is loaded: nobody meets it before, and there is none where the load fails.
  private func loadIntoNew(_ inputs: Inputs, command: String) throws -> LoadReport {
    let draft: Draft
    do { draft = try Draft(of: path) } catch { throw UsageProblem(ofStore: error, at: path) ?? error }
    defer { draft.remove() }
    let report = try load(inputs, into: draft.path, command: command)
    guard try options.isDryRun || draft.publish() else {
      throw UsageProblem.refused("\(path) was made by another program meanwhile. Nothing was loaded; load again.")
    }
    return report
  }

  private func load(_ inputs: Inputs, into file: String, command: String) throws -> LoadReport {
    let workspace = try Workspace.openOrCreate(
      file, named: path, standard: inputs.standardKey, catalogue: catalogue, cancellation: cancellation,
      limits: limits)
    defer { try? workspace.queue.close() }
    do {
      return try workspace.cancellable {
        // Organisations are found in the register, in this very transaction: to look each row's up again would take a
        // tenth more of the time.
        try workspace.queue.writeAndKeepCache(checksReferences: false) { db in
          let transaction = LoadTransaction(
            db: db, standard: workspace.standard, catalogue: catalogue, options: options, progress: progress,
            cancellation: cancellation)
          let report = try transaction.load(inputs, command: command)
          if options.isDryRun { throw DryRun(report: report) }
          return report
        }
      }
    } catch let dryRun as DryRun {
      return dryRun.report
    }
  }

  /// Ends a transaction that was only to say what would happen.
  private struct DryRun: Error { var report: LoadReport }
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
