import Foundation

/// A day of the calendar, without a time.
public struct Day: Hashable, Sendable, Comparable {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// A day that the calendar has; `nil` for any other.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads "2026-06-30".
  /// - Throws: `UsageProblem.refused` where it is no day, or one that the calendar does not have.
  public init(_ text: String) throws {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy {
      $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    guard isPlain, parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else {
      throw UsageProblem.refused(
        "'\(text)' is no day. Write year, month and day, as in 2026-06-30; nothing was changed.")
    }
    guard let known = Day(year: year, month: month, day: day) else {
      throw UsageProblem.refused(
        "There is no day \(text)\(Self.why(year, month)). Give one that the calendar has; nothing was changed.")
    }
    self = known
  }

  private static func why(_ year: Int, _ month: Int) -> String {
    guard year > 0 else { return "" }
    guard (1...12).contains(month) else { return ": a year has 12 months" }
    return ": \(months[month - 1]) \(year) has \(days(in: month, of: year)) days"
  }

  /// The day that it is here and now.
  public static func today() -> Day {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? .existing(1970, 1, 1)
  }

  /// As ISO 8601 has it: "2026-06-30".
  public var iso: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

  /// For people: "30 June 2026".
  public var words: String { "\(day) \(Self.months[month - 1]) \(year)" }

  /// How many days it lies after another one; negative before it.
  public func days(after other: Day) -> Int { number - other.number }

  /// Earlier days come first.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// Days since 1 March of the year 0: a year that begins in March has its leap day at the end.
  private var number: Int {
    let years = month > 2 ? year : year - 1
    let months = month > 2 ? month - 3 : month + 9
    return years * 365 + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}

extension Day: Codable {
  /// Reads "2026-06-30".
  public init(from decoder: any Decoder) throws { self = try Day(decoder.singleValueContainer().decode(String.self)) }

  /// Writes "2026-06-30".
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
