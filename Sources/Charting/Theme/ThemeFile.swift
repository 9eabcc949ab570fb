import Foundation
import Phaseline
import Yams

/// What is wrong with a theme file, and where.
public struct ThemeProblem: PeopleReadable, Hashable {
  /// One fault.
  public struct Fault: Hashable, Sendable {
    /// From 1.
    public var line: Int
    /// From 1.
    public var column: Int
    /// What is wrong, as part of a sentence.
    public var what: String
  }
  /// Path of the file.
  public var file: String
  /// In the order of the file.
  public var faults: [Fault]

  init(_ file: String, _ faults: [Fault]) { (self.file, self.faults) = (file, faults) }

  /// It is about files and machines.
  public var isFreeOfCounts: Bool { true }

  /// Where each is, what is wrong, what to do.
  public var description: String {
    faults.map { "\(file):\($0.line):\($0.column): \($0.what)." }.joined(separator: "\n") + " Correct the theme."
  }
}

extension Theme {
  /// Reads an organisation's theme; what it does not say is as in the standard one.
  /// - Parameter file: Path of the file.
  /// - Throws: `ThemeProblem`.
  public init(file: String) throws(ThemeProblem) {
    guard FileManager.default.fileExists(atPath: file) else {
      throw ThemeProblem(file, [.init(line: 1, column: 1, what: "there is no such file; expected a theme")])
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ThemeProblem(file, [.init(line: 1, column: 1, what: "the file cannot be read; expected a theme")])
    }
    guard let yaml = String(data: data, encoding: .utf8) else {
      throw ThemeProblem(file, [.init(line: 1, column: 1, what: "expected text in UTF-8")])
    }
    try self.init(yaml: yaml, file: file)
  }

  /// Reads a theme.
  /// - Parameters:
  ///   - yaml: Its text: `font`, a name or a list of names, and `colours`, each `"#RRGGBB"` by the name of its part.
  ///   - file: Its name, for messages.
  /// - Throws: `ThemeProblem`.
  init(yaml: String, file: String) throws(ThemeProblem) {
    self = .standard
    var reader = ThemeReader()
    reader.read(yaml)
    if reader.faults.isEmpty {
      families = reader.families + Theme.standard.families.filter { !reader.families.contains($0) }
      for (part, colour) in reader.colours { colours[part] = colour.rgb }
      if reader.colours[.national] != nil, reader.colours[.nationalText] == nil {
        colours[.nationalText] = legible(self[.national])
      }
      reader.judge(self)
    }
    guard reader.faults.isEmpty else {
      throw ThemeProblem(file, reader.faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
  }

  /// The nearest to a colour that can be read on paper and band: darker, or lighter where they are dark.
  private func legible(_ colour: RGB) -> RGB {
    let papers = [self[.background], self[.band]]
    let (black, white) = (RGB(hex: "#000000") ?? colour, RGB(hex: "#FFFFFF") ?? colour)
    let isDark = papers[0].contrast(with: white) > papers[0].contrast(with: black)
    let mixes = (0...100).map { colour.mixed(with: isDark ? white : black, share: Double($0) / 100) }
    return mixes.first { mix in papers.allSatisfy { mix.contrast(with: $0) >= Legibility.text } } ?? colour
  }
}

/// The contrasts that the Web Content Accessibility Guidelines 2.2 ask for: 1.4.11 of marks, 1.4.3 of text.
enum Legibility {
  static let mark = 3.0
  static let text = 4.5
  static let marks: [Colour.Part] = [.authority, .national, .comparator, .secondComparator, .context]
  static let texts: [Colour.Part] = [
    .text, .secondaryText, .context, .nationalText, .authority, .secondComparator,
  ]

  /// Every pair that must differ, and by how much.
  static let pairs: [(part: Colour.Part, paper: Colour.Part, least: Double)] =
    texts.flatMap { [($0, .background, text), ($0, .band, text)] }
    + marks.filter { !texts.contains($0) }.map { ($0, .background, mark) }
}

/// Takes a theme from YAML, and notes all that is wrong with it.
private struct ThemeReader {
  var families: [String] = []
  var colours: [Colour.Part: (rgb: RGB, mark: Mark?)] = [:]
  var faults: [ThemeProblem.Fault] = []

  private mutating func note(_ mark: Mark?, _ what: String) {
    faults.append(.init(line: mark?.line ?? 1, column: mark?.column ?? 1, what: what))
  }

  mutating func read(_ yaml: String) {
    do {
      guard let root = try Yams.compose(yaml: yaml) else { return note(nil, "expected the keys 'font' and 'colours'") }
      guard let mapping = root.mapping else { return note(root.mark, "expected the keys 'font' and 'colours'") }
      for (key, value) in mapping {
        switch key.string {
        case "font": readFont(value)
        case "colours": readColours(value)
        default: unknown(key, among: ["font", "colours"])
        }
      }
    } catch {
      note(error)
    }
  }

  private mutating func note(_ error: any Error) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      note(mark, "not YAML (\(problem))")
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      note(context.mark, "the key '\(keys.joined(separator: "', '"))' stands twice")
    default: note(nil, "not YAML (\(error))")
    }
  }

