import Foundation
import Phaseline

/// What a kernel answers, apart from how it is sent.
struct KernelAnswers {
  private var cells: CellSession
  /// The cells that were done, each with its number.
  private var history: [(count: Int, code: String)] = []

  init(_ cells: CellSession) { self.cells = cells }

  /// A cell that is to be done.
  struct Cell {
    var code: String
    /// Whether nobody is to see what it gives.
    var isSilent: Bool
    /// Whether it gets a number and is kept.
    var isKept: Bool
    /// Whether those that wait are not done where it fails.
    var stopsOnError: Bool
    /// Expressions are another language's: each is answered by an error.
    var refusedExpressions: JSONValue

    init(_ request: Message) {
      let content = request.content
      code = content["code"]?.string ?? ""
      isSilent = content["silent"]?.bool ?? false
      isKept = !isSilent && content["store_history"]?.bool ?? true
      stopsOnError = content["stop_on_error"]?.bool ?? true
      let names = content["user_expressions"]?.object?.keys.map { $0 } ?? []
      let message = "Phaseline has commands, and no expressions."
      let refusal = CellFailure(message: message, trace: [message], status: ExitStatus.failed).content
      refusedExpressions = .object(
        Dictionary(uniqueKeysWithValues: names.map { ($0, .object(refusal.merging(["status": "error"]) { $1 })) }))
    }
  }

  /// - Returns: The number that it will have.
  mutating func begin(_ cell: Cell) -> Int {
    let count = cells.count + (cell.isKept ? 1 : 0)
    if cell.isKept { history.append((count, cell.code)) }
    return count
  }

  mutating func run(_ cell: Cell) async -> CellFailure? {
    do { try await cells.run(cell.code, isCounted: cell.isKept) } catch { return error }
    return nil
  }

  /// - Returns: The content of the reply; `nil` of a request that is not known.
  func answer(_ request: Message) -> JSONValue? {
    let content = request.content
    switch request.type {
    case "kernel_info_request": return Self.kernelInfo
    case "complete_request": return completion(Cursor(content))
    case "inspect_request": return inspection(Cursor(content))
    case "is_complete_request": return completeness(content["code"]?.string ?? "")
    case "history_request": return history(content)
    case "comm_info_request": return ["status": "ok", "comms": [:]]
    default: return nil
    }
  }

  static let kernelInfo: JSONValue = [
    "status": "ok", "protocol_version": .string(Message.protocolVersion), "implementation": .string(Kernelspec.name),
    "implementation_version": .string(Version.current), "language_info": Kernelspec.languageInfo,
    "banner": .string("Phaseline \(Version.current): `help` lists the commands, Tab completes."), "debugger": false,
    "supported_features": [],
    "help_links": [],
  ]
}

// MARK: - At the cursor

extension KernelAnswers {
  /// A place in a cell's text, counted in Unicode scalars as the protocol does.
  private struct Cursor {
    let position: Int
    /// What stands before it, and behind.
    let before, behind: String

    init(_ content: JSONValue) {
      let code = (content["code"]?.string ?? "").unicodeScalars
      position = min(max(0, content["cursor_pos"]?.integer ?? code.count), code.count)
      (before, behind) = (
        String(String.UnicodeScalarView(code.prefix(position))),
        String(String.UnicodeScalarView(code.dropFirst(position)))
      )
    }

    /// The statement that it stands in, up to it.
    var statement: String {
      var reader = StatementReader()
      let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (number, line) in lines.dropLast().enumerated() { _ = reader.take(line, number: number + 1) }
      let last = String(lines.last ?? "")
      return reader.clear().map { $0.text + "\n" + last } ?? last
    }

    /// The word that it stands in.
    var word: String { begun + behind.prefix(while: Self.isPart) }
    /// Whether it is the first of its statement: a command, perhaps shortened.
    var isAtCommand: Bool { statement.dropLast(begun.count).allSatisfy(\.isWhitespace) }

