/// A picture or a font that the text of a template names, which becomes part of the page.
struct FileReference: Hashable {
  /// As it is written.
  var name: String
  /// Of the name.
  var range: Range<Int>
  /// What may stand there, as part of a sentence.
  var expected: String

  static let picture = "a picture of the folder, as logo.svg or logo.png"
  static let pictureOrFont = "a picture or a font of the folder, as logo.svg, logo.png or font.woff2"
}

/// A place in a text, and what is wrong there, as part of a sentence.
struct MarkupFault: Hashable {
  var offset: Int
  var what: String
}
