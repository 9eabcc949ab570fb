/// Collects problems file by file, up to a limit, so that a file of a million wrong rows takes no more memory than a right
/// one. What is wrong in the same way in many rows of a file is one problem.
struct ProblemList {
  /// Whether all are kept, however many there are.
  let keepsAll: Bool
  private(set) var count = 0
  private var files: [String: [LoadProblem]] = [:]
  /// The files, in the order in which they were named.
  private var order: [String] = []
  private var sorts: [FaultSort: Int] = [:]
  /// Where the problem stands among its file's, if it is kept.
  private var repeated: [Same: Int?] = [:]

  /// What makes two problems one.
  private struct Same: Hashable {
    var file: String
    var fault: Fault
    var column: Int?
  }

  init(keepsAll: Bool = false) { self.keepsAll = keepsAll }

  /// Says that a file comes now; problems are said in this order.
  mutating func begin(_ file: String) {
    if files[file] == nil { order.append(file) }
    files[file, default: []] += []
  }

  mutating func add(_ problem: LoadProblem) {
    let file = problem.place.file
    let sort = problem.fault.sort
    begin(file)
    let isKept =
      keepsAll || files[file, default: []].count < LoadRefused.shown || sorts[sort, default: 0] < Self.ofEachSort
    if problem.fault.isRepeated {
      let same = Same(file: file, fault: problem.fault, column: problem.place.column)
      if let index = repeated[same] {
        if let index { files[file]?[index].more += 1 }
        return
      }
      if keepsAll || repeated.count < Self.mostRepeated { repeated[same] = .some(isKept ? files[file]?.count : nil) }
    }
    count += 1
    sorts[sort, default: 0] += 1
    if isKept { files[file]?.append(problem) }
  }

  /// So many different names are known again; of more, some are counted twice.
  private static let mostRepeated = 10_000
  /// So many of each sort are said, however many come before them.
  private static let ofEachSort = 3

  /// Everything that is wrong, in the order of the files; `nil` where nothing is.
  /// - Parameters:
  ///   - nearest: The names nearest to one that is none: looking for them is slow, so it is done for those that are said.
  ///   - first: Where a row stands first that is given twice, by its words.
  func refusal(
    nearest: (_ what: String, _ name: String) -> [String] = { _, _ in [] }, first: (String) -> Place? = { _ in nil }
  ) -> LoadRefused? {
    guard count > 0 else { return nil }
    let sorted = order.flatMap { file in
      files[file, default: []].enumerated().sorted { left, right in
        Self.order(left.element.place, left.offset) < Self.order(right.element.place, right.offset)
      }.map(\.element)
    }
    let problems = said(of: sorted).map { problem in
      var problem = problem
      switch problem.fault {
      case .unknownName(let what, let name, let near) where near.isEmpty:
        problem.fault = .unknownName(what: what, name: name, nearest: nearest(what, name))
      case .duplicate(let whose, nil): problem.fault = .duplicate(whose: whose, first: first(whose))
      default: break
      }
      return problem
    }
    let counts = FaultSort.allCases.compactMap { sort in
      sorts[sort].map { LoadRefused.SortCount(sort: sort, count: $0) }
    }
    return LoadRefused(
      problems: problems, count: count,
      sorts: counts.enumerated().sorted { (-$0.element.count, $0.offset) < (-$1.element.count, $1.offset) }.map(
        \.element))
  }
}

extension ProblemList {
  /// Where a problem stands among those of its file.
  private static func order(_ place: Place, _ offset: Int) -> (String, Int, Int, Int) {
    (place.sheet ?? "", place.line ?? 0, place.column ?? 0, offset)
  }

  /// The first of them, and the first of each sort, in their order; or all.
  private func said(of problems: [LoadProblem]) -> [LoadProblem] {
    guard !keepsAll, problems.count > LoadRefused.shown else { return problems }
    var ofSort: [FaultSort: Int] = [:]
    var chosen: Set<Int> = []
    for (index, problem) in problems.enumerated() {
      let sort = problem.fault.sort
      ofSort[sort, default: 0] += 1
      if ofSort[sort, default: 0] <= Self.ofEachSort { chosen.insert(index) }
    }
    for index in problems.indices where chosen.count < LoadRefused.shown { chosen.insert(index) }
    return chosen.sorted().prefix(LoadRefused.shown).map { problems[$0] }
  }
}

extension Fault {
  /// Whether the same fault in many rows of a column is said once: a wrong name, most often.
  fileprivate var isRepeated: Bool {
    switch self {
    case .unknownName, .categoryUnsaid, .blankName, .notAMeasure, .wrongStandard: true
    default: false
    }
  }
}
