import Foundation
import Phaseline

/// A file that keeps the commands, so that `run` does them again.
struct CommandLog: Sendable, Hashable {
  /// Its absolute path.
  let path: String
  /// Whether results are in it too, as comments.
  let keepsResults: Bool

  private static let head = "# Commands of Phaseline"

  /// Begins one, or goes on with one.
  /// - Parameters:
  ///   - name: The file.
  ///   - appends: Whether to go on with one that is there.
  /// - Throws: `UsageProblem.refused` where it is there and is not to be gone on with, is none, or cannot be written.
  init(_ name: String, keepsResults: Bool, appends: Bool, in workbench: Workbench) throws {
    self.keepsResults = keepsResults
    path = URL(fileURLWithPath: name).path
    let before = FileManager.default.contents(atPath: path)
    if let before {
      guard appends else {
        throw UsageProblem.refused(
          "'\(name)' is there already. Name another file, or go on with this one: `log \(name) --append`.")
      }
      guard before.starts(with: Data(Self.head.utf8)) else {
        throw UsageProblem.refused("'\(name)' is no log of commands. Name another file.")
      }
    }
    let head = "\(Self.head) (Phaseline \(Version.current), \(Day.today().words))."
    let opening =
      ["\(head) \(Self.again(name, workbench))"] + workbench.variables.commands + workbench.scope.commands
      + (appends && workbench.scope.isEverything ? ["use --clear"] : [])
    try append(opening.map { $0 + "\n" }.joined(), isNew: before == nil)
  }

  /// How to do them again; a tour's workspace is not there any more.
  private static func again(_ name: String, _ workbench: Workbench) -> String {
    func run(in path: String) -> String {
      ShellWords.joined(
        ["phaseline", "--workspace", path] + workbench.standardWords + workbench.audienceWords + ["run", name])
    }
    guard workbench.tour != nil, let data = workbench.catalogue?.folder(of: "illustrative").path else {
      return "To do them again:\n# \(run(in: workbench.workspacePath))"
    }
    let path = "illustrative.sqlite"
    let load = ShellWords.joined(["phaseline", "--workspace", path, "load", data])
    return
      "The tour's workspace is gone at its end. To do them again, load its data first:\n# \(load)\n# \(run(in: path))"
  }

  /// Adds a command. One that failed is a comment, so that a script of the others runs; one that found something has an
  /// answer and stands.
  /// - Throws: `UsageProblem.refused` where the file cannot be written any more.
  func record(_ command: CommandText, status: Int32, output: Data) throws {
    let isDone = status == 0 || status == ExitStatus.found
    let words = command.words.split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: isDone ? "\n" : "\n# ")
    var text = isDone ? "\(words)\n" : "# failed (exit code \(status)): \(words)\n"
    if keepsResults { text += Self.comments(output) }
    try append(text, isNew: false)
  }

  private static func comments(_ output: Data) -> String {
    guard let text = String(data: output, encoding: .utf8) else { return "" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropLast(lines.last?.isEmpty == true ? 1 : 0).map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
  }

  private func append(_ text: String, isNew: Bool) throws {
    let flags = O_WRONLY | O_APPEND | (isNew ? O_CREAT | O_EXCL : 0)
    let descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else { throw unwritable }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do { try file.write(contentsOf: Data(text.utf8)) } catch { throw unwritable }
  }

  private var unwritable: UsageProblem {
    .refused(
      "The log '\(path)' cannot be written (\(String(cString: strerror(errno)))). What follows is not logged; `log FILE` "
        + "begins another.")
  }
}
