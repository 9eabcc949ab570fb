import ArgumentParser

/// Action plans: what is decided, how far it is, what followed.
struct ActionCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "action",
    abstract: "Keep an authority's action plan: what is decided, by whom, by when, and what followed in the figures.",
    discussion: """
      An action is about one indicator or several. What it was is kept at every change, and nothing is deleted: an action is \
      closed. Owners are roles, never people's names; owners and evidence are not shown to a shared audience.

      Example: phaseline action add Northbridge disciplinary --title "Review panel before any process" --term short \
      --start 3
      """,
    subcommands: [
      ActionAdd.self, ActionList.self, ActionShow.self, ActionUpdate.self, ActionClose.self, ActionPlan.self,
      ActionSuggest.self, ActionReview.self,
    ])
  @OptionGroup var globals: Globals
}
