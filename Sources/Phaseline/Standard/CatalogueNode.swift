import Yams

/// What is wrong with a catalogue, and where.
public struct CatalogueProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Path of the file.
  public var file: String
  /// From 1.
  public var line: Int
  /// What is wrong, as part of a sentence.
  public var what: String
  /// Where it is, what is wrong, what to do.
  public var description: String { "\(file):\(line): \(what). Correct the catalogue." }
}

/// A YAML node that knows its file, so that whatever is missing or wrong in it is reported with its line.
struct CatalogueNode {
  let file: String
  let node: Node

  init(yaml: String, file: String) throws {
    self.file = file
    do {
      guard let node = try Yams.compose(yaml: yaml) else {
        throw CatalogueProblem(file: file, line: 1, what: "the catalogue is empty")
      }
      self.node = node
    } catch let error as YamlError {
      throw CatalogueProblem(file: file, line: Self.line(of: error), what: "not YAML (\(Self.reason(of: error)))")
    }
  }

  private init(file: String, node: Node) { (self.file, self.node) = (file, node) }

  var line: Int { node.mark?.line ?? 1 }

  func problem(_ what: String) -> CatalogueProblem { CatalogueProblem(file: file, line: line, what: what) }

  /// The entry of this key, or `nil`; throws where this node is no mapping.
  func entry(_ key: String) throws -> CatalogueNode? {
    guard let mapping = node.mapping else { throw problem("expected a mapping with the key '\(key)'") }
    return mapping[key].map { CatalogueNode(file: file, node: $0) }
  }

  func required(_ key: String) throws -> CatalogueNode {
    guard let entry = try entry(key) else { throw problem("the key '\(key)' is missing") }
    return entry
  }

  /// Refuses a key that means nothing here, so that a misspelt one is not silently lost.
  func allow(_ keys: Set<String>) throws {
    guard let mapping = node.mapping else { throw problem("expected a mapping") }
    for (key, _) in mapping {
      guard let name = key.scalar?.string, !keys.contains(name) else { continue }
      let nearest = Nearest.names(to: name, among: keys.sorted(), limit: 1).first
      throw CatalogueProblem(
        file: file, line: key.mark?.line ?? line,
        what: "unknown key '\(name)'" + (nearest.map { "; is '\($0)' meant?" } ?? ""))
    }
  }

  func text() throws -> String {
    guard let text = node.scalar?.string, !text.isEmpty else { throw problem("expected a text") }
    return text
  }

  func integer() throws -> Int {
    guard let number = node.scalar.flatMap({ Int($0.string) }), number >= 0 else {
      throw problem("expected a whole number")
    }
    return number
  }

  func fraction() throws -> Double {
    guard let number = node.scalar.flatMap({ Double($0.string) }), number >= 0, number.isFinite else {
      throw problem("expected a number, 0 or above")
    }
    return number
  }

  func flag() throws -> Bool {
    switch node.scalar?.string {
    case "true": true
    case "false": false
    default: throw problem("expected true or false")
    }
  }

  func list() throws -> [CatalogueNode] {
    guard let sequence = node.sequence else { throw problem("expected a list") }
    return sequence.map { CatalogueNode(file: file, node: $0) }
  }

  func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) throws -> Value
  where Value.RawValue == String {
    let text = try text()
    guard let value = Value(rawValue: text) else {
      let choices = Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      throw problem("'\(text)' is none of \(choices)")
    }
    return value
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 1
    }
  }

  private static func reason(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    case .duplicatedKeysInMapping(let keys, _):
      "the key '\(keys.joined(separator: "', '"))' stands twice"
    default: "\(error)"
    }
  }
}

extension CatalogueNode {
  func text(_ key: String) throws -> String { try required(key).text() }
  func optionalText(_ key: String) throws -> String? { try entry(key)?.text() }
  func optionalInteger(_ key: String) throws -> Int? { try entry(key)?.integer() }
  func texts(_ key: String) throws -> [String] { try entry(key)?.list().map { try $0.text() } ?? [] }
  func fractions(_ key: String) throws -> [Double]? { try entry(key)?.list().map { try $0.fraction() } }
}
