import Foundation

/// Words that people type into the records of the programme: kept as they are, if they can be shown everywhere.
enum FreeText {
  /// The most characters of a title, a role or a topic.
  static let mostOfLine = 200
  /// The most characters of what was done, or what shows it.
  static let mostOfText = 5000

  /// One line.
  /// - Parameter what: What it is, for the refusal: "title".
  /// - Throws: `UsageProblem.refused` where it is empty, too long, of several lines, or holds what cannot be shown.
  static func line(_ text: String, _ what: String) throws -> String {
    try checked(text, what, most: mostOfLine, hasLines: false)
  }

  /// Some sentences, of several lines if need be.
  /// - Throws: As `line`, but for several lines.
  static func text(_ text: String, _ what: String) throws -> String {
    try checked(text, what, most: mostOfText, hasLines: true)
  }

  private static func checked(_ text: String, _ what: String, most: Int, hasLines: Bool) throws -> String {
    let plain = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !plain.isEmpty else {
      throw UsageProblem.refused("The \(what) is empty. Give it in a few words; nothing was changed.")
    }
    let length = plain.unicodeScalars.count  // of a letter with a thousand accents each
    guard length <= most else {
      throw UsageProblem.refused(
        "The \(what) has \(Wordings.grouped(length)) characters, and at most \(Wordings.grouped(most)) are kept. Shorten "
          + "it, and name the document that has the rest; nothing was changed.")
    }
    guard Name.isPlain(plain, hasLines: hasLines) else {
      throw UsageProblem.refused(
        "The \(what) holds a control character\(hasLines ? "" : " or a line feed") (\(shown(plain))…). Type it again without; "
          + "nothing was changed.")
    }
    return plain
  }

  /// As far as it can be shown.
  private static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix { Name.isPlain(String($0)) }).prefix(40))
  }
}
