import CEdit
import Foundation

/// Reads lines from the terminal with libedit: editing keys, kept line history, Tab.
final class LineEditor {
  enum Input {
    case line(String)
    /// Ctrl-C: the line is cleared.
    case interrupted
    /// Ctrl-D on an empty line.
    case end
  }

  private let editor: OpaquePointer
  private let history: OpaquePointer?
  private let historyFile: String?
  private var promptText: UnsafeMutablePointer<CChar>?
  private var isInterrupted = false
  /// What Tab offers: given the text up to the cursor, the length of what is to be replaced, and by what.
  private let complete: (String) -> Completion

  /// - Parameters:
  ///   - historyFile: Where lines are kept between sessions.
  ///   - complete: What Tab offers.
  /// - Returns: `nil` where the terminal cannot be used.
  init?(historyFile: String?, complete: @escaping (String) -> Completion) {
    let locale = setlocale(LC_CTYPE, "").map { String(cString: $0) } ?? ""
    if !locale.uppercased().contains("UTF") { setlocale(LC_CTYPE, "C.UTF-8") }
    let streams = [(STDIN_FILENO, "r"), (STDOUT_FILENO, "w"), (STDERR_FILENO, "w")].map { fdopen(dup($0.0), $0.1) }
    guard let editor = el_init("phaseline", streams[0], streams[1], streams[2]) else { return nil }
    (self.editor, self.historyFile, self.complete) = (editor, historyFile, complete)
    history = history_init()
    phaseline_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
    phaseline_set_editor(editor, "emacs")
    phaseline_set_prompt(editor) { editor in LineEditor.of(editor)?.promptText }
    phaseline_add_key(editor, "phaseline-complete", "complete the word") { editor, _ in
      LineEditor.of(editor)?.tab() ?? UInt8(CC_ERROR)
    }
    phaseline_bind(editor, "\t", "phaseline-complete")
    phaseline_add_key(editor, "phaseline-interrupt", "clear the line") { editor, _ in
      LineEditor.of(editor)?.isInterrupted = true
      return UInt8(CC_NEWLINE)
    }
    phaseline_bind(editor, "^C", "phaseline-interrupt")
    phaseline_take_interrupts(editor)
    phaseline_bind(editor, "^R", "em-inc-search-prev")
    if let history {
      phaseline_history_size(history, Self.kept)
      if let historyFile { phaseline_history_load(history, historyFile) }
      phaseline_set_history(editor, history)
    }
  }

  deinit {
    if let history { history_end(history) }
    el_end(editor)
    free(promptText)
  }

  /// Reads a line, showing a prompt.
  func read(prompt: String) -> Input {
    free(promptText)
    promptText = strdup(prompt)
    var count: Int32 = 0
    isInterrupted = false
    el_resize(editor)  // the window may have changed since the last line
    let text = el_gets(editor, &count)
    if isInterrupted {  // an empty line that is cleared is none, as at the end
      FileHandle.standardOutput.write(Data("^C\n".utf8))
      return .interrupted
    }
    guard let text else { return .end }
    return .line(String(cString: text).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Keeps what was typed, for the arrow keys and Ctrl-R.
  ///
  /// A statement over several lines becomes one, but where a comment in SQL would swallow what follows it: then each line is
  /// kept. The file is written now, since a terminal may be closed any time, and read before, since another prompt may have
  /// added to it.
  func remember(_ text: String) {
    guard let history else { return }
    let lines = text.contains("--") ? text.split(separator: "\n").map(String.init) : [text.replacing("\n", with: " ")]
    for line in lines where !line.isEmpty {
      phaseline_history_enter(history, line)
      if let historyFile { phaseline_history_add(historyFile, line, Self.kept) }
    }
  }

  /// How many lines are kept.
  private static let kept: Int32 = 1000

  private static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let client = phaseline_client(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
  }

  /// Completes as far as all candidates agree; lists them where they do not.
  private func tab() -> UInt8 {
    guard let info = el_line(editor)?.pointee, let start = info.buffer, let cursor = info.cursor else {
      return UInt8(CC_ERROR)
    }
    let bytes = UnsafeRawBufferPointer(start: start, count: cursor - start)
    let completion = complete(String(decoding: bytes, as: UTF8.self))
    guard let insertion = completion.insertion else { return UInt8(CC_REFRESH_BEEP) }
    el_deletestr(editor, Int32(completion.replaced.unicodeScalars.count))  // libedit counts wide characters
    el_insertstr(editor, insertion)
    guard completion.candidates.count > 1 else { return UInt8(CC_REFRESH) }
    let width = Surroundings.window(of: STDOUT_FILENO)?.columns ?? 80
    FileHandle.standardOutput.write(Data("\n\(completion.listed(40, width: width))\n".utf8))
    return UInt8(CC_REDISPLAY)
  }
}
