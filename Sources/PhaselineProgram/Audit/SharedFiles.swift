import Foundation
import Phaseline

/// The files of paths that may have been shared, each read, or with what kept it from being read.
struct SharedFiles: Sendable {
  /// What came of one file.
  enum Outcome: Sendable {
    /// It was read; of what form it is.
    case read(SharedReading, form: String)
    /// It is no result of Phaseline, or tells nothing of counts.
    case foreign
    /// It may be one, and cannot be read.
    case unread(SharedFileProblem)
  }
  /// In the order of their names.
  private(set) var outcomes: [(path: String, outcome: Outcome)] = []

  /// All that was read.
  var reading: SharedReading {
    outcomes.reduce(into: SharedReading()) { all, file in
      if case .read(let reading, _) = file.outcome { all.add(reading) }
    }
  }

  /// Reads files, and those in folders, one after another.
  /// - Parameters:
  ///   - paths: Files and folders.
  ///   - vocabulary: The names that they use.
  ///   - environment: Where programs are found that read some forms.
  ///   - cancellation: Asked between two files.
  ///   - progress: Told how many are read, of how many.
  /// - Throws: What the cancellation throws.
  static func read(
    _ paths: [String], _ vocabulary: AuditVocabulary, environment: [String: String],
    cancellation: Cancellation = Cancellation(), progress: (Int, Int) -> Void = { _, _ in }
  ) async throws -> SharedFiles {
    var all = SharedFiles()
    let found = SharedPaths(paths)
    for (index, path) in found.paths.enumerated() {
      try cancellation.check()
      progress(index, found.paths.count)
      if let problem = found.problems[path] {
        all.outcomes.append((path, .unread(problem)))
      } else {
        all.outcomes.append((path, await outcome(of: path, vocabulary, environment)))
      }
    }
    return all
  }

  private static func outcome(
    of path: String, _ vocabulary: AuditVocabulary, _ environment: [String: String]
  ) async -> Outcome {
    do {
      let file = try SharedFile(path, environment: environment)
      guard let form = SharedForms.all.first(where: { $0.fits(file) }) else { return .foreign }
      let reading = try await form.read(file, vocabulary)
      return reading.isEmpty ? .foreign : .read(reading, form: form.name)
    } catch let problem as SharedFileProblem {
      return .unread(problem)
    } catch {
      return .unread(SharedFileProblem(.unreadable(reason: "\(error)"), of: path))
    }
  }
}
