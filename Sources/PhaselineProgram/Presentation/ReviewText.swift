import Phaseline

/// What followed after actions: for each indicator a paragraph to be read out, a small table, and what cannot be said.
struct ReviewText {
  let standard: Standard
  let layout: any TextLayout

  func report(_ review: ReviewedActions) -> Report {
    let none = "\(review.authority) has no action here: there is nothing to review. `action add` adds one."
    let body = review.actions.isEmpty ? [layout.paragraph(none)] : review.actions.map(action)
    let foot = review.isIllustrative ? [layout.paragraph(Wordings.illustrative)] : []
    return Report(
      text: ([layout.heading("What followed: \(review.authority)")] + body + foot).joined(separator: "\n\n"),
      rows: rows(review), object: review,
      figures: review.actions.reduce(0) { $0 + $1.followUps.count { $0.change != nil } })
  }

  // MARK: - For people

  private func action(_ reviewed: ReviewedActions.Reviewed) -> String {
    ([layout.heading(reviewed.heading)] + reviewed.limits.map { layout.paragraph($0) }
      + reviewed.followUps.map { followUp($0) }
      + (reviewed.notes.isEmpty ? [] : [""] + reviewed.notes.map { layout.paragraph($0) })).joined(separator: "\n")
  }

  private func followUp(_ found: FollowUp) -> String {
    let opening = "\(found.indicator.topic.sentenceCased): \(found.verdictWords). \(found.paragraph)"
    let limits =
      found.limits.isEmpty
      ? [] : ["What cannot be said:"] + found.limits.map { "– \($0)" }
    return
      (["", layout.paragraph(opening)] + (found.change == nil ? [] : [layout.table(table(found))])
      + limits.map { layout.paragraph($0) }).joined(separator: "\n")
  }

  private func table(_ found: FollowUp) -> Table {
    let (bame, white) = (standard.group(.bame), standard.group(.white))
    let columns = [
      ("side", "", false), ("phases", "Phases", false), ("bame", bame.label.sentenceCased, true),
      ("white", white.label.sentenceCased, true),
      ("ratio", "Ratio", true), ("interval", "\(found.level.rawValue) interval", true),
      ("change", "Change since before", true),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let sides = [
      ("Before", found.before, nil), ("Since its start", found.after, found.change),
      ("Since \(found.endWords)", found.afterEnd, found.changeAfterEnd),
    ]
    let rows = sides.compactMap { name, side, change in
      side.map { side -> [Table.Cell] in
        [
          .text(name), .text(side.words), .text(side.bame.words), .text(side.white.words),
          .text(Wordings.ratio(side.ratio)), .text(Wordings.interval(side.interval)),
          change.flatMap(Wordings.change).map { .text($0) } ?? .none,
        ]
      }
    }
    return Table(columns: columns, rows: rows)
  }

  // MARK: - For programs

  private func rows(_ review: ReviewedActions) -> Table {
    let keys =
      ["action", "authority", "authority_code", "title", "indicator", "start", "end", "verdict"]
      + ["before", "after", "after_end"].flatMap { side in
        ["phases", "bame_cases", "bame_people", "white_cases", "white_people", "ratio", "lower", "upper"].map {
          "\(side)_\($0)"
        }
      } + [
        "factor", "factor_lower", "factor_upper", "others", "others_factor", "against_others", "measure",
        "standing_before",
        "standing",
      ]
      + ["sentence", "limits", "audience", "illustrative"]
    let rows = review.actions.flatMap { reviewed in reviewed.followUps.map { row(review, reviewed, $0) } }
    return Table(columns: keys.map { Table.Column(key: $0, title: $0) }, rows: rows)
  }

  private func row(
    _ review: ReviewedActions, _ reviewed: ReviewedActions.Reviewed, _ found: FollowUp
  ) -> [Table.Cell] {
    let action = reviewed.action
    let head: [Table.Cell] = [
      .integer(action.number), .text(review.authority), .text(review.code),
      action.title.isEmpty ? .none : .text(action.title), .text(found.indicator.key), .text(action.start.stored),
      action.end.map { .text($0.stored) } ?? .none, .text(found.verdictWords),
    ]
    let change: [Table.Cell] = [
      .number(found.change?.factor), .number(found.change?.factorInterval?.lower),
      .number(found.change?.factorInterval?.upper), .integer(found.others?.organisations),
      .number(found.others?.move?.others), found.others?.move.map { .text($0.kind.rawValue) } ?? .none,
      action.aim.map { .text($0.words) } ?? .none, found.aim?.before.map { .text($0.standing.rawValue) } ?? .none,
      found.aim.map { .text($0.after.standing.rawValue) } ?? .none,
      .text(found.paragraph), .text((reviewed.limits + found.limits + reviewed.notes).joined(separator: " ")),
      .text(review.disclosure.label), .text(review.isIllustrative ? "illustrative" : "real"),
    ]
    return head + side(found.before) + side(found.after) + side(found.afterEnd) + change
  }

  private func side(_ side: FollowUp.Side?) -> [Table.Cell] {
    guard let side else { return Array(repeating: .none, count: 8) }
    let counts = [side.bame.numerator, side.bame.denominator, side.white.numerator, side.white.denominator]
    return [.text(side.phases.joined(separator: " "))] + counts.map { .text($0.words) }
      + [.number(side.ratio), .number(side.interval?.lower), .number(side.interval?.upper)]
  }
}
