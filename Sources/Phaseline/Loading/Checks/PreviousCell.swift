import IndicatorStatistics

/// The counts of the last phase for which an organisation gave any: those that are not hidden. Small, since one is kept for
/// every cell of a nation.
struct PreviousCell {
  /// Where its phase stands in the standard.
  let phase: Int16
  private var numerators = SIMD16<Int32>(repeating: -1)
  private var denominators = SIMD16<Int32>(repeating: -1)

  init(phase: Int, counts: CellBuilder) {
    self.phase = Int16(phase)
    for service in Service.allCases {
      guard let groups = counts[service]?.groups else { continue }
      for ethnicity in Ethnicity.allCases {
        guard let pair = groups[ethnicity] else { continue }
        let index = Self.index(service, ethnicity)
        if pair.numerator.isExact { numerators[index] = Int32(pair.numerator.low) }
        if pair.denominator.isExact { denominators[index] = Int32(pair.denominator.low) }
      }
    }
  }

  func numerator(_ service: Service, _ ethnicity: Ethnicity) -> Int? {
    Self.count(numerators[Self.index(service, ethnicity)])
  }

  func denominator(_ service: Service, _ ethnicity: Ethnicity) -> Int? {
    Self.count(denominators[Self.index(service, ethnicity)])
  }

  /// As `ServiceCounts.unknownShare`.
  func unknownShare(_ service: Service) -> Double? {
    guard let bame = denominator(service, .bame), let white = denominator(service, .white),
      let unknown = denominator(service, .unknown), bame + white + unknown > 0
    else { return nil }
    return Double(unknown) / Double(bame + white + unknown)
  }

  private static func count(_ stored: Int32) -> Int? { stored < 0 ? nil : Int(stored) }

  private static func index(_ service: Service, _ ethnicity: Ethnicity) -> Int {
    let row = service == .adults ? 0 : service == .children ? 1 : 2
    return 3 * row + (ethnicity == .bame ? 0 : ethnicity == .white ? 1 : 2)
  }
}
