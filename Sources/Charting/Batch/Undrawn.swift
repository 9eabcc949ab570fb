import Phaseline

/// Why one chart of many is not drawn; the others are, all the same.
public enum Undrawn: Hashable, Sendable {
  /// There is nothing to draw, and why: a sentence.
  case nothingToDraw(String)
  /// Drawing went wrong, and how: a sentence.
  case failed(String)

  /// - Throws: The error itself where no chart can be drawn, none may be, or none is wanted any more.
  init(_ error: any Error) throws {
    switch error {
    case is CancellationError, is DisclosureRefused: throw error
    case let problem as ChartProblem where problem.isOfTheMachine: throw error
    case ChartProblem.nothingToDraw(let reason): self = .nothingToDraw(reason + ".")
    case ChartProblem.tooSmall: self = .nothingToDraw("\(error)")
    case let problem as UsageProblem: self = .nothingToDraw("\(problem)")
    case let problem as any PeopleReadable: self = .failed("\(problem)")
    default: throw error
    }
  }
}
