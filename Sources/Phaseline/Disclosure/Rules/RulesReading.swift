import Crypto
import Foundation

/// What is wrong with a file of rules, and where.
public struct RulesProblem: PeopleReadable, Hashable {
  /// Path of the file.
  public var file: String
  /// From 1.
  public var line: Int
  /// What is wrong, as part of a sentence.
  public var what: String
  /// What was not done for it, as part of a sentence.
  public var undone = "nothing was shared"
  /// Where it is, what is wrong, what to do.
  public var description: String {
    "\(file):\(line): \(what)\(what.hasSuffix("?") ? "" : ".") Correct the rules; \(undone)."
  }
}

extension DisclosureRules {
  /// The rules of a name: a preset of the catalogue, or a file of one's own.
  /// - Parameters:
  ///   - name: The key of a preset, or the path of a file: what has a `/`, ends in `.yaml`, or is there and no preset.
  ///   - catalogue: Where the presets are.
  /// - Throws: `RulesProblem`; `UsageProblem` where no preset has the name.
  public init(named name: String, in catalogue: Catalogue?) throws {
    let presets = Self.presets(in: catalogue)
    let isFile = Self.isFile(name, besides: presets)
    guard isFile || presets.contains(name) else {
      let nearest = Nearest.names(to: name, among: presets)
      throw UsageProblem.unknown(
        what: "set of rules", name: name, nearest: nearest.isEmpty ? presets : nearest, list: "rules")
    }
    let path = isFile ? name : Self.folder(of: catalogue).appendingPathComponent("\(name).yaml").path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RulesProblem(
        file: path, line: 1,
        what: "the file is not there, or cannot be read; `rules` lists the presets, `use --rules NAME` chooses another")
    }
    try self.init(yaml: String(decoding: data, as: UTF8.self), file: path, key: name)
    if isFile { key = "\(URL(fileURLWithPath: name).lastPathComponent)#\(hash.prefix(6))" }
  }

  /// What chooses the same rules from any folder: the key of a preset, or the whole path of a file.
  public static func lasting(_ name: String, in catalogue: Catalogue?) -> String {
    isFile(name, besides: presets(in: catalogue)) ? URL(fileURLWithPath: name).standardizedFileURL.path : name
  }

  private static func isFile(_ name: String, besides presets: [String]) -> Bool {
    name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      || !presets.contains(name) && FileManager.default.fileExists(atPath: name)
  }

  /// The keys of the presets, sorted.
  public static func presets(in catalogue: Catalogue?) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder(of: catalogue).path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  private static func folder(of catalogue: Catalogue?) -> URL {
    (catalogue?.folder ?? URL(fileURLWithPath: "/")).appendingPathComponent("disclosure", isDirectory: true)
  }

  /// Reads rules.
  /// - Parameters:
  ///   - yaml: Their text.
  ///   - file: Its name, for messages.
  ///   - key: What they are called.
  /// - Throws: `RulesProblem`.
  init(yaml: String, file: String, key: String) throws {
    do { try self.init(CatalogueNode(yaml: yaml, file: file), key: key, yaml: yaml) } catch let problem
      as CatalogueProblem
    {
      throw RulesProblem(
        file: problem.file, line: problem.line, what: problem.what.replacing("the catalogue is", with: "the file is"))
    }
  }

  private enum Treatment: String, CaseIterable { case hidden, shown }

  private init(_ root: CatalogueNode, key: String, yaml: String) throws {
    try root.allow([
      "source", "hide_below", "zero", "nearly_all", "round_to", "smallest_base", "fewest_authorities",
      "dominance", "spread",
    ])
    func integer(_ key: String, _ usual: Int, _ range: ClosedRange<Int>) throws -> Int {
      guard let node = try root.entry(key) else { return usual }
      guard let number = try? node.integer(), range.contains(number) else {
        let given = (try? node.text()).map { ", not \($0)" } ?? ""
        let numbers =
          range.count == 1
          ? "\(range.lowerBound) here" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        throw node.problem("\(key) takes \(numbers)\(given)")
      }
      return number
    }
    func hides(_ key: String) throws -> Bool {
      guard let node = try root.entry(key) else { return true }
      guard let treatment = try? node.choice(Treatment.self) else {
        throw node.problem("\(key) takes 'hidden' or 'shown'\((try? node.text()).map { ", not '\($0)'" } ?? "")")
      }
      return treatment == .hidden
    }
    func base() throws -> Double {
      guard let node = try root.entry("smallest_base") else { return 0 }
      guard let number = try? node.fraction(), number <= 1000 else {
        throw node.problem("smallest_base takes a number from 0 to 1000")
      }
      return number
    }
    let below = try root.required("hide_below")
    let step = try integer("round_to", 1, 1...1000)
    let hidesNearlyAll = try hides("nearly_all") && step == 1
    let widest = max(2, try integer("hide_below", 0, 0...1000) / 2)
    self.init(
      key: key, source: try root.optionalText("source") ?? "own rules",
      hiddenBelow: try integer("hide_below", 0, 0...1000), hidesZero: try hides("zero"),
      hidesNearlyAll: hidesNearlyAll, roundedTo: step,
      smallestBase: try base(),
      fewestOrganisations: try integer("fewest_authorities", 3, 2...1000),
      dominance: Double(try integer("dominance", Int(Self.usualDominance), 1...100)),
      spread: try integer("spread", 2, 2...widest),
      hash: SHA256.hash(data: Data(yaml.utf8)).hex)
    guard hiddenBelow >= 2 || roundedTo >= 3 else {
      throw below.problem("these rules hide nothing: hide_below takes 2 or more, or round_to 3 or more")
    }
    try requireWholeSteps(below, "hide_below", hiddenBelow)
    if let base = try root.entry("smallest_base") {
      try requireWholeSteps(base, "smallest_base", Int(smallestBase.rounded(.up)))
    }
  }

  /// - Throws: `CatalogueProblem` where a rounded number could stand for counts that are hidden and for others that are not:
  ///   of the few that are not it would tell too much.
  private func requireWholeSteps(_ node: CatalogueNode, _ key: String, _ first: Int) throws {
    guard isRounding, first > 1, rounded(first - 1) == rounded(first) else { return }
    let next = (first..<first + roundedTo).first { rounded($0 - 1) < rounded($0) } ?? first
    throw node.problem(
      "counts from \(first) would be shown as \(rounded(first)), as those from \(next - roundedTo) would be, which are hidden: "
        + "with round_to \(roundedTo), \(key) takes \(max(0, next - roundedTo)) or \(next)")
  }
}
