import Foundation

/// Writes texts into a PDF, which gnuplot does not do: a new document information dictionary behind what is there, as an
/// incremental update (ISO 32000-1, 7.5.6), so that nothing that cairo wrote moves.
enum PDFMetadata {
  static func insert(_ texts: [(key: String, text: String)], into pdf: Data) -> Data {
    guard let end = try? Ending(pdf), let size = end.number("Size"), let root = end.reference("Root") else {
      return pdf
    }
    let number = end.reference("Info") ?? size
    var result = pdf
    if result.last != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
    let information = result.count
    let entries = texts.map { "/\($0.key) <\(hexadecimal($0.text))>\n" }.joined()
    result.append(Data("\(number) 0 obj\n<< \(entries)>>\nendobj\n".utf8))
    let start = result.count
    let links = "/Root \(root) 0 R /Info \(number) 0 R /Prev \(end.offset)"
    if end.isTable {
      result.append(
        Data(
          """
          xref
          0 1
          0000000000 65535 f\u{20}
          \(number) 1
          \(padded(information)) 00000 n\u{20}
          trailer
          << /Size \(max(size, number + 1)) \(links) >>

          """.utf8))
    } else {
      result.append(crossReferences(links, information: (number, information), own: (max(size, number + 1), start)))
    }
    return result + Data("startxref\n\(start)\n%%EOF\n".utf8)
  }

  /// The places of two objects as newer versions of cairo write them: a stream (7.5.8), of a byte for the sort, eight for
  /// the place, and one for the generation.
  private static func crossReferences(
    _ links: String, information: (number: Int, offset: Int), own: (number: Int, offset: Int)
  ) -> Data {
    func entry(_ offset: Int) -> [UInt8] {
      let bytes = (0..<8).reversed().map { (byte: Int) -> UInt8 in UInt8(truncatingIfNeeded: offset >> (byte * 8)) }
      return [1] + bytes + [0]
    }
    let index = "/Index [\(information.number) 1 \(own.number) 1]"
    let head =
      "\(own.number) 0 obj\n<< /Type /XRef /Size \(own.number + 1) /W [1 8 1] \(index) \(links) /Length 20 >>\n"
    return Data(head.utf8) + Data("stream\n".utf8) + Data(entry(information.offset) + entry(own.offset))
      + Data("\nendstream\nendobj\n".utf8)
  }

  private static func padded(_ offset: Int) -> String {
    let digits = String(offset)
    return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
  }

  /// UTF-16 with its mark (7.9.2.2), in which every character has a place and no bracket needs a backslash.
  private static func hexadecimal(_ text: String) -> String {
    ([0xFEFF] + Array(text.utf16)).map { (unit: UInt16) -> String in
      let digits = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  /// The texts of the document information, by key; those only that are written as `insert` does.
  /// - Throws: `FileDamage` where it is not as its writer left it.
  static func texts(of pdf: Data) throws(FileDamage) -> [String: String] {
    let end = try Ending(pdf)
    guard let number = end.reference("Info") else { return [:] }
    let start = Data("\n\(number) 0 obj".utf8)
    guard let object = pdf.range(of: start, options: .backwards),
      let close = pdf.range(of: Data("endobj".utf8), in: object.upperBound..<pdf.endIndex)
    else { return [:] }  // compressed, as ours never is
    let dictionary = String(decoding: pdf[object.upperBound..<close.lowerBound], as: UTF8.self)
    var texts: [String: String] = [:]
    for match in dictionary.matches(of: /\/([A-Za-z]+) <FEFF([0-9A-Fa-f]*)>/) {
      texts[String(match.1)] = text(match.2)
    }
    return texts
  }

  private static func text(_ hexadecimal: Substring) -> String {
    let digits = hexadecimal.utf8.map { UInt16($0 & 15) + ($0 > 57 ? 9 : 0) }
    let units = stride(from: 0, to: digits.count - 3, by: 4).map { (start: Int) -> UInt16 in
      digits[start..<start + 4].reduce(0) { (unit: UInt16, digit: UInt16) -> UInt16 in unit << 4 | digit }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// What stands last in a PDF: where its newest table of objects is, and the dictionary with it.
  private struct Ending {
    var offset: Int
    /// Whether objects are listed in a table, and not in a stream.
    var isTable: Bool
    private var dictionary: String

    init(_ pdf: Data) throws(FileDamage) {
      let tail = String(decoding: pdf.suffix(64), as: UTF8.self)
      guard let match = tail.firstMatch(of: /startxref\s+([0-9]{1,15})\s+%%EOF\s*$/), let offset = Int(match.1) else {
        throw FileDamage("it is cut short")
      }
      guard offset < pdf.count else { throw FileDamage("it is cut short") }
      let rest = pdf[(pdf.startIndex + offset)...]
      isTable = rest.starts(with: Data("xref".utf8))
      let from = isTable ? rest.range(of: Data("trailer".utf8))?.lowerBound : rest.startIndex
      guard let from, let open = pdf.range(of: Data("<<".utf8), in: from..<pdf.endIndex),
        isTable || open.lowerBound < from + 32
      else { throw FileDamage("its table of contents is not where it should be") }
      let close =
        pdf.range(of: Data((isTable ? "startxref" : "stream").utf8), in: open.upperBound..<pdf.endIndex)?.lowerBound
        ?? pdf.endIndex
      self.offset = offset
      dictionary = String(decoding: pdf[open.upperBound..<close], as: UTF8.self)
    }

    func number(_ key: String) -> Int? { value(key, "") }

    /// The number of the object that a key refers to; only where it is of the first generation, as all of cairo's are.
    func reference(_ key: String) -> Int? { value(key, " 0 R") }

    private func value(_ key: String, _ ending: String) -> Int? {
      guard let start = dictionary.firstRange(of: "/\(key) ") else { return nil }
      let digits = dictionary[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
      return dictionary[digits.endIndex...].hasPrefix(ending) ? Int(digits) : nil
    }
  }
}