  private mutating func unknown(_ key: Node, among names: [String]) {
    let name = key.string ?? ""
    let nearest = Nearest.names(to: name, among: names, limit: 1).first
    note(
      key.mark,
      "unknown key '\(name)': expected \(Wordings.list(names))" + (nearest.map { " ('\($0)'?)" } ?? ""))
  }

  private mutating func readFont(_ node: Node) {
    let names = node.sequence.map { Array($0) } ?? [node]
    if names.isEmpty { note(node.mark, "expected the name of a font, or a list of names") }
    for name in names {
      // gnuplot and Pango take what follows a comma or a colon for the font's size or style.
      guard let text = name.scalar?.string, !text.isEmpty,
        text.allSatisfy({ $0 == " " || $0 == "-" || $0.isLetter || $0.isNumber })
      else {
        note(name.mark, "expected the name of a font, of letters, digits and blanks")
        continue
      }
      families.append(text)
    }
  }

  private mutating func readColours(_ node: Node) {
    guard let mapping = node.mapping else {
      return note(node.mark, "expected parts and their colours, as text: \"#0B0C0C\"")
    }
    for (key, value) in mapping {
      guard let part = Colour.Part(rawValue: key.string ?? "") else {
        unknown(key, among: Colour.Part.allCases.map(\.rawValue))
        continue
      }
      guard let text = value.scalar?.string, let rgb = RGB(hex: text) else {
        let found = value.scalar.map { $0.string.isEmpty ? "nothing" : "'\($0.string)'" } ?? "a list"
        // Without quotes YAML takes it for a comment.
        note(value.mark, "expected a colour as \"#12436D\", in quotation marks, not \(found)")
        continue
      }
      colours[part] = (rgb, value.mark)
    }
  }

  /// Notes every pair of colours that cannot be told apart well enough, where the file chooses either.
  mutating func judge(_ theme: Theme) {
    for (part, paper, least) in Legibility.pairs {
      let ratio = theme[part].contrast(with: theme[paper])
      guard ratio < least else { continue }
      let mark = colours[part]?.mark ?? colours[paper]?.mark ?? colours[.national]?.mark
      // Rounded down: what is just too little must not read as enough.
      let measured = Wordings.fixed((ratio * 100).rounded(.down) / 100, 2)
      note(
        mark,
        "'\(part.rawValue)' \(theme[part].hex) on '\(paper.rawValue)' \(theme[paper].hex) has a contrast of \(measured):1; "
          + "expected at least \(least == Legibility.text ? "4.5" : "3"):1 (WCAG 2.2)")
    }
  }
}
