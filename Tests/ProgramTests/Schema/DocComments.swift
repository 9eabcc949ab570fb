import Foundation

/// What the sources say of types and their properties.
struct DocComments {
  /// By type, as in "Finding.Subject", and property: "Finding.Subject.name"; of a type itself by its name.
  private var comments: [String: String] = [:]

  /// Reads every source of some modules.
  init(of modules: [String]) throws {
    for module in modules {
      let folder = Program.root.appendingPathComponent("Sources/\(module)")
      let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
      for name in names.sorted() where name.hasSuffix(".swift") {
        read(try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
      }
    }
  }

  /// - Parameter key: As it is written in JSON, of a property.
  func comment(of type: String, key: String? = nil) -> String? {
    comments[key.map { "\(type).\($0)" } ?? type]?.replacing("`nil`", with: "missing")
  }

  private mutating func read(_ source: String) {
    var around: [(indent: Int, name: String)] = []
    var words: [String] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0 == " " }
      let indent = line.count - text.count
      if text.hasPrefix("/// ") {
        words.append(String(text.dropFirst(4)))
        continue
      }
      defer { words = [] }
      guard !text.isEmpty else { continue }
      around.removeAll { $0.indent >= indent }
      if let type = text.firstMatch(of: /^(?:\w+ )*?(?:struct|enum|extension|class) ([\w.]+)/) {
        around.append((indent, String(type.output.1)))
        if !words.isEmpty, !text.hasPrefix("extension") { comments[around.path] = words.joined(separator: " ") }
      } else if let found = text.firstMatch(of: /^public (?:private\(set\) )?(?:var|let) (\w+(?:, \w+)*)/) {
        for name in found.output.1.split(separator: ", ") {
          let key = SchemaCollector.key(Name(stringValue: String(name)))
          if !words.isEmpty { comments["\(around.path).\(key)"] = words.joined(separator: " ") }
        }
      }
    }
  }

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension [(indent: Int, name: String)] {
  fileprivate var path: String { map(\.name).joined(separator: ".") }
}
