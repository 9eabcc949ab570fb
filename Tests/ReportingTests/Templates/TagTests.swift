import Testing

/// Tags of mustache are told with their place, and only those are taken that leave escaping as it is.
@Suite("Tags of templates") struct TagTests {
  private static let layout =
    "outside of a block, where it is left out; write it within '{{$name}}' and '{{/name}}', by a name that the layout has"

  @Test(
    "a tag that cannot be read is told with its line and column",
    arguments: [
      ("<p>\n  {{title", "2:3: the tag that begins here has no end; expected '}}'."),
      ("é{{{title}}", "1:2: the tag that begins here has no end; expected '}}}'."),
      ("{{", "1:1: the tag that begins here has no end; expected '}}'."),
      ("{{#", "1:1: the tag that begins here has no end; expected '}}'."),
      ("a\n{{#note}}\nb", "2:1: '{{#note}}' has no end; expected '{{/note}}' behind it."),
      (
        "{{#note}}{{#sections}}",
        "1:1: '{{#note}}' has no end; expected '{{/note}}' behind it.\n"
          + "1:10: '{{#sections}}' has no end; expected '{{/sections}}' behind it."
      ),
      (
        "{{#sections}}\r\n\r\n {{/sectoins}}",
        "3:2: '{{/sectoins}}' stands where '{{#sections}}' of line 1 ends; expected '{{/sections}}'."
      ),
      (
        "{{#sections}}\n{{#note}}\n{{/sections}}",
        "3:1: '{{/sections}}' stands where '{{#note}}' of line 2 ends; expected '{{/note}}'."
      ),
      ("a {{/note}}", "1:3: '{{/note}}' ends nothing; leave it out, or write '{{#note}}' before it."),
      (
        "a\r\n é {{ti tle}}",
        "2:9: the tag cannot be read from here on; expected a name of letters without accents, digits, '_', '-' and '.', "
          + "then the end of the tag."
      ),
      (
        "{{> ~/x}}",
        "1:5: the tag cannot be read from here on; expected a name of letters without accents, digits, '_', '-' and '.', "
          + "then the end of the tag."
      ),
      ("{{$a(b)}}{{/a(b)}}", "1:10: a block has a plain name; leave the brackets out."),
      ("p {", "1:3: the text ends where a tag may begin; put a line break behind it."),
    ])
  func syntax(template: String, what: String) throws {
    let said = try TemplateFixture.fault(template)
    #expect(said == what)
  }

  @Test(
    "a tag that would switch escaping off, or name a template by data, is refused",
    arguments: [
      ("{{=<% %>=}}", "1:1: '{{=<% %>=}}' is not allowed: tags are written in '{{' and '}}'."),
      (
        "x {{% CONTENT_TYPE: TEXT}}",
        "1:3: '{{% CONTENT_TYPE: TEXT}}' is not allowed: what people typed is always escaped; leave it out."
      ),
      (
        "{{>*title}}", "1:1: '{{>*title}}' is not allowed: expected the name of a template, not a key that holds one."
      ),
      (
        "{{<*title}}{{/*title}}",
        "1:1: '{{<*title}}' is not allowed: expected the name of a template, not a key that holds one."
      ),
      ("{{<page}}\n text{{/page}}", "2:2: text stands in '{{<page}}' \(layout)."),
      ("{{<page}}{{title}}{{/page}}", "1:10: '{{title}}' stands in '{{<page}}' \(layout)."),
      (
        "{{<page}}{{> part}}{{! so }}{{/page}}", "1:10: '{{> part}}' stands in '{{<page}}' \(layout)."
      ),
    ])
  func refused(template: String, what: String) throws {
    let said = try TemplateFixture.fault(template)
    #expect(said == what)
  }

