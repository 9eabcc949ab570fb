import Foundation
import Phaseline
import Synchronization

/// One line at a terminal that says how far long work is and how long it will still take; gone when the work is done.
final class ProgressLine: Sendable {
  /// Work that takes less is not worth a line.
  private static let patience = 0.5
  private static let interval = 0.1

  private struct State {
    var begun = Date.timeIntervalSinceReferenceDate
    var shown: TimeInterval?
    /// The stage that the work is in, and since when: each has its own pace.
    var total = -1
    var stage = Date.timeIntervalSinceReferenceDate
  }
  private let state = Mutex(State())

  /// What the work tells: nothing where standard error is no terminal.
  var progress: WorkProgress {
    guard isatty(STDERR_FILENO) == 1 else { return .silent }
    return WorkProgress { [self] what, done, total in say(what, done, total) }
  }

  /// Takes the line away.
  func end() {
    state.withLock { state in
      if state.shown != nil { Output.writeError("\r\u{1B}[K") }
      state = State()
    }
  }

  private func say(_ what: String, _ done: Int, _ total: Int) {
    let now = Date.timeIntervalSinceReferenceDate
    let line = state.withLock { state -> String? in
      if total != state.total { (state.total, state.stage) = (total, now) }
      guard now - state.begun >= Self.patience, now - (state.shown ?? 0) >= Self.interval else { return nil }
      state.shown = now
      return Self.line(what, done, total, seconds: now - state.stage)
    }
    if let line { Output.writeError("\r\(line)\u{1B}[K") }
  }

  /// "Reading phase-3.csv: 42%, 3 s left".
  static func line(_ what: String, _ done: Int, _ total: Int, seconds: TimeInterval) -> String {
    guard total > 0 else { return "\(what) …" }
    let share = min(1, Double(done) / Double(total))
    let text = "\(what): \(Int(share * 100))%"
    guard share > 0.02, share < 1, seconds > 0.2 else { return text }
    return "\(text), \(duration(seconds * (1 - share) / share)) left"
  }

  private static func duration(_ seconds: TimeInterval) -> String {
    let whole = Int(seconds.rounded(.up))
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }
}
