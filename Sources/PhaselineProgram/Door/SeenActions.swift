import Phaseline

/// Which state of each action was shown last, so that whoever changes one knows what it was.
struct SeenActions: Sendable, Hashable {
  private struct Key: Hashable {
    var workspace: String
    var number: Int
  }
  private var changes: [Key: Int] = [:]

  /// Remembers what was shown.
  mutating func note(_ actions: [Action], of workspace: Workspace) {
    for action in actions { changes[Key(workspace: workspace.path, number: action.number)] = action.change }
  }

  /// The change that made an action what was shown last; none where it was not shown.
  func change(of number: Int, in workspace: Workspace) -> Int? {
    changes[Key(workspace: workspace.path, number: number)]
  }
}
