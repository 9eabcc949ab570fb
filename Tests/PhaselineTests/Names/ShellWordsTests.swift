import Testing

@testable import Phaseline

@Suite("Words of a command line") struct ShellWordsTests {
  @Test(
    "a name is quoted as a shell takes it",
    arguments: [
      ("Northbridge", "Northbridge"), ("Saint Aldermere", "\"Saint Aldermere\""), ("O'Hara", "\"O'Hara\""),
      ("Tarn & Mere", "\"Tarn & Mere\""), ("The \"Old\" O'Hara", #"'The "Old" O'\''Hara'"#), ("$HOME", "'$HOME'"),
      ("", "\"\""), ("Sømark", "Sømark"),
    ])
  func quoted(_ it: (word: String, quoted: String)) { #expect(ShellWords.quoted(it.word) == it.quoted) }
}
