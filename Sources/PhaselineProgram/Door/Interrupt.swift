import Foundation
import Phaseline

/// Ctrl-C while a command runs.
enum Interrupt {
  // A signal handler can hold nothing: what it stops is kept here, set before the first signal can come.
  private nonisolated(unsafe) static var running: Cancellation?
  private nonisolated(unsafe) static var endsTheSecondTime = false

  private static let end = Cancellation()

  /// Whether a signal has asked the program to end.
  static var isEndAsked: Bool { end.isCancelled }

  /// Lets the program end by itself where a signal asks for it, and tidy up.
  static func listenForTheEnd() {
    guard !end.isCancelled else { return }
    for number in [SIGTERM, SIGHUP] { signal(number) { _ in Interrupt.end.cancel() } }
  }

  /// Lets Ctrl-C stop the running command, so that the workspace is as it was, instead of the program.
  /// - Parameter endsTheSecondTime: Whether a second Ctrl-C ends the program, whatever it waits for.
  static func listen(_ cancellation: Cancellation, endsTheSecondTime: Bool) {
    (running, self.endsTheSecondTime) = (cancellation, endsTheSecondTime)
    let before = signal(SIGINT) { _ in
      guard let running = Interrupt.running else { return }
      if Interrupt.endsTheSecondTime, running.isCancelled {
        signal(SIGINT, SIG_DFL)
        raise(SIGINT)
      }
      running.cancel()
    }
    // Whoever started the program in the background has asked it not to listen.
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(SIGINT, SIG_IGN) }
  }
}
