import Foundation

/// Names that a shell, gnuplot, XML or a page would run, lay out or trip over.
enum HostileNames {
  /// CANARY is the path of a file that must not come to be.
  static let all = [
    // What a shell or gnuplot would run.
    "`touch CANARY`", "$(touch CANARY)", "$((1+1))", "${HOME}", "$HOME", "; touch CANARY", "| touch CANARY",
    "&& touch CANARY", "> CANARY", "!touch CANARY", "system(\"touch CANARY\")", "\"; system(\"touch CANARY\"); \"",
    "'; system('touch CANARY'); '", "'.system('touch CANARY').'", "\\\"; system('touch CANARY')", "<(touch CANARY)",
    "print system('touch CANARY')", "load '< touch CANARY'", "set output 'CANARY'", "@macro", "@", "a @b c",
    // What gnuplot would lay out.
    "{/Bold x}", "{/:Bold=40 x}", "x^2_y", "~a{.8-}", "&{space}", "{", "}", "{{}", "\\U+1F600", "%d %s %n", "100%",
    "%%",
    // Quotation marks, back-slashes, comments, ends.
    "\"quoted\"", "it's", "''", "\"", "“curly” ‘quotes’", "«angles»", "back\\slash", "trailing\\", "\\\\",
    "line\\nfeed",
    "\\t", "\\101\\102", "#comment", "a # b", "semi;colon", "END", "EOD", "e", "$ribbon0", "NaN",
    // White space and control characters.
    "a\nb", "a\r\nb", "tab\there", "  blanks  between  ", "null\0byte", "bell\u{07}", "escape\u{1B}[31mred",
    "del\u{7F}",
    "next\u{85}line", "line\u{2028}separator",
    // XML.
    "A & B <i>", "&amp;", "&#65;", "]]>", "<![CDATA[x]]>", "<!-- x -->", "--", "</text></svg>", "<script>x</script>",
    // A combining mark behind a sign makes another character of it, but only for some who read it.
    "q\"\u{301} onerror=alert(1) x=", "a&\u{301}amp", "a<\u{338}b", "a>\u{301}b", "it'\u{301}s", "]]>\u{301}",
    "\u{301}first",
    // Scripts and signs.
    "Ælf Ö 😀", "👩‍👩‍👧‍👦 family", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "\u{202E}right", "\u{2066}isolated\u{2069}", "مدينة الشمال", "עיר הצפון",
    "北橋", "O\u{0308}st e\u{0301}\u{0323}", "zero\u{200B}width\u{200D}join", "\u{FEFF}mark", "soft\u{AD}hyphen",
    // Length.
    String(repeating: "long ", count: 40), String(repeating: "W", count: 200),
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "x",
  ]

  /// A path at which nothing is.
  static func canary() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("canary-\(UUID().uuidString.prefix(8))").path
  }

  /// As a picture can show it: white space is one blank, and what XML has no place for is not there.
  static func plain(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { $0.value < 33 ? " " : $0 }.filter { $0.value & 0xFFFE != 0xFFFE }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
  }

  /// Whether a text is drawn: whole, over several lines, or its beginning and an ellipsis.
  static func isDrawn(_ text: String, in lines: [String]) -> Bool {
    let drawn = plain(lines.joined(separator: " "))
    if drawn.contains(plain(text)) { return true }
    return lines.contains { line in
      guard let end = line.firstIndex(of: "…") else { return false }
      let start = plain(String(line[..<end]))
      return !start.isEmpty && plain(text).contains(start)
    }
  }
}
