/// One step of the tour: a question, what to type, and what to look at in the answer.
struct TourStep: Sendable, Hashable {
  var question: String
  /// Why one asks, in a sentence or two.
  var about: String
  /// What to type; without the program's name, as at the prompt.
  var command: String
  /// What the answer says.
  var look: String
}

extension TourStep {
  /// The whole tour, in order. What a step says about an answer is about illustrative data, which are always the same.
  static let all = [
    TourStep(
      question: "Who is here?",
      about: "Any part of a name finds an authority, here and in every other command; Tab completes it.",
      command: "authorities north",
      look: """
        "Counts in" says in which phases each gave its counts. Northbridge gave them in all five, so the tour is about \
        Northbridge.
        """),
    TourStep(
      question: "Is one authority's figure fair?",
      about: "Of the people who are shortlisted, are those of one ethnic group appointed as often as those of another?",
      command: "compare Northbridge shortlisting",
      look: """
        The first line is the verdict, the sentences below say it with numbers of people. In the table a ratio of 1 is \
        parity, and the range behind it is what chance alone leaves open: where it contains 1, one phase shows nothing.
        """),
    TourStep(
      question: "Does it get better?",
      about: "One phase is a moment; five of them are a line, and the line says whether anything changes.",
      command: "trend Northbridge leaving",
      look: """
        "Worsening": the ratio rises so steadily that chance is no good explanation, which is what p says. The last \
        sentences say how the two groups moved, since a ratio can move by either of them.
        """),
    TourStep(
      question: "What does the nation look like?",
      about: "Whether an authority stands out depends on all the others.",
      command: "national shortlisting --phase 5",
      look: """
        "Published" is the figure in print, "Pooled" what the authorities' counts add up to. "One more" is wide: \
        authorities differ much from each other, so a national figure describes no single one of them.
        """),
    TourStep(
      question: "Must I say Northbridge every time?",
      about: "`use` sets what the next commands are about; each can still say otherwise.",
      command: "use Northbridge --phases 3..5",
      look: """
        The prompt now says so, and `compare shortlisting` or `trend` alone is about Northbridge, until `use --clear`.
        """),
    TourStep(
      question: "What does it look like?",
      about: "At the prompt a chart is drawn in characters. With -o chart.png, .svg or .pdf it becomes a file.",
      command: "chart trajectory Northbridge shortlisting",
      look: """
        The line at 1 is parity, bars are 95% intervals, the counts stand below. `chart forest`, `chart heatmap` \
        and others are in `help chart`.
        """),
    TourStep(
      question: "Can I trust the counts?",
      about: "A zero may be nobody, or somebody who did not count. Ask before you conclude.",
      command: "quality Northbridge",
      look: "Each note says what is odd and what to do about it; the table says what was given, and what was not."),
    TourStep(
      question: "May I show it to others?",
      about: "For a shared audience small counts are hidden, and so is everything that would give them away.",
      command: "compare Northbridge disciplinary --audience shared",
      look: """
        "0–9 of 730" is a hidden count. The verdict holds whatever it is, or says that it cannot tell. The last line \
        says for whom the answer is: look for it before you pass one on.
        """),
    TourStep(
      question: "Where should they act first?",
      about: "Nine indicators compete for attention. This puts them in order, with reasons, and decides nothing.",
      command: "action suggest Northbridge",
      look: "What worsens comes first, then what most people are affected by. Each arrow is the command to go on with."),
    TourStep(
      question: "How is it written down?",
      about: "An action says what is done, how soon, and after which phase it starts; the figures after that judge it.",
      command: "action add Northbridge disciplinary --title \"Review panel\" --term short --start 5",
      look: """
        Everything that changes a workspace is a numbered change, `history` lists them and `undo` takes them back. \
        `action review` says later what followed.
        """),
    TourStep(
      question: "How do I keep a result?",
      about: "The last result is always `_`; `let` gives one a name. Neither is worked out again.",
      command: "let rest = compare Northbridge leaving --with rest",
      look: """
        Now `show rest`, `save rest leaving.csv` (or .xlsx, .json, .md) and `chart rest` are about it, `results` lists what \
        is kept. `log monday.phaseline` writes down the commands that follow, and `run monday.phaseline` does them again.
        """),
    TourStep(
      question: "Where is the rest?",
      about: "Everything has help, with examples that run.",
      command: "help",
      look: """
        `help compare` says all about one command, and ?shortlisting what an indicator measures. Your own data: `template` \
        makes the workbook to fill in, `load` reads it or a CSV file and says line by line what is wrong.
        """),
  ]
}
