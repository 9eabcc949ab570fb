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

  /// Some of what makes a sum.
  fileprivate struct Part {
    var place: Int32
    var cells: ByEthnicity<[AuditSystem.Pair]>
    /// Over how many organisations it is; none where that is not told.
    var organisations: Int?
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

  /// The sum of an area, where both groups are told.
  private func sum(_ place: Int32, _ measure: Int32, _ service: Service) -> Part? {
    var part = Part(place: place, cells: ByEthnicity())
    for ethnicity in Ethnicity.allCases {
      let key = AuditRowKey(place: place, measure: measure, service: service, ethnicity: ethnicity)
      guard let row = rows[key], row.isTold, let pair = pairs[key] else { continue }
      part.cells[ethnicity] = [pair]
      part.organisations = part.organisations ?? row.organisations
    }
    return part.cells[.bame] != nil && part.cells[.white] != nil ? part : nil
  }

  private mutating func relateAreas(_ measure: Int32, _ service: Service, _ found: [Int32: Member]) {
    for area in areas {
      guard let place = names.known(area.area), let total = sum(place, measure, service) else { continue }
      let all = area.places.compactMap { place in found[place].map { (place: place, member: $0) } }
      let certain = all.filter(\.member.isCertain)
      let chosen = total.organisations == all.count ? all : certain
      relate(
        total, chosen.map { Part(place: $0.place, cells: $0.member.cells, organisations: 1) }, .organisations)
    }
    guard let place = areas.first.flatMap({ names.known($0.area) }), let nation = sum(place, measure, service) else {
      return
    }
    for kind in [AuditSystem.Relation.Kind.regions, .types] {
      // What is not told of a region may be told of its organisations.
      let parts = areas.filter { $0.kind == kind }.flatMap { area -> [Part] in
        if let place = names.known(area.area), let told = sum(place, measure, service) { return [told] }
        return area.places.compactMap { place in
          found[place].flatMap { $0.isCertain ? Part(place: place, cells: $0.cells, organisations: 1) : nil }
        }
      }
      relate(nation, parts, kind)
    }
  }

  /// Parts over as many organisations as the sum make it; over fewer they are some of it.
  private mutating func relate(_ total: Part, _ parts: [Part], _ kind: AuditSystem.Relation.Kind) {
    let counted = parts.reduce(0) { $0 + ($1.organisations ?? 0) }
    let isCounted = total.organisations != nil && parts.allSatisfy { $0.organisations != nil }
    if isCounted, let all = total.organisations, counted > all { return }
    for ethnicity in Ethnicity.allCases {
      guard let whole = total.cells[ethnicity]?.first else { continue }
      let isTold = parts.allSatisfy { $0.cells[ethnicity] != nil || tellsUnknown.contains($0.place) }
      let pairs = parts.flatMap { $0.cells[ethnicity] ?? [] }
      for isDenominator in [false, true] {
        add(
          whole[isDenominator: isDenominator], pairs.map { $0[isDenominator: isDenominator] },
          isWhole: isCounted && counted == total.organisations && isTold, kind)
      }
    }
  }
}
