/// How a text stands in a CSV file (RFC 4180).
public enum CSVField {
  /// In quotation marks where it holds a comma, a quotation mark or a line end.
  public static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
