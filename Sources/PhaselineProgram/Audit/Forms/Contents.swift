import Charting
import Foundation
import Phaseline

/// Reads what stands within files, whatever holds it: documents, text, tables, pictures.
struct Contents {
  let vocabulary: AuditVocabulary
  let file: String

  /// - Parameters:
  ///   - vocabulary: The names that files use.
  ///   - file: The path of the file that holds it.
  init(_ vocabulary: AuditVocabulary, file: String) { (self.vocabulary, self.file) = (vocabulary, file) }

  /// A document, and the pictures in it.
  func read(_ document: TextDocument, in context: ToldContext = ToldContext(), at place: String = "") -> SharedReading {
    var reading = DocumentReader.read(document.blocks, vocabulary, in: context, file: file, place: place)
    for (index, picture) in document.pictures.enumerated() {
      let here = place.isEmpty ? "picture \(index + 1)" : "\(place), picture \(index + 1)"
      reading.add(read(picture: picture, at: here))
    }
    return reading
  }

  /// A page, or a part of one.
  /// - Throws: `SharedFileProblem` where it is nested too deep to be read.
  func read(
    html: String, in context: ToldContext = ToldContext(), at place: String = ""
  ) throws(SharedFileProblem) -> SharedReading {
    guard let page = MarkupText.html(Data(html.utf8)) else {
      let what = "its elements are nested more than \(MarkupText.mostDepth) deep"
      throw SharedFileProblem(.damaged(form: "page", what: what), of: file)
    }
    return read(page, in: context, at: place)
  }

  /// Markdown, the blocks of text in it as what a terminal showed.
  /// - Throws: `SharedFileProblem` where it is nested too deep to be read.
  func read(
    markdown: String, in context: ToldContext = ToldContext(), at place: String = ""
  ) throws(SharedFileProblem) -> SharedReading {
    try read(html: CommonMark.html(markdown), in: context, at: place)
  }

  /// Text, JSON or CSV as a terminal shows it.
  /// - Throws: `SharedFileProblem` for a count in JSON that is none.
  func read(
    text: String, in context: ToldContext = ToldContext(), at place: String = ""
  ) throws(SharedFileProblem) -> SharedReading {
    if let first = text.first(where: { !$0.isWhitespace }), "[{".contains(first),
      let value = try? JSONValue(Data(text.utf8))
    {
      var reader = JSONReader(vocabulary, file: file)
      reader.take(value, at: place)
      return try reader.finished()
    }
    if let table = ChartData(csv: text), TableColumns(table.columns, vocabulary).tellsCounts {
      return read(table, in: context, at: place)
    }
    return DocumentReader.read(PlainText.blocks(text, vocabulary), vocabulary, in: context, file: file, place: place)
  }

  /// Pages of a PDF, whose tables are found where it is laid out, and whose sentences where it is read in order.
  func read(pages: PageText) -> SharedReading {
    var reading = DocumentReader.read(
      PlainText.blocks(pages.laidOut, vocabulary), vocabulary, file: file, place: "pages", takes: .tables)
    reading.add(
      DocumentReader.read(
        PlainText.blocks(pages.inOrder, vocabulary), vocabulary, file: file, place: "pages", takes: .sentences))
    return reading
  }

  /// A table of a picture, or of CSV within something else.
  func read(_ table: ChartData, isDrawn: Bool = false, in context: ToldContext, at place: String) -> SharedReading {
    var reader = TableReader(table.columns, vocabulary, in: context, isDrawn: isDrawn, file: file)
    var rest = 0
    for (index, row) in table.rows.enumerated() {
      let here = place.isEmpty ? "row \(index + 1)" : "\(place), row \(index + 1)"
      do throws(TableReader.Fault) { try reader.take(row, at: here) } catch { rest += 1 }
    }
    reader.end()
    var reading = reader.reading
    reading.unplaced += rest
    return reading
  }

  /// A picture with words in it; nothing of one that has none.
  func read(picture: Data, at place: String) -> SharedReading {
    guard let record = try? ChartRecord(data: picture) else { return SharedReading() }
    return read(record, at: place)
  }

  /// The words and numbers in the file of a chart.
  func read(_ record: ChartRecord, at place: String = "") -> SharedReading {
    let words = record.command.prefix { $0 != "#" }
    var context = CommandWords(String(words), vocabulary).context
    context.rules = TableReader.rules(record.audience)
    if context.phase == nil, !record.data.columns.contains("phase") { context.phase = phase(in: record.description) }
    var reading = read(record.data, isDrawn: true, in: context, at: place.isEmpty ? "data" : "\(place), data")
    reading.add(
      DocumentReader.read(
        [.heading(0, record.title), .paragraph(record.description), .paragraph(record.source)], vocabulary, in: context,
        file: file, place: place))
    reading.isInternal = reading.isInternal || record.audience == Audience.internal.rawValue
    return reading
  }
}

extension Contents {
  /// The first phase that words name.
  private func phase(in text: String) -> String? {
    NamesInText(AuditVocabulary.folded(text), vocabulary).found.lazy.compactMap { found in
      if case .phase(let phase) = found.name { phase } else { nil }
    }.first
  }
}

/// What the words of a command say of whose its figures are.
struct CommandWords {
  private(set) var context = ToldContext()

  /// - Parameters:
  ///   - line: "phaseline chart trajectory Northbridge disciplinary --audience shared".
  ///   - vocabulary: The names that it uses.
  init(_ line: String, _ vocabulary: AuditVocabulary) {
    let words = (try? Words.split(line)) ?? line.split(separator: " ").map(String.init)
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      switch word {
      case "--phase", "--phases": context.phase = vocabulary.phase(next)
      case "--service": context.service = Service(rawValue: next)
      case "--area": context.place = vocabulary.area(next)
      case "--category": context.category = next
      case "national": context.place = context.place ?? .area("nation")
      default:
        if let place = vocabulary.knownPlace(word) { context.place = place }
        if let topic = vocabulary.topic(word) { context.indicator = topic.indicator }
      }
    }
  }
}
