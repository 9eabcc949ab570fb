import GRDB

/// How many took part in a phase: registered, taking part and submitting are three numbers.
public struct ParticipantNumbers: Hashable, Sendable, Codable {
  /// Three numbers, none where nobody says.
  public struct Numbers: Hashable, Sendable, Codable {
    /// Said that they would take part.
    public var registered: Int?
    /// Took part.
    public var tookPart: Int?
    /// Gave counts.
    public var submitted: Int?

    /// "120 registered, 118 took part, 110 submitted"; empty where none is known.
    public var words: String {
      [(registered, "registered"), (tookPart, "took part"), (submitted, "submitted")].compactMap { number, what in
        number.map { "\(Wordings.grouped($0)) \(what)" }
      }.joined(separator: ", ")
    }
  }
  /// Key of the phase.
  public var phase: String
  /// As the publisher says, of a real nation.
  public var published: Numbers
  /// Of those that make the nation, as recorded here; counts that are here are submitted.
  public var here: Numbers
  /// Of employers outside it, likewise.
  public var employers: Numbers
  /// Whether any step was recorded: counts alone say no more than what is shown of them.
  public var isRecorded: Bool

  /// What everybody may know: who takes part is not told, and a small number would tell it.
  public var publishedOnly: ParticipantNumbers {
    var numbers = self
    (numbers.here, numbers.employers, numbers.isRecorded) = (Numbers(), Numbers(), false)
    return numbers
  }

  /// "99 took part (published)"; "120 registered, 118 took part, 110 submitted".
  /// - Returns: `nil` where nothing is published and nothing was recorded.
  public var words: String? {
    let isPublished = !published.words.isEmpty
    let besides = employers.words.isEmpty ? "" : "; employers: \(employers.words)"
    let recorded = isRecorded ? here.words + besides : ""
    switch (isPublished, recorded.isEmpty) {
    case (true, true): return "\(published.words) (published)"
    case (true, false): return "\(published.words) (published); \(recorded) (recorded here)"
    case (false, false): return recorded
    case (false, true): return nil
    }
  }
}

extension Workspace {
  /// How many took part in a phase.
  public func participants(of phase: Phase) throws -> ParticipantNumbers {
    try queue.read { db in
      try ParticipantNumbers(phase, of: standard.key, isReal: !Workspace.isIllustrative(db), seeksCounts: true, in: db)
    }
  }
}

extension ParticipantNumbers {
  /// - Parameters:
  ///   - standard: Its key.
  ///   - isReal: Whether what was published says anything of who is here.
  ///   - seeksCounts: Whether to look for counts where no step was recorded.
  init(_ phase: Phase, of standard: String, isReal: Bool, seeksCounts: Bool, in db: Database) throws {
    let recorded = try Participation.all(of: standard, phase: phase.key, in: db).filter { !$0.value.days.isEmpty }
    self.phase = phase.key
    published =
      isReal
      ? Numbers(registered: phase.registered, tookPart: phase.tookPart, submitted: phase.submitted) : Numbers()
    isRecorded = !recorded.isEmpty
    (here, employers) = (Numbers(), Numbers())
    guard isRecorded || seeksCounts else { return }
    var codes: [CycleStep.Kind: Set<String>] = [:]
    for (key, row) in recorded {
      for kind in row.days.keys { codes[kind, default: []].insert(key.organisation) }
    }
    codes[.submitted, default: []].formUnion(
      try CountsHere.organisations(in: phase.key, of: standard, in: db))
    let outside = try NationalTotals.employers(of: standard, in: db)
    here = Numbers(codes.mapValues { $0.subtracting(outside) })
    employers = Numbers(codes.mapValues { $0.intersection(outside) })
  }
}

extension ParticipantNumbers.Numbers {
  /// Nobody is not a number: whoever records nothing says nothing.
  fileprivate init(_ codes: [CycleStep.Kind: Set<String>]) {
    func number(_ kind: CycleStep.Kind) -> Int? { codes[kind].flatMap { $0.isEmpty ? nil : $0.count } }
    self.init(registered: number(.registered), tookPart: number(.tookPart), submitted: number(.submitted))
  }
}
