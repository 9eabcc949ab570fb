import Phaseline

/// Which state of each action was shown last, so that whoever changes one knows what it was.
struct SeenActions: Sendable, Hashable {
  private struct Key: Hashable {
    var workspace: String
    var number: Int
  }
  private var changes: [Key: Int] = [:]

  /// Remembers what was shown; what was shown as to everybody has no revision.
  mutating func note(_ actions: [Action], of workspace: Workspace) {
    for action in actions where action.change > 0 {
      changes[Key(workspace: workspace.path, number: action.number)] = action.change
    }
  }

  /// Forgets what some changes made, which somebody has taken back and so knows of.
  mutating func forget(_ undone: [Int]) { changes = changes.filter { !undone.contains($0.value) } }

  /// The change that made an action what was shown last; none where it was not shown.
  func change(of number: Int, in workspace: Workspace) -> Int? {
    changes[Key(workspace: workspace.path, number: number)]
  }
}
