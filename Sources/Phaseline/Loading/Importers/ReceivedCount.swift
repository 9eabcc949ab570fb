import IndicatorStatistics

/// A count as a file gives it: a number, or one of the ways in which people hide small ones.
struct ReceivedCount: Hashable {
  /// The largest count that is believed.
  static let largest = 2_147_483_647

  enum Form: Hashable {
    case exact
    /// `<N`: 0 … N−1, or 1 … N−1 where zeros are known to be shown.
    case below
    /// `*`, `[c]`, `c`, `~`, blank: anything up to the denominator.
    case hidden
    /// `76-79`.
    case range
  }
  var low: Int
  var high: Int
  var form: Form

  /// Reads a field; `nil` where it is no count.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let number = Self.number(bytes[...]) {
      self.init(low: number, high: number, form: .exact)
    } else if let hidden = Self.hidden(bytes) {
      self = hidden
    } else {
      // White space around it that is no blank: tabs, and the no-break spaces of web pages and spreadsheets.
      let text = String(decoding: bytes, as: UTF8.self)
      let plain = Array(text.trimmingBlanks.utf8)
      guard plain.count < bytes.count else { return nil }
      guard let count = plain.withUnsafeBufferPointer({ ReceivedCount($0) }) else { return nil }
      self = count
    }
  }

  private init(low: Int, high: Int, form: Form) { (self.low, self.high, self.form) = (low, high, form) }

  private static func hidden(_ bytes: UnsafeBufferPointer<UInt8>) -> ReceivedCount? {
    if ["", "*", "[c]", "c", "~"].contains(where: { $0.utf8.elementsEqual(bytes) }) {
      return ReceivedCount(low: 0, high: largest, form: .hidden)
    }
    if bytes.first == UInt8(ascii: "<"), let limit = number(bytes[1...].drop { $0 == UInt8(ascii: " ") }), limit > 0 {
      return ReceivedCount(low: 0, high: limit - 1, form: .below)
    }
    guard let dash = bytes.firstIndex(of: UInt8(ascii: "-")), let low = number(bytes[..<dash]),
      let high = number(bytes[(dash + 1)...]), low <= high
    else { return nil }
    return ReceivedCount(low: low, high: high, form: .range)
  }

  private static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 10 else { return nil }
    var number = 0
    for byte in bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number <= largest ? number : nil
  }
}
