import Charting
import Foundation
import Phaseline
import Reporting

/// `report authority --every-authority`: a report of each, into a folder.
struct ReportAll {
  let options: ReportOptions
  let form: ReportForm
  /// As it was named.
  let folder: String
  let jobs: Int?

  func run(of workspace: Workspace, _ workbench: Workbench) async throws -> Disclosed<Answer> {
    let templates = try ReportWriting.templates(options, workbench)
    let view = try workbench.gate(in: workspace, usually: .shared).view(of: workspace)
    let items = try items(of: workspace, view, workbench)
    // What is written until somebody stops it is shared too.
    let words = items.map { "\($0.file) \($0.organisation.name) \($0.request.command.joined(separator: " "))" }
    let identity = Data(words.joined(separator: "\n").utf8)
    try workbench.register(view.disclosed(identity), bytes: identity, figures: items.count, text: identity)
    let batch = ReportBatch(
      of: workspace, seenAs: view, templates: templates, as: form, into: URL(fileURLWithPath: folder))
    let answer = try await batch.write(
      items, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, progress: workbench.progress,
      cancellation: workbench.cancellation
    ).map { ReportBatchAnswer(results: $0, folder: folder) }
    guard !answer.value.hasFailed else {
      throw AnsweredFailure(answer: answer.map { .report($0.report(identity)) }, status: ExitStatus.failed)
    }
    return answer.map { .report($0.report(identity)) }
  }

  /// To a shared audience those have reports under their names that an export would name.
  private func items(
    of workspace: Workspace, _ view: WorkspaceView, _ workbench: Workbench
  ) throws -> [ReportBatch.Item] {
    let stems = FileNames.unique(try workspace.organisations().map { ($0.name, $0.code) })
    return try view.exported(nil).value.map { organisation in
      let request = try ReportWriting(options, workbench, workspace, of: organisation, as: form).request(
        for: view.disclosure)
      let stem = stems[organisation.code] ?? FileNames.plain(organisation.code)
      return ReportBatch.Item(
        organisation: organisation, request: request,
        file: "\(stem)-\(FileNames.plain(request.phase.words)).\(form.rawValue)")
    }
  }
}
