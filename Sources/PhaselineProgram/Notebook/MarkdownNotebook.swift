import Foundation
import Phaseline

/// A notebook as Markdown: fenced blocks of `phaseline` are its cells of commands, what stands between them is prose. What a
/// cell gave stands behind it, between two comments; comments also keep what Markdown has no place for.
enum MarkdownNotebook {
  /// How outputs are written.
  enum Outputs: Sendable {
    /// As a reader of Markdown sees them.
    case shown
    /// Also, in a comment, what cannot be read back from that.
    case whole
  }

  static let language = Kernelspec.name
  private static let end = comment("end")

  private static func comment(_ what: String, _ json: JSONValue? = nil) -> String {
    // Neither the end of a comment nor anything that looks like it may stand in one.
    let text = json.map { " " + $0.line.replacing("--", with: "-\\u002d").replacing(">", with: "\\u003e") } ?? ""
    return "<!-- \(language): \(what)\(text) -->"
  }

  /// What a comment of ours says: its JSON, null where it has none; `nil` where the line is none.
  private static func said(_ what: String, in line: Substring) -> JSONValue? {
    let opening = "<!-- \(language): \(what)"
    guard line.hasPrefix(opening), line.hasSuffix(" -->") else { return nil }
    let text = line.dropFirst(opening.count).dropLast(4)
    return text.isEmpty ? .null : text.first == " " ? try? JSONValue(Data(text.utf8)) : nil
  }
}

