extension String {
  /// Without what is said in brackets of commands: a page has no prompt to type them at.
  var withoutCommands: String { replacing(/\ \([^()]*`[^`]*`[^()]*\)/, with: "") }
}
