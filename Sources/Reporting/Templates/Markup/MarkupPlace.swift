/// Where in the mark-up a reader is.
struct MarkupPlace: Hashable {
  enum Kind: Hashable {
    case text
    case comment
    /// `<!DOCTYPE html>`, and whatever else a browser skips.
    case declaration
    case elementName
    /// Between attributes.
    case tag
    case attributeName
    /// Behind the name of an attribute, or its `=`.
    case afterName
    case beforeValue
    case quotedValue
    case bareValue
    /// Within an element such as `<style>` whose content is no mark-up.
    case raw
  }

  var kind: Kind
  /// Where its tag, its attribute and the attribute's value begin.
  var tag = 0
  var attribute = 0
  var value = 0
  /// Within, or of, this element.
  var element = ""
  var quote: Unicode.Scalar = "\""

  static let text = MarkupPlace(kind: .text)

  /// For messages: a section begins here and must end here.
  var words: String {
    switch kind {
    case .text: "between tags of HTML"
    case .comment: "in a comment of HTML"
    case .raw: "within <\(element)>"
    case .quotedValue, .bareValue, .beforeValue: "in the value of an attribute"
    case .declaration, .elementName, .tag, .attributeName, .afterName: "within a tag of HTML"
    }
  }
}
