import ArgumentParser
import Foundation

/// What only `chart all` takes.
struct BatchOptions: ParsableArguments {
  @Flag(help: "With all: every authority that has figures.") var everyAuthority = false
  @Option(help: ArgumentHelp("With all: only these charts, as in trajectory,slope.", valueName: "kinds"))
  var kinds: String?
  @Option(help: ArgumentHelp("With all: how many to draw at once (default: one a core).", valueName: "number"))
  var jobs: Int?

  /// - Throws: `ValidationError` for one that is used with another kind.
  func refuse(with kind: String) throws {
    let used = [
      everyAuthority ? "--every-authority" : nil, kinds == nil ? nil : "--kinds", jobs == nil ? nil : "--jobs",
    ].compactMap { $0 }
    if let first = used.first {
      throw ValidationError("\(first) belongs to `chart all`; this draws one chart, '\(kind)'.")
    }
  }

  /// - Throws: `ValidationError` for a number that is none.
  func check() throws {
    if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 64.") }
  }

  var chosenJobs: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
