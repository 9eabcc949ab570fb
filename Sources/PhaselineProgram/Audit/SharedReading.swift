import Phaseline

/// What was read of something that was shared.
struct SharedReading: Hashable, Sendable {
  /// Counts and figures, with whose they are.
  var evidence = Evidence()
  /// How many numbers look like counts or figures of counts, and could not be said to be of anything.
  var unplaced = 0

  /// What both say.
  mutating func add(_ other: SharedReading) {
    evidence.add(other.evidence)
    unplaced += other.unplaced
  }

  /// Whether it says anything of counts.
  var isEmpty: Bool { evidence == Evidence() && unplaced == 0 }
}
