extension Catalogue {
  /// The national relative likelihoods that a standard's own files print, for `generate` to come near.
  /// - Throws: `LoadProblem` or `LoadRefused` where the file cannot be read.
  public func publishedRatios(of standard: Standard) throws -> [TargetRatio] {
    let path = folder(of: standard.key).appendingPathComponent("published-figures.csv").path
    let reader = try CSVReader(path: path)
    guard try reader.next() else { return [] }
    let names = (0..<reader.count).map { reader.text($0) }
    var problems = ProblemList()
    guard
      let columns = Header(names, at: Place(file: path, line: 1), ignoresUnknown: false, problems: &problems)?.columns
    else { throw problems.refusal() ?? LoadRefused(problems: [], count: 0, sorts: []) }
    var ratios: [TargetRatio] = []
    while try reader.next() {
      func field(_ name: String) -> String { columns[name].flatMap { $0 < reader.count ? reader.text($0) : nil } ?? "" }
      guard field("area") == standard.nation(illustrative: false), field("measure") == "relative_likelihood",
        let ratio = Double(field("value"))
      else { continue }
      ratios.append(
        TargetRatio(phase: field("phase"), indicator: field("indicator"), category: field("category"), ratio: ratio))
    }
    return ratios
  }
}
