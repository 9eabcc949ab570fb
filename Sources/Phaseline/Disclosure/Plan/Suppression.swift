import IndicatorStatistics

/// Decides which counts of a lattice are hidden: those that the rules name, and as many more as it takes that each hidden one
/// keeps the rules' spread, whatever is added and subtracted.
///
/// That it does is shown, not supposed: for each hidden count there are kept whole numbers for all hidden ones with which
/// every sum holds, and in which it is another. What more is hidden is found with them; see `Alternatives`.
struct Suppression {
  /// Why a count is hidden.
  enum Reason: Hashable {
    /// A sum of too few: no row tells it, though it may follow from what is shown.
    case withheld
    /// A sum of which one makes too much: hidden, though it may follow from what is shown.
    case dominated
    /// It is small, or came hidden, or nearly all of its denominator is in it.
    case small, received, nearlyAll
    /// It protects another.
    case secondary
    /// The base of a percentage is too small.
    case smallBase
    /// It was hidden in what was shared before, and is the same count; or was not told exactly there, and is another now.
    case before
  }

  let lattice: Lattice
  let rules: DisclosureRules
  /// For each cell why it is hidden; none where it is shown.
  private(set) var reasons: [Reason?]
  /// Cells that were shown before, as they are: hiding them now would protect nothing.
  let known: Set<Int>
  let relationsOf: [[Int]]
  /// For each denominator its numerators.
  let numeratorsOf: [Int: [Int]]
  /// Hidden cells of which not even the rules' range is told: with it they would follow.
  private(set) var untold = Set<Int>()
  /// What each cell says by itself, as all is hidden now: asked for a thousand times as often as anything is.
  private var meanings: [(low: Int, high: Int)] = []
  /// For each comparison how many of its cells are hidden.
  private var hiddenInComparison: [Int]
  /// Hidden cells that could not be shown to keep their spread within the time: all around them is hidden.
  var unproven = Set<Int>()
  /// Hidden cells that follow from what was shared before, whatever is hidden now.
  var pinned = Set<Int>()
  /// Of hidden cells that cannot keep their spread for what was shared before, how many values they are to keep.
  var lowered: [Int: Int] = [:]

  /// Whether nothing more is done for a cell.
  func isGivenUp(_ cell: Int) -> Bool { unproven.contains(cell) || pinned.contains(cell) }

  /// Decides.
  /// - Parameters:
  ///   - lattice: The counts, and how they add up.
  ///   - rules: Which of them may not be shown, and how the others are.
  ///   - hidden: Cells hidden in what was shared before, as they are.
  ///   - known: Cells shown in what was shared before, as they are.
  ///   - limit: After so long the rest is not looked into any more: more is hidden than it takes.
  init(
    _ lattice: Lattice, _ rules: DisclosureRules, hidden: Set<Int> = [], known: Set<Int> = [],
    limit: Duration = .seconds(60)
  ) {
    self.init(named: lattice, rules, hidden: hidden, known: known)
    var protection = Protection(self, until: .now + limit)
    protection.run()
    self = protection.suppression
  }

  /// Only what the rules name, and what goes with it.
  init(named lattice: Lattice, _ rules: DisclosureRules, hidden: Set<Int>, known: Set<Int>) {
    (self.lattice, self.rules, self.known) = (lattice, rules, known)
    relationsOf = lattice.relationsOfCells
    reasons = Array(repeating: nil, count: lattice.cells.count)
    hiddenInComparison = Array(repeating: 0, count: lattice.comparisons.count)
    numeratorsOf = Dictionary(grouping: lattice.cells.indices.filter { lattice.cells[$0].denominator != nil }) {
      lattice.cells[$0].denominator ?? 0
    }
    meanings = lattice.cells.indices.map { meaningNow($0) }
    for cell in lattice.cells.indices {
      if let reason = primary(cell) ?? (hidden.contains(cell) ? .before : nil) { mark(cell, reason) }
    }
    for cell in lattice.cells.indices where reasons[cell] != nil { hideCompanions(of: cell) }
    // Nearly all of a count that is known already: it is the others that would follow from their head-count.
    for cell in known where reasons[cell] == .nearlyAll {
      if let base = lattice.cells[cell].denominator, isOpen(base) { hide(base) }
    }
  }

  // MARK: - What the rules name

