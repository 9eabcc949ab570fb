import Foundation
import Phaseline

/// Statements that come one after the other, from a file, from standard input or from `-c`.
struct Script {
  var name: String
  /// Of standard input each comes when it is there: whoever writes them may wait for an answer.
  var statements: AnySequence<Statement>
  /// Its lines, where they are all there from the start.
  private var text = ""
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
    self.text = text
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

extension Script {
  /// Refuses assignments of names that no line uses or sets: they would be mistyped without a word.
  ///
  /// One that runs another may pass them on.
  /// - Throws: `UsageProblem.refused`.
  func check(_ assignments: [String]) throws {
    guard !assignments.isEmpty else { return }
    let lines = Script(name: name, text: text, isWhole: true).statements.map(\.text)
    let words = lines.flatMap { $0.split(whereSeparator: \.isWhitespace) }
    guard !words.contains(where: { RunScript._commandName.hasPrefix($0.lowercased()) }) else { return }
    let used = Set(lines.flatMap(Variables.named)).sorted()
    let given = assignments.compactMap { Assignment($0)?.name }
    guard let idle = given.first(where: { !used.contains($0) }) else { return }
    let nearest = Nearest.names(to: idle, among: used).map { "$\($0)" }
    let all = Wordings.list(used.map { "$\($0)" })
    let remedy =
      used.isEmpty
      ? "It uses no variable: leave --set out."
      : nearest.isEmpty ? "It uses \(all)." : "Did you mean \(Wordings.list(nearest, "or"))?"
    throw UsageProblem.refused("No line of '\(name)' uses $\(idle). \(remedy)")
  }
}
