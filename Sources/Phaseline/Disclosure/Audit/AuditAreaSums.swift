import IndicatorStatistics

/// What adds up over organisations: to the sums of the nation, its regions and its types.
extension AuditSums {
  /// An area but for one of its organisations.
  struct Rest {
    var place, organisation: Int32
    /// The area with it.
    var whole: ToldSubject.Place

    /// Those that the evidence names: "rest of Northbridge", "rest of Northbridge in region North".
    static func all(_ organisations: [Organisation], _ names: AuditNames) -> [Rest] {
      organisations.flatMap { it -> [Rest] in
        guard let organisation = names.known(.organisation(it.name)) else { return [] }
        let wholes = PhaseLattice.areas(of: it).map { $0.isEmpty ? "nation" : $0 }
        return wholes.compactMap { area in
          let name = "rest of \(it.name)" + (area == "nation" ? "" : " in \(area)")
          return names.known(.area(name)).map { Rest(place: $0, organisation: organisation, whole: .area(area)) }
        }
      }
    }
  }

  /// What an organisation gives to a sum: for each group the cells that make its count.
  fileprivate struct Member {
    var cells = ByEthnicity<[AuditSystem.Pair]>()
    /// The least and the most of the head-count of each group.
    var least = ByEthnicity<Int>()
    var most = ByEthnicity<Int>()
    /// Whether one service stands for all, since no other is told.
    var isInferred = false
    /// Whether people of unknown ethnicity would be told, if there were any.
    var tellsUnknown = false

    private static let compared: [Ethnicity] = [.bame, .white]

    /// Whether both groups are told.
    var isComplete: Bool { Self.compared.allSatisfy { cells[$0] != nil } }
    /// Whether it certainly is part of a sum: one whose head-count came hidden is not.
    var isCertain: Bool { isComplete && Self.compared.allSatisfy { least[$0] ?? 0 > 0 || least[$0] == most[$0] } }

    /// Both services together, of the groups that both tell.
    func adding(_ other: Member) -> Member {
      var both = Member()
      both.tellsUnknown = tellsUnknown && other.tellsUnknown
      for ethnicity in Ethnicity.allCases {
        guard let one = cells[ethnicity], let more = other.cells[ethnicity] else { continue }
        both.cells[ethnicity] = one + more
        both.least[ethnicity] = (least[ethnicity] ?? 0) + (other.least[ethnicity] ?? 0)
        both.most[ethnicity] = (most[ethnicity] ?? 0) + (other.most[ethnicity] ?? 0)
      }
      return both
    }
  }

  /// What is told of the sum over an area.
  fileprivate struct Sum {
    var cells = ByEthnicity<AuditSystem.Pair>()
    var organisations: Int?
  }

  /// What makes a sum, group by group.
  fileprivate struct Parts {
    var cells: [AuditSystem.Pair] = []
    /// Over how many organisations they are; none where that is not told.
    var organisations: Int? = 0
    /// Whether all that is not told of them is nothing.
    var isTold = true

    mutating func add(_ cells: [AuditSystem.Pair], over organisations: Int?) {
      self.cells += cells
      self.organisations = self.organisations.flatMap { all in organisations.map { all + $0 } }
    }
  }

  /// - Parameter isOneFile: Whether the rows are those of one file; then only what it tells as a whole is related.
  mutating func relateAreas(isOneFile: Bool) {
    for measure in Set(rows.keys.map(\.measure)).sorted() {
      var found: [Service: [Int32: Member]] = [:]
      for service in Service.allCases {
        for place in areas.first?.places ?? [] { found[service, default: [:]][place] = member(place, measure, service) }
      }
      let isEveryService = isEveryServiceTold(measure, found)
      for service in Service.allCases {
        var all = found[service] ?? [:]
        let sort = Sort(measure: measure, service: service)
        if !isOneFile, let only = membersOf[sort] { all = all.filter { only.contains($0.key) } }
        relateAreas(sort, isEveryService ? all : all.filter { !$0.value.isInferred }, isOneFile, Set(all.keys))
      }
    }
  }

  /// The counts of an organisation for a service: of all services those that are told so, else both services together where
  /// both are complete, else the one that is.
  private func member(_ place: Int32, _ measure: Int32, _ service: Service) -> Member? {
    if let own = own(place, measure, service) { return own.isComplete ? own : nil }
    guard service == .all else { return nil }
    let parts = [Service.adults, .children].compactMap { own(place, measure, $0) }.filter(\.isComplete)
    guard var member = parts.first else { return nil }
    if parts.count == 2 { member = member.adding(parts[1]) }
    member.isInferred = parts.count == 1
    return member
  }

  /// What is told of exactly this service.
  private func own(_ place: Int32, _ measure: Int32, _ service: Service) -> Member? {
    var member = Member()
    for ethnicity in Ethnicity.allCases {
      let key = AuditRowKey(place: place, measure: measure, service: service, ethnicity: ethnicity)
      guard let row = rows[key], row.isTold, let pair = pairs[key] else { continue }
      member.cells[ethnicity] = [pair]
      member.tellsUnknown = member.tellsUnknown || tellsUnknown.contains(key)
      (member.least[ethnicity], member.most[ethnicity]) = (row.denominator.low, row.denominator.high)
    }
    return member.cells.values.isEmpty ? nil : member
  }

