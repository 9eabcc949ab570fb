import ArgumentParser
import Charting
import Foundation
import Phaseline

/// `chart all`: every chart of one authority, or of every authority, into a folder with an index.
struct ChartAll {
  let subject: SubjectArguments
  let scope: ScopeOptions
  let batch: BatchOptions
  let look: ChartBatch.Look
  /// As it was named.
  let folder: String
  /// What to add about the font family that they are drawn with.
  let notes: (String) -> [String]
  /// The command that draws one chart alone, given its kind and what is asked.
  let command: (any Chart.Type, ChartRequest) -> String

  func run(in workbench: Workbench) async throws -> Disclosed<Answer> {
    let named = try workbench.subject(subject, scope)
    let charts = try kinds()
    let about = batch.everyAuthority || charts.allSatisfy { $0.scope == .nation } ? nil : named.organisation
    let view = try workbench.gate(in: named.workspace, about: about).view(of: named.workspace)
    let plan = try plan(named, charts, view)
    let items = try plan.items(in: named.workspace, as: look.format, command: command)
    // What is drawn until somebody stops it is shared too.
    let identity = Data(items.map { "\($0.path) \($0.command)" }.joined(separator: "\n").utf8)
    try workbench.register(
      view.disclosed(identity), bytes: identity, figures: items.count, text: identity + names(in: charts, view))
    let batch = ChartBatch(of: view, look: look, into: URL(fileURLWithPath: folder))
    let drawn = try await batch.draw(
      items, jobs: self.batch.chosenJobs, progress: workbench.progress, cancellation: workbench.cancellation)
    let answer = drawn.map {
      BatchAnswer(results: $0.results, index: $0.index, folder: folder, notes: notes($0.family))
    }
    guard !answer.value.hasFailed else { throw AnsweredFailure(answer: answer.map { .report($0.report(identity)) }) }
    return answer.map { .report($0.report(identity)) }
  }

  /// The names that charts of all authorities may show.
  private func names(in charts: [any Chart.Type], _ view: WorkspaceView) throws -> Data {
    guard charts.contains(where: { $0.scope == .field }) else { return Data() }
    return Data(try view.exported(nil).value.map { "\n\($0.name)" }.joined().utf8)
  }

  /// To a shared audience those have charts under their names that an export would name.
  private func plan(_ named: Subject, _ charts: [any Chart.Type], _ view: WorkspaceView) throws -> BatchPlan {
    if batch.everyAuthority, try subject.resolved(in: named.workspace).authority != nil {
      throw ValidationError("--every-authority draws them all: name none beside it.")
    }
    let wantsNobody = charts.allSatisfy { $0.scope == .nation }
    let organisations =
      batch.everyAuthority
      ? try view.exported(nil).value : wantsNobody ? [] : [try named.requiredOrganisation()]
    let request = ChartRequest(phases: named.phases, phase: named.chosenPhase, service: named.service)
    return BatchPlan(charts, of: organisations, on: named.indicators, request: request)
  }

  /// Those that were named, in the order of the gallery; all, if none was.
  private func kinds() throws -> [any Chart.Type] {
    guard let kinds = batch.kinds else { return Gallery.charts }
    let words = kinds.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard !words.isEmpty else { throw ValidationError("--kinds takes names of charts, as in trajectory,slope.") }
    let wanted = Set(try words.map { try Gallery.chart(named: $0).name })
    return Gallery.charts.filter { wanted.contains($0.name) }
  }
}
