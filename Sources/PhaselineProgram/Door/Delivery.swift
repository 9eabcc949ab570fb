import Foundation
import Phaseline

/// Brings a rendered answer to where it was asked for: standard output, or a file.
struct Delivery {
  let workbench: Workbench

  func deliver(_ rendered: Rendered, status: Int32) throws -> Reply {
    var file = workbench.chosen.output
    if file == nil, !rendered.isText { file = rendered.defaultName }
    guard let file else { return Reply(output: rendered.data, status: status) }
    do {
      try rendered.data.write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw UsageProblem.refused("'\(file)' cannot be written. Check that its folder exists and may be written to.")
    }
    return Reply(output: Data((file + "\n").utf8), status: status)
  }
}
