import Foundation
import Phaseline

/// Brings a rendered answer to where it was asked for: standard output, or a file.
struct Delivery {
  let workbench: Workbench

  /// Refuses a file that cannot be written, or that the answer would destroy, before anything is done.
  /// - Parameter reads: Files that the command reads or makes.
  /// - Throws: `UsageProblem.refused`.
  func prepare(_ reads: @autoclosure () -> [String]) throws {
    if let file = workbench.chosen.output { try prepare(file, besides: reads()) }
  }

  /// Likewise a file that a command writes itself.
  /// - Throws: `UsageProblem.refused`.
  func prepare(_ file: String, besides reads: @autoclosure () -> [String] = []) throws {
    let target = OutputFile(file)
    if reads().contains(where: { target.isSame(as: $0) }) {
      throw UsageProblem.refused("'\(file)' is what the command works on. Name another file with -o.")
    }
    try refuseWorkspace(file)
  }

  /// Refuses a file that is the workspace, or another database, or cannot be written.
  private func refuseWorkspace(_ file: String) throws {
    let target = OutputFile(file)
    let workspace = workbench.workspacePath
    if ["", "-journal", "-wal", "-shm"].contains(where: { target.isSame(as: workspace + $0) }) {
      throw UsageProblem.refused("'\(file)' is the workspace itself. Name another file with -o.")
    }
    if target.isDatabase {
      throw UsageProblem.refused(
        "'\(file)' is a database, perhaps a workspace or its backup. Name another file with -o.")
    }
    guard target.isWritable else { throw Self.unwritable(file) }
  }

  func deliver(_ rendered: Rendered, status: Int32) throws -> Reply {
    var file = workbench.chosen.output
    if file == nil, !rendered.isText { file = rendered.defaultName }
    var notes = workbench.notes(of: rendered)
    guard let file, !OutputFile(file).isStandardOutput else {
      guard rendered.companions.isEmpty else {
        throw UsageProblem.refused("--with-data writes beside a file. Name one with -o.")
      }
      return Reply(output: rendered.data, error: Self.lines(notes), status: status)
    }
    let stem = NSString(string: file).deletingPathExtension
    let beside = rendered.companions.map { (name: "\(stem).\($0.ending)", data: $0.data) }
    for (name, _) in beside { try refuseWorkspace(name) }
    for (name, data) in [(file, rendered.data)] + beside {
      do { try OutputFile(name).write(data) } catch { throw Self.unwritable(name) }
    }
    if rendered.isOpened { notes += Viewer.open(file, workbench.environment).map { [$0] } ?? [] }
    return Reply(
      output: Data(Self.lines([file] + beside.map(\.name)).utf8), error: Self.lines(notes), status: status)
  }

  static func lines(_ texts: [String]) -> String { texts.map { $0 + "\n" }.joined() }

  private static func unwritable(_ file: String) -> UsageProblem {
    .refused("'\(file)' cannot be written. Check that its folder exists and may be written to.")
  }
}

extension Workbench {
  /// What is said beside an answer, on standard error.
  func notes(of rendered: Rendered) -> [String] { rendered.failures + (isQuiet ? [] : rendered.notes) }
}

/// A file that somebody wants an answer in.
private struct OutputFile {
  private let path: String
  private let status: stat?
  private var isRegular: Bool { status.map { $0.st_mode & S_IFMT == S_IFREG } ?? true }
  private var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  init(_ path: String) {
    self.path = path
    var found = stat()
    status = stat(path, &found) == 0 ? found : nil
  }

  /// Whether both are one file, also one that is not there yet; `-` is standard input.
  func isSame(as other: String) -> Bool {
    var found = stat()
    let isThere = other == "-" ? fstat(STDIN_FILENO, &found) == 0 : stat(other, &found) == 0
    if isThere, let status { return isRegular && status.st_ino == found.st_ino && status.st_dev == found.st_dev }
    return !isThere && status == nil && Self.resolved(path) == Self.resolved(other)
  }

  private static func resolved(_ path: String) -> String {
    let file = URL(fileURLWithPath: path)
    return file.deletingLastPathComponent().resolvingSymlinksInPath().appendingPathComponent(file.lastPathComponent)
      .path
  }

  var isStandardOutput: Bool {
    var found = stat()
    guard let status, fstat(STDOUT_FILENO, &found) == 0 else { return false }
    return status.st_ino == found.st_ino && status.st_dev == found.st_dev
  }

  var isDatabase: Bool {
    guard status != nil, isRegular, let handle = FileHandle(forReadingAtPath: path) else { return false }
    return (try? handle.read(upToCount: 15)) == Data("SQLite format 3".utf8)
  }

  var isWritable: Bool {
    guard let status else { return access(folder, W_OK) == 0 }
    if status.st_mode & S_IFMT == S_IFDIR { return false }
    return access(path, W_OK) == 0 && (!isRegular || access(folder, W_OK) == 0)
  }

  /// A file appears whole, where a link leads; a pipe or a device is written to, and stays what it is.
  func write(_ data: Data) throws {
    if isRegular { return try data.write(to: URL(fileURLWithPath: path).resolvingSymlinksInPath(), options: .atomic) }
    guard let handle = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
    try handle.write(contentsOf: data)
  }
}
