import Foundation
import IndicatorStatistics

/// A published or independently computed example, as `reference/worked-examples.csv` has it.
public struct WorkedExample: Hashable, Sendable {
  /// Its name in the file: "a1".
  public var id: String
  /// What is computed: "Koopman 95%".
  public var method: String
  /// The counts, in the words of the file.
  public var input: String
  /// The numbers to find, with the digits they are printed in.
  public var expected: String
  /// Who printed or computed them.
  public var source: String
  /// The folder of the catalogues, which holds larger inputs.
  var folder: URL

  /// What came of it.
  public struct Result: Hashable, Sendable {
    /// The numbers found, in the order of those expected.
    public var found: [Double]
    /// Whether every one agrees with what is printed, to one unit of its last digit (some sources cut digits off rather than
    /// round).
    public var agrees: Bool
    /// What was found, with the digits of what was expected.
    public var words: String
  }

  /// The examples beside the catalogues.
  /// - Throws: `LoadProblem` where the file is missing or broken.
  public static func all(in catalogue: Catalogue) throws -> [WorkedExample] {
    try rows(of: "worked-examples.csv", in: catalogue.folder, columns: 5).map { fields in
      WorkedExample(
        id: fields[0], method: fields[1], input: fields[2], expected: fields[3], source: fields[4],
        folder: catalogue.folder)
    }
  }

  /// The rows of a file of examples, without its header.
  static func rows(of name: String, in folder: URL, columns: Int) throws -> [[String]] {
    let reader = try CSVReader(path: folder.appendingPathComponent("reference/\(name)").path)
    var rows: [[String]] = []
    _ = try reader.next()
    while try reader.next() {
      guard reader.count == columns else { continue }
      rows.append((0..<columns).map { reader.text($0) })
    }
    return rows
  }

  /// Recomputes it.
  /// - Returns: A result that does not agree where its input cannot be read, or its method is not known.
  /// - Throws: `LoadProblem` where its larger input is missing or broken.
  public func check() throws -> Result {
    let found = try WorkedMethod.named(method)?.compute(self) ?? []
    let printed = printedNumbers
    let agrees = !printed.isEmpty && printed.count == found.count && zip(printed, found).allSatisfy(Self.agrees)
    let words = found.enumerated().map { index, number in
      index < printed.count ? Self.rounded(number, as: printed[index]) : "\(number)"
    }
    return Result(found: found, agrees: agrees, words: words.joined(separator: ", "))
  }

  /// The numbers among the words of what is expected.
  private var printedNumbers: [String] {
    var words = expected.replacing("to 1.25:", with: "")  // it names the band, and is no result
    words = words.replacing("(", with: " ").replacing(")", with: " ")
    return words.split { " ,;".contains($0) }.map(String.init).filter { word in
      Double(word) != nil || word == "infinity" || word == "-infinity"
    }
  }

  private static func decimals(_ printed: String) -> Int {
    printed.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
  }

  private static func agrees(_ printed: String, _ found: Double) -> Bool {
    if printed.hasSuffix("infinity") { return found == (printed.hasPrefix("-") ? -.infinity : .infinity) }
    let unit = decimals(printed) == 0 ? 0 : pow(10, -Double(decimals(printed)))
    return abs(found - (Double(printed) ?? .nan)) <= unit
  }

  private static func rounded(_ number: Double, as printed: String) -> String {
    number.isFinite ? String(format: "%.\(decimals(printed))f", number) : number > 0 ? "infinity" : "-infinity"
  }
}
