import Crypto
import Foundation
import Phaseline

/// Where a cell gives something else than what is kept.
struct NotebookDifference: CustomStringConvertible {
  /// Counted from 1, of all cells.
  let cell: Int
  /// The first line of its commands.
  let command: String
  /// The first lines that differ.
  let kept, given: String

  var description: String { "cell \(cell) (\(command)): kept: \(kept) | now: \(given)" }

  static func all(between kept: Notebook, _ given: Notebook) -> [NotebookDifference] {
    zip(kept.cells, given.cells).enumerated().compactMap { index, cells in
      var (before, now) = (cells.0.outputs.map(plain), cells.1.outputs.map(plain))
      if before.count == now.count { (before, now) = inCommon(before, now) }
      guard before != now else { return nil }
      let lines = (before.flatMap(words), now.flatMap(words))
      let at = zip(lines.0, lines.1).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      let place = at ?? min(lines.0.count, lines.1.count)
      return NotebookDifference(
        cell: index + 1, command: String(cells.1.source.split(whereSeparator: \.isNewline).first ?? ""),
        kept: line(place, lines.0, instead: cells.0.outputs.isEmpty), given: line(place, lines.1, instead: now.isEmpty))
    }
  }

  /// Without the numbers of execution, and with texts in one piece: front ends write them both ways.
  private static func plain(_ output: JSONValue) -> JSONValue {
    guard var members = output.object else { return output }
    members["execution_count"] = nil
    members["text"] = members["text"].map { .string($0.joinedText ?? "") }
    members["data"] = members["data"]?.object.map { data in
      .object(
        Dictionary(
          uniqueKeysWithValues: data.map { type, text in
            let joined = text.joinedText.map { type.hasPrefix("image/png") ? $0.filter { !$0.isNewline } : $0 }
            return (type, joined.map { .string($0) } ?? text)
          }))
    }
    return .object(members)
  }

  /// Of results only the forms that both have: whoever has saved the notebook may have kept fewer.
  private static func inCommon(_ kept: [JSONValue], _ given: [JSONValue]) -> ([JSONValue], [JSONValue]) {
    let pairs = zip(kept, given).map { kept, given -> (JSONValue, JSONValue) in
      let shared = Set((kept["data"]?.object ?? [:]).keys).intersection((given["data"]?.object ?? [:]).keys)
      return shared.isEmpty ? (kept, given) : (kept.with(shared), given.with(shared))
    }
    return (pairs.map(\.0), pairs.map(\.1))
  }

  /// Its lines, the plain ones first: they say most.
  private static func words(_ output: JSONValue) -> [String] {
    let data = output["data"]?.object ?? [:]
    let texts =
      [output["text"]?.string, output["evalue"]?.string, data[Display.plain]?.string]
      + data.sorted { $0.key < $1.key }.map { type, text in
        type.hasPrefix("text/") ? text.string : "\(type) (SHA-256 \(digest(text.line)))"
      }
    let rest = output.object?.filter { !["text", "evalue", "data"].contains($0.key) } ?? [:]
    return texts.compactMap { $0 }.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
      + [JSONValue.object(rest).line]
  }

  private static func digest(_ text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).prefix(4).map { String($0, radix: 16) }.joined()
  }

  private static func line(_ place: Int, _ lines: [String], instead isEmpty: Bool) -> String {
    lines.indices.contains(place) ? String(lines[place].prefix(160)) : isEmpty ? "nothing" : "no more"
  }
}

extension JSONValue {
  /// An output with some of its forms only.
  fileprivate func with(_ types: Set<String>) -> JSONValue {
    guard var members = object else { return self }
    for key in ["data", "metadata"] {
      members[key] = members[key]?.object.map { .object($0.filter { types.contains($0.key) }) }
    }
    return .object(members)
  }
}
