import Foundation
import GRDB

/// Brings a workspace of an older version up to date, after a copy of it is kept.
struct Update {
  /// The workspace's file.
  let path: String

  /// Refuses what is not ours, and updates what is older. Whoever comes second, of two programs, waits and finds it done.
  /// - Throws: `UsageProblem`; `DatabaseError`. The file is then as it was.
  func run(_ queue: DatabaseQueue) throws {
    guard try queue.inDatabase(version) < Migrations.all.count else { return }
    try queue.inTransaction(.immediate) { db in
      let version = try version(db)
      if version > 0, version < Migrations.all.count { try keepCopy() }
      try Migrations.run(db)
      return .commit
    }
  }

  /// How many migrations the file has had.
  private func version(_ db: Database) throws -> Int {
    let version = try Migrations.version(of: db)
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try version == 0 && Int.fetchOne(db, sql: "PRAGMA schema_version") == 0
    guard isEmpty || application == Migrations.applicationID else {
      throw UsageProblem.notAWorkspace(path: path, reason: "an SQLite file of another program")
    }
    guard version <= Migrations.all.count else { throw UsageProblem.newerWorkspace(path: path) }
    return version
  }

  /// While this connection holds the lock to write, another one reads what is committed.
  private func keepCopy() throws {
    let copy = freeName()
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let reader = try DatabaseQueue(path: SQLiteFile.name(path), configuration: configuration)
      try FileCopy(of: reader, to: copy).make(progress: .silent, cancellation: Cancellation())
    } catch {
      let reason = (error as? DatabaseError)?.message ?? "\(error)"
      throw UsageProblem.noBackup(path: path, copy: copy, reason: reason)
    }
  }

  /// `w.before-v2.sqlite` beside `w.sqlite`, or the first of `w.before-v2-2.sqlite` … that is not there.
  private func freeName() -> String {
    (1...).lazy.map { Self.copyName(of: path, $0) }.first { access($0, F_OK) != 0 } ?? path
  }

  private static func copyName(of path: String, _ number: Int) -> String {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let suffix = number == 1 ? "" : "-\(number)"
    let name = "\(file.deletingPathExtension().lastPathComponent).before-v\(Migrations.all.count)\(suffix)"
    let folder = file.deletingLastPathComponent()
    return folder.appendingPathComponent(name).path + (file.pathExtension.isEmpty ? "" : "." + file.pathExtension)
  }

  /// The copies that updates have kept beside a workspace.
  static func copies(of path: String) -> [String] {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let prefix = file.deletingPathExtension().lastPathComponent + ".before-v"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)) ?? []
    return names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(file.pathExtension) }.sorted()
  }
}

extension Workspace {
  /// The names of the copies that were kept beside it before an update.
  public var keptCopies: [String] { Update.copies(of: path) }
}
