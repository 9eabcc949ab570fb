import Foundation

/// Writes title and description into an SVG, where screen readers look for them, the data and the command besides, and
/// makes bold what gnuplot's SVG
/// terminal takes for a font called "…:Bold".
enum SVGMetadata {
  static func insert(title: String, description: String, metadata: String, into svg: Data) -> Data {
    var text = String(decoding: svg, as: UTF8.self)
    text.replace(/font-family="([^":]*):Bold"/) { "font-family=\"\($0.output.1)\" font-weight=\"bold\"" }
    text.replace(/<title>[^<]*<\/title>\s*/, with: "")
    text.replace(/<desc>[^<]*<\/desc>\s*/, with: "")
    guard let root = text.firstRange(of: "<svg"), let end = text[root.upperBound...].firstIndex(of: ">") else {
      return svg
    }
    let head = """

      <title>\(escaped(title))</title>
      <desc>\(escaped(description))</desc>
      <metadata>\(escaped(metadata))</metadata>
      """
    text.insert(contentsOf: head, at: text.index(after: end))
    return Data(text.utf8)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
