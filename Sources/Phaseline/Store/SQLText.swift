import GRDBSQLite

/// SQL as people type it.
public enum SQLText {
  /// Whether a text ends with a semicolon that ends a statement, and not one within a text or a comment.
  /// - Parameter text: One statement, or several.
  public static func isComplete(_ text: String) -> Bool { sqlite3_complete(text) == 1 }
}
