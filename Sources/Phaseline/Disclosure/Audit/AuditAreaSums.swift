import IndicatorStatistics

/// What adds up over organisations: to the sums of the nation, its regions and its types.
extension AuditSums {
  /// What an organisation gives to a sum: for each group the cells that make its count.
  fileprivate struct Member {
    var cells = ByEthnicity<[AuditSystem.Pair]>()
    /// Whether one service stands for all, since no other is told.
    var isInferred = false
    /// Whether both groups certainly have people, without whom it is no part of a sum.
    var isCertain = true
  }

  /// What is told of the sum over an area; of a group that one organisation dominates nothing is.
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

  mutating func relateAreas() {
    for measure in Set(rows.keys.map(\.measure)).sorted() {
      var found: [Service: [Int32: Member]] = [:]
      for service in Service.allCases {
        for place in areas.first?.places ?? [] { found[service, default: [:]][place] = member(place, measure, service) }
      }
      let isEveryService = isEveryServiceTold(measure, found)
      for service in Service.allCases {
        let members = found[service]?.filter { isEveryService || !$0.value.isInferred } ?? [:]
        relateAreas(measure, service, members)
      }
    }
  }

  private func member(_ place: Int32, _ measure: Int32, _ service: Service) -> Member? {
    if let own = own(place, measure, service) { return own }
    guard service == .all else { return nil }
    let parts = [Service.adults, .children].compactMap { own(place, measure, $0) }
    guard var member = parts.first else { return nil }
    member.isInferred = parts.count == 1
    for part in parts.dropFirst() {
      member.isCertain = member.isCertain && part.isCertain
      for ethnicity in Ethnicity.allCases {
        let (one, other) = (member.cells[ethnicity], part.cells[ethnicity])
        member.cells[ethnicity] = one.flatMap { one in other.map { one + $0 } }
      }
    }
    return member
  }

  /// What is told of exactly this service; none without both groups.
  private func own(_ place: Int32, _ measure: Int32, _ service: Service) -> Member? {
    var member = Member()
    for ethnicity in Ethnicity.allCases {
      let key = AuditRowKey(place: place, measure: measure, service: service, ethnicity: ethnicity)
      guard let row = rows[key], row.isTold, let pair = pairs[key] else { continue }
      member.cells[ethnicity] = [pair]
      guard ethnicity != .unknown else { continue }
      if row.denominator.high == 0 { return nil }
      if row.denominator.low == 0 { member.isCertain = false }
    }
    return member.cells[.bame] != nil && member.cells[.white] != nil ? member : nil
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

  private mutating func relateAreas(_ measure: Int32, _ service: Service, _ found: [Int32: Member]) {
    let sums = areas.map { area in names.known(area.area).flatMap { sum($0, measure, service) } }
    for (area, total) in zip(areas, sums) {
      guard let total else { continue }
      for ethnicity in Ethnicity.allCases {
        relate(total, ethnicity, parts(of: area, ethnicity, found, making: total.organisations), .organisations)
      }
    }
    guard let nation = sums.first ?? nil else { return }
    for kind in [AuditSystem.Relation.Kind.regions, .types] {
      for ethnicity in Ethnicity.allCases {
        var parts = Parts()
        for (area, sum) in zip(areas, sums) where area.kind == kind {
          if let sum, let cell = sum.cells[ethnicity] {
            parts.add([cell], over: sum.organisations)
          } else {
            // What is not told of a region may be told of its organisations.
            let others = self.parts(of: area, ethnicity, found, making: sum?.organisations)
            parts.add(others.cells, over: others.organisations)
            parts.isTold = parts.isTold && others.isTold
          }
        }
        relate(nation, ethnicity, parts, kind)
      }
    }
  }

  /// What the organisations of an area give to its sum: all that have counts, where they are as many as it is over, else those
  /// that certainly do.
  private func parts(
    of area: Area, _ ethnicity: Ethnicity, _ found: [Int32: Member], making organisations: Int?
  ) -> Parts {
    let all = area.places.compactMap { place in found[place].map { (place: place, member: $0) } }
    var parts = Parts()
    for (place, member) in organisations == all.count ? all : all.filter(\.member.isCertain) {
      parts.add(member.cells[ethnicity] ?? [], over: 1)
      if member.cells[ethnicity] == nil, !tellsUnknown.contains(place) { parts.isTold = false }
    }
    return parts
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
        whole[isDenominator: isDenominator], parts.cells.map { $0[isDenominator: isDenominator] }, isWhole: isWhole, kind)
    }
  }
}
