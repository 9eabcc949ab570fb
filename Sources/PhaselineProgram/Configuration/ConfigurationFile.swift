import Foundation
import Phaseline
import Yams

/// A configuration file, read: what it sets, and all that is wrong with it.
struct ConfigurationFile: Sendable {
  struct Entry: Sendable {
    var setting: Setting
    var value: String
    /// From 1.
    var line: Int
  }
  let path: String
  private(set) var entries: [Entry] = []
  private(set) var faults: [ConfigurationProblem.Fault] = []
  private let home: String?

  /// More than a hundred times as much as all settings with their explanations.
  static let mostBytes = 1 << 18

  /// Reads it.
  /// - Parameters:
  ///   - path: Where it is.
  ///   - home: What `~` stands for; none where there is no home folder.
  init(path: String, home: String?) {
    (self.path, self.home) = (path, home)
    do throws(Unreadable) { read(try Self.text(path)) } catch {
      faults = [.init(line: error.line, column: error.column, what: error.what)]
    }
    faults.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private struct Unreadable: Error {
    var what: String
    var line = 1
    var column = 1
  }

  private static func text(_ path: String) throws(Unreadable) -> String {
    var file = stat()
    guard stat(path, &file) == 0 else { throw Unreadable(what: "there is no such file; expected settings") }
    guard file.st_mode & S_IFMT != S_IFDIR else { throw Unreadable(what: "this is a folder; expected a file") }
    guard file.st_mode & S_IFMT == S_IFREG else { throw Unreadable(what: "this is no ordinary file; expected one") }
    guard file.st_size <= mostBytes else {
      throw Unreadable(
        what: "the file has \(Wordings.grouped(Int(file.st_size))) bytes; expected settings, a few lines")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Unreadable(what: "the file cannot be read; expected settings that you may read")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      let (line, column) = place(of: String(decoding: data, as: UTF8.self).prefix { $0 != "\u{FFFD}" })
      throw Unreadable(what: "expected text in UTF-8", line: line, column: column)
    }
    return text
  }

  /// The line and the column behind a text.
  private static func place(of text: Substring) -> (line: Int, column: Int) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return (lines.count, (lines.last?.unicodeScalars.count ?? 0) + 1)
  }

  private mutating func note(_ mark: Mark?, _ what: String) {
    faults.append(.init(line: mark?.line ?? 1, column: mark?.column ?? 1, what: what))
  }

  private mutating func read(_ text: String) {
    do {
      guard let root = try Yams.compose(yaml: text) else { return }  // nothing but comments
      guard let mapping = root.mapping else { return note(root.mark, "expected settings, as 'workspace: FILE'") }
      for (key, value) in mapping { read(key, value) }
    } catch {
      note(error, in: text)
    }
  }

  private mutating func read(_ key: Node, _ value: Node) {
    let keys = Setting.all.map(\.key)
    let name = key.scalar?.string ?? ""
    guard let setting = Setting.all.first(where: { $0.key == name }) else {
      let nearest = Nearest.names(to: name, among: keys, limit: 1).first
      let remedy = nearest.map { "; did you mean '\($0)'?" } ?? "; there are \(Wordings.list(keys))"
      return note(key.mark, "no setting is called '\(name)'" + remedy)
    }
    guard let text = value.scalar?.string else {
      return note(value.mark, "\(setting.key) is a list or a mapping: expected \(setting.values.words)")
    }
    // A key without a value is unfinished; an empty text in quotation marks says that there is to be nothing.
    let isUnfinished = text.isEmpty && value.scalar?.style == .plain
    if let expectation = isUnfinished ? "expected \(setting.values.words)" : setting.expectation(of: text) {
      return note(value.mark ?? key.mark, "\(setting.key) is \(text.isEmpty ? "nothing" : "'\(text)'"): \(expectation)")
    }
    guard case .path = setting.values, text == "~" || text.hasPrefix("~/") else {
      return entries.append(Entry(setting: setting, value: text, line: key.mark?.line ?? 1))
    }
    guard let home else { return note(value.mark, "\(setting.key) is '\(text)', and there is no home folder") }
    entries.append(Entry(setting: setting, value: home + text.dropFirst(), line: key.mark?.line ?? 1))
  }

  private mutating func note(_ error: any Error, in text: String) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      note(mark, "not YAML (\(problem))")
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      note(context.mark, "'\(keys.joined(separator: "', '"))' is set twice; expected each once")
    case YamlError.reader(let problem, let offset, _, _):
      let (line, column) = Self.place(of: Substring(String(decoding: text.utf8.prefix(offset ?? 0), as: UTF8.self)))
      faults.append(.init(line: line, column: column, what: "not YAML (\(problem))"))
    default: note(nil, "not YAML")
    }
  }
}
