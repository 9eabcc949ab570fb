import Foundation
import IndicatorStatistics

/// Random numbers that are the same for the same seed and label, on every machine.
///
/// Each authority, phase and indicator draws from a generator of its own label, so
/// that an indicator added to the catalogue changes no other indicator's counts.
struct SeededRandom {
  private var numbers: SplitMix

  init(_ seed: UInt64, _ label: String) {
    let start = label.utf8.reduce(0xcbf2_9ce4_8422_2325 ^ seed &* 0x9E37_79B9_7F4A_7C15) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    numbers = SplitMix(seed: start)
  }

  /// In 0..<1.
  mutating func uniform() -> Double { Double(numbers.next() >> 11) / 9_007_199_254_740_992 }

  /// Standard normal (Box & Muller 1958).
  mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  /// Cases among `n` at a rate: by inversion where few are expected, else by the normal approximation.
  mutating func binomial(_ n: Int, _ rate: Double) -> Int {
    let p = min(max(rate, 0), 1)
    guard n > 0, p > 0 else { return 0 }
    if p > 0.5 { return n - binomial(n, 1 - p) }
    let mean = Double(n) * p
    if mean > 60 {
      return min(n, max(0, Int((mean + (mean * (1 - p)).squareRoot() * normal()).rounded())))
    }
    var (left, count) = (uniform(), 0)
    var term = pow(1 - p, Double(n))
    while left > term, count < n {
      left -= term
      count += 1
      term *= Double(n - count + 1) / Double(count) * p / (1 - p)
    }
    return count
  }
}
