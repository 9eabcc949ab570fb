import Testing

@testable import Charting

/// A theme is read with the place of every fault, and drawn only where it can be read.
@Suite("Theme") struct ThemeTests {
  static func fault(_ yaml: String) -> String? {
    do {
      _ = try Theme(yaml: yaml, file: "t.yaml")
      return nil
    } catch { return error.description }
  }

  @Test(
    "contrast is as published",
    arguments: [
      ("#000000", "#FFFFFF", 21.0), ("#767676", "#FFFFFF", 4.54), ("#777777", "#FFFFFF", 4.48),
      ("#FFFFFF", "#FFFFFF", 1.0),
    ])
  func contrast(one: String, other: String, ratio: Double) throws {
    let (one, other) = (try #require(RGB(hex: one)), try #require(RGB(hex: other)))
    #expect(abs(one.contrast(with: other) - ratio) < 0.005)
    #expect(one.contrast(with: other) == other.contrast(with: one))
  }

  @Test("the standard theme passes its own rules")
  func standard() {
    for (part, paper, least) in Legibility.pairs {
      #expect(Theme.standard[part].contrast(with: Theme.standard[paper]) >= least, "\(part) on \(paper)")
    }
  }

  @Test("font and colours are taken, the rest is as it was")
  func read() throws {
    let theme = try Theme(
      yaml: "font: [Lato, Open Sans]\ncolours:\n  authority: \"#4B0082\"\n  second-comparator: '#333333'\n", file: "t")
    #expect(theme.families == ["Lato", "Open Sans", "Liberation Sans", "DejaVu Sans"])
    #expect(theme[.authority].hex == "#4B0082")
    #expect(theme[.secondComparator].hex == "#333333")
    #expect(theme[.national] == Theme.standard[.national])
    #expect(theme[.nationalText] == Theme.standard[.nationalText])
    #expect(try Theme(yaml: "font: Lato", file: "t").families.first == "Lato")
  }

  @Test(
    "of a national colour alone, one for text is derived that can be read",
    arguments: ["#E05A00", "#949494", "#00877A"])
  func derived(hex: String) throws {
    let theme = try Theme(yaml: "colours:\n  national: \"\(hex)\"", file: "t")
    for paper in [Colour.Part.background, .band] {
      #expect(theme[.nationalText].contrast(with: theme[paper]) >= 4.5)
    }
    #expect(theme[.nationalText] != Theme.standard[.nationalText])
  }

  @Test("on dark paper the derived one is lighter")
  func dark() throws {
    let light = ["authority", "comparator", "second-comparator", "context", "text", "secondary-text"]
    let yaml =
      "colours:\n  background: \"#101010\"\n  band: \"#202020\"\n  national: \"#B04040\"\n"
      + light.map { "  \($0): \"#EEEEEE\"\n" }.joined()
    let theme = try Theme(yaml: yaml, file: "t")
    #expect(theme[.nationalText].contrast(with: theme[.band]) >= 4.5)
    #expect(theme[.nationalText].red > 0xB0)
  }

  @Test(
    "a fault is told with its place, what is expected, and what may be meant",
    arguments: [
      ("colours:\n  authorty: \"#000000\"", "t.yaml:2:3: unknown key 'authorty': expected ", "('authority'?)"),
      ("fonts: Lato", "t.yaml:1:1: unknown key 'fonts': expected ", "('font'?)"),
      ("colours:\n  text: \"#12345\"", "t.yaml:2:9: expected a colour as \"#12436D\"", "not '#12345'"),
      ("colours:\n  text: #123456", "t.yaml:", "in quotation marks, not nothing"),
      ("colours:\n  text: [1]", "t.yaml:2:9: expected a colour", "not a list"),
      ("colours: blue", "t.yaml:1:10: expected parts and their colours", ""),
      ("font: \"Lato,20\"", "t.yaml:1:7: expected the name of a font", ""),
      ("font: []", "t.yaml:1:7: expected the name of a font", ""),
      ("", "t.yaml:1:1: expected the keys", ""), ("- a", "t.yaml:1:1: expected the keys", ""),
      ("font: a\nfont: b", "t.yaml:", "the key 'font' stands twice"),
      ("font: [a", "t.yaml:", "not YAML"),
    ])
  func faults(yaml: String, start: String, part: String) throws {
    let said = try #require(Self.fault(yaml))
    #expect(said.hasPrefix(start), "\(said)")
    #expect(part.isEmpty || said.contains(part), "\(said)")
    #expect(said.hasSuffix("Correct the theme."))
  }

  @Test("colours that cannot be told from the paper are refused, with the ratio that they have")
  func illegible() throws {
    let said = try #require(
      Self.fault("colours:\n  text: \"#777777\"\n  comparator: \"#DDDDDD\"\n  authority: \"#767676\"\n"))
    #expect(
      said.contains(
        "t.yaml:2:9: 'text' #777777 on 'background' #FFFFFF has a contrast of 4.47:1; expected at least 4.5:1"))
    #expect(
      said.contains(
        "t.yaml:3:15: 'comparator' #DDDDDD on 'background' #FFFFFF has a contrast of 1.35:1; expected at least 3:1"))
    #expect(!said.contains("'authority' #767676 on 'background'"))
    #expect(said.contains("'authority' #767676 on 'band' #F3F2F1"))
  }

  @Test("dark paper alone is refused at its own place")
  func darkPaper() throws {
    #expect(try #require(Self.fault("colours:\n  background: \"#000000\"")).contains("t.yaml:2:15: 'text' #0B0C0C"))
  }

  @Test("a font that is not installed gives way to one that is")
  func font() throws {
    #expect(try PangoMeasure(families: ["No Such Font Anywhere"] + Theme.standard.families).family == "Open Sans")
  }
}
