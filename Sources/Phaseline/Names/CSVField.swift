/// How a text stands in a CSV file (RFC 4180).
public enum CSVField {
  /// A text so that no spreadsheet takes it for a formula: one that begins with =, +, -, @, a tab or a carriage return, and
  /// is no number, has an apostrophe before it, as has one that begins so behind apostrophes.
  public static func text(_ text: String) -> String { quoted(isFormula(text) ? "'" + text : text) }

  /// The text of which `text` made this one, read without its quotation marks.
  public static func unprefixed(_ text: String) -> String {
    text.first == "'" && isFormula(text) ? String(text.dropFirst()) : text
  }

  private static func isFormula(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.drop { $0 == "'" }
    guard let first = scalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return false }
    return !("+-".unicodeScalars.contains(first) && isNumber(scalars.dropFirst()))
  }

  /// Whether what follows a sign is digits, with a point or an exponent.
  private static func isNumber(_ scalars: Substring.UnicodeScalarView) -> Bool {
    let allowed = "0123456789.eE+-".unicodeScalars
    return scalars.first.map { ("0"..."9").contains($0) || $0 == "." } ?? false
      && scalars.allSatisfy { allowed.contains($0) } && Double(String(scalars)) != nil
  }

  /// In quotation marks where it holds a comma, a quotation mark or a line end.
  public static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
