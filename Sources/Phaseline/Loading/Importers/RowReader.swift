import Foundation

/// The rows of one file, one after another; those that are not whole are reported and passed over.
final class RowReader {
  let load: LoadInProgress
  let reader: any RecordReader
  let header: Header
  /// How many rows there were so far.
  private(set) var count = 0
  private let file: InputFile
  private let standardColumn: Int?

  init(load: LoadInProgress, reader: any RecordReader, file: InputFile) {
    (self.load, self.reader, self.file, header) = (load, reader, file, file.header)
    standardColumn = file.header.columns["standard"]
  }

  /// Reads on to the next row that is whole, passing blank lines over.
  /// - Returns: `false` at the end of the file.
  /// - Throws: `LoadProblem` for what ends the reading; `CancellationError`.
  func next() throws -> Bool {
    while try reader.next() {
      if reader.isBlank { continue }
      count += 1
      if count & 4095 == 0 { try load.hasRead(reader.bytesRead, of: file) }
      if isWhole() { return true }
    }
    load.hasReadAll(of: file)
    return false
  }

  /// Whether the row has the header's fields; if not, that is a problem.
  private func isWhole() -> Bool {
    if reader.count != header.count, !hasBlankFieldsTooMany {
      let isLast = reader.isAtUnendedLine && reader.count < header.count
      report(note ?? .wrongFieldCount(found: reader.count, expected: header.count, isLast: isLast))
      return false
    }
    if let column = reader.fieldWithTextBehindQuote {
      load.add(.textBehindQuote, at: place(column))
      return false
    }
    for column in header.nameless where !reader.bytes(column).isEmpty {
      load.add(.fieldWithoutHeader(found: reader.text(column)), at: place(column))
      return false
    }
    return true
  }

  private var hasBlankFieldsTooMany: Bool {
    reader.count > header.count && (header.count..<reader.count).allSatisfy { reader.bytes($0).isEmpty }
  }

  /// Where a column of this row is, from 0; the row itself without one.
  func place(_ column: Int?) -> Place { reader.place(column) }

  /// Where the column of a name is in this row.
  func place(_ name: String) -> Place { place(header.columns[name]) }

  /// The text of a column; empty where the file has no such column.
  subscript(name: String) -> String { header.columns[name].map { reader.text($0) } ?? "" }

  /// Says that the row as a whole is wrong.
  func report(_ fault: Fault) { load.add(fault, at: place(nil)) }

  /// Says that a field of it is wrong.
  func report(_ fault: Fault, _ column: Int?) {
    load.add(fault == .unreadableBytes ? encodingFault(column ?? 0) : fault, at: place(column))
  }

  /// Whether the row's `standard` column is blank or names the standard of this load; if not, that is a problem.
  func isOfStandard() -> Bool {
    guard let column = standardColumn else { return true }
    let bytes = reader.bytes(column)
    if bytes.isEmpty || bytes.elementsEqual(load.standard.key.utf8) { return true }
    report(.wrongStandard(found: reader.text(column), expected: load.standard.key), column)
    return false
  }

  /// Whether every field of a register or a figure may be kept: UTF-8, nothing that a screen would obey.
  func isSound() -> Bool {
    guard isOfStandard() else { return false }
    var isSound = true
    for (name, column) in header.columns.sorted(by: { $0.value < $1.value }) {
      guard let text = String(validating: reader.bytes(column), as: UTF8.self) else {
        report(.unreadableBytes, column)
        isSound = false
        continue
      }
      if Name.isPlain(text, hasLines: ["printed_as", "source"].contains(name)) { continue }
      report(.controlCharacter(text: text), column)
      isSound = false
    }
    return isSound
  }

  /// What the row is, where it is none: totals, or a note.
  var notARow: Fault? {
    let names = ["phase", "authority", "service", "indicator", "category", "ethnicity"].map { self[$0] }
    let totals = ["sum", "sums", "overall", "all authorities", "all councils", "england", "national", "all staff"]
    let name = names.first { name in
      let folded = Name.folded(name)
      return totals.contains(folded)
        || folded.split { !$0.isLetter }.contains { ["total", "totals", "subtotal"].contains($0) }
    }
    return name.map { .totals(name: $0) } ?? note
  }

  /// The row's only text, where it has but one.
  private var note: Fault? {
    let texts = reader.texts.filter { !$0.isEmpty }
    return texts.count == 1 && texts[0].contains(where: \.isLetter) ? .note(text: texts[0]) : nil
  }

  private func encodingFault(_ column: Int) -> Fault {
    let bytes = reader.bytes(column)
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let index = zip(bytes, repaired).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    return .notUTF8(byte: bytes[index], offset: reader.offset(of: column, byte: index))
  }
}
