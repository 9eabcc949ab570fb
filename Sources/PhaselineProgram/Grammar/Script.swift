import Foundation
import Phaseline

/// Statements that come one after the other, from a file, from standard input or from `-c`.
struct Script {
  var name: String
  /// Of standard input each comes when it is there: whoever writes them may wait for an answer.
  var statements: AnySequence<Statement>
  private let reader: Reader

  /// A statement that has no end, and what it lacks; known once all were read.
  var unfinished: (statement: Statement, problem: UsageProblem)? { reader.state.unfinished }

  /// - Throws: `UsageProblem.refused` where it cannot be read.
  init(file: String) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw UsageProblem.refused("The script '\(file)' cannot be read. Check its name.")
    }
    self.init(name: file, text: String(decoding: data, as: UTF8.self))
  }

  /// - Parameters:
  ///   - text: Its lines.
  ///   - isWhole: Whether its end is the end of its last statement too.
  init(name: String, text: String, isWhole: Bool = false) {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    self.init(name: name, isWhole: isWhole) { lines.popFirst().map(String.init) }
  }

  init(standardInput: Void) { self.init(name: "standard input") { readLine() } }

  private init(name: String, isWhole: Bool = false, line: @escaping () -> String?) {
    let reader = Reader()
    var number = 0
    statements = AnySequence {
      AnyIterator {
        while let text = line() {
          number += 1
          if let statement = reader.state.take(text, number: number) { return statement }
        }
        return isWhole ? reader.state.clear() : nil
      }
    }
    (self.name, self.reader) = (name, reader)
  }

  /// Shared with whoever goes through the statements.
  private final class Reader {
    var state = StatementReader()
  }
}
