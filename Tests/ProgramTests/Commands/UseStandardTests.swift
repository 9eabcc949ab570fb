import Testing

@Suite("The standard in scope") struct UseStandardTests {
  @Test("holds for what follows, is shown and logged, and goes with the rest of the scope or alone")
  func held() throws {
    let program = try Program()
    let result = try program.run(
      [],
      input: """
        load Data/nhs-wres
        use --standard nhs-wres --phases 2020 --audience shared
        log day.phaseline
        national appointment
        use --standard nope
        use
        use --without standard
        use
        """)
    #expect(result.error.contains("No standard is called 'nope'"), "\(result.error)")
    #expect(!result.text.contains("Scope: everything"), "a mistyped one changes nothing and ends the script")
    #expect(result.text.contains("Scope: nhs-wres · phase 2020 · shared\n"))
    #expect(result.text.contains("NHS England") || result.text.contains("England"), "\(result.text)")
    let log = String(decoding: try program.data("day.phaseline"), as: UTF8.self)
    #expect(log.contains("use --clear --standard nhs-wres --phases 2020 --audience shared\nnational appointment\n"))
    let again = try program.run(
      [], input: "use --standard nhs-wres --phases 2020 --audience shared\nuse --without standard\nuse --clear\n")
    #expect(again.status == 0, "\(again.error)")
    #expect(again.text == "Scope: nhs-wres · phase 2020 · shared\nScope: shared\nScope: everything\n")
  }
}
