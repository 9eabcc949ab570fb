import Phaseline

/// Finds what keys stand for, wherever in a context they are: a template does not say where it is used.
struct KeyIndex {
  private var shapes: [String: Set<ContextShape>] = [:]
  private let isOpen: Bool

  init(_ keys: ContextKeys) {
    isOpen = keys.shape == .open
    add(below: keys.shape)
  }

  private mutating func add(below shape: ContextShape) {
    switch shape {
    case .group(let entries):
      for entry in entries {
        shapes[entry.key, default: []].insert(entry.shape)
        add(below: entry.shape)
      }
    case .list(let element): add(below: element)
    case .text, .markup, .picture, .number, .yesNo, .open: break
    }
  }

  /// What a key may stand for.
  enum Meaning: Hashable {
    case known(Set<ContextShape>)
    /// Somewhere below what is not known.
    case open
    /// What is wrong, as part of a sentence.
    case unknown(String)
  }

  /// - Parameter key: As a tag names it, with what leads to it: `table.headline`.
  func meaning(of key: String) -> Meaning {
    var (found, outer): (Set<ContextShape>?, String) = (nil, "")
    for part in key.split(separator: ".").map(String.init) {
      let known = found.map(Self.entries) ?? shapes
      guard let next = known[part] else {
        return isOpen ? .open : .unknown(Self.words(for: part, in: outer, among: known.keys.sorted()))
      }
      if next.contains(.open) { return .open }
      (found, outer) = (next, part)
    }
    return found.map(Meaning.known) ?? .unknown("expected a key")
  }

  private static func words(for key: String, in outer: String, among known: [String]) -> String {
    guard !known.isEmpty else { return "unknown key '\(key)': '\(outer)' has no keys" }
    let nearest = Nearest.names(to: key, among: known, limit: 1).first
    return "unknown key '\(key)'" + (outer.isEmpty ? "" : " in '\(outer)'") + (nearest.map { " ('\($0)'?)" } ?? "")
  }

  private static func entries(of shapes: Set<ContextShape>) -> [String: Set<ContextShape>] {
    shapes.reduce(into: [:]) { known, shape in
      guard case .group(let entries) = shape else { return }
      for entry in entries { known[entry.key, default: []].insert(entry.shape) }
    }
  }
}