  /// Whether the nation's sums of each service are over as many organisations as tell their counts of it: then nobody has
  /// more services than are told.
  private func isEveryServiceTold(_ measure: Int32, _ found: [Service: [Int32: Member]]) -> Bool {
    [Service.adults, .children].allSatisfy { service in
      let told = found[service]?.count ?? 0
      guard let nation = areas.first.flatMap({ names.known($0.area) }),
        let sum = sum(nation, measure, service)
      else { return told == 0 }
      return sum.organisations == told
    }
  }

  private func sum(_ place: Int32, _ measure: Int32, _ service: Service) -> Sum? {
    var sum = Sum()
    for ethnicity in Ethnicity.allCases {
      let key = AuditRowKey(place: place, measure: measure, service: service, ethnicity: ethnicity)
      guard let row = rows[key], row.isTold, let pair = pairs[key] else { continue }
      sum.cells[ethnicity] = pair
      sum.organisations = sum.organisations ?? row.organisations
    }
    return sum.cells.values.isEmpty ? nil : sum
  }

  /// - Parameter told: The organisations that are told, those too of which it is not certain that they are part of a sum.
  private mutating func relateAreas(_ sort: Sort, _ found: [Int32: Member], _ isOneFile: Bool, _ told: Set<Int32>) {
    let (measure, service) = (sort.measure, sort.service)
    let sums = areas.map { area in names.known(area.area).flatMap { sum($0, measure, service) } }
    for (area, total) in zip(areas, sums) {
      guard let total else { continue }
      let key = AuditRowKey(
        place: names.known(area.area) ?? 0, measure: measure, service: service, ethnicity: .bame)
      guard !settled.contains(key) else { continue }
      let parts = Ethnicity.allCases.map { self.parts(of: area, $0, found, told, making: total.organisations) }
      let isWhole = parts.contains { $0.organisations == total.organisations }
      // Of a file that tells as many organisations as a sum is over, those of others are no part of it.
      let isSettled = isOneFile && (isWhole || told.count >= total.organisations ?? .max)
      if isSettled { settled.insert(key) }
      if isSettled, area.kind == .organisations { membersOf[sort] = told }
      guard isSettled || !isOneFile else { continue }
      for (ethnicity, parts) in zip(Ethnicity.allCases, parts) { relate(total, ethnicity, parts, .organisations) }
    }
    guard !isOneFile else { return }
    for rest in rests { relate(rest, measure, service, found[rest.organisation]) }
    guard let nation = sums.first ?? nil else { return }
    for kind in [AuditSystem.Relation.Kind.regions, .types] {
      for ethnicity in Ethnicity.allCases {
        var parts = Parts()
        for (area, sum) in zip(areas, sums) where area.kind == kind {
          if let sum, let cell = sum.cells[ethnicity] {
            parts.add([cell], over: sum.organisations)
          } else {
            // What is not told of a region may be told of its organisations.
            let others = self.parts(of: area, ethnicity, found, told, making: sum?.organisations)
            parts.add(others.cells, over: others.organisations)
            parts.isTold = parts.isTold && others.isTold
          }
        }
        relate(nation, ethnicity, parts, kind)
      }
    }
  }

  /// What the organisations of an area give to its sum: all that are told, where they are as many as it is over, else those that
  /// are certainly part of it.
  private func parts(
    of area: Area, _ ethnicity: Ethnicity, _ found: [Int32: Member], _ told: Set<Int32>, making organisations: Int?
  ) -> Parts {
    let all = area.places.compactMap { found[$0] }
    let isWhole = organisations == all.count && all.count == area.places.count(where: told.contains)
    var parts = Parts()
    for member in isWhole ? all : all.filter(\.isCertain) {
      parts.add(member.cells[ethnicity] ?? [], over: 1)
      if member.cells[ethnicity] == nil, !member.tellsUnknown { parts.isTold = false }
    }
    return parts
  }

  private mutating func relate(_ rest: Rest, _ measure: Int32, _ service: Service, _ member: Member?) {
    guard let member, member.isCertain, let place = names.known(rest.whole), let whole = sum(place, measure, service),
      let others = sum(rest.place, measure, service)
    else { return }
    for ethnicity in [Ethnicity.bame, .white] {
      guard let cell = others.cells[ethnicity] else { continue }
      var parts = Parts()
      parts.add([cell] + (member.cells[ethnicity] ?? []), over: whole.organisations)
      relate(whole, ethnicity, parts, .organisations)
    }
  }

  /// Parts over as many organisations as the sum make it; over fewer they are some of it.
  private mutating func relate(
    _ total: Sum, _ ethnicity: Ethnicity, _ parts: Parts, _ kind: AuditSystem.Relation.Kind
  ) {
    guard let whole = total.cells[ethnicity] else { return }
    if let all = total.organisations, let counted = parts.organisations, counted > all { return }
    let isWhole = parts.isTold && parts.organisations != nil && parts.organisations == total.organisations
    for isDenominator in [false, true] {
      add(
        whole[isDenominator: isDenominator], parts.cells.map { $0[isDenominator: isDenominator] }, isWhole: isWhole,
        kind)
    }
  }
}
