import GRDB

/// What somebody asked for that cannot be, with what to do about it.
public enum UsageProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// No catalogue has this key; with those that there are.
  case unknownStandard(String, known: [String])
  /// A name that fits nothing; `what` says of what, `list` which command lists them.
  case unknown(what: String, name: String, nearest: [String], list: String)
  /// A part of several names.
  case ambiguous(what: String, name: String, among: [String])
  /// An authority is needed and none is named or in scope.
  case noAuthority
  /// The command needs one indicator.
  case noIndicator(of: String)
  /// There is no file.
  case noWorkspace(path: String)
  /// The file is something else.
  case notAWorkspace(path: String, reason: String)
  /// The file has migrations that this version does not know.
  case newerWorkspace(path: String)
  /// Another program holds the file.
  case lockedWorkspace(path: String)
  /// SQLite refuses the file, for the reason it gives.
  case unusableWorkspace(path: String, reason: String)
  /// Words that are no range of phases.
  case phaseRange(String)
  /// The journal has no change that is not taken back already.
  case nothingToUndo
  /// Anything else, as a sentence that says what to do.
  case refused(String)

  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch self {
    case .unknownStandard(let key, let known):
      "No standard is called '\(key)'. "
        + Self.choose(known, orList: "See the folder of catalogues that `doctor` names.")
    case .unknown(let what, let name, let nearest, let list):
      "No \(what) is called '\(name)'. " + Self.choose(nearest, orList: "`\(list)` lists them.")
    case .ambiguous(let what, let name, let among):
      "'\(name)' fits more than one \(what): \(Self.listed(among)). Type more of the name, or its code."
    case .noAuthority:
      "No authority is named and none is in scope. Name one, as in `compare Northbridge`, or `use Northbridge` first."
    case .noIndicator(let command):
      "`\(command)` needs one indicator. Name it, as in `\(command) Northbridge shortlisting`; `indicators` lists them."
    case .noWorkspace(let path):
      "There is no workspace at \(path). `load FOLDER` makes one (`generate --into FOLDER` writes a nation to try); "
        + "`--workspace FILE` names another."
    case .notAWorkspace(let path, let reason):
      "\(path) is not a workspace of Phaseline (\(reason)). Nothing was changed; name another with `--workspace FILE`."
    case .newerWorkspace(let path):
      "\(path) was made by a newer version of Phaseline. Use that version; nothing was changed."
    case .lockedWorkspace(let path):
      "\(path) is locked by another program. Close what works on it (another prompt, a load) and try again; "
        + "nothing was changed."
    case .unusableWorkspace(let path, let reason):
      "\(path) cannot be used (SQLite says: \(reason)). Check its permissions and its disk; nothing was changed."
    case .phaseRange(let text):
      "'\(text)' is not a range of phases. Write one phase (`3`), several (`1,3`), or a range (`1..3`, `2..`)."
    case .nothingToUndo: "There is no change to take back. `history` lists the changes."
    case .refused(let why): why
    }
  }

  private static func choose(_ names: [String], orList list: String) -> String {
    names.isEmpty ? list : "Did you mean \(names.joined(separator: ", "))?"
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 6) more" : "")
  }
}

extension UsageProblem {
  /// SQLite's word for what went wrong with a workspace, in ours; `nil` for an error of another kind.
  public init?(ofStore error: any Error, at path: String) {
    guard let error = error as? DatabaseError else { return nil }
    let reason = error.message ?? "error \(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notAWorkspace(path: path, reason: reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .lockedWorkspace(path: path)
    default: self = .unusableWorkspace(path: path, reason: reason)
    }
  }
}

/// An error whose description is a sentence for people: what, where, what to do.
public protocol PeopleReadable: Error, CustomStringConvertible {}

extension UsageProblem: PeopleReadable {}
extension CatalogueProblem: PeopleReadable {}
extension LoadProblem: PeopleReadable {}
extension LoadRefused: PeopleReadable {}
extension DisclosureRefused: PeopleReadable {}
