import Foundation

extension MarkdownNotebook {
  /// - Parameters:
  ///   - first: The place of its first cell among others.
  ///   - picture: The bytes of a picture beside it, by its path.
  static func read(_ text: String, from first: Int = 0, picture: (String) -> Data?) -> Notebook {
    var reader = MarkdownReader(text, first: first)
    return reader.read(picture)
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

    mutating func read(_ picture: (String) -> Data?) -> Notebook {
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
          fence.language == MarkdownNotebook.language ? takeCode(fence, picture) : takeProse(in: fence)
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

    private mutating func takeCode(_ fence: Fence, _ picture: (String) -> Data?) {
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
      takeOutputs(of: &cell, picture)
      notebook.cells.append(cell)
    }

    private mutating func takeOutputs(of cell: inout Notebook.Cell, _ picture: (String) -> Data?) {
      let start = lines[min(at, lines.count)...].firstIndex { !$0.allSatisfy(\.isWhitespace) }
      guard let start, let whole = said("outputs", in: lines[start]),
        let end = lines[start...].firstIndex(of: MarkdownNotebook.end[...])
      else { return }
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
