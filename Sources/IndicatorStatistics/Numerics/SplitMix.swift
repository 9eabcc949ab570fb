/// Random numbers that are the same for the same seed, on every machine.
/// - SeeAlso: Steele, Lea & Flood (2014) OOPSLA 453–472 (SplitMix64).
package struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The course of a seed.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A standard normal number, by inversion.
  package mutating func normal() -> Double {
    StandardNormal.quantile((Double(next() >> 11) + 0.5) * 0x1p-53)  // never 0 or 1
  }
}
