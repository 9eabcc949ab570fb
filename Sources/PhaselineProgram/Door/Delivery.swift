import Foundation
import Phaseline

/// Brings a rendered answer to where it was asked for: standard output, or a file.
struct Delivery {
  let workbench: Workbench

  /// Refuses a file that cannot be written, or that the answer would destroy, before anything is done.
  /// - Parameter words: Of the command: what it reads is not written over.
  func prepare(_ words: [String]) throws {
    guard let file = workbench.chosen.output else { return }
    let path = workbench.workspacePath
    if [path, path + "-journal", path + "-wal"].contains(where: { Self.isSame(file, $0) }) {
      throw UsageProblem.refused("'\(file)' is the workspace itself. Name another file with -o.")
    }
    let output = words.firstIndex { ["-o", "--output"].contains($0) }
    for (index, word) in words.enumerated() where index != output.map({ $0 + 1 }) && Self.isSame(file, word) {
      throw UsageProblem.refused("'\(file)' is what the command reads. Name another file with -o.")
    }
    let beginning = FileHandle(forReadingAtPath: file).flatMap { try? $0.read(upToCount: 15) }
    if beginning == Data("SQLite format 3".utf8) {
      throw UsageProblem.refused(
        "'\(file)' is a database, perhaps a workspace or its backup. Name another file with -o.")
    }
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
    guard access(folder, W_OK) == 0, !isFolder.boolValue, !isThere || access(file, W_OK) == 0 else {
      throw Self.unwritable(file)
    }
  }

  private static func isSame(_ file: String, _ other: String) -> Bool {
    var (one, two) = (stat(), stat())
    guard stat(file, &one) == 0, stat(other, &two) == 0 else { return false }
    return one.st_ino == two.st_ino && one.st_dev == two.st_dev && one.st_mode & S_IFMT == S_IFREG
  }

  private static func unwritable(_ file: String) -> UsageProblem {
    .refused("'\(file)' cannot be written. Check that its folder exists and may be written to.")
  }

  func deliver(_ rendered: Rendered, status: Int32) throws -> Reply {
    var file = workbench.chosen.output
    if file == nil, !rendered.isText { file = rendered.defaultName }
    guard let file else { return Reply(output: rendered.data, status: status) }
    do {
      try rendered.data.write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw Self.unwritable(file)
    }
    return Reply(output: Data((file + "\n").utf8), status: status)
  }
}
