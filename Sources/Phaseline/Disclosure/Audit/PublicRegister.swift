import Foundation

/// The register of organisations that everybody can read: who lies in which region, and is of which type.
public struct PublicRegister: Hashable, Sendable {
  /// Those that it has.
  public var organisations: [Organisation] = []

  /// Nobody.
  public init() {}

  /// Reads a register, or several; of what two say of one name the first holds.
  /// - Parameter paths: CSV files with the columns code, name, region and type, and perhaps kind.
  /// - Throws: `RegisterProblem`.
  public init(_ paths: [String]) throws(RegisterProblem) {
    for path in paths { add(try Self.read(path)) }
  }

  /// Adds organisations that it does not have.
  public mutating func add(_ others: [Organisation]) {
    var known = Set(organisations.map(\.name))
    organisations += others.filter { known.insert($0.name).inserted }
  }

  /// Whether a file's first line is that of a register.
  public static func isRegister(_ path: String) -> Bool {
    guard let reader = try? CSVReader(path: path), (try? reader.next()) == true else { return false }
    return required.allSatisfy(Set(reader.texts.map(Name.folded)).contains)
  }

  /// The registers of a catalogue: the standard's, and that of the illustrative nation.
  public static func paths(in catalogue: Catalogue, standard: String) -> [String] {
    [standard, "illustrative"].map { catalogue.folder(of: $0).appendingPathComponent("authorities.csv").path }.filter {
      FileManager.default.fileExists(atPath: $0)
    }
  }

  private static let required = FileKind.register.split(separator: ",").map(String.init)

  private static func read(_ path: String) throws(RegisterProblem) -> [Organisation] {
    do throws(LoadProblem) {
      let reader = try CSVReader(path: path)
      guard try reader.next() else { throw LoadProblem(.emptyFile, of: path) }
      let columns = Dictionary(
        reader.texts.enumerated().map { (Name.folded($1), $0) }, uniquingKeysWith: { first, _ in first })
      let missing = required.filter { columns[$0] == nil }
      guard missing.isEmpty else { throw LoadProblem(.missingColumns(names: missing, of: "a register"), of: path) }
      var found: [Organisation] = []
      while try reader.next() {
        func field(_ name: String) -> String {
          columns[name].flatMap { $0 < reader.count ? reader.text($0) : nil } ?? ""
        }
        guard !reader.isBlank else { continue }
        let usual = Organisation.isFictional(code: field("code")) ? Organisation.Kind.illustrative : .authority
        found.append(
          Organisation(
            code: field("code"), name: field("name"),
            kind: Organisation.Kind(rawValue: field("kind").lowercased()) ?? usual, region: field("region"),
            type: field("type")))
      }
      return found
    } catch { throw RegisterProblem(error) }
  }
}

/// Why a register cannot be read.
public struct RegisterProblem: PeopleReadable, Hashable {
  let problem: LoadProblem

  init(_ problem: LoadProblem) { self.problem = problem }

  /// It is about names and files.
  public var isFreeOfCounts: Bool { true }

  /// Where, what is wrong, what to do.
  public var description: String { "\(problem) Nothing was audited." }
}
