/// A rendered page: what every page must have, and the policy that lets it load nothing.
struct ReportPage {
  /// What a browser may load: what stands in the file itself.
  static let policy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    + "img-src data:; font-src data:\">"

  private let text: String
  /// Behind what has been read of it.
  private var rest: Substring.UTF8View

  /// The page with its policy.
  /// - Throws: What it lacks.
  static func secured(_ text: String) throws(Lack) -> String {
    var page = ReportPage(text)
    try page.readStart()
    let head = page.rest.startIndex
    try page.readTitle()
    return String(text[..<head]) + policy + String(text[head...])
  }

  private init(_ text: String) { (self.text, rest) = (text, text[...].utf8) }

  /// What a page lacks, as part of a sentence.
  enum Lack: String, Error {
    case doctype = "<!DOCTYPE html> as its beginning"
    case language = "<html lang=\"en-GB\"> behind <!DOCTYPE html>"
    case head = "<head> behind <html>"
    case title = "<title> with words in it"
  }

  private mutating func readStart() throws(Lack) {
    skipComments()
    guard let doctype = readTag(), Self.words(doctype).map({ $0.lowercased() }) == ["!doctype", "html"] else {
      throw .doctype
    }
    skipComments()
    guard let html = readTag(), Self.isOpening(html, of: "html"),
      html.contains(/\slang\s*=\s*(?:"\s*[A-Za-z]|'\s*[A-Za-z]|[A-Za-z])/.ignoresCase())
    else { throw .language }
    skipComments()
    guard let head = readTag(), Self.isOpening(head, of: "head") else { throw .head }
  }

  private func readTitle() throws(Lack) {
    let head = Substring(rest)
    guard let title = head.firstMatch(of: /<title(?:\s[^>]*)?>\s*([^<]*)<\/title\s*>/.ignoresCase()),
      !title.output.1.isEmpty
    else { throw .title }
  }

  /// The next tag without its brackets, if one comes next.
  private mutating func readTag() -> Substring? {
    skipSpace()
    guard rest.first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    defer { rest = rest[rest.index(after: end)...] }
    return Substring(rest[rest.index(after: rest.startIndex)..<end])
  }

  private mutating func skipSpace() {
    rest = rest.drop { [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), 12, 13].contains($0) }
  }

  private mutating func skipComments() {
    skipSpace()
    while rest.starts(with: "<!--".utf8), let end = Substring(rest).firstRange(of: "-->") {
      rest = rest[end.upperBound...]
      skipSpace()
    }
  }

  private static func words(_ tag: Substring) -> [Substring] { tag.split(whereSeparator: \.isWhitespace) }

  private static func isOpening(_ tag: Substring, of element: String) -> Bool {
    words(tag).first?.lowercased() == element
  }
}
