import Foundation

/// Looks things up by code, name, alias or any unambiguous part of a name, whatever the case.
struct NameIndex<Value: Sendable>: Sendable {
  /// What was found.
  enum Match: Sendable {
    /// Exactly this one.
    case one(Value)
    /// Several names fit; these, in order.
    case several([String])
    /// None fits; the nearest.
    case none(nearest: [String])
  }

  private struct Entry: Sendable {
    var value: Value
    var name: String
    /// Folded; the name first.
    var spellings: [String]
  }
  private var entries: [Entry] = []
  private var exact: [String: Int] = [:]

  /// An index without names.
  init() {}

  /// Adds a thing. A spelling that an earlier one has stays the earlier one's.
  mutating func add(_ value: Value, name: String, spellings: [String]) {
    let folded = ([name] + spellings).map(Name.folded)
    for spelling in folded where exact[spelling] == nil { exact[spelling] = entries.count }
    entries.append(Entry(value: value, name: name, spellings: folded))
  }

  /// All names, in the order in which they were added.
  var names: [String] { entries.map(\.name) }

  /// The thing of exactly this spelling, but for case and white space.
  func exactly(_ text: String) -> Value? { exact[Name.folded(text)].map { entries[$0].value } }

  /// The thing meant: an exact spelling, else the only name that begins with the text, else the only one that has it.
  func find(_ text: String) -> Match {
    if let value = exactly(text) { return .one(value) }
    let wanted = Name.folded(text)
    guard !wanted.isEmpty else { return .none(nearest: []) }
    for fits in [{ (spelling: String) in spelling.hasPrefix(wanted) }, { $0.contains(wanted) }] {
      let found = entries.filter { $0.spellings.contains(where: fits) }
      if found.count == 1 { return .one(found[0].value) }
      if found.count > 1 { return .several(found.map(\.name)) }
    }
    return .none(nearest: nearest(to: text))
  }

  /// The names nearest to a text that fits none; where none is near, those of which another spelling is.
  func nearest(to text: String) -> [String] {
    let nearest = Nearest.names(to: text, among: names)
    if !nearest.isEmpty || text.count < 3 { return nearest }
    let spellings = Set(Nearest.names(to: text, among: entries.flatMap(\.spellings)))
    return entries.filter { !spellings.isDisjoint(with: $0.spellings) }.map(\.name)
  }
}
