import Phaseline

/// Reads the tables and sentences of a document. Headings, captions, the scope that a result names, and what a paragraph
/// begins with, say whose the numbers are that follow.
struct DocumentReader {
  private var reading = SharedReading()
  private let vocabulary: AuditVocabulary
  private let file: String
  /// What the headings say under which the block at hand stands, by how deep they are.
  private var headings: [(level: Int, context: ToldContext)] = []
  private var base = ToldContext()
  private var tables = 0
  private let takes: Takes

  /// What is read of a document.
  enum Takes { case all, tables, sentences }

  private init(_ vocabulary: AuditVocabulary, file: String, _ takes: Takes) {
    (self.vocabulary, self.file, self.takes) = (vocabulary, file, takes)
  }

  /// - Parameters:
  ///   - blocks: The document, in order.
  ///   - vocabulary: The names that files use.
  ///   - context: What is known of it as a whole.
  ///   - file: The path of the file.
  ///   - place: Where in the file the document stands; empty where it is all of it.
  ///   - takes: What is read of it; the rest still says whose the numbers are.
  static func read(
    _ blocks: [TextBlock], _ vocabulary: AuditVocabulary, in context: ToldContext = ToldContext(), file: String,
    place: String = "", takes: Takes = .all
  ) -> SharedReading {
    var reader = DocumentReader(vocabulary, file: file, takes)
    let blocks = blocks.flatMap { block in
      if case .lines(let text) = block { PlainText.blocks(text, vocabulary) } else { [block] }
    }
    let rules = blocks.lazy.compactMap(\.paragraph).compactMap { Self.rules(in: $0) }.first
    reader.reading.isInternal = blocks.contains { $0.paragraph?.contains("Internal use only") ?? false }
    for result in results(in: blocks) {
      let scope = result.last?.paragraph.map { Self.scope($0, vocabulary) } ?? ToldContext()
      reader.base = context.with(scope)
      reader.base.rules =
        result.lazy.compactMap(\.paragraph).compactMap { Self.rules(in: $0) }.first ?? rules ?? context.rules
      reader.headings = []
      reader.take(result, at: place)
    }
    return reader.reading
  }

  /// The document in parts, each of which ends with the scope of its result.
  private static func results(in blocks: [TextBlock]) -> [ArraySlice<TextBlock>] {
    var (results, start): ([ArraySlice<TextBlock>], Int) = ([], 0)
    for (index, block) in blocks.enumerated() where block.paragraph?.hasPrefix("Scope: ") ?? false {
      results.append(blocks[start...index])
      start = index + 1
    }
    return start < blocks.count ? results + [blocks[start...]] : results
  }

  /// "Shared (rules under-10): counts under 10 hidden".
  private static func rules(in text: String) -> String? {
    text.firstMatch(of: /Shared \(rules ([^)]+)\)/).map { String($0.1) }
  }

  /// "Scope: Northbridge · disciplinary · phases 3–5."
  private static func scope(_ text: String, _ vocabulary: AuditVocabulary) -> ToldContext {
    var scope = ToldContext()
    guard text.hasPrefix("Scope: ") else { return scope }
    let line = text.dropFirst("Scope: ".count)
    let words = line[..<(line.firstRange(of: ". ")?.lowerBound ?? line.endIndex)]
    for part in words.split(separator: " · ").map({ $0.last == "." ? $0.dropLast() : $0 }) {
      if let place = vocabulary.knownPlace(part) { scope.place = place }
      if let topic = vocabulary.topic(part) { (scope.indicator, scope.category) = (topic.indicator, topic.category) }
      if part.hasPrefix("phase "), let phase = vocabulary.phase(part) { scope.phase = phase }
      scope.service = vocabulary.service(String(part)) ?? scope.service
    }
    return scope
  }

  private mutating func take(_ blocks: ArraySlice<TextBlock>, at place: String) {
    var sentences = SentenceReader(vocabulary, in: base, file: file)
    for (index, block) in blocks.enumerated() {
      let here = place.isEmpty ? "" : place + ", "
      switch block {
      case .heading(let level, let text):
        if takes != .tables { reading.add(sentences.reading) }
        sentences = SentenceReader(vocabulary, in: heading(level, text), file: file)
      case .lines: continue
      case .picture(let text):
        // It says itself what it shows; what stands around it may be about another one.
        var own = sentences.context
        (own.indicator, own.category) = (nil, nil)
        var words = SentenceReader(vocabulary, in: own, file: file)
        words.take(text, at: here + "picture, paragraph \(index + 1)")
        reading.add(words.reading)
      case .paragraph(let text):
        // Where pages have columns, what stood before may be of another one.
        if takes == .sentences { sentences.context = base }
        sentences.take(text, at: here + "paragraph \(index + 1)")
      case .table(let table):
        tables += 1
        if takes != .sentences { take(table, in: sentences.context, at: here + "table \(tables)") }
      }
    }
    if takes != .tables { reading.add(sentences.reading) }
  }

  private mutating func heading(_ level: Int, _ text: String) -> ToldContext {
    while let last = headings.last, last.level >= level { headings.removeLast() }
    let context = (headings.last?.context ?? base).with(named(in: text))
    headings.append((level, context))
    return context
  }

  /// What a heading or a caption names.
  private func named(in text: String) -> ToldContext {
    var context = ToldContext()
    for found in NamesInText(AuditVocabulary.folded(text), vocabulary).found {
      switch found.name {
      case .phase(let phase): context.phase = phase
      case .place(let place): context.place = place
      case .service(let service): context.service = service
      case .topic(let topic): (context.indicator, context.category) = (topic.indicator, topic.category)
      case .phases, .somebody, .group, .otherFigures, .sentenceEnd: continue
      }
    }
    return context
  }

  private mutating func take(_ table: SharedTable, in context: ToldContext, at place: String) {
    var reader = TableReader(table.headings, vocabulary, in: context.with(named(in: table.caption)), file: file)
    var rest = 0
    for (index, row) in table.rows.enumerated() {
      do throws(TableReader.Fault) { try reader.take(row, at: "\(place), row \(index + 1)") } catch { rest += 1 }
    }
    reader.end()
    reading.add(reader.reading)
    reading.unplaced += rest
  }
}

extension TextBlock {
  fileprivate var paragraph: String? { if case .paragraph(let text) = self { text } else { nil } }
}
