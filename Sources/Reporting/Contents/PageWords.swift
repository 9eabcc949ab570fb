extension String {
  /// Without what is said of commands in brackets or behind a colon: a page has no prompt to type them at.
  var withoutCommands: String {
    replacing(/\ \([^()]*`[^`]*`[^()]*\)/, with: "").replacing(/:\ `[^`]*`[^.]*\./, with: ".")
  }

  /// Without the sentences that send a reader to a command.
  var withoutSentencesOnCommands: String { replacing(/\ [^.`]*`[^`]*`[^.]*\./, with: "") }
}
