import GRDB
import IndicatorStatistics

extension ComparisonRequest {
  /// Whom an organisation is compared with.
  public enum Comparator: Hashable, Sendable {
    /// The published national figure, and the pooled one where there are counts.
    case national
    /// All other organisations of the nation together.
    case rest
    /// The others of its region, and the region's published figures.
    case region
    /// The others of its type.
    case type
    /// One other.
    case organisation(Organisation)

    /// Which of them, without saying who.
    public enum Kind: String, Sendable, Codable, CaseIterable { case nation, rest, region, type, organisation }

    /// Which of them.
    public var kind: Kind {
      switch self {
      case .national: .nation
      case .rest: .rest
      case .region: .region
      case .type: .type
      case .organisation: .organisation
      }
    }

    /// Whether the nation's sums are those it is compared with.
    var isOfTheNation: Bool { self == .national || self == .rest }

    /// Whether it takes the register to say who they are.
    var isByRegister: Bool { self == .region || self == .type }
  }
}

/// The organisations that one is compared with, where they are not all of the nation.
struct ComparedGroup: Sendable {
  /// Their codes.
  let codes: Set<String>
  /// The area whose published figures stand beside theirs, if there is one.
  let area: String?
  /// The organisation whose published figures do.
  let organisation: Organisation?
  /// Where a plan has the sum over them and the one that is compared.
  let protectedArea: String?

  /// - Parameter organisations: All of the standard's.
  /// - Throws: `UsageProblem` where the organisation has no region or type of its own, or is alone in it.
  init?(
    _ comparator: ComparisonRequest.Comparator, of own: Organisation, standard: Standard,
    among organisations: [Organisation]
  ) throws {
    let others = organisations.filter { $0.isPartOfTheNation && $0.code != own.code }
    switch comparator {
    case .national, .rest: return nil
    case .organisation(let other):
      guard other.code != own.code else {
        throw UsageProblem.refused("\(own.name) cannot be compared with itself. Name another after `--with`.")
      }
      (codes, area, organisation, protectedArea) = ([other.code], nil, other, nil)
    case .region:
      let area = standard.areas.first { $0.key == own.region }
      guard !own.region.isEmpty, area?.kind != .nation else {
        throw UsageProblem.refused(
          "\(own.name) lies in no region of \(standard.shortTitle): leave out `--with region`.")
      }
      codes = Set(others.filter { $0.region == own.region }.map(\.code))
      guard !codes.isEmpty || area != nil else {
        throw UsageProblem.refused("No other \(standard.organisationNoun) here lies in \(own.region).")
      }
      (self.area, organisation, protectedArea) = (area?.key, nil, PhaseLattice.region(own.region))
    case .type:
      guard !own.type.isEmpty else {
        throw UsageProblem.refused("The register gives \(own.name) no type: leave out `--with type`.")
      }
      codes = Set(others.filter { $0.type == own.type }.map(\.code))
      guard !codes.isEmpty else {
        throw UsageProblem.refused("No other \(standard.organisationNoun) here is of the type '\(own.type)'.")
      }
      (area, organisation, protectedArea) = (nil, nil, PhaseLattice.type(own.type))
    }
  }
}

extension ComparatorFinding {
  /// Whose sum it is: "The other 119 authorities", "The 23 authorities here together", "The other 25 authorities in North".
  static func name(
    of count: Int, _ comparator: ComparisonRequest.Comparator, organisation: Organisation?,
    organisationNoun noun: String
  ) -> String {
    let organisations = { (noun: String) in count == 1 ? noun : "\(count) \(Wordings.plural(noun))" }
    return switch comparator {
    case .national: count == 1 ? "The one \(noun) here" : "The \(organisations(noun)) here together"
    case .rest: "The other \(organisations(noun))"
    case .region: "The other \(organisations(noun)) in \(organisation?.region ?? "")"
    case .type: "The other \(organisations(organisation?.type ?? noun))"
    case .organisation(let other): other.name
    }
  }
}
