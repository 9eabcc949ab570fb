import IndicatorStatistics

/// The counts of one phase, each once, and what adds up among them, with what says so.
struct AuditSystem {
  /// A count.
  struct Cell {
    var key: AuditRowKey
    var isDenominator: Bool
    var told: AuditTold
  }
  /// The cells of a row.
  struct Pair: Hashable, Codable {
    var numerator, denominator: Int

    subscript(isDenominator isDenominator: Bool) -> Int { isDenominator ? denominator : numerator }
  }
  /// Something that holds, and why.
  struct Relation {
    enum Kind: Hashable { case services, categories, organisations, regions, types, denominator }
    var relation: CountSystem.Relation
    var kind: Kind
    var state: Int
  }

  let states: [AuditState]
  private(set) var cells: [Cell] = []
  private(set) var relations: [Relation] = []
  /// For each state the cells of each row.
  private(set) var pairs: [[AuditRowKey: Pair]] = []
  private var seen = Set<CountSystem.Relation>()

  /// - Parameters:
  ///   - states: The states of the phase.
  ///   - unlinked: For each state the places whose hidden counts are not those of states before it, though they are printed
  ///     alike.
  ///   - base: What the denominator of a measure counts.
  ///   - isArea: Whether a place is a sum over organisations.
  init(
    _ states: [AuditState], unlinked: [Set<Int32>], base: @escaping (Int32) -> String,
    isArea: @escaping (Int32) -> Bool
  ) {
    self.states = states
    let keys = states.map { $0.rows.keys.sorted() }
    var links = Links(states, keys)
    links.joinDenominators(base)
    links.joinStates(unlinked, base, isArea)
    var cellOf = [Int](repeating: -1, count: links.count)
    for (state, keys) in keys.enumerated() {
      var pairs: [AuditRowKey: Pair] = [:]
      pairs.reserveCapacity(keys.count)
      for (index, key) in keys.enumerated() {
        func cell(_ isDenominator: Bool) -> Int {
          let root = links.root(of: links.node(state, index, isDenominator))
          if cellOf[root] < 0 {
            cellOf[root] = cells.count
            cells.append(Cell(key: key, isDenominator: isDenominator, told: links.told[root]))
          }
          return cellOf[root]
        }
        pairs[key] = Pair(numerator: cell(false), denominator: cell(true))
      }
      self.pairs.append(pairs)
    }
  }

  /// Adds something that holds, unless it is known already.
  mutating func add(_ relation: CountSystem.Relation, _ kind: Relation.Kind, state: Int) {
    guard seen.insert(relation).inserted else { return }
    relations.append(Relation(relation: relation, kind: kind, state: state))
  }
}

extension AuditRowKey: Comparable {
  static func < (one: AuditRowKey, other: AuditRowKey) -> Bool { one.order < other.order }

  private var order: (Int32, Int32, Int) { (place, measure, GroupIndex.of(service, ethnicity)) }
}

/// Which counts of rows are one count: the denominators of indicators that count the same people, and rows that two states
/// print alike.
private struct Links {
  private let states: [AuditState]
  private let keys: [[AuditRowKey]]
  private let starts: [Int]
  private let indices: [[AuditRowKey: Int]]
  private var partition: Partition
  /// Of each root what is told.
  private(set) var told: [AuditTold]

  var count: Int { told.count }

  init(_ states: [AuditState], _ keys: [[AuditRowKey]]) {
    (self.states, self.keys) = (states, keys)
    var (starts, told): ([Int], [AuditTold]) = ([], [])
    for (state, keys) in zip(states, keys) {
      starts.append(told.count)
      for key in keys {
        let row = state.rows[key] ?? AuditRow()
        told += [row.numerator, row.denominator]
      }
    }
    (self.starts, self.told, partition) = (starts, told, Partition(of: told.count))
    indices = keys.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
  }

  func node(_ state: Int, _ index: Int, _ isDenominator: Bool) -> Int {
    starts[state] + 2 * index + (isDenominator ? 1 : 0)
  }

  mutating func root(of node: Int) -> Int { partition.root(of: node) }

  /// Of what contradicts each other both stay.
  private mutating func join(_ one: Int, _ other: Int) {
    let (one, other) = (root(of: one), root(of: other))
    guard one != other, told[one].agrees(with: told[other]) else { return }
    let (first, second) = (min(one, other), max(one, other))
    partition.connect(second, to: first)
    told[first].add(told[second])
    told[second].mentions = []
  }

  private struct Head: Hashable {
    var place: Int32
    var service: Service
    var ethnicity: Ethnicity
    var base: String
    var range: ClosedRange<Int>
    var organisations: Int?
  }

  /// A file that prints denominators of one base alike prints one count.
  mutating func joinDenominators(_ base: (Int32) -> String) {
    for (state, it) in states.enumerated() {
      for file in it.files {
        var firsts: [Head: Int] = [:]
        for key in file.rows.keys.sorted() {
          guard let row = file.rows[key], !row.denominator.mentions.isEmpty, let index = indices[state][key] else {
            continue
          }
          let head = Head(
            place: key.place, service: key.service, ethnicity: key.ethnicity, base: base(key.measure),
            range: row.denominator.range, organisations: row.organisations)
          let node = node(state, index, true)
          if let first = firsts[head] { join(first, node) } else { firsts[head] = node }
        }
      }
    }
  }

  mutating func joinStates(
    _ unlinked: [Set<Int32>], _ base: @escaping (Int32) -> String, _ isArea: @escaping (Int32) -> Bool
  ) {
    for state in states.indices.dropFirst() {
      let corrections = (0..<state).map { Corrections(states[$0], states[state], base, isArea) }
      for (index, key) in keys[state].enumerated() where !unlinked[state].contains(key.place) {
        guard let row = states[state].rows[key],
          let earlier = (0..<state).first(where: { earlier in
            states[earlier].rows[key]?.isPrinted(as: row) == true
              && !corrections[earlier].affect(key)
          }), let place = indices[earlier][key]
        else { continue }
        join(node(earlier, place, false), node(state, index, false))
        join(node(earlier, place, true), node(state, index, true))
      }
    }
  }
}

/// What was corrected between two states, by what is printed otherwise in them. What is printed alike may have been corrected
/// all the same: a sum over what was; and where no organisation is seen to be corrected, any of them.
private struct Corrections {
  /// For each measure, and for each base of measures, of which something is printed otherwise, the organisations of which it is.
  private var byMeasure: [Int32: Set<Int32>] = [:]
  private var byBase: [String: Set<Int32>] = [:]
  private let base: (Int32) -> String
  private let isArea: (Int32) -> Bool

  init(_ one: AuditState, _ other: AuditState, _ base: @escaping (Int32) -> String, _ isArea: @escaping (Int32) -> Bool)
  {
    (self.base, self.isArea) = (base, isArea)
    for (key, row) in other.rows {
      guard let before = one.rows[key], !before.isOfOneState(with: row) else { continue }
      let organisations: Set<Int32> = isArea(key.place) ? [] : [key.place]
      byMeasure[key.measure, default: []].formUnion(organisations)
      guard before.denominator.range != row.denominator.range else { continue }
      byBase[base(key.measure), default: []].formUnion(organisations)
    }
  }

  /// Whether what is printed alike may be another count.
  func affect(_ key: AuditRowKey) -> Bool {
    [byMeasure[key.measure], byBase[base(key.measure)]].compactMap(\.self).contains { organisations in
      organisations.isEmpty || organisations.contains(key.place) || isArea(key.place)
    }
  }
}
