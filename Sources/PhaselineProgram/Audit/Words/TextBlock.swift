import Foundation

/// A part of a document that people read, whatever file it stands in.
enum TextBlock: Hashable, Sendable {
  /// A heading, with how deep it is: 0 for the title of all.
  case heading(Int, String)
  /// Anything else in sentences, the terms of lists included.
  case paragraph(String)
  case table(SharedTable)
  /// What a picture shows, in words.
  case picture(String)
  /// Lines as a terminal shows them.
  case lines(String)
}

/// A table of a document.
struct SharedTable: Hashable, Sendable {
  /// What stands over it; empty where nothing does.
  var caption = ""
  var headings: [String] = []
  /// One cell for each heading.
  var rows: [[String]] = []
}

/// The words of a document, and the pictures in it.
struct TextDocument: Hashable, Sendable {
  var blocks: [TextBlock] = []
  /// Pictures that stand within it, as bytes.
  var pictures: [Data] = []
}
