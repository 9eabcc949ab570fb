import Foundation
import Phaseline

/// An index as a page of HTML, which needs neither a server nor JavaScript; and back.
///
/// Each authority's heading and each chart is one line, which is how the page is read back.
struct BatchPage {
  private let index: BatchIndex

  init(_ index: BatchIndex) { self.index = index }

  private static let generator = "<meta name=\"generator\" content=\"Phaseline"
  /// So many authorities are shown opened.
  private static let few = 3

  var html: String {
    let entries = index.entries
    let sections = self.sections
    let isIllustrative = !entries.isEmpty && entries.allSatisfy(\.isIllustrative)
    let count = "\(Wordings.grouped(entries.count)) chart\(entries.count == 1 ? "" : "s")"
    return """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(Self.generator)">
      <title>Workforce race equality: charts</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <a class="skip" href="#charts">Skip to the charts</a>
      <header>
      <h1>Workforce race equality: charts</h1>
      <p>\(sections.count == 1 ? count : "\(count) in \(sections.count) groups, by authority").</p>
      \(isIllustrative ? "<p class=\"note\">\(Self.escaped(Wordings.illustrative))</p>" : "")
      <form id="filter" role="search" hidden>
      <label for="words">Show charts with these words</label>
      <input id="words" type="search" spellcheck="false">
      <p id="shown" role="status"></p>
      </form>
      </header>
      <main id="charts" tabindex="-1">
      \(sections.map { section($0, isOpen: sections.count <= Self.few, saysIllustrative: !isIllustrative) }
        .joined(separator: "\n"))
      </main>
      <footer><p>Drawn by Phaseline. Each picture carries its title, description, figures and command.</p></footer>
      <script>
      \(Self.script)
      </script>
      </body>
      </html>

      """
  }

  /// Runs of entries in one folder.
  private var sections: [[BatchIndex.Entry]] {
    index.entries.reduce(into: []) { sections, entry in
      if let last = sections.last?.last, last.folder == entry.folder {
        sections[sections.count - 1].append(entry)
      } else {
        sections.append([entry])
      }
    }
  }

  private func section(_ entries: [BatchIndex.Entry], isOpen: Bool, saysIllustrative: Bool) -> String {
    guard let first = entries.first else { return "" }
    let head =
      "<details id=\"\(first.folder)\"\(isOpen ? " open" : "")><summary><h2 dir=\"auto\">"
      + "\(Self.escaped(first.section))</h2></summary>"
    return ([head] + entries.map { figure($0, saysIllustrative) } + ["</details>"]).joined(separator: "\n")
  }

  private func figure(_ entry: BatchIndex.Entry, _ saysIllustrative: Bool) -> String {
    let (path, alt) = (Self.escaped(entry.path), Self.escaped(entry.altText))
    let isPicture = !entry.path.hasSuffix(".pdf")  // a browser shows no PDF as an image
    let size = "width=\"\(entry.width)\" height=\"\(entry.height)\""
    let shown =
      isPicture
      ? "<img src=\"\(path)\" \(size) loading=\"lazy\" alt=\"\(alt)\">"
      : "<p class=\"words\" data-src=\"\(path)\" data-size=\"\(entry.width)x\(entry.height)\" dir=\"auto\">\(alt)</p>"
    let note =
      entry.isIllustrative
      ? "<p class=\"illustrative\"\(saysIllustrative ? "" : " hidden")>\(Self.escaped(Wordings.illustrative))</p>" : ""
    return "<figure>\(shown)<figcaption><h3 dir=\"auto\">\(Self.escaped(entry.headline))</h3>\(note)"
      + "<p><a href=\"\(path)\">Open \(path)</a></p></figcaption></figure>"
  }

  // MARK: - Back

  /// What a page lists; `nil` where it is not ours.
  static func entries(of html: String) -> [BatchIndex.Entry]? {
    guard html.contains(generator) else { return nil }
    var section = ""
    var entries: [BatchIndex.Entry] = []
    for line in html.split(separator: "\n") {
      if line.hasPrefix("<details "), let name = markup.text(in: line, from: "<h2 dir=\"auto\">", to: "</h2>") {
        section = name
      } else if line.hasPrefix("<figure>"), let entry = entry(line, section) {
        entries.append(entry)
      }
    }
    return entries
  }

