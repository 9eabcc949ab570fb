import Testing

/// What a browser would load or run is refused in the text of a template, and a value stands only where it stays text.
@Suite("Mark-up of templates") struct MarkupTests {
  @Test(
    "what a report may hold is taken",
    arguments: [
      "<p>1 < 2 & a <b>b</b></p>", "<a href=\"https://x.org\">x</a><a href='#{{title}}'>y</a>",
      "<a href=\"mailto:a@b.org?subject={{title}}\">z</a><A HREF=\"tel:1\">t</A>",
      "<p {{#note}}class=\"a\"{{/note}} id=\"{{title}}\">",
      "<p{{#note}} class=\"a\"{{/note}}{{#note}} id='b'{{/note}}>",
      "<details{{#note}} open{{/note}}>", "<details {{#note}}open{{/note}}>",
      "<details open {{#note}}hidden {{/note}}>",
      "<p class=\"a {{#note}}b{{/note}}\">", "<!-- a > b <script> -->", "<!--><p>", "<!DOCTYPE html>",
      "<title>a <b> {{title}}</title>",
      "<style>p { background: url(#a) } /* url(x) */ q::after { content: 'url(x)' }</style>",
      "<img alt=\"onload= src= url(x)\" src=\"data:image/png;base64,AAAA\">",
      "<svg fill=\"url(#a)\"><use href=\"#b\"/></svg>",
      "<p style=\"color: {{theme.colours.authority}}\">", "<p title='\"' data-src=\"x\">", "<input value=x disabled>",
      "<td>{{! <script> }}{{title}}</td>", "<meta charset=\"utf-8\"><br/>",
    ])
  func allowed(template: String) throws {
    let said = try TemplateFixture.fault(template)
    #expect(said == nil)
  }

  private static let oneFile = "a report is one file"
  private static let picture = "a picture of the folder, as logo.svg or logo.png"
  private static let img = "write <img src=\"logo.png\" alt=\"…\"> for a picture of the folder"
  private static let link = "expected a link that begins with 'https://', 'http://', 'mailto:', 'tel:' or '#'"

  @Test(
    "what a report would load, run or send is refused, with what to write instead",
    arguments: [
      ("<script>x</script>", "1:1: '<script>' is not allowed: a report runs no programs; leave it out."),
      (
        "a\n <SCRIPT src=\"x.js\"></script>", "2:2: '<script>' is not allowed: a report runs no programs; leave it out."
      ),
      (
        "<link rel=stylesheet href=\"style.css\">",
        "1:1: '<link>' is not allowed: \(oneFile); write <style>{{> style.css}}</style> for a style sheet of the folder."
      ),
      (
        "<iframe src=\"https://x.org\"></iframe>",
        "1:1: '<iframe>' is not allowed: a report loads nothing; \(img), or a link, <a href=\"https://…\">."
      ),
      (
        "<object data=\"x\">",
        "1:1: '<object>' is not allowed: a report loads nothing; \(img), or a link, <a href=\"https://…\">."
      ),
      (
        "<embed src=x>",
        "1:1: '<embed>' is not allowed: a report loads nothing; \(img), or a link, <a href=\"https://…\">."
      ),
      ("<video src=x>", "1:1: '<video>' is not allowed: a report loads nothing; \(img)."),
      ("<base href=\"/\">", "1:1: '<base>' is not allowed: links are written out in full; leave it out."),
      ("<form action=\"x\">", "1:1: '<form>' is not allowed: a report sends nothing; leave it out."),
      ("<xmp>", "1:1: '<xmp>' is not allowed: it is no longer part of HTML; write <pre>."),
      (
        "<meta http-equiv=\"refresh\" content=\"0\">",
        "1:7: 'http-equiv' is not allowed: what a page may load is written by Phaseline; leave it out."
      ),
      ("<p ONclick='x()'>", "1:4: 'onclick' is not allowed: a report runs no programs; leave it out."),
      (
        "<img src=\"data:image/png;base64,A\" srcset=\"b.png 2x\">",
        "1:36: 'srcset' is not allowed: \(oneFile); write <img src=\"logo.svg\" alt=\"…\"> for one picture of the folder."
      ),
      ("<a ping=x href=\"#a\">", "1:4: 'ping' is not allowed: a report loads and sends nothing; leave it out."),
      ("<input src=\"a.png\">", "1:13: 'src' is not allowed in <input>: a report loads nothing; leave it out."),
      ("<a href=\"javascript:alert(1)\">", "1:10: \(link), not 'javascript:alert(1)'."),
      ("<a href=\"java&#115;cript:x\">", "1:10: \(link), not 'java&#115;cript:x'."),
      ("<a href=\"{{title}}\">", "1:10: \(link), not '{{title}}'."),
      ("<a href=\"{{#note}}#a{{/note}}\">", "1:10: \(link), not '{{#note}}#a{{/note}}'."),
      ("<a href=page.html>", "1:9: \(link), not 'page.html'."),
      ("<use xlink:href='a.svg#b'>", "1:18: expected '#' and the name of a place in the page, not 'a.svg#b'."),
      (
        "<img src=\"https://x.org/a.png\">",
        "1:11: 'https://x.org/a.png' is not in the folder, and a report loads nothing; expected \(picture)."
      ),
      (
        "<img src=//x.org/a.png>",
        "1:10: '//x.org/a.png' is not in the folder, and a report loads nothing; expected \(picture)."
      ),
      (
        "<img src=\"{{title}}.png\">", "1:11: expected \(picture), not '{{title}}.png', which data would name."
      ),
      ("<img src=\"\">", "1:11: no file is called ''; expected \(picture)."),
      ("<img src=>", "1:10: no file is called ''; expected \(picture)."),
      (
        "<style>@import 'a.css';</style>",
        "1:8: '@import' is not allowed: \(oneFile); write {{> style.css}} for another style sheet of the folder."
      ),
      (
        "<style>a { background: image-set('a.png' 1x) }</style>",
        "1:24: 'image-set()' is not allowed: \(oneFile); write url(logo.svg) for one picture of the folder."
      ),
      (
        "<p style=\"background: URL( 'https://x.org' )\">",
        "1:29: 'https://x.org' is not in the folder, and a report loads nothing; expected a picture or a font of the "
          + "folder, as logo.svg, logo.png or font.woff2."
      ),
      ("<style>a { background: url(x.png</style>", "1:24: 'url(' has no end; expected ')'."),
    ])
  func refused(template: String, what: String) throws {
    let said = try TemplateFixture.fault(template)
    #expect(said == what)
  }