  private func primary(_ index: Int) -> Reason? {
    let cell = lattice.cells[index]
    guard let count = cell.count else { return .received }
    if rules.isSmall(count) { return .small }
    if cell.isWithheld { return .withheld }
    if cell.isDominated { return .dominated }
    guard let base = cell.denominator else { return Double(count) < rules.smallestBase ? .smallBase : nil }
    guard rules.hidesNearlyAll, let all = lattice.cells[base].count else { return nil }
    return rules.isSmall(all - count) ? .nearlyAll : nil
  }

  // MARK: - Hiding

  private mutating func mark(_ cell: Int, _ reason: Reason) {
    guard reasons[cell] == nil else { return }
    reasons[cell] = reason
    restate(cell)
    for comparison in lattice.comparisonsOf[cell] { hiddenInComparison[comparison] += 1 }
  }

  private mutating func hideCompanions(of cell: Int) {
    for companion in companions(of: cell) where isOpen(companion) { mark(companion, .secondary) }
  }

  /// What is hidden with a cell: those that it names, and of a head-count the numerators that are all of it, where the rules
  /// show a 0: that such a one is shown would say that nobody, or many, are left.
  func companions(of cell: Int) -> [Int] {
    guard rules.hidesNearlyAll, !rules.hidesZero, let all = lattice.cells[cell].count else {
      return lattice.cells[cell].companions
    }
    return lattice.cells[cell].companions + (numeratorsOf[cell] ?? []).filter { lattice.cells[$0].count == all }
  }

  /// Hides a cell to protect others, and what goes with it.
  mutating func hide(_ cell: Int) {
    mark(cell, .secondary)
    hideCompanions(of: cell)
  }

  /// Shows again what was hidden to protect others, or was before.
  mutating func reveal(_ cell: Int) {
    guard reasons[cell] == .secondary || reasons[cell] == .before else { return }
    reasons[cell] = nil
    restate(cell)
    for comparison in lattice.comparisonsOf[cell] { hiddenInComparison[comparison] -= 1 }
  }

  /// Has not even the rules' range told of some.
  mutating func untell(_ cells: [Int]) {
    untold.formUnion(cells)
    for cell in cells { restate(cell) }
  }

  /// Of a cell, and of those of which it says how many they are at most.
  private mutating func restate(_ cell: Int) {
    meanings[cell] = meaningNow(cell)
    for numerator in numeratorsOf[cell] ?? [] { meanings[numerator] = meaningNow(numerator) }
  }

  /// Whether it is shown, and can be hidden to some purpose.
  func isOpen(_ cell: Int) -> Bool { reasons[cell] == nil && !known.contains(cell) }

  /// What hiding a cell loses: itself, and the comparisons that are still whole.
  func loss(_ cell: Int) -> Double {
    lattice.comparisonsOf[cell].reduce(lattice.cells[cell].cost) { loss, comparison in
      loss + (hiddenInComparison[comparison] == 0 ? lattice.comparisons[comparison].weight : 0)
    }
  }

  /// Whether it is hidden, and may not follow from others; of rounded counts those that are shown may not either.
  func needsProtection(_ cell: Int) -> Bool {
    guard !known.contains(cell) else { return false }
    guard let reason = reasons[cell] else { return rules.isRounding }
    return switch reason {
    case .withheld: isSumOfHidden(cell)
    case .dominated: isDominatedByHidden(cell)
    default: true
    }
  }

  /// Whether the organisation that makes most of a sum is not shown itself: of it the sum would tell.
  private func isDominatedByHidden(_ cell: Int) -> Bool {
    greatestParts(of: cell, isOverOrganisations: true).contains { reasons[$0] != nil && !known.contains($0) }
  }

  /// Whether the greatest count of a sum is hidden by the rules themselves, and not to protect others: of it the sum would
  /// tell most.
  private func isSumOfHidden(_ cell: Int) -> Bool {
    greatestParts(of: cell).contains {
      [.small, .nearlyAll, .received].contains(reasons[$0]) && !known.contains($0)
    }
  }

  /// Of each way in which it is a sum, perhaps over organisations alone, the greatest part.
  private func greatestParts(of cell: Int, isOverOrganisations: Bool = false) -> [Int] {
    relationsOf[cell].map { lattice.relations[$0] }.compactMap { relation in
      guard relation.total == cell, relation.isOverOrganisations || !isOverOrganisations else { return nil }
      return relation.parts.max { (lattice.cells[$0].count ?? 0) < (lattice.cells[$1].count ?? 0) }
    }
  }

