import Mustache

/// Reads templates by the library, in its own words for what is wrong translated into ours.
enum LibraryParser {
  /// Tells the library to leave escaping to the values.
  private static let plain = "{{% CONTENT_TYPE: TEXT}}\n"

  /// - Throws: The first fault that the library finds.
  static func check(_ source: TemplateSource) throws(TemplateProblem.Fault) {
    do {
      _ = try MustacheTemplate(string: source.text)
    } catch let error as MustacheTemplate.ParserError {
      throw .init(
        file: source.file, line: error.context.lineNumber, column: error.context.columnNumber,
        what: words(for: error.error))
    } catch { throw .init(file: source.file, what: "mustache cannot read it (\(error))") }
  }

  /// What is rendered.
  /// - Parameter text: Of a source that was checked.
  static func template(_ text: String, of source: TemplateSource) throws(TemplateProblem.Fault) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: plain + text)
    } catch { throw .init(file: source.file, what: "mustache cannot read it (\(error))") }
  }

  private static func words(for error: any Error) -> String {
    switch error {
    case MustacheTemplate.Error.unfinishedName:
      "the tag cannot be read from here on; expected a name of letters without accents, digits, '_', '-' and '.', then "
        + "the end of the tag"
    case MustacheTemplate.Error.transformAppliedToInheritanceSection:
      "a block has a plain name; leave the brackets out"
    case is MustacheTemplate.Error: "mustache cannot read the tag that ends here (\(error))"
    default: "the text ends where a tag may begin; put a line break behind it"
    }
  }
}
