import Phaseline

/// What was read of something that was shared.
struct SharedReading: Hashable, Sendable {
  /// Counts and figures, with whose they are.
  var evidence = Evidence()
  /// How many numbers look like counts or figures of counts, and could not be said to be of anything.
  var unplaced = 0
  /// Whether a part of it says that it is for the internal audience.
  var isInternal = false

  /// What both say.
  mutating func add(_ other: SharedReading) {
    evidence.add(other.evidence)
    unplaced += other.unplaced
    isInternal = isInternal || other.isInternal
  }

  /// Whether it says anything of counts.
  var isEmpty: Bool { evidence == Evidence() && unplaced == 0 }
}
