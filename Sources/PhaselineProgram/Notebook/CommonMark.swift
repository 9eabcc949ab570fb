import CMarkdown
import Foundation

/// Markdown as GitHub reads it, with its tables, as HTML.
enum CommonMark {
  private static let extensions = ["table", "strikethrough", "autolink"]

  /// HTML that runs nothing: what a text has as HTML itself, and links that do more than lead somewhere, are left out.
  static func html(_ markdown: String) -> String {
    cmark_gfm_core_extensions_ensure_registered()
    // Raw HTML is left out unless CMARK_OPT_UNSAFE is set; front ends' own styles win over the attribute align.
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    guard let parser = cmark_parser_new(options) else { return "" }
    defer { cmark_parser_free(parser) }
    for name in extensions {
      if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
    }
    cmark_parser_feed(parser, markdown, markdown.utf8.count)
    guard let document = cmark_parser_finish(parser) else { return "" }
    defer { cmark_node_free(document) }
    guard let text = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser)) else { return "" }
    defer { free(text) }
    return String(cString: text).replacing("<th>", with: "<th scope=\"col\">").replacing(
      "<th style", with: "<th scope=\"col\" style")
  }
}
