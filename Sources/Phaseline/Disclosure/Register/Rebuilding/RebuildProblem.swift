/// Why the register of what was shared was not started anew.
public enum RebuildProblem: PeopleReadable, Hashable {
  /// No file tells a count.
  case nothing
  /// A file names what the workspace does not know.
  case unknown(String, Whereabouts)
  /// Most counts of a file are of no state of the workspace.
  case foreign(file: String, counts: Int, of: Int, first: Whereabouts)

  /// It names files and names, no counts of people.
  public var isFreeOfCounts: Bool { true }

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .nothing:
      "None of the files tells a count that the register could keep. Name those that were shared: exports, results as JSON, "
        + "charts with their data, reports. Nothing was changed."
    case .unknown(let name, let place):
      "\(place.words): this workspace has no \(name). The file was shared from another workspace: leave it out, and start again. "
        + "Nothing was changed."
    case .foreign(let file, let counts, let all, let first):
      "\(file): \(Wordings.grouped(counts)) of \(Wordings.grouped(all)) counts, the first at \(first.words), are of no state "
        + "of this workspace, so the file was shared from another, or altered: leave it out, and start again. Nothing was changed."
    }
  }
}
