import Phaseline

/// The pictures and fonts that templates name, each read once.
struct EmbeddedFiles {
  private let folder: TemplateFolder
  private var keys: [String: String] = [:]
  /// By the key that stands for each in what is rendered; no key of a context begins like it.
  private(set) var addresses: [String: String] = [:]
  private(set) var faults: [TemplateProblem.Fault] = []

  /// Each with its data URI.
  var addressesByName: [(String, String)] { keys.map { ($0.key, addresses[$0.value] ?? "") } }

  init(in folder: TemplateFolder) { self.folder = folder }

  /// The text of a template, in which each reference is a tag that prints the file.
  mutating func text(of source: TemplateSource, with references: [FileReference]) -> String {
    var (text, last) = ("", 0)
    for reference in references.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      do {
        let key = try key(for: reference, in: source)
        text += source.text(last..<reference.range.lowerBound) + "{{\(key)}}"
        last = reference.range.upperBound
      } catch { if !faults.contains(error) { faults.append(error) } }
    }
    return text + source.text(last..<source.scalars.count)
  }

  private mutating func key(
    for reference: FileReference, in source: TemplateSource
  ) throws(TemplateProblem.Fault) -> String {
    func fault(_ what: String) -> TemplateProblem.Fault { source.fault(reference.range.lowerBound, what) }
    let name = reference.name
    if let key = keys[name], reference.takes(name) { return key }
    guard !name.contains("{{") else {
      throw fault("expected \(reference.expected), not '\(name)', which data would name")
    }
    guard !name.contains(/^[A-Za-z]+:|^\/\//) else {
      throw fault("'\(name)' is not in the folder, and a report loads nothing; expected \(reference.expected)")
    }
    guard !name.contains("/"), !name.contains("\\"), !name.hasPrefix("~"), name != ".." else {
      throw fault("'\(name)' is outside of the folder; expected \(reference.expected)")
    }
    guard let file = folder.files[name], reference.takes(name), let kind = EmbeddedKind(name: name) else {
      let known = folder.files.keys.filter(reference.takes).sorted()
      let nearest = Nearest.names(to: name, among: known, limit: 1).first
      let hint = nearest.map { " ('\($0)'?)" } ?? ""
      throw fault(
        folder.files[name] == nil
          ? "no file is called '\(name)'\(hint); expected \(reference.expected)"
          : "'\(name)' cannot be shown; expected \(reference.expected)")
    }
    let data = try folder.contents(of: file)
    guard kind.fits(data) else {
      throw .init(file: file.path, what: "the file is not what its name says, \(kind.rawValue)")
    }
    let key = "*\(keys.count)"
    (keys[name], addresses[key]) = (key, kind.address(of: data))
    return key
  }
}

extension FileReference {
  /// Whether a file of this name may stand there.
  func takes(_ name: String) -> Bool {
    EmbeddedKind(name: name).map { !$0.isFont || expected == FileReference.pictureOrFont } ?? false
  }
}
