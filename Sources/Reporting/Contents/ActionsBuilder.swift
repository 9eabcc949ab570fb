import Phaseline

/// Says what was done, and what followed.
struct ActionsBuilder {
  let standard: Standard
  let view: WorkspaceView
  let organisation: Organisation
  let request: ReportRequest
  let phases: [Phase]

  /// So many are told in full: open ones first, the newest first.
  private static let most = 12

  /// - Returns: `nil` where it has no action.
  func contents() throws -> ActionsContents? {
    let all = try view.actions(of: organisation).value
    guard !all.isEmpty else { return nil }
    let order = all.sorted { one, other in
      one.status.isClosed == other.status.isClosed ? one.number > other.number : !one.status.isClosed
    }
    let told = Set(order.prefix(Self.most).map(\.number))
    let reviewed = try view.review(
      of: organisation, numbers: all.map(\.number).filter(told.contains), phases: phases, service: request.service
    ).value
    let common = Self.common(reviewed.actions)
    return ActionsContents(
      sentence: sentence(all), limits: common, items: reviewed.actions.map { item($0, without: common) },
      others: others(all.filter { !told.contains($0.number) }))
  }

  private func sentence(_ all: [Action]) -> String {
    let counts = Action.Status.allCases.compactMap { status -> String? in
      let count = all.count { $0.status == status }
      return count == 0 ? nil : "\(Wordings.grouped(count)) \(status.words)"
    }
    return "\(organisation.name) has \(Wordings.grouped(all.count)) \(all.count == 1 ? "action" : "actions"): "
      + "\(Wordings.list(counts))."
  }

  /// What cannot be said of any of them is said once.
  private static func common(_ actions: [ReviewedActions.Reviewed]) -> [String] {
    let all = actions.flatMap(\.followUps).map { Set($0.limits) }
    guard all.count > 1, let first = actions.first?.followUps.first else { return [] }
    return first.limits.filter { limit in all.allSatisfy { $0.contains(limit) } }
  }

  private func item(_ reviewed: ReviewedActions.Reviewed, without common: [String]) -> ActionsContents.Item {
    ActionsContents.Item(
      heading: reviewed.heading,
      followUps: reviewed.followUps.map { found in
        ActionsContents.Item.FollowUp(
          heading: "\(found.indicator.topic.sentenceCased): \(found.verdictWords)", paragraph: found.paragraph,
          limits: found.limits.filter { !common.contains($0) }.map(\.withoutCommands))
      }, notes: (reviewed.limits + reviewed.notes).map(\.withoutCommands))
  }

  private func others(_ rest: [Action]) -> TableContents? {
    guard !rest.isEmpty else { return nil }
    return TableContents(
      caption: "The other actions", columns: [.number("Number"), "What", "On", "From", "How far"],
      rows: rest.map { action in
        [
          "\(action.number)", action.title.isEmpty ? "–" : action.title,
          Wordings.list(action.indicators.map { standard.indicator($0)?.title ?? $0 }),
          standard.words(of: action.start), action.status.words,
        ]
      })
  }
}
