import Foundation

/// The files of a load: those whose header is known, each once, and what is wrong with the others.
struct Inputs {
  private(set) var files: [InputFile] = []
  private(set) var problems: ProblemList
  /// The standard that they are of: what a file says of itself wins.
  private(set) var standardKey: String
  /// Spreadsheets of the folders, which were passed over.
  private(set) var leftOut: [String] = []

  init(_ paths: [String], standardKey: String, options: LoadOptions, cancellation: Cancellation) {
    problems = ProblemList(keepsAll: options.keepsAll)
    self.standardKey = standardKey
    var seen: Set<String> = []
    var groups: [[InputFile]] = []
    for path in paths {
      var group: [InputFile] = []
      do {
        let found = try Self.expand(path)
        leftOut += found.leftOut
        for name in found.files where seen.insert(Self.identity(of: name)).inserted {
          let file = InputFile(
            name, ignoresUnknownColumns: options.ignoresUnknownColumns, cancellation: cancellation,
            problems: &problems)
          if let file { group.append(file) }
        }
      } catch { problems.add(error) }
      groups.append(group)
    }
    files = groups.flatMap { $0 }
    chooseStandard(groups)
  }

  /// A file that names its standard says it for its folder; one that was named apart has to say it itself.
  private mutating func chooseStandard(_ groups: [[InputFile]]) {
    guard let named = files.lazy.compactMap(\.standard).first, named != standardKey else { return }
    standardKey = named
    for group in groups where !group.contains(where: { $0.standard == named }) {
      for file in group where file.standard == nil {
        problems.add(LoadProblem(.standardUnsaid(of: named), of: file.name))
      }
    }
  }

  private static func identity(of path: String) -> String {
    path == CSVReader.standardInput ? path : URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// The CSV files and workbooks of a folder, by name, and other spreadsheets; a file is itself.
  static func expand(_ path: String) throws(LoadProblem) -> (files: [String], leftOut: [String]) {
    if path == CSVReader.standardInput { return ([path], []) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw LoadProblem(.unreadable(reason: "there is no such file"), of: path)
    }
    guard isFolder.boolValue else { return ([path], []) }
    guard access(path, R_OK | X_OK) == 0, let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw LoadProblem(.unreadable(reason: "its folder may not be read"), of: path)
    }
    func named(_ endings: [String]) -> [String] {
      // Spreadsheets leave "~$" and "." files beside those that are open.
      names.sorted().filter { name in
        !name.hasPrefix("~$") && !name.hasPrefix(".") && FileStamp(path: "\(path)/\(name)") != nil
          && endings.contains { name.lowercased().hasSuffix($0) }
      }.map {
        path.hasSuffix("/") ? path + $0 : path + "/" + $0
      }
    }
    let (files, spreadsheets) = (named([".csv", ".xlsx"]), named([".xls", ".ods", ".xlsm"]))
    guard !files.isEmpty else {
      guard spreadsheets.isEmpty else { return (spreadsheets, []) }
      throw LoadProblem(.nothingToLoad, of: path)
    }
    return (files, spreadsheets)
  }
}
