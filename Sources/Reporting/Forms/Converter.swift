import Charting
import Foundation
import Phaseline
import Subprocess
import SystemPackage

/// A program of somebody else's that makes one form of a report out of another.
///
/// It works in a folder of its own, which nobody else may look into and of which nothing stays.
struct Converter: Sendable {
  /// What people call it.
  var program: String
  /// What it is called on the PATH: the first that is there is taken.
  var commands: [String]
  /// The variable that names it instead.
  var variable: String
  /// The package of Debian that has it.
  var package: String
  /// What it makes.
  var form: String
  /// Whether what it made has a beginning and an end.
  var isWhole: @Sendable (Data) -> Bool
  /// With what code it ends where it is older than what can do this.
  var tooOld: (code: Int32, oldest: String)?

  private static let interval = Duration.milliseconds(50)

  /// What it is asked to do.
  struct Work: Sendable {
    /// The files that it finds in its folder, by name.
    var files: [String: Data]
    /// What it is told, given its folder, which is also its current one.
    var arguments: @Sendable (URL) -> [String]
    /// The file that it makes.
    var result: String
  }

  /// Runs it.
  /// - Throws: `ConverterProblem`; `CancellationError`.
  func run(_ work: Work, cancellation: Cancellation, environment: [String: String]) async throws -> Data {
    try cancellation.check()
    let executable = try find(in: environment)
    let folder = try makeFolder(for: work, environment)
    defer { folder.remove() }
    let limit = Self.limit(environment)
    let status = try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
      group.addTask { try await start(executable, work, in: folder.url) }
      group.addTask { try await Self.wait(limit, cancellation) }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
    guard let status else { throw problem(.tooSlow(seconds: limit)) }
    try check(status, in: folder.url)
    guard let made = try? Data(contentsOf: folder.url.appendingPathComponent(work.result)), isWhole(made) else {
      throw problem(.notWhole)
    }
    return made
  }

  func problem(_ reason: ConverterProblem.Reason) -> ConverterProblem {
    ConverterProblem(program: program, form: form, reason: reason)
  }

  /// Its path.
  /// - Throws: `ConverterProblem` where it is not installed.
  func find(in environment: [String: String]) throws(ConverterProblem) -> String {
    if let named = environment[variable], !named.isEmpty {
      guard Self.isProgram(named) else { throw problem(.misnamed(variable: variable, path: named)) }
      return named
    }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let paths = commands.flatMap { command in folders.map { "\($0)/\(command)" } }
    guard let path = paths.first(where: Self.isProgram) else { throw problem(.notInstalled(package: package)) }
    return path
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && access(path, X_OK) == 0
  }

  private static func limit(_ environment: [String: String]) -> Double {
    let said = environment["PHASELINE_CONVERTER_SECONDS"].flatMap(Double.init)
    return said.flatMap { $0 > 0 && $0.isFinite ? min($0, 86_400) : nil } ?? ReportForm.usualSeconds
  }

  /// The folder in which it works, with what it needs.
  private func makeFolder(for work: Work, _ environment: [String: String]) throws(ConverterProblem) -> TemporaryFolder {
    let place = environment["TMPDIR"].map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
    do {
      let folder = try TemporaryFolder(in: place, named: "phaseline-report")
      do { for (name, data) in work.files { try folder.write(data, as: name) } } catch {
        folder.remove()
        throw error
      }
      return folder
    } catch {
      throw problem(.unwritable(place.path, reason: (error as? Errno)?.description ?? "\(error)"))
    }
  }

  private static func wait(_ seconds: Double, _ cancellation: Cancellation) async throws -> TerminationStatus? {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while .now < deadline {
      try await Task.sleep(for: interval)
      try cancellation.check()
    }
    return nil
  }
}

// MARK: - The process

extension Converter {
  private static let words = "words"

  /// Where this is cancelled, it ends at once, and what it may have started with it.
  private func start(_ path: String, _ work: Work, in folder: URL) async throws -> TerminationStatus {
    let words = try FileDescriptor.open(
      FilePath(folder.appendingPathComponent(Self.words).path), .writeOnly, options: [.create],
      permissions: .ownerReadWrite)
    // What it keeps for the next time, or leaves where it is killed, goes away with the folder.
    let place: [Environment.Key: String?] = [
      "TMPDIR": folder.path, "XDG_CACHE_HOME": folder.path, "XDG_CONFIG_HOME": folder.path,
    ]
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
    return try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(work.arguments(folder)), environment: .inherit.updating(place),
      workingDirectory: FilePath(folder.path), platformOptions: options, output: .discarded,
      error: .fileDescriptor(words, closeAfterSpawningProcess: true)
    ).terminationStatus
  }

  /// - Throws: `ConverterProblem` where it ended otherwise than well.
  private func check(_ status: TerminationStatus, in folder: URL) throws(ConverterProblem) {
    if status.isSuccess { return }
    let said = (try? Data(contentsOf: folder.appendingPathComponent(Self.words))) ?? Data()
    let words = Self.complaint(String(decoding: said, as: UTF8.self))
    switch status {
    case .signaled(let signal): throw problem(.crashed(signal: signal, words: words))
    case .exited(let code):
      if let tooOld, code == tooOld.code { throw problem(.tooOld(oldest: tooOld.oldest)) }
      throw problem(.failed(words.isEmpty ? "it ended with code \(code) and said nothing" : words))
    }
  }

  /// The last of what it said, which tells why; without what Chromium writes before each line, and what it says of a machine
  /// that has no D-Bus, which is none of its troubles.
  private static func complaint(_ said: String) -> String {
    let lines = said.split(whereSeparator: \.isNewline).filter { !$0.contains("dbus") && !$0.contains("DBus") }
    let words = lines.suffix(3).map { $0.replacing(/^\[[0-9:\/.]+:[A-Z]+:[^\]]*\]\s/, with: "") }
    return ChartProblem.shortened(words.joined(separator: " "))
  }
}
