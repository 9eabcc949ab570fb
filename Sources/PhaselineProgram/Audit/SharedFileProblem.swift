import Phaseline

/// Why a file that was shared could not be read, so that nobody can say what it gives away.
struct SharedFileProblem: PeopleReadable, Hashable {
  enum Reason: Hashable {
    case missing, empty
    /// A link that leads nowhere, or to itself.
    case deadLink
    /// A pipe, a device, or what else is neither file nor folder.
    case noFile
    case unreadable(reason: String)
    /// A folder of which the files cannot even be listed.
    case unreadableFolder(reason: String)
    /// More bytes than are read of one file.
    case tooLarge(most: Int)
    /// It is not as its writer left it; what it is, and what is wrong.
    case damaged(form: String, what: String)
    /// A CSV whose fields something else than commas separates; what, in words.
    case separator(String)
    /// A text that is not UTF-8.
    case notUTF8
    /// An office document that cannot be read; why, as a clause.
    case office(clause: String)
    /// As what reads such files says it: where, what is wrong, and what to do.
    case said(String)
    /// Where a count should stand.
    case notACount(found: String, heading: String)
    /// A column that no result has, beside counts.
    case unknownColumn(name: String, nearest: [String])
    /// What reads it is not installed.
    case noTool(name: String, package: String)
    /// What reads it failed; its own words.
    case toolFailed(name: String, words: String)
  }
  var file: String
  /// From 1; none where the whole file, or the whole line, is meant.
  var line, column: Int?
  var reason: Reason

  init(_ reason: Reason, of file: String, line: Int? = nil, column: Int? = nil) {
    (self.reason, self.file, self.line, self.column) = (reason, file, line, column)
  }

  /// `file:line:column`.
  private var place: String { ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":") }

  /// What is wrong and what to do, as sentences.
  var description: String {
    if case .said(let words) = reason { return "\(words) Nothing of the file was read." }
    return "\(place): \(words) Nothing of the file was read."
  }

  private var words: String {
    switch reason {
    case .missing: "there is no such file. Check its name."
    case .deadLink: "it is a link that leads nowhere. Put the file in its place, or take it away."
    case .noFile: "it is no file but a pipe, a device or a folder, of which nothing is read. Leave it out."
    case .empty: "the file is empty. Fetch it once more, or leave it out."
    case .unreadable(let reason): "the file cannot be read (\(reason)). Check that you may read it."
    case .unreadableFolder(let reason): "the folder cannot be read (\(reason)). Check that you may read it."
    case .tooLarge(let most):
      "the file is larger than \(most >> 20) MiB, the most that is read. Audit the files that it was made of."
    case .damaged(let form, let what): "the \(form) is damaged: \(what). Fetch it once more, or leave it out."
    case .separator(let found): "its fields stand between \(found). Expected commas. Save it as CSV with commas."
    case .notUTF8: "the text is not UTF-8. Save it as UTF-8."
    case .said(let words): words
    case .office(let clause): "\(clause). Fetch it once more, or leave it out."
    case .notACount(let found, let heading):
      "\(heading) '\(found)' is not a count. Expected a whole number, a range such as 0-9, fewer than some number as <10, or "
        + "nothing where it is not told. Correct it."
    case .unknownColumn(let name, let nearest):
      "there is no column '\(name)' in any result. Expected one that Phaseline writes\(Self.meant(nearest)). "
        + "Call it as Phaseline does, or take it out."
    case .noTool(let name, let package):
      "\(name) is not installed, without which its text cannot be read. Install it (Debian: `apt install \(package)`)."
    case .toolFailed(let name, let words): "\(name) could not read it: \(words). Fetch it once more, or leave it out."
    }
  }

  private static func meant(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : ", perhaps " + nearest.map { "'\($0)'" }.joined(separator: " or ")
  }
}
