import Foundation

/// A type of which the encoder makes one value by itself.
protocol SampleValue {
  static var shape: ContextShape { get }
  static var sample: Self { get }
}

extension SampleValue where Self: BinaryInteger {
  static var shape: ContextShape { .number }
  static var sample: Self { 0 }
}

extension SampleValue where Self: BinaryFloatingPoint {
  static var shape: ContextShape { .number }
  static var sample: Self { 0 }
}

extension Int: SampleValue {}
extension Int8: SampleValue {}
extension Int16: SampleValue {}
extension Int32: SampleValue {}
extension Int64: SampleValue {}
extension UInt: SampleValue {}
extension UInt8: SampleValue {}
extension UInt16: SampleValue {}
extension UInt32: SampleValue {}
extension UInt64: SampleValue {}
extension Double: SampleValue {}
extension Float: SampleValue {}

extension Bool: SampleValue {
  static var shape: ContextShape { .yesNo }
  static var sample: Bool { false }
}

extension URL: SampleValue {
  static var shape: ContextShape { .text }
  static var sample: URL { URL(fileURLWithPath: "/") }
}

extension TrustedMarkup: SampleValue {
  static var shape: ContextShape { .markup }
  static var sample: TrustedMarkup { TrustedMarkup("") }
}

extension TrustedPicture: SampleValue {
  static var shape: ContextShape { .picture }
  static var sample: TrustedPicture { TrustedPicture(png: Data()) }
}

/// A type of which a value can be made without anything.
protocol EmptySample {
  /// Whether its keys are not known before there is one.
  static var isOpen: Bool { get }
  static var empty: Self { get }
}

extension Array: EmptySample {
  static var isOpen: Bool { false }
  static var empty: [Element] { [] }
}

extension Dictionary: EmptySample {
  static var isOpen: Bool { true }
  static var empty: [Key: Value] { [:] }
}
