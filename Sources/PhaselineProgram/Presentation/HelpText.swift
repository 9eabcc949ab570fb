import ArgumentParser
import Phaseline

/// What `help` shows.
struct HelpText {
  private let layout: any TextLayout

  init(_ reader: Reader) { layout = reader.layout }

  /// What there is, on one screen.
  var overview: Report {
    let purposes = PhaselineCommand.purposes.map { purpose in
      Document.Part.entry(term: purpose.title, text: purpose.commands.map { $0._commandName }.joined(separator: ", "))
    }
    let named = PhaselineCommand.firstSteps.filter { !$0.what.isEmpty }.map(\.line.count).max() ?? 0
    let steps = PhaselineCommand.firstSteps.map { step in
      step.what.isEmpty ? step.line : "\(DisplayWidth.padded(step.line, to: named))  \(step.what)"
    }
    let parts = [
      layout.paragraph("Phaseline \(Version.current). " + PhaselineCommand.configuration.abstract),
      layout.document(Document(parts: purposes)),
      layout.heading("First steps (at the prompt without `phaseline`)") + "\n" + layout.typed(steps),
      layout.paragraph(
        "`help compare` says all about one command, with examples; `help \(Help.all)` has a line for each; ?shortlisting "
          + "explains an indicator."),
    ]
    return Report(text: parts.joined(separator: "\n\n"), rows: Self.rows(PhaselineCommand.purposes))
  }

  /// Every command with what it does.
  var commands: Report {
    let parts = PhaselineCommand.purposes.map { purpose in
      layout.document(Document(parts: [.heading(purpose.title)] + Self.entries(purpose.commands)))
    }
    return Report(text: parts.joined(separator: "\n\n"), rows: Self.rows(PhaselineCommand.purposes))
  }

  /// What the commands of a group do.
  func group(_ group: any CommandGroup.Type) -> Report {
    let (about, name) = (group.configuration, group._commandName)
    let discussion = about.discussion.split(separator: "\n", omittingEmptySubsequences: false).map {
      layout.paragraph(String($0))
    }
    let parts = [
      layout.paragraph(about.abstract), discussion.joined(separator: "\n"),
      layout.document(Document(parts: Self.entries(group.held))),
      layout.paragraph("`help \(name) \(group.held.first?._commandName ?? "")` says all about one of them."),
    ]
    return Report(
      text: parts.joined(separator: "\n\n"), rows: Self.rows([Purpose(title: name, commands: group.held)]))
  }

  /// All about one command.
  static func whole(_ type: any ParsableCommand.Type, _ width: Int) -> String {
    PhaselineCommand.helpMessage(for: type, columns: width)
  }

  private static func entries(_ commands: [any WorkbenchCommand.Type]) -> [Document.Part] {
    commands.map { .entry(term: $0._commandName, text: $0.configuration.abstract) }
  }

  private static func rows(_ purposes: [Purpose]) -> Table {
    let columns = ["purpose", "command", "abstract"].map { Table.Column(key: $0, title: $0.capitalized) }
    let rows = purposes.flatMap { purpose in
      purpose.commands.map {
        [Table.Cell.text(purpose.title), .text($0._commandName), .text($0.configuration.abstract)]
      }
    }
    return Table(columns: columns, rows: rows)
  }
}