    /// What of the word stands before it.
    private var begun: String { String(before.reversed().prefix(while: Self.isPart).reversed()) }

    private static func isPart(_ character: Character) -> Bool {
      !character.isWhitespace && !"\"';,=?".contains(character)
    }
  }

  private func completion(_ cursor: Cursor) -> JSONValue {
    let found = Completer(workbench: cells.workbench).complete(cursor.statement)
    // Behind these signs quotes would make another word of it: the name of no variable, and of no indicator.
    let isPlain = found.isPlain || found.replaced.first.map { "?$".contains($0) } ?? false
    let matches = found.candidates.map { isPlain || $0.hasSuffix("/") ? $0 : ShellWords.joined([$0]) }
    return [
      "status": "ok", "matches": .array(matches.map { .string($0) }), "metadata": [:],
      "cursor_start": .integer(cursor.position - found.replaced.unicodeScalars.count),
      "cursor_end": .integer(cursor.position),
    ]
  }

  /// What an indicator measures, else what a command does.
  private func inspection(_ cursor: Cursor) -> JSONValue {
    let word = cursor.word
    let text = explained(word) ?? helped(word, mayBeShort: cursor.isAtCommand)
    let data = text.map { Display(data: [Display.plain: $0]).data } ?? [:]
    return [
      "status": "ok", "found": .bool(text != nil), "data": .object(data.mapValues { .string($0) }), "metadata": [:],
    ]
  }

  private func explained(_ word: String) -> String? {
    guard !word.isEmpty, let standard = try? cells.workbench.standard(),
      let indicator = standard.indicator(exactly: word)
    else { return nil }
    let layout = TerminalLayout(.notebook)
    return layout.document(Explain.document(of: indicator, in: standard))
  }

  private func helped(_ word: String, mayBeShort: Bool) -> String? {
    guard !word.isEmpty, let name = try? AmbiguousCommand.full(word, among: PhaselineCommand.names),
      mayBeShort || name == word,
      let type = PhaselineCommand.commands.first(where: { $0._commandName == name })
    else { return nil }
    return HelpText.whole(type, Surroundings.notebook.width)
  }

  private func completeness(_ code: String) -> JSONValue {
    var reader = StatementReader()
    var statements: [Statement] = []
    for (number, line) in code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if let statement = reader.take(line, number: number + 1) { statements.append(statement) }
    }
    if reader.isWaiting { return ["status": "incomplete", "indent": ""] }
    let isRead = statements.allSatisfy { (try? CommandText.all(in: $0.text)) != nil }
    return ["status": isRead ? "complete" : "invalid"]
  }
}

// MARK: - What was done

extension KernelAnswers {
  private func history(_ content: JSONValue) -> JSONValue {
    var found = history
    let most = content["n"]?.integer.map { max(0, $0) }
    switch content["hist_access_type"]?.string {
    case "range":
      let start = content["start"]?.integer ?? 1
      let stop = content["stop"]?.integer ?? .max
      let isThisSession = (content["session"]?.integer ?? 0) == 0
      found = isThisSession ? found.filter { $0.count >= start && $0.count < stop } : []
    case "search":
      let pattern = content["pattern"]?.string ?? "*"
      found = found.filter { fnmatch(pattern, $0.code, 0) == 0 }
      if content["unique"]?.bool == true {
        var seen = Set<String>()
        found = found.reversed().filter { seen.insert($0.code).inserted }.reversed()
      }
      found = most.map { found.suffix($0) } ?? found
    default: found = most.map { found.suffix($0) } ?? found
    }
    let isWithOutput = content["output"]?.bool == true
    let entries = found.map { entry -> JSONValue in
      [0, .integer(entry.count), isWithOutput ? [.string(entry.code), .null] : .string(entry.code)]
    }
    return ["status": "ok", "history": .array(entries)]
  }
}
