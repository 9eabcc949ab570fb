import Foundation
import Testing

/// The real program, run in a folder of its own with the shipped catalogues beside it as `Data`.
final class Program {
  struct Result {
    var output: Data
    var error: String
    var status: Int32
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// Beside the test bundle.
  static let executable = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("phaseline")

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("phaseline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("Data"), withDestinationURL: Self.root.appendingPathComponent("Data"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PHASELINE_") }
    for (key, value) in [
      "NO_COLOR": "1", "COLUMNS": "80", "TZ": "UTC", "PHASELINE_HISTORY": "", "PHASELINE_CONFIG": "",
    ] {
      environment[key] = value
    }
    return environment
  }

  /// Runs it to its end. Both pipes are read before it is waited for, or long output would hang.
  /// - Parameters:
  ///   - isMerged: Whether errors go to standard output too, as at a terminal.
  ///   - runner: The program that runs it, with its own words.
  func run(
    _ words: [String], input: String? = nil, environment: [String: String] = [:], isMerged: Bool = false,
    by runner: [String] = []
  ) throws -> Result {
    let process = process(words, by: runner)
    process.environment = Self.environment.merging(environment) { $1 }
    let (output, error, standardInput) = (Pipe(), Pipe(), Pipe())
    (process.standardOutput, process.standardInput) = (output, standardInput)
    process.standardError = isMerged ? output : error
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
    try standardInput.fileHandleForWriting.close()
    if isMerged { try error.fileHandleForWriting.close() }
    let complaint = Drain(error.fileHandleForReading)
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(output: printed, error: complaint.text, status: process.terminationStatus)
  }

  /// It, ready to run.
  func process(_ words: [String], by runner: [String] = []) -> Process {
    let process = Process()
    process.executableURL = runner.first.map { URL(fileURLWithPath: $0) } ?? Self.executable
    process.arguments = runner.isEmpty ? words : runner.dropFirst() + [Self.executable.path] + words
    process.currentDirectoryURL = folder
    process.environment = Self.environment
    return process
  }

  /// Runs a line of the shell in the folder, where `$PHASELINE` is the program, and `phaseline` too; errors and output
  /// come together.
  func shell(_ line: String, by shell: String = "/bin/sh") throws -> (status: Int32, output: String) {
    let process = process(["-c", line])
    process.executableURL = URL(fileURLWithPath: shell)
    let place = Self.executable.deletingLastPathComponent().path
    process.environment = Self.environment.merging([
      "PHASELINE": Self.executable.path, "PATH": "\(place):\(Self.environment["PATH"] ?? "")",
    ]) { $1 }
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: printed, as: UTF8.self))
  }

  /// An output with every moment in it made the same.
  static func timeless(_ text: String) -> String {
    text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/, with: "2026-01-01T00:00:00Z")
      .replacing(/\([0-9]{4}-[0-9]{2}-[0-9]{2}\)/, with: "(2026-01-01)")
  }

  func run(_ words: String..., input: String? = nil) throws -> Result { try run(words, input: input) }

  /// A workspace with the illustrative nation.
  func loadNation() throws {
    try FileManager.default.copyItem(at: Self.nation.get(), to: folder.appendingPathComponent("phaseline.sqlite"))
  }

  /// Made once for all, with what is hidden from a shared audience, since deciding that takes many seconds each time; nothing
  /// is registered as shared yet.
  private static let nation = Swift.Result {
    let program = try Program()
    for words in [["load", "Data/illustrative"], ["authorities", "--audience", "shared"]] {
      try #require(program.run(words).status == 0)
    }
    let place = executable.deletingLastPathComponent().appendingPathComponent("nation-of-tests.sqlite")
    try? FileManager.default.removeItem(at: place)
    try FileManager.default.moveItem(at: program.folder.appendingPathComponent("phaseline.sqlite"), to: place)
    return place
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    return name
  }

  func data(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }
}

/// Reads a pipe to its end on a thread of its own.
private final class Drain: @unchecked Sendable {  // written by one thread, read once that one has ended
  private var data = Data()
  private let done = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      data = handle.readDataToEndOfFile()
      done.signal()
    }
  }

  var text: String {
    done.wait()
    return String(decoding: data, as: UTF8.self)
  }
}
