import ArgumentParser
import Phaseline

/// Explains an indicator.
struct Explain: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what an indicator measures, which way is fair, and where its series breaks.",
    discussion: "At the prompt ?shortlisting does the same. Example: phaseline explain shortlisting")
  @OptionGroup var globals: Globals
  @Argument(help: "Key, number or title of an indicator.") var indicator: String

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let standard = try workbench.standard()
    return workbench.words(.document(Self.document(of: try standard.indicator(named: indicator), in: standard)))
  }

  /// All about an indicator.
  static func document(of it: Indicator, in standard: Standard) -> Document {
    var parts: [Document.Part] = [
      .heading((it.number.map { "\(standard.shortTitle) indicator \($0): " } ?? "") + it.title),
      .paragraph(it.definition),
      .entry(term: "name", text: it.key), .entry(term: "numerator", text: it.numerator),
      .entry(term: "denominator", text: it.denominator), .entry(term: "kind", text: it.kindWords(in: standard)),
      .entry(term: "direction", text: it.directionWords),
    ]
    if !it.categories.isEmpty {
      let categories = it.categories.map { "\($0.key) (\($0.title))" }
      parts.append(.entry(term: "categories", text: Wordings.list(categories)))
    }
    if it.printed == .whiteOverBame {
      parts.append(.entry(term: "printed as", text: "White over \(standard.group(.bame).short); shown here turned."))
    }
    for gap in it.breaks {
      parts.append(.entry(term: "series break", text: "before phase \(gap.before): \(gap.reason)"))
    }
    if let note = it.note { parts.append(.entry(term: "note", text: note)) }
    if !it.aliases.isEmpty { parts.append(.entry(term: "also called", text: Wordings.list(it.aliases))) }
    parts.append(.entry(term: "source", text: "\(standard.publisher), \(standard.title)"))
    return Document(parts: parts)
  }
}