  @Test("tags within one another have a limit")
  func deep() throws {
    func nested(_ count: Int) -> String {
      String(repeating: "{{#note}}", count: count) + String(repeating: "{{/note}}", count: count)
    }
    #expect(try TemplateFixture.fault(nested(32)) == nil)
    #expect(try TemplateFixture.fault(nested(40)) == "1:289: more than 32 tags stand within one another.")
  }

  @Test(
    "a key that no report has is told, with the nearest that one has",
    arguments: [
      ("{{headlin}}", "1:1: unknown key 'headlin' ('headline'?)."),
      ("<p>\n{{#sectoins}}{{/sectoins}}", "2:1: unknown key 'sectoins' ('sections'?)."),
      ("{{^xyz}}{{/xyz}}", "1:1: unknown key 'xyz'."), ("{{isNumber}}", "1:1: unknown key 'isNumber' ('is_number'?)."),
      ("{{theme.colors}}", "1:1: unknown key 'colors' in 'theme' ('colours'?)."),
      ("{{headline.text}}", "1:1: unknown key 'text': 'headline' has no keys."),
      ("{{sections.headline}}", "1:1: unknown key 'headline': 'sections' has no keys."),
      ("{{lowercased(titel)}}", "1:1: unknown key 'titel' ('title'?)."), ("{{}}", "1:1: expected a key."),
      ("{{*0}}", "1:1: unknown key '*0'."),
      ("{{#audience}}{{audienc}}{{/audience}}", "1:14: unknown key 'audienc' ('audience'?)."),
      (
        "{{upper(title)}}",
        "1:1: unknown transform 'upper': expected capitalized, count, empty, equalzero, even, first, index, last, "
          + "lowercased, minusone, odd, plusone, reversed or uppercased ('uppercased'?)."
      ),
      (
        "{{count(title)}}",
        "1:1: 'count' does nothing to 'title'; expected capitalized, empty, lowercased, reversed or uppercased."
      ),
      ("{{uppercased(is_number)}}", "1:1: 'uppercased' does nothing to 'is_number'; leave it out."),
      ("{{count()}}", "1:1: 'count' does nothing to ''; expected even, first, index, last or odd."),
    ])
  func keys(template: String, what: String) throws {
    let said = try TemplateFixture.fault(template)
    #expect(said == what)
  }

  @Test(
    "a key is printed as what it is",
    arguments: [
      ("{{{headline}}}", "1:1: 'headline' is not mark-up of Phaseline's own, so it is escaped; write '{{headline}}'."),
      ("{{& title }}", "1:1: 'title' is not mark-up of Phaseline's own, so it is escaped; write '{{title}}'."),
      (
        "{{#names}}{{{.}}}{{/names}}", "1:11: '.' is not mark-up of Phaseline's own, so it is escaped; write '{{.}}'."
      ),
      ("{{svg}}", "1:1: 'svg' is mark-up; write '{{{svg}}}'."),
      ("{{theme}}", "1:1: 'theme' is a group; name one of its keys, or enter it by '{{#theme}}'."),
      ("{{sections}}", "1:1: 'sections' is a list; walk it by '{{#sections}}' and '{{/sections}}'."),
    ])
  func kinds(template: String, what: String) throws {
    let said = try TemplateFixture.fault(template)
    #expect(said == what)
  }

  @Test(
    "every key of a report is known, wherever it stands",
    arguments: [
      "{{headline}} {{theme.colours.authority}} {{{chart.svg}}} {{#rows}}{{#cells}}{{text}}{{/cells}}{{/rows}}",
      "{{#names}}{{.}}{{^last()}}, {{/last()}}{{#even()}}e{{/even()}}{{plusone(index())}}{{/names}}",
      "{{#.}}{{.title}}{{/.}} {{count(sections)}} {{#first(sections)}}{{headline}}{{/first(sections)}}",
      "{{^is_number}}{{uppercased(lowercased(title))}}{{/is_number}}",
    ])
  func known(template: String) throws {
    #expect(try TemplateFixture.fault(template) == nil)
  }
}
