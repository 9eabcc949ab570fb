import Phaseline

/// What is wrong with the templates of a report, and where.
public struct TemplateProblem: PeopleReadable, Hashable {
  /// One fault.
  public struct Fault: Hashable, Sendable {
    /// Path of the file.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1.
    public var column: Int
    /// What is wrong, as part of a sentence.
    public var what: String

    /// A fault of the whole file, where no place is named.
    init(file: String, line: Int = 1, column: Int = 1, what: String) {
      (self.file, self.line, self.column, self.what) = (file, line, column, what)
    }
  }
  /// File by file, in the order of each.
  public var faults: [Fault]

  init(_ faults: [Fault]) { self.faults = faults }

  /// It is about templates, which hold no counts.
  public var isFreeOfCounts: Bool { true }

  /// Where each is, what is wrong, what to do.
  public var description: String {
    faults.map { "\($0.file):\($0.line):\($0.column): \($0.what)." }.joined(separator: "\n")
      + " Correct the templates; no report was written."
  }
}
