import Mustache

/// Reads all templates of a folder and notes everything that is wrong with them.
struct TemplateCheck {
  private let folder: TemplateFolder
  private var templates: [(source: TemplateSource, tags: [TemplateTag])] = []
  private var texts: [String: String] = [:]
  private(set) var embedded: EmbeddedFiles
  private var faults: [TemplateProblem.Fault] = []

  init(_ folder: TemplateFolder, knowing keys: ContextKeys) {
    self.folder = folder
    embedded = EmbeddedFiles(in: folder)
    let index = KeyIndex(keys)
    let names = folder.names(endingIn: ["mustache", "css"])
    for name in names { read(name, knowing: index) }
    let known = names.map(Self.partial)
    for entry in ReportTemplates.Entry.allCases where !known.contains(entry.rawValue) {
      faults.append(.init(file: folder.first.path, what: "expected a template '\(entry.rawValue).mustache'"))
    }
    faults += embedded.faults + IncludeGraph(templates, known: known).faults
  }

  /// How other templates name a file.
  private static func partial(_ name: String) -> String {
    name.hasSuffix(".mustache") ? String(name.dropLast(".mustache".count)) : name
  }

  /// Of all that pages are made of.
  var digest: String {
    TemplateDigest.make(
      templates.map { ($0.source.name, $0.source.text) } + embedded.addressesByName.sorted { $0 < $1 })
  }

  /// Everything that can be rendered.
  /// - Throws: Everything that is wrong, file by file.
  func library() throws(TemplateProblem) -> MustacheLibrary {
    guard faults.isEmpty else {
      throw TemplateProblem(faults.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) })
    }
    do {
      var library = MustacheLibrary()
      for (source, _) in templates {
        let text = texts[source.name] ?? source.text
        library.register(try LibraryParser.template(text, of: source), named: source.name)
      }
      return library
    } catch { throw TemplateProblem([error]) }
  }

  private mutating func read(_ name: String, knowing index: KeyIndex) {
    guard let file = folder.files[name] else { return }
    do {
      let source = TemplateSource(file: file.path, name: Self.partial(name), text: try folder.text(of: file))
      let scanner = TagScanner(source)
      let nesting = TagNesting(source, scanner.tags)
      // What follows would misread a template in which tags do not end one another.
      guard scanner.faults.isEmpty, nesting.faults.isEmpty else {
        faults += scanner.faults + nesting.faults
        return
      }
      try LibraryParser.check(source)
      read(source, scanner.tags, knowing: index)
    } catch { faults.append(error) }
  }

  private mutating func read(_ source: TemplateSource, _ tags: [TemplateTag], knowing index: KeyIndex) {
    let markup = MarkupReader(source, tags)
    faults += markup.faults.map { source.fault($0.offset, $0.what) }
    let keys = KeyCheck(source, tags, knowing: index)
    faults += keys.faults
    templates.append((source, tags))
    let drawn = Set(keys.pictures.map(\.range))
    texts[source.name] = embedded.text(of: source, with: markup.references.filter { !drawn.contains($0.range) })
  }
}
