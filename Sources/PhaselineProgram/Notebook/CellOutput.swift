import Foundation
import Phaseline

/// What a cell gave, in the order in which it came.
enum CellOutput: Hashable, Sendable {
  case stream(Stream, String)
  case display(Display)
  case failure(CellFailure)

  enum Stream: String, Sendable { case stdout, stderr }

  /// As notebooks keep it.
  /// - Parameter count: The cell's number in the order of execution.
  func json(count: Int) -> JSONValue {
    switch self {
    case .stream(let stream, let text):
      ["output_type": "stream", "name": .string(stream.rawValue), "text": .lines(of: text)]
    case .failure(let failure):
      [
        "output_type": "error", "ename": .string(CellFailure.name), "evalue": .string(failure.message),
        "traceback": .array(failure.trace.map { .string($0) }),
      ]
    case .display(let display):
      .object(
        display.message(count: count).merging([
          "output_type": .string(display.isResult ? "execute_result" : "display_data"),
          "data": .object(Dictionary(uniqueKeysWithValues: display.data.map { ($0, .bundled($1, as: $0)) })),
        ]) { $1 })
    }
  }

  /// With neighbours of one stream as one, as front ends keep them.
  static func joined(_ outputs: [CellOutput]) -> [CellOutput] {
    outputs.reduce(into: []) { joined, output in
      if case .stream(let name, let text) = output, case .stream(name, let before) = joined.last {
        joined[joined.count - 1] = .stream(name, before + text)
      } else {
        joined.append(output)
      }
    }
  }
}

/// Why a cell stopped.
struct CellFailure: Error, Hashable, Sendable {
  /// What all are called.
  static let name = "PhaselineError"
  /// What is wrong and what to do.
  var message: String
  /// The same, and in which line of which cell.
  var trace: [String]
  /// The exit code.
  var status: Int32
}

extension Display {
  /// The content of the message that shows it.
  func message(count: Int) -> [String: JSONValue] {
    var content: [String: JSONValue] = [
      "data": .object(data.mapValues { .string($0) }), "metadata": .object(metadata),
    ]
    if isResult { content["execution_count"] = .integer(count) }
    return content
  }

  /// The words that a picture stands for, where it cannot be seen, and how wide it is.
  private var metadata: [String: JSONValue] {
    guard let alternative else { return [:] }
    let pictures = data.keys.filter { $0.hasPrefix("image/") }
    var said: [String: JSONValue] = ["alt": .string(alternative)]
    if let width { said["width"] = .integer(width) }
    return Dictionary(uniqueKeysWithValues: pictures.map { ($0, .object(said)) })
  }
}

extension JSONValue {
  /// A text as notebooks keep it: a list of its lines, each with its end.
  static func lines(of text: String) -> JSONValue {
    var lines: [JSONValue] = []
    var line = ""
    for character in text {
      line.append(character)
      if character.isNewline {
        lines.append(.string(line))
        line = ""
      }
    }
    return .array(lines + (line.isEmpty ? [] : [.string(line)]))
  }

  /// A form of a result as notebooks keep it: text as lines, pictures as they are.
  static func bundled(_ text: String, as type: String) -> JSONValue {
    type.hasPrefix("text/") || type == Display.svg ? .lines(of: text) : .string(text)
  }

  /// The text of what may be a list of its lines.
  var joinedText: String? { string ?? array.map { $0.compactMap(\.string).joined() } }
}
