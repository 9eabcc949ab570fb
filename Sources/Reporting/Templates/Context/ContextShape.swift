/// What a context is made of: which keys it has, and what stands under each.
indirect enum ContextShape: Hashable, Sendable {
  case text, markup, number, yesNo
  /// A text to a template, and the one that an image may name.
  case picture
  /// Whatever is below is not known.
  case open
  case list(ContextShape)
  case group([Entry])

  struct Entry: Hashable, Sendable {
    /// As it is encoded.
    var key: String
    var shape: ContextShape
  }

  /// What stands under a key of a group; `nil` where there is none.
  subscript(key: String) -> ContextShape? {
    guard case .group(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.shape
  }

  /// What fits both; open where they contradict each other.
  func merged(with other: ContextShape) -> ContextShape {
    switch (self, other) {
    case (.list(let one), .list(let another)): return .list(one.merged(with: another))
    case (.group(let entries), .group(let others)):
      let merged = entries.map { entry in
        Entry(key: entry.key, shape: other[entry.key].map(entry.shape.merged) ?? entry.shape)
      }
      return .group(merged + others.filter { self[$0.key] == nil })
    default: return self == other ? self : .open
    }
  }
}
