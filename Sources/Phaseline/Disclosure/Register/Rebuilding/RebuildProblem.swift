/// Why the register of what was shared was not started anew.
public enum RebuildProblem: PeopleReadable, Hashable {
  /// The register is not damaged.
  case whole
  /// Not even the tables are whole, and they keep what was shared of other standards, by their keys.
  case others([String])
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
    case .whole:
      "The register of what was shared is whole, so there is nothing to rebuild: whatever is not in the files would be "
        + "forgotten. Nothing was changed; `shares` lists what it keeps."
    case .others(let standards):
      "The register also keeps what was shared of \(Wordings.list(standards)), and is too damaged to be kept in part. "
        + "Restore a copy that `backup` made. Nothing was changed."
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
