/// Which of some things hang together, as more and more pairs of them are connected.
struct Partition {
  private var parents: [Int]

  /// Each by itself.
  init(of count: Int) { parents = Array(0..<count) }

  /// One of those that a thing hangs together with, the same for all of them.
  mutating func root(of thing: Int) -> Int {
    var at = thing
    while parents[at] != at {
      parents[at] = parents[parents[at]]
      at = parents[at]
    }
    return at
  }

  /// Connects two: the root of the second stands for both.
  mutating func connect(_ thing: Int, to other: Int) { parents[root(of: thing)] = root(of: other) }
}