  private static func entry(_ line: Substring, _ section: String) -> BatchIndex.Entry? {
    let isPicture = line.contains("<img ")
    guard let path = markup.text(in: line, from: "src=\"", to: "\""),
      path.wholeMatch(of: /[a-z0-9-]+\/[a-z0-9-]+\.(png|svg|pdf)/) != nil,
      let alt = isPicture
        ? markup.text(in: line, from: "alt=\"", to: "\"") : markup.text(in: line, from: " dir=\"auto\">", to: "</p>"),
      let headline = markup.text(in: line, from: "<h3 dir=\"auto\">", to: "</h3>"),
      let size = line.firstMatch(of: /width="(\d+)" height="(\d+)"|data-size="(\d+)x(\d+)"/)?.output
    else { return nil }
    return BatchIndex.Entry(
      section: section, path: path, headline: headline, altText: alt,
      isIllustrative: line.contains("<p class=\"illustrative\""),
      width: (size.1 ?? size.3).flatMap { Int($0) } ?? 0, height: (size.2 ?? size.4).flatMap { Int($0) } ?? 0)
  }

  // MARK: - Escaping

  private static let markup = Markup(entities: [
    ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"), ("\n", "&#10;"),
  ])

  /// Text that is only ever text, on one line; without the characters that HTML has no place for.
  static func escaped(_ text: String) -> String {
    let allowed = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0 == "\r" || $0 == "\t" ? (" " as Unicode.Scalar) : $0 }.filter { scalar in
          scalar == "\n"
            || (scalar.properties.generalCategory != .control && !scalar.properties.isNoncharacterCodePoint)
        }))
    return markup.escaped(allowed)
  }
}

extension BatchPage {
  fileprivate static let style = """
    :root { color: #0b0c0c; background: #ffffff; font: 1.125rem/1.5 "Open Sans", "Liberation Sans", Arial, sans-serif; }
    body { margin: 0 auto; max-width: 70rem; padding: 0 1rem 2rem; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 1.5rem 0 0.5rem; }
    h2 { display: inline; font-size: 1.375rem; }
    h3 { font-size: 1.125rem; margin: 0.5rem 0 0; }
    p { margin: 0.25rem 0; }
    a { color: #12436d; }
    figcaption p, footer p { color: #505a5f; font-size: 1rem; }
    .note { border-left: 0.5rem solid #12436d; font-weight: bold; padding-left: 0.75rem; }
    form { margin: 1rem 0; }
    label { display: block; font-weight: bold; }
    input { border: 2px solid #0b0c0c; box-sizing: border-box; font: inherit; max-width: 30rem; padding: 0.375rem; \
    width: 100%; }
    details { border-top: 1px solid #bfbfbf; padding: 0.75rem 0; }
    summary { cursor: pointer; }
    figure { border-top: 1px solid #e6e6e6; margin: 1rem 0 0; padding: 1rem 0; }
    details > figure:first-of-type { border-top: 0; }
    img { display: block; height: auto; max-width: 100%; }
    :focus-visible { outline: 3px solid #12436d; outline-offset: 3px; }
    main:focus { outline: 0; }
    .skip { background: #ffffff; left: -99rem; padding: 0.5rem; position: absolute; }
    .skip:focus { left: 1rem; }
    [hidden] { display: none; }
    @media print { form, .skip { display: none; } figure { break-inside: avoid; } }
    """

  /// Shows the filter, which is of use only where a script runs, and filters by it. What is shown follows what is typed.
  fileprivate static let script = """
    (function () {
      var form = document.getElementById('filter');
      var input = document.getElementById('words');
      var shown = document.getElementById('shown');
      var groups = Array.prototype.map.call(document.querySelectorAll('details'), function (group) {
        var name = group.querySelector('h2').textContent;
        return {
          element: group,
          wasOpen: group.open,
          figures: Array.prototype.map.call(group.querySelectorAll('figure'), function (figure) {
            var image = figure.querySelector('img');
            var text = [name, figure.textContent, image ? image.alt : ''].join(' ').toLowerCase();
            return { element: figure, text: text };
          })
        };
      });
      var isFiltered = false;
      function filter() {
        var words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
        var count = 0;
        groups.forEach(function (group) {
          var here = 0;
          group.figures.forEach(function (figure) {
            var fits = words.every(function (word) { return figure.text.indexOf(word) >= 0; });
            figure.element.hidden = !fits;
            if (fits) here += 1;
          });
          group.element.hidden = here === 0;
          if (words.length && !isFiltered) group.wasOpen = group.element.open;
          if (words.length) group.element.open = here > 0;
          else if (isFiltered) group.element.open = group.wasOpen;
          count += here;
        });
        isFiltered = words.length > 0;
        shown.textContent = !isFiltered ? '' : count === 1 ? '1 chart.' : count + ' charts.';
      }
      form.hidden = false;
      form.addEventListener('submit', function (event) { event.preventDefault(); });
      input.addEventListener('input', filter);
      input.addEventListener('keydown', function (event) {
        if (event.key === 'Escape') { input.value = ''; filter(); }
      });
      window.addEventListener('pageshow', filter);
      filter();
    })();
    """
}
