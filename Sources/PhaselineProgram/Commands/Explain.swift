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
    let it = try standard.indicator(named: indicator)
    var parts: [Document.Part] = [
      .heading((it.number.map { "\(standard.shortTitle) indicator \($0): " } ?? "") + it.title),
      .paragraph(it.definition),
      .entry(term: "name", text: it.key), .entry(term: "numerator", text: it.numerator),
      .entry(term: "denominator", text: it.denominator), .entry(term: "kind", text: Self.kind(it, standard)),
      .entry(term: "direction", text: Self.direction(it)),
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
    return workbench.words(.document(Document(parts: parts)))
  }

  private static func kind(_ it: Indicator, _ standard: Standard) -> String {
    let (bame, white) = (standard.group(.bame).short, standard.group(.white).short)
    return switch it.kind {
    case .ratio: "relative likelihood: the rate among \(bame) staff over the rate among \(white) staff"
    case .distribution:
      "distribution: the share of each group in each category; its headline is the ratio for "
        + it.title(ofCategory: it.headlineCategory)
    case .representation: "representation: a share of the numerator beside a share of the denominator"
    }
  }

  private static func direction(_ it: Indicator) -> String {
    let side = it.event == .wanted ? "below" : "above"
    return
      "the event is \(it.event.rawValue): a relative likelihood \(side) 1 is a disadvantage. Parity (1) is the aim."
  }
}
