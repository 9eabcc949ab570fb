import ArgumentParser

/// Notebooks: commands, what they give, and the reasoning beside it.
struct NotebookCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "notebook", abstract: "Run notebooks, check what they show, and turn them into Markdown and back.",
    discussion: """
      A cell holds lines of the prompt. The same cells run without Jupyter, and in it:

      1. `notebook run first-look.ipynb` does every cell and keeps what it gives; no Python is needed.
      2. `notebook run first-look.ipynb --check` says whether it still gives the same, --html makes a page of it.
      3. Blocks of ```phaseline in a Markdown file are cells too: `notebook run notes.md`.
      4. In Jupyter: `kernel install` once, then choose Phaseline; Tab completes, Shift-Tab explains.
      5. Both run in the notebook's folder, in a new workspace unless --workspace names one.

      Example: phaseline notebook run first-look.ipynb -o mine.ipynb --param authority=Silvercombe
      Example: phaseline notebook convert first-look.ipynb -o first-look.md
      """,
    subcommands: [NotebookRunCommand.self, NotebookConvert.self])
  @OptionGroup var globals: Globals
}