  // MARK: - What is known of a cell

  /// What can be worked out of each cell.
  /// - Parameter earlier: Also from what was shown before, though it is hidden now.
  func bounds(knowing earlier: Bool = true) -> Bounds {
    let meanings = earlier ? meanings : lattice.cells.indices.map { meaningNow($0, knowing: false) }
    return Bounds(low: meanings.map(\.low), high: meanings.map(\.high), relations: lattice.relations)
  }

  /// What a cell says by itself.
  func meaning(_ index: Int) -> (low: Int, high: Int) { meanings[index] }

  /// Worked out anew.
  func meaningNow(_ index: Int, knowing earlier: Bool = true) -> (low: Int, high: Int) {
    if earlier, known.contains(index), let count = lattice.cells[index].count { return (count, count) }
    let now =
      reasons[index].map { start(index, $0, most: denominator(of: index)) }
      ?? rules.meaning(ofShown: rules.rounded(lattice.cells[index].count ?? 0))
    return earlier || reasons[index] == .before ? remembering(now, of: index) : now
  }

  /// What would be said of a cell, were it hidden to protect others.
  /// - Parameter withDenominator: And its denominator too.
  func meaningIfHidden(_ index: Int, withDenominator: Bool = false) -> (low: Int, high: Int) {
    let most = withDenominator ? Bounds.most : denominator(of: index)
    return remembering(start(index, reasons[index] ?? .secondary, most: most), of: index)
  }

  /// With what was said of it before.
  private func remembering(_ now: (low: Int, high: Int), of index: Int) -> (low: Int, high: Int) {
    guard let told = lattice.cells[index].known, told.high >= now.low, told.low <= now.high else { return now }
    return (max(now.low, told.low), min(now.high, told.high))
  }

  /// What the rules alone say of a hidden cell: how large it is roughly, and never why it is hidden, since of one that is
  /// known not to be small much follows.
  private func start(_ index: Int, _ reason: Reason, most: Int) -> (low: Int, high: Int) {
    let cell = lattice.cells[index]
    if untold.contains(index) || reason == .withheld { return (0, most) }
    guard let count = cell.count else { return start(received: index, most: most) }
    return piece(of: count, index, most: most)
  }

  /// As it came; wider, where that would tell more than the rules allow.
  private func start(received index: Int, most: Int) -> (low: Int, high: Int) {
    guard let received = lattice.cells[index].received else { return (lattice.cells[index].least, most) }
    guard received.low < rules.hiddenBelow else { return (received.low, received.high) }
    return (0, max(received.high, min(rules.hiddenBelow - 1, most)))
  }

  /// What is told of a hidden count is in which of these it lies: small, nearly all of a shown denominator, or neither. Where
  /// one of them would leave too few values, with what was said before, nothing is told of any.
  private func piece(of count: Int, _ index: Int, most: Int) -> (low: Int, high: Int) {
    let cell = lattice.cells[index]
    let below = rules.hiddenBelow
    let isNumerator = cell.denominator != nil
    let middle = isNumerator ? below : max(below, Int(rules.smallestBase.rounded(.up)))
    let tellsNearlyAll = isNumerator && rules.hidesNearlyAll && most < Bounds.most
    let nearlyAll = tellsNearlyAll ? most - below + 1 : Int.max
    guard middle <= nearlyAll else { return (0, max(count, most)) }
    let told = cell.known.map { (low: $0.low, high: $0.high) } ?? (low: 0, high: most)
    let enough = min(rules.spread, told.high - told.low + 1)
    var (found, low) = ((low: 0, high: max(count, most)), 0)
    while low <= most {
      let next = low < middle ? middle : low < nearlyAll ? nearlyAll : Int.max
      let high = min(most, next - 1)
      let left = min(high, told.high) - max(low, told.low) + 1
      if left > 0, left < enough { return (0, max(count, most)) }
      if low <= count, count <= high { found = (low, high) }
      if next == .max { break }
      low = next
    }
    return found
  }

  /// What a shown denominator says of a numerator.
  private func denominator(of index: Int) -> Int {
    guard let base = lattice.cells[index].denominator, reasons[base] == nil else { return Bounds.most }
    return lattice.cells[base].count.map { rules.meaning(ofShown: rules.rounded($0)).high } ?? Bounds.most
  }
}
