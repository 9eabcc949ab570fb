import Foundation
import Testing

@testable import Charting

/// What is written into a file comes back from it.
@Suite("Words in files") struct ChartRecordTests {
  /// Whatever a name may hold.
  static let record = ChartRecord(
    title: "Öst & <b> \"x\" ]]> -- (a) \\n 😀", description: "Two\nlines \u{202E}right", source: "",
    command: "phaseline chart trajectory \"a b\"", audience: "shared (my-rules)",
    data: ChartData(columns: ["a", "b"], rows: [["1,2", "\"q\""], ["", "two\nlines"], ["é", "</data>&lt;"]]))

  private static func file(_ data: Data) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("record-\(UUID().uuidString)")
    try data.write(to: file)
    return file.path
  }

  private static func read(_ data: Data) throws -> ChartRecord {
    let path = try file(data)
    defer { unlink(path) }
    return try ChartRecord(file: path)
  }

  private static func reason(_ data: Data) -> ChartRecordProblem.Reason? {
    do {
      _ = try read(data)
      return nil
    } catch { return (error as? ChartRecordProblem)?.reason }
  }

  static var png: Data {
    // Signature, IHDR of 1 by 1, and IEND: enough for its words.
    func chunk(_ kind: String, _ body: [UInt8]) -> Data {
      let named = Data(kind.utf8) + Data(body)
      func four(_ number: UInt32) -> Data { withUnsafeBytes(of: number.bigEndian) { Data($0) } }
      return four(UInt32(body.count)) + named + four(PNGMetadata.crc32(named))
    }
    return Data(PNGMetadata.signature) + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]) + chunk("IEND", [])
  }

  /// One page that is empty, its objects listed in a table.
  static var pdf: Data {
    var text = "%PDF-1.5\n"
    var places: [Int] = []
    for object in [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ] {
      places.append(text.utf8.count)
      text += "\(places.count) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 4\n0000000000 65535 f \n"
    for place in places { text += "\(String(repeating: "0", count: 10 - "\(place)".count))\(place) 00000 n \n" }
    return Data((text + "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n").utf8)
  }

  static let svg = Data("<?xml version=\"1.0\"?>\n<svg width=\"1\"\n xmlns=\"s\"><title>Gnuplot</title></svg>\n".utf8)

  private static func filled(_ format: ChartFile.Format) -> Data {
    switch format {
    case .png: PNGMetadata.insert(record.texts.map { ($0.name.inPNG, $0.text) }, into: png)
    case .svg: SVGMetadata.insert(record, into: svg)
    case .pdf: PDFMetadata.insert(record.texts.map { ($0.name.inPDF, $0.text) }, into: pdf)
    }
  }

  @Test("as it was", arguments: ChartFile.Format.allCases)
  func whole(format: ChartFile.Format) throws {
    #expect(try Self.read(Self.filled(format)) == Self.record)
  }

  @Test("a file without them holds no words", arguments: [png, pdf, svg])
  func without(data: Data) { #expect(Self.reason(data) == .noWords) }

  @Test("a file cut anywhere is damaged, never half a chart", arguments: ChartFile.Format.allCases)
  func cut(format: ChartFile.Format) throws {
    let data = Self.filled(format)
    for length in stride(from: 40, to: data.count - 12, by: 17) {
      let reason = Self.reason(data.prefix(length))
      guard case .damaged = reason else {
        // A PDF cut where its first version ended is whole, and that version had no words.
        if format == .pdf, reason == .noWords { continue }
        if format == .svg, reason == .otherFile { continue }
        Issue.record("cut at \(length): \(String(describing: reason))")
        return
      }
    }
  }

  @Test("a changed byte in a PNG is found by its checksum")
  func changed() {
    var data = Self.filled(.png)
    data[70] ^= 1
    #expect(Self.reason(data) == .damaged("a checksum in it is wrong"))
  }

  @Test("what is no chart is said to be none")
  func other() throws {
    #expect(Self.reason(Data("hello".utf8)) == .otherFile)
    #expect(Self.reason(Data()) == .empty)
    #expect(throws: ChartRecordProblem("/nowhere/x.png", .missing)) { try ChartRecord(file: "/nowhere/x.png") }
    #expect(throws: ChartRecordProblem("/tmp", .folder)) { try ChartRecord(file: "/tmp") }
  }

  @Test("a PDF whose objects are listed in a stream is updated by a stream")
  func stream() throws {
    let table = String(decoding: Self.pdf, as: UTF8.self)
    let body = try #require(table.components(separatedBy: "xref\n").first)
    let start = body.utf8.count
    let streamed = Data(
      (body + "4 0 obj\n<< /Type /XRef /Size 5 /W [1 8 1] /Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\n"
        + "startxref\n\(start)\n%%EOF\n").utf8)
    let filled = PDFMetadata.insert(Self.record.texts.map { ($0.name.inPDF, $0.text) }, into: streamed)
    #expect(try Self.read(filled) == Self.record)
    #expect(filled.range(of: Data("/Prev \(start)".utf8)) != nil)
  }

  @Test("data that are no table are refused", arguments: ["", "a,b\n1\n", "a\n\"1\n", "a"])
  func ragged(csv: String) { #expect(ChartData(csv: csv) == nil) }
}
