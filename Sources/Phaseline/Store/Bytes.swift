import Foundation

extension UnsafeBufferPointer<UInt8> {
  /// Whether both hold the same bytes.
  func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let left = baseAddress, let right = other.baseAddress else {
      return count == other.count
    }
    return memcmp(left, right, count) == 0
  }
}