  @Test(
    "a value stands only where a browser takes it for text",
    arguments: [
      ("<p class={{title}}>", "1:10: '{{title}}' stands in a value without quotation marks; write \"{{title}}\"."),
      ("<p class=a{{title}}>", "1:11: '{{title}}' stands in a value without quotation marks; write \"{{title}}\"."),
      (
        "<p {{title}}>",
        "1:4: '{{title}}' stands within a tag of HTML; expected it in the value of an attribute, in quotation marks."
      ),
      (
        "<p a{{title}}=\"x\">",
        "1:5: '{{title}}' stands within a tag of HTML; expected it in the value of an attribute, in quotation marks."
      ),
      (
        "<h{{staff}}>",
        "1:3: '{{staff}}' stands within a tag of HTML; expected it in the value of an attribute, in quotation marks."
      ),
      (
        "<{{title}}>",
        "1:1: '<' begins no tag here; write '&lt;', or the whole tag without a tag of mustache in its name."
      ),
      (
        "a</{{title}}>",
        "1:2: '<' begins no tag here; write '&lt;', or the whole tag without a tag of mustache in its name."
      ),
      ("a <", "1:3: '<' begins no tag here; write '&lt;', or the whole tag without a tag of mustache in its name."),
      (
        "<!-- {{title}} -->",
        "1:6: '{{title}}' stands in a comment of HTML, where it is still carried out; leave it out."
      ),
      (
        "<p title=\"{{#sections}}{{#chart}}{{{svg}}}{{/chart}}{{/sections}}\">",
        "1:34: '{{{svg}}}' stands in the value of an attribute; expected it between tags of HTML."
      ),
      (
        "<p title=\"{{> page}}\">",
        "1:11: '{{> page}}' stands in the value of an attribute; expected it between tags of HTML."
      ),
      ("<title>{{> page}}</title>", "1:8: '{{> page}}' stands within <title>; expected it between tags of HTML."),
      ("<p {{$a}}{{/a}}>", "1:4: '{{$a}}' stands within a tag of HTML; expected it between tags of HTML."),
      (
        "<style>{{> page}}</style>",
        "1:8: '{{> page}}' stands within <style>; expected a style sheet, as {{> style.css}}."
      ),
      (
        "{{#note}}<p title=\"{{/note}}\">",
        "1:20: '{{#note}}' begins between tags of HTML and ends in the value of an attribute; expected both in the same "
          + "element or value."
      ),
      (
        "<p title=\"{{#note}}\" class=\"{{/note}}\">",
        "1:29: '{{#note}}' begins in the value of an attribute and ends in the value of an attribute; expected both in "
          + "the same element or value."
      ),
      (
        "<details {{#note}}open{{/note}}=\"{{title}}\">",
        "1:23: '{{#note}}' begins within a tag of HTML and ends within a tag of HTML; expected both in the same element "
          + "or value."
      ),
      ("<p>\n<b class=\"x", "2:1: the template ends in the value of an attribute that begins here."),
      ("<p", "1:1: the template ends within a tag of HTML that begins here."),
      (" <!-- ", "1:2: the template ends in a comment of HTML that begins here."),
      ("<style>a{}", "1:1: the template ends within <style> that begins here."),
      ("<title>a</b></title>", "1:9: '</' stands within <title>; write '&lt;/', or end it with '</title>'."),
    ])
  func places(template: String, what: String) throws {
    let said = try TemplateFixture.fault(template)
    #expect(said == what)
  }

  @Test("a mark that would hide a quotation mark or a tag from one of two readers is refused")
  func joined() throws {
    #expect(
      try TemplateFixture.fault("ab\n<p title=\"\u{301}{{title}}\">")
        == "2:10: a mark that joins letters is joined to '\"'; put a blank between them.")
    #expect(
      try TemplateFixture.fault("{\u{301}{title}}")
        == "1:1: a mark that joins letters is joined to '{'; put a blank between them.")
    #expect(try TemplateFixture.fault("cafe\u{301} \u{1F469}\u{200D}\u{1F52C} é") == nil)
  }
}
