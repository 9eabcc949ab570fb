import Foundation
import Subprocess
import SystemPackage

/// The text of a PDF's pages, by Poppler's `pdftotext`.
struct PageText {
  /// In the order of reading, and laid out in characters as the pages are.
  let inOrder, laidOut: String
  private static let program = "pdftotext"
  private static let package = "poppler-utils"

  /// - Throws: `SharedFileProblem` where it is not installed, or fails.
  init(_ file: SharedFile) async throws(SharedFileProblem) {
    inOrder = try await Self.read(file, [])
    laidOut = try await Self.read(file, ["-layout"])
  }

  private static func read(_ file: SharedFile, _ options: [String]) async throws(SharedFileProblem) -> String {
    do {
      let ended = try await Subprocess.run(
        .name(program), arguments: Arguments(options + ["-enc", "UTF-8", absolute(file.path), "-"]),
        environment: .custom(Self.variables(file.environment)),
        output: .string(limit: SharedFile.most), error: .string(limit: 1 << 16))
      guard ended.terminationStatus.isSuccess else {
        throw failure(ended.standardError.split(whereSeparator: \.isNewline).first.map(String.init), file)
      }
      return ended.standardOutput
    } catch let problem as SharedFileProblem {
      throw problem
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw SharedFileProblem(.noTool(name: program, package: package), of: file.path)
    } catch {
      throw failure("\(error)", file)
    }
  }

  private static func failure(_ words: String?, _ file: SharedFile) -> SharedFileProblem {
    SharedFileProblem(.toolFailed(name: program, words: words ?? "it says nothing"), of: file.path)
  }

  private static func variables(_ environment: [String: String]) -> [Environment.Key: String] {
    Dictionary(environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }, uniquingKeysWith: { $1 })
  }

  /// So that no name is taken for an option.
  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }
}
