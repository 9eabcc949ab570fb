/// What a template may do to a value: `{{uppercased(name)}}`.
enum Transforms {
  /// Of the place in a list: `{{^last()}}, {{/last()}}`.
  static let ofPlace = ["first", "last", "index", "even", "odd"]
  private static let ofText = ["capitalized", "lowercased", "uppercased", "reversed", "empty"]
  private static let ofNumber = ["plusone", "minusone", "equalzero", "even", "odd"]
  private static let ofList = ["first", "last", "reversed", "count", "empty"]
  static let all = Set(ofPlace + ofText + ofNumber + ofList).sorted()

  /// Those that do something to a value of a kind.
  static func known(for kind: ContextKeys.Kind) -> [String] {
    switch kind {
    case .text: ofText
    case .number: ofNumber
    case .list: ofList
    case .open: all
    case .group, .markup, .yesNo: []
    }
  }
}
