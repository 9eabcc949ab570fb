import Foundation
import Testing

@testable import Phaseline

/// The sums that comparisons read, against sums made afresh in SQL by another way.
@Suite("National totals") struct NationalTotalsTests {
  @Test("are the sums over the authorities, service by service, on the illustrative nation")
  func sums() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    // "All" is adults and children together, or the one present: the nation's files give no `all` rows.
    let expected = try fixture.rows(
      """
      WITH cell AS (
        SELECT phase, indicator, category, ethnicity, organisation, sum(numerator_low) AS x, sum(denominator_low) AS n
        FROM observation GROUP BY phase, indicator, category, ethnicity, organisation
      )
      SELECT phase, indicator, category, ethnicity, sum(x), sum(n), count(*) FROM cell GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
      """)
    let found = try fixture.rows(
      """
      SELECT phase, indicator, category, ethnicity, numerator_low, denominator_low, organisations FROM national_total
      WHERE service = 'all' ORDER BY 1, 2, 3, 4
      """)
    #expect(found.count > 150)
    #expect(found == expected)
    let adults = try fixture.rows(
      """
      SELECT phase, indicator, category, ethnicity, sum(numerator_low), sum(denominator_low), count(DISTINCT organisation)
      FROM observation WHERE service = 'adults' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
      """)
    #expect(
      try fixture.rows(
        """
        SELECT phase, indicator, category, ethnicity, numerator_low, denominator_low, organisations FROM national_total
        WHERE service = 'adults' ORDER BY 1, 2, 3, 4
        """) == adults)
  }

  @Test("a given 'all' wins over its parts; a hidden denominator and an employer stay out")
  func resolution() throws {
    let fixture = try Fixture()
    try fixture.load(
      try fixture.folder.write(
        """
        code,name,region,type,kind
        A,Alpha,North,council,authority
        B,Beta,North,council,authority
        C,Gamma,North,council,authority
        E,Epsilon Trust,North,charity,employer

        """, to: "register.csv"))
    func rows(_ name: String, _ service: String, _ x1: String, _ n1: String, _ x0: Int, _ n0: Int) -> String {
      "3,\(name),\(service),training,all,bame,\(x1),\(n1)\n3,\(name),\(service),training,all,white,\(x0),\(n0)\n"
    }
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + rows("Alpha", "all", "10", "100", 20, 200) + rows("Alpha", "adults", "3", "50", 6, 90)
          + rows("Beta", "adults", "4", "40", 5, 50) + rows("Beta", "children", "1", "10", 2, 20)
          + rows("Gamma", "all", "7", "*", 8, 80) + rows("Epsilon Trust", "all", "9", "90", 9, 90), to: "counts.csv"))
    func total(_ service: String, _ ethnicity: String) throws -> [[SQLTable.Value]] {
      try fixture.rows(
        """
        SELECT numerator_low, numerator_high, denominator_low, organisations FROM national_total
        WHERE service = '\(service)' AND ethnicity = '\(ethnicity)'
        """)
    }
    #expect(try total("all", "bame") == [[.integer(15), .integer(15), .integer(150), .integer(2)]])
    #expect(try total("all", "white") == [[.integer(27), .integer(27), .integer(270), .integer(2)]])
    #expect(try total("adults", "bame") == [[.integer(7), .integer(7), .integer(90), .integer(2)]])
    #expect(try total("children", "bame") == [[.integer(1), .integer(1), .integer(10), .integer(1)]])
  }
}
