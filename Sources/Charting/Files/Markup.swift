/// Text within XML and HTML, scalar by scalar: a combining mark behind a quotation mark makes another `Character` of the
/// two, in which nobody finds the quotation mark, but whoever reads the file does.
struct Markup {
  /// What stands for a scalar.
  let entities: [(scalar: Unicode.Scalar, entity: String)]

  func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let entity = entities.first(where: { $0.scalar == scalar })?.entity {
        escaped.append(contentsOf: entity.unicodeScalars)
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  func unescaped(_ text: some StringProtocol) -> String {
    var (plain, rest) = (String.UnicodeScalarView(), Array(text.unicodeScalars)[...])
    while let scalar = rest.first {
      let known = entities.first { rest.starts(with: $0.entity.unicodeScalars) }
      plain.append(known?.scalar ?? scalar)
      rest = rest.dropFirst(known?.entity.unicodeScalars.count ?? 1)
    }
    return String(plain)
  }

  /// What stands between two texts, unescaped; `nil` where there is none.
  func text(in page: Substring, from start: String, to end: String) -> String? {
    let scalars = page.unicodeScalars
    guard let first = scalars.firstRange(of: start.unicodeScalars),
      let last = scalars[first.upperBound...].firstRange(of: end.unicodeScalars)
    else { return nil }
    return unescaped(String(scalars[first.upperBound..<last.lowerBound]))
  }
}
