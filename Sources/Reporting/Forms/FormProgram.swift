import Foundation
import Subprocess
import SystemPackage

/// A program that a form of a report needs, as `doctor` finds it.
public struct FormProgram: Hashable, Sendable {
  /// What people call it.
  public var name: String
  /// What it makes: "PDF".
  public var form: String
  /// The package of Debian that has it.
  public var package: String
  /// Where it is; `nil` if it is not installed.
  public var path: String?
  /// What it says of itself: "2.17.1.1"; `nil` if it is not installed, or says none.
  public var version: String?
  /// From which version on it makes the form; any, if `nil`.
  public var oldest: String?

  init(
    name: String, form: String, package: String, path: String?, version: String? = nil, oldest: String? = nil
  ) {
    (self.name, self.form, self.package) = (name, form, package)
    (self.path, self.version, self.oldest) = (path, version, oldest)
  }

  /// Whether it is installed and makes the form.
  public var isOfUse: Bool {
    guard path != nil else { return false }
    guard let oldest, let version else { return true }
    return !Self.numbers(version).lexicographicallyPrecedes(Self.numbers(oldest))
  }

  private static func numbers(_ version: String) -> [Int] { version.split(separator: ".").compactMap { Int($0) } }

  /// Every one of them.
  /// - Parameter environment: Where they are sought: PATH, PHASELINE_CHROMIUM, PHASELINE_PANDOC.
  public static func all(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async -> [FormProgram] {
    var found: [FormProgram] = []
    for converter in [Converter.chromium, .pandoc] { found.append(await FormProgram(converter, environment)) }
    return found
  }

  private init(_ converter: Converter, _ environment: [String: String]) async {
    self.init(
      name: converter.program, form: converter.form, package: converter.package,
      path: try? converter.find(in: environment), oldest: converter.tooOld?.oldest)
    guard let path else { return }
    let said = try? await Subprocess.run(
      .path(FilePath(path)), arguments: ["--version"], output: .string(limit: 1 << 16), error: .discarded)
    version = said?.standardOutput.firstMatch(of: /\d+(?:\.\d+)+/).map { String($0.output) }
  }
}
