import Foundation
import Phaseline

extension MarkdownNotebook {
  /// - Parameters:
  ///   - first: The place of its first cell among others.
  ///   - picture: The bytes of a picture beside it, by its path.
  /// - Throws: `UsageProblem.refused` for outputs that never end: what follows would be lost with them.
  static func read(_ text: String, from first: Int = 0, picture: (String) -> Data?) throws -> Notebook {
    var reader = MarkdownReader(text, first: first)
    return try reader.read(picture)
  }

  private struct MarkdownReader {
    private let lines: [Substring]
    private let first: Int
    private var at = 0
    private var notebook = Notebook(cells: [], metadata: [:])
    private var prose: [Substring] = []
    /// What a comment has said of the prose that follows.
    private var head: JSONValue?
    /// How many cells of commands were done.
    private var done = 0

    init(_ text: String, first: Int) {
      lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      self.first = first
    }

    mutating func read(_ picture: (String) -> Data?) throws -> Notebook {
      if let metadata = lines.first.flatMap({ said("notebook", in: $0) })?.object {
        notebook.metadata = metadata["metadata"]?.object ?? [:]
        notebook.rest = metadata["rest"]?.object ?? [:]
        at = 1
      } else {
        notebook.declareLanguage()
      }
      while at < lines.count {
        let line = lines[at]
        if let fence = Fence(line) {
          if fence.language == MarkdownNotebook.language { try takeCode(fence, picture) } else { takeProse(in: fence) }
        } else if let head = said("cell", in: line) {
          endProse()
          at += 1
          if head["source"] == nil { self.head = head } else { add(head) }
        } else {
          prose.append(line)
          at += 1
        }
      }
      endProse()
      notebook.tellApart()
      return notebook
    }

    private var index: Int { first + notebook.cells.count }

    private mutating func add(_ json: JSONValue) {
      if let cell = Notebook.Cell(json, at: index) { notebook.cells.append(cell) }
    }

    /// A block of another language is prose, whatever stands in it.
    private mutating func takeProse(in fence: Fence) {
      repeat {
        prose.append(lines[at])
        at += 1
      } while at < lines.count && !fence.isClosed(by: lines[at])
      if at < lines.count {
        prose.append(lines[at])
        at += 1
      }
    }

    private mutating func endProse() {
      let isBlank = { (line: Substring) in line.allSatisfy(\.isWhitespace) }
      if head != nil || !prose.allSatisfy(isBlank) {
        let text = prose.drop(while: isBlank).reversed().drop(while: isBlank).reversed().joined(separator: "\n")
        var members = head?.object ?? [:]
        members["cell_type"] = members["cell_type"] ?? "markdown"
        members["source"] = .string(text)
        add(.object(members))
      }
      (prose, head) = ([], nil)
    }

    private mutating func takeCode(_ fence: Fence, _ picture: (String) -> Data?) throws {
      endProse()
      at += 1
      var source: [Substring] = []
      while at < lines.count, !fence.isClosed(by: lines[at]) {
        source.append(lines[at])
        at += 1
      }
      at += 1
      var members = fence.attributes
      members["cell_type"] = "code"
      members["source"] = .string(source.joined(separator: "\n"))
      guard var cell = Notebook.Cell(.object(members), at: index) else { return }
      if cell.isRunnable { done += 1 }
      try takeOutputs(of: &cell, picture)
      notebook.cells.append(cell)
    }

    /// Where the comment is that ends outputs; one within a block of text is none.
    private func end(ofOutputs start: Int) throws -> Int {
      var at = start + 1
      while at < lines.count {
        if lines[at] == MarkdownNotebook.end[...] { return at }
        if said("outputs", in: lines[at]) != nil || said("cell", in: lines[at]) != nil { break }
        if let fence = Fence(lines[at]) {
          if fence.language == MarkdownNotebook.language { break }
          repeat { at += 1 } while at < lines.count && !fence.isClosed(by: lines[at])
        }
        at += 1
      }
      throw UsageProblem.refused(
        "Line \(start + 1) begins what a cell gave, and it never ends: put \(MarkdownNotebook.end) behind it, or take it out."
      )
    }

    private mutating func takeOutputs(of cell: inout Notebook.Cell, _ picture: (String) -> Data?) throws {
      let start = lines[min(at, lines.count)...].firstIndex { !$0.allSatisfy(\.isWhitespace) }
      guard let start, let whole = said("outputs", in: lines[start]) else { return }
      let end = try end(ofOutputs: start)
      at = end + 1
      if let outputs = whole["outputs"]?.array {
        (cell.outputs, cell.count) = (outputs, whole["count"]?.integer)
      } else {
        cell.count = cell.isRunnable ? done : nil
        cell.outputs = MarkdownNotebook.outputs(in: lines[(start + 1)..<end], count: done, picture)
      }
    }
  }

  /// Outputs as they are shown.
  static func outputs(
    in lines: ArraySlice<Substring>, count: Int, _ picture: (String) -> Data?
  ) -> [JSONValue] {
    var outputs: [JSONValue] = []
    var at = lines.startIndex
    while at < lines.endIndex {
      if let fence = Fence(lines[at]), let kind = ShownOutput(rawValue: fence.info) {
        let end = lines[(at + 1)...].firstIndex { fence.isClosed(by: $0) } ?? lines.endIndex
        outputs.append(kind.output(lines[(at + 1)..<end], count: count))
        at = end
      } else if let match = lines[at].wholeMatch(of: /!\[(.*)\]\(([^()]+)\)/) {
        let path = String(match.output.2)
        if let data = picture(path.removingPercentEncoding ?? path) {
          outputs.append(Self.output(picture: data, path, alternative: unescaped(match.output.1)))
        }
      }
      at += 1
    }
    return outputs
  }

  private static func output(picture: Data, _ path: String, alternative: String) -> JSONValue {
    let isSVG = path.hasSuffix(".svg")
    let type = isSVG ? Display.svg : Display.png
    let text = isSVG ? String(decoding: picture, as: UTF8.self) : picture.base64EncodedString()
    return CellOutput.display(Display(data: [type: text], alternative: alternative)).json(count: 0)
  }

  private static func unescaped(_ text: Substring) -> String { String(text.replacing(/\\([\\\[\]])/) { $0.output.1 }) }
}
