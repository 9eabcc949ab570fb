import Testing

@testable import Phaseline
@testable import PhaselineProgram

@Suite("Variables") struct VariablesTests {
  private static let variables: Variables = {
    var variables = Variables()
    variables["a"] = "Saint Mary"
    variables["n_2"] = "$a 'x'"
    return variables
  }()

  @Test(
    "a name stands for its text, one word, and is not looked at again",
    arguments: [
      ("compare $a", ["compare", "Saint Mary"]), ("\"$a leaves\"", ["Saint Mary leaves"]), ("'$a'", ["$a"]),
      ("\\$a", ["$a"]), ("\"\\$a\"", ["$a"]), ("x${a}y", ["xSaint Maryy"]), ("$n_2", ["$a 'x'"]), ("$5", ["$5"]),
      ("$", ["$"]),
      ("${a", ["${a"]), ("$$a", ["$Saint Mary"]), ("$(a)", ["$(a)"]),
    ] as [(String, [String])])
  func expanded(line: String, words: [String]) throws {
    #expect(try Words.split(line, Self.variables) == words)
  }

  @Test("one that is not set is told, with those that are near; where there are no variables a dollar sign is one")
  func unset() throws {
    let problem = try #require(throws: UsageProblem.self) { try Words.split("x $n_3", Self.variables) }
    #expect(
      problem.description
        == "$n_3 is not set. Did you mean $n_2? Set it by `let n_3 = TEXT` before this, or `run FILE --set "
        + "n_3=TEXT`; where a dollar sign is meant, put it in single quotes.")
    #expect(try Words.split("x $n_3") == ["x", "$n_3"])
  }

  @Test("what --set gives stands until its script ends")
  func given() throws {
    var variables = Variables()
    variables["a"] = "before"
    let before = variables
    try variables.set(["a=x", "b=y"])
    #expect(variables.given("a") == "x" && variables.given("b") == "y" && variables.given("c") == nil)
    variables["c"] = "z"
    let after = variables.restored(["a=x", "b=y"], from: before)
    #expect(after["a"] == "before" && after["b"] == nil && after["c"] == "z" && after.given("a") == nil)
  }

  @Test(
    "--set of a name that no line uses is refused before anything is done; a script that runs another may pass it on",
    arguments: [
      ("compare $authority", "authorty", "uses $authorty. Did you mean $authority?"),
      ("# $authority\ncompare North; let a = b", "authority", "uses $authority. It uses $a."),
      ("phases # none", "x", "uses $x. It uses no variable: leave --set out."),
    ])
  func idle(script: String, name: String, problem: String) throws {
    let program = try Program()
    try program.write("indicators\n\(script)\n", to: "a.phaseline")
    let result = try program.run("run", "a.phaseline", "--set", "\(name)=x")
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.error == "No line of 'a.phaseline' \(problem)\n")
  }

  @Test(
    "--set of a name that a line uses, sets, or may pass on is taken",
    arguments: ["explain $a", "let a=\"pay\"", "run b.phaseline"])
  func used(line: String) throws {
    let program = try Program()
    try program.write("explain ${a}\n", to: "b.phaseline")
    try program.write(line + "\n", to: "a.phaseline")
    let result = try program.run("run", "a.phaseline", "--set", "a=leaving")
    #expect(result.status == 0, "\(result.error)")
    #expect(try program.run("run", "b.phaseline", "--set", "a").error.hasPrefix("--set takes NAME=TEXT"))
  }

  @Test("--set takes a name, = and a text")
  func assignments() throws {
    var variables = Variables()
    try variables.set(["a=b=c", "e="])
    #expect(variables["a"] == "b=c" && variables["e"] == "")
    for wrong in ["a", "=b", "1=x", "a b=c"] {
      #expect(
        throws: UsageProblem.refused("--set takes NAME=TEXT, as in --set authority=Northbridge; it was '\(wrong)'.")
      ) {
        try variables.set([wrong])
      }
    }
  }
}
