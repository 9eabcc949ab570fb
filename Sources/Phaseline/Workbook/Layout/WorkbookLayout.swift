/// What a submission workbook has on its sheets of counts: lines and columns, by the names by which they are found again, since
/// people insert and move both.
struct WorkbookLayout: Sendable {
  /// The first sheet.
  static let instructions = "instructions"
  /// What the indicators mean.
  static let definitions = "definitions"
  /// The heading of the first column; the line of headings is the one that begins with it.
  static let lineHeading = "Line"
  /// The heading of the sheet's own checks.
  static let checkHeading = "Check"

  /// A line of counts.
  struct Line: Hashable, Sendable {
    /// What is counted.
    enum Subject: Hashable, Sendable {
      /// The people of a base, once for all indicators that are counted of it.
      case headCount(base: String)
      case indicator(key: String, category: String)
    }
    var subject: Subject
    /// What the first column says: "1 paybands: under-30000".
    var name: String
    /// What the number counts, and out of whom, in words.
    var number, outOf: String
    /// The base whose head-count stands for the "out of" of this line; none where it is typed.
    var follows: String?
  }

  /// In order.
  let lines: [Line]
  private let groups: [EthnicGroup]

  /// The lines of every indicator of a standard; where several are counted of the same people, first a line for these.
  init(_ standard: Standard) {
    let all = standard.indicators.flatMap { indicator in
      indicator.collected.map { category in (indicator, category) }
    }
    func isShared(_ base: String) -> Bool { all.count { $0.0.denominatorBase == base } > 1 }
    let heads = standard.denominatorBases.filter(isShared).map { base in
      Line(
        subject: .headCount(base: base), name: Self.headCountName(base),
        number: all.first { $0.0.denominatorBase == base }?.0.denominator ?? base, outOf: "–", follows: nil
      )
    }
    lines =
      heads
      + all.map { indicator, category in
        let base = indicator.denominatorBase
        return Line(
          subject: .indicator(key: indicator.key, category: category), name: indicator.lineName(category),
          number: indicator.numeratorWords(category), outOf: indicator.denominator, follows: isShared(base) ? base : nil
        )
      }
    groups = Ethnicity.allCases.map { standard.group($0) }
  }

  /// The name of the line that holds a base's people.
  static func headCountName(_ base: String) -> String { "Head-count: \(base)" }

  /// The heading of a group's number.
  func numberHeading(_ ethnicity: Ethnicity) -> String { "\(label(ethnicity)): number" }

  /// The heading of a group's "out of".
  func outOfHeading(_ ethnicity: Ethnicity) -> String { "\(label(ethnicity)): out of" }

  /// What a group is called in headings: "Minoritised".
  func label(_ ethnicity: Ethnicity) -> String {
    (groups.first { $0.ethnicity == ethnicity }?.label ?? ethnicity.rawValue).sentenceCased
  }
}

extension Indicator {
  /// The categories of which counts are collected: those of a distribution, else the whole.
  fileprivate var collected: [String] { kind == .distribution ? categories.map(\.key) : [Category.all] }

  fileprivate func lineName(_ category: String) -> String {
    let name = [number.map(String.init), key].compactMap { $0 }.joined(separator: " ")
    return category == Category.all ? name : "\(name): \(category)"
  }

  fileprivate func numeratorWords(_ category: String) -> String {
    category == Category.all ? "\(title): \(numerator)" : "\(title): \(title(ofCategory: category))"
  }
}
