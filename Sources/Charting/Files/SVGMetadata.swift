import Crypto
import Foundation
import Phaseline

/// Writes title and description into an SVG, where screen readers look for them, the rest of the chart's words besides, and
/// makes bold what gnuplot's SVG terminal takes for a font called "…:Bold", and escapes what it leaves as it is.
enum SVGMetadata {
  /// Tells our metadata from others'.
  private static let namespace = "urn:phaseline:chart"

  static func insert(_ record: ChartRecord, into svg: Data) -> Data {
    var text = String(decoding: svg, as: UTF8.self)
    text.replace(/font-family="([^":]*):Bold"/) { "font-family=\"\($0.output.1)\" font-weight=\"bold\"" }
    // "]]>" has no place in text (XML 1.0, 2.4); gnuplot writes it only there.
    text.unicodeScalars.replace("]]>".unicodeScalars, with: "]]&gt;".unicodeScalars)
    text.replace(/<title>[^<]*<\/title>\s*/, with: "")
    text.replace(/<desc>[^<]*<\/desc>\s*/, with: "")
    guard let root = text.firstRange(of: "<svg"), let end = text[root.upperBound...].firstIndex(of: ">") else {
      return svg
    }
    let name = identifier(record)
    let head = """
       role="img" aria-labelledby="\(name)-title \(name)-description" xml:lang="en-GB">

      <title id="\(name)-title">\(escaped(record.title))</title>
      <desc id="\(name)-description">\(escaped(record.description))</desc>
      <metadata><chart xmlns="\(namespace)">
      <source>\(escaped(record.source))</source>
      <software>\(escaped(record.command))</software>
      <audience>\(escaped(record.audience))</audience>
      <data>\(escaped(record.data.csv))</data>
      </chart></metadata>
      """
    text.replaceSubrange(end...end, with: head)
    return Data(text.utf8)
  }

  /// Unlike that of any other chart, since several may stand in one page.
  private static func identifier(_ record: ChartRecord) -> String {
    let digest = SHA256.hash(data: Data((record.title + record.command + record.data.csv).utf8))
    return "chart-" + String(digest.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }, radix: 36)
  }

  /// The words that `insert` wrote; `nil` where there are none.
  static func record(of text: String) -> ChartRecord? {
    guard let metadata = text.firstRange(of: "<chart xmlns=\"\(namespace)\">"),
      let title = element("title", in: text[...]), let description = element("desc", in: text[...]),
      let source = element("source", in: text[metadata.upperBound...]),
      let command = element("software", in: text[metadata.upperBound...]),
      let data = element("data", in: text[metadata.upperBound...]).flatMap({ ChartData(csv: $0) })
    else { return nil }
    let audience = element("audience", in: text[metadata.upperBound...]) ?? Audience.internal.rawValue
    return ChartRecord(
      title: title, description: description, source: source, command: command, audience: audience, data: data)
  }

  /// The text of the first element of this name.
  private static func element(_ name: String, in text: Substring) -> String? {
    guard let start = text.firstRange(of: "<\(name)") else { return nil }
    return markup.text(in: text[start.upperBound...], from: ">", to: "</\(name)>")
  }

  private static let markup = Markup(entities: [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")])

  private static func escaped(_ text: String) -> String { markup.escaped(text.allowedInXML) }
}

extension String {
  /// Without the characters that XML 1.0 has no place for (2.2, production 2).
  var allowedInXML: String {
    func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value >= 32 ? scalar.value & 0xFFFE != 0xFFFE : ["\t", "\n", "\r"].contains(scalar)
    }
    guard !unicodeScalars.allSatisfy(isAllowed) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.filter(isAllowed)))
  }
}