// MARK: - Reading

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
  private static func outputs(
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

/// A line that opens a fenced block.
private struct Fence {
  let mark: Character
  let length: Int
  /// What stands behind the marks.
  let info: String

  init?(_ line: Substring) {
    guard let mark = line.first, mark == "`" || mark == "~" else { return nil }
    let marks = line.prefix { $0 == mark }
    let info = line[marks.endIndex...].trimmingCharacters(in: .whitespaces)
    guard marks.count >= 3, mark == "~" || !info.contains("`") else { return nil }
    (self.mark, length, self.info) = (mark, marks.count, info)
  }

  var language: String { String(info.prefix { !$0.isWhitespace }) }
  /// What is said of the cell, as JSON behind the language.
  var attributes: [String: JSONValue] {
    (try? JSONValue(Data(info.dropFirst(language.count).utf8)))?.object ?? [:]
  }

  func isClosed(by line: Substring) -> Bool {
    let marks = line.prefix { $0 == mark }
    return marks.count >= length && line[marks.endIndex...].allSatisfy(\.isWhitespace)
  }

  /// A block of text, fenced by more marks than stand in it.
  static func block(_ text: String, _ info: String) -> String {
    let longest =
      text.split(separator: "\n" as Character).map { (line: Substring) -> Int in line.prefix(while: { $0 == "`" }).count
      }.max() ?? 0
    let marks = String(repeating: "`", count: max(3, longest + 1))
    let body = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    return "\(marks)\(info)\n\(body)\(marks)"
  }
}

/// What a block of text behind a cell is.
private enum ShownOutput: String {
  case stdout = "text"
  case stderr = "text stderr"
  case result = "text result"
  case failure = "text error"

  func output(_ lines: ArraySlice<Substring>, count: Int) -> JSONValue {
    let text = lines.map { $0 + "\n" }.joined()
    switch self {
    case .stdout: return CellOutput.stream(.stdout, text).json(count: count)
    case .stderr: return CellOutput.stream(.stderr, text).json(count: count)
    case .result: return CellOutput.display(Display(data: [Display.plain: text])).json(count: count)
    case .failure:
      let trace = lines.map(String.init)
      let failure = CellFailure(message: trace.first ?? "", trace: trace, status: ExitStatus.failed)
      return CellOutput.failure(failure).json(count: count)
    }
  }
}

// MARK: - Writing

extension MarkdownNotebook {
  /// - Parameter pictures: The folder, beside it, of its pictures.
  /// - Returns: The text, and the pictures by their paths.
  static func text(
    of notebook: Notebook, pictures: String, keeping: Outputs
  ) -> (text: String, files: [(path: String, data: Data)]) {
    var writer = MarkdownWriter(pictures: pictures, keeping: keeping)
    let text = writer.write(notebook)
    return (text, writer.files)
  }

  private struct MarkdownWriter {
    let pictures: String
    let keeping: Outputs
    var files: [(path: String, data: Data)] = []
    private var done = 0

    init(pictures: String, keeping: Outputs) { (self.pictures, self.keeping) = (pictures, keeping) }

    mutating func write(_ notebook: Notebook) -> String {
      var usual = Notebook(cells: [], metadata: [:])
      usual.declareLanguage()
      let isUsual = notebook.metadata == usual.metadata && notebook.rest.isEmpty
      let head: JSONValue = ["metadata": .object(notebook.metadata), "rest": .object(notebook.rest)]
      let opening = isUsual ? [] : [comment("notebook", head)]
      let text = opening + blocks(of: notebook.cells, isWhole: false)
      // A block of prose that is never closed would swallow what follows.
      if sources(text.joined(separator: "\n\n")) != notebook.cells.map(\.withoutOutputs) {
        (files, done) = ([], 0)
        return (opening + blocks(of: notebook.cells, isWhole: true)).joined(separator: "\n\n") + "\n"
      }
      return text.joined(separator: "\n\n") + "\n"
    }

    private func sources(_ text: String) -> [Notebook.Cell] {
      MarkdownNotebook.read(text) { _ in nil }.cells.map(\.withoutOutputs)
    }

    private mutating func blocks(of cells: [Notebook.Cell], isWhole: Bool) -> [String] {
      var wasProse = false
      return cells.enumerated().map { index, cell in
        defer { wasProse = !cell.isCode }
        return cell.isCode ? code(cell, index) : prose(cell, index, isWhole: isWhole, follows: wasProse)
      }
    }

    private func prose(_ cell: Notebook.Cell, _ index: Int, isWhole: Bool, follows: Bool) -> String {
      guard case .object(var members) = cell.json, !isWhole else { return comment("cell", cell.json) }
      members["source"] = nil
      let marked = comment("cell", .object(members)) + "\n\n" + cell.source
      for candidate in (follows ? [] : [cell.source]) + [marked] {
        if MarkdownNotebook.read(candidate, from: index, picture: { _ in nil }).cells == [cell] { return candidate }
      }
      return comment("cell", cell.json)
    }

    private mutating func code(_ cell: Notebook.Cell, _ index: Int) -> String {
      guard case .object(var members) = cell.json else { return "" }
      for key in ["cell_type", "source", "outputs", "execution_count"] { members[key] = nil }
      if cell.id == Notebook.Cell.usualID(at: index) { members["id"] = nil }
      if cell.metadata.isEmpty { members["metadata"] = nil }
      let attributes = members.isEmpty ? "" : " " + JSONValue.object(members).line
      // A backquote in what is said of the cell would be none of the fence's.
      let info = (MarkdownNotebook.language + attributes).replacing("`", with: "\\u0060")
      let source = cell.source.isEmpty ? "" : cell.source + "\n"
      if cell.isRunnable { done += 1 }
      guard !cell.outputs.isEmpty || cell.count != nil else { return Fence.block(source, info) }
      return Fence.block(source, info) + "\n\n" + outputs(of: cell)
    }

    private mutating func outputs(of cell: Notebook.Cell) -> String {
      let before = files.count
      let shown = cell.outputs.enumerated().compactMap { show($1, "\(pictures)/cell-\(done)-\($0 + 1)") }
      let text = ([comment("outputs")] + shown + [MarkdownNotebook.end]).joined(separator: "\n\n")
      if keeping == .shown { return text }
      let drawn = files[before...]
      let again = MarkdownNotebook.outputs(
        in: text.split(separator: "\n", omittingEmptySubsequences: false)[...], count: done
      ) { path in drawn.first { $0.path == path }?.data }
      if again == cell.outputs, cell.count == (cell.isRunnable ? done : nil) { return text }
      let count = cell.count.map { JSONValue.integer($0) } ?? .null
      let whole = comment("outputs", ["outputs": .array(cell.outputs), "count": count])
      return ([whole] + shown + [MarkdownNotebook.end]).joined(separator: "\n\n")
    }

    /// - Parameter path: Of the picture, if it is one, without its ending.
    private mutating func show(_ output: JSONValue, _ path: String) -> String? {
      if let name = output["name"]?.string, let text = output["text"]?.joinedText {
        return Fence.block(text, (name == "stderr" ? ShownOutput.stderr : .stdout).rawValue)
      }
      if let trace = output["traceback"]?.array {
        return Fence.block(trace.compactMap(\.string).joined(separator: "\n"), ShownOutput.failure.rawValue)
      }
      for (type, ending) in [(Display.svg, "svg"), (Display.png, "png")] {
        guard let text = output["data"]?[type]?.joinedText else { continue }
        let data = type == Display.svg ? Data(text.utf8) : Data(base64Encoded: text, options: .ignoreUnknownCharacters)
        guard let data else { continue }
        files.append(("\(path).\(ending)", data))
        let alternative = output["metadata"]?[type]?["alt"]?.string ?? ""
        let escaped = alternative.replacing(/[\\\[\]]/) { "\\\($0.output)" }.replacing("\n", with: " ")
        return "![\(escaped)](\(Self.encoded("\(path).\(ending)")))"
      }
      return output["data"]?[Display.plain]?.joinedText.map { Fence.block($0, ShownOutput.result.rawValue) }
    }

    private static func encoded(_ path: String) -> String {
      path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(CharacterSet(charactersIn: "()")))
        ?? path
    }
  }
}

extension Notebook.Cell {
  /// It, as it is before it was run.
  var withoutOutputs: Notebook.Cell {
    var cell = self
    (cell.outputs, cell.count) = ([], nil)
    return cell
  }
}
