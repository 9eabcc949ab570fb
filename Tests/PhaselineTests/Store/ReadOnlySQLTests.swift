import Foundation
import Testing

@testable import Phaseline

/// `sql` reads and does nothing else, whatever is tried.
@Suite("Read-only SQL") struct ReadOnlySQLTests {
  @Test("answers a question")
  func answers() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    let table = try fixture.workspace().query(
      "SELECT ethnicity, sum(numerator_low) AS n, avg(numerator_low), NULL FROM observation GROUP BY 1 ORDER BY 1;")
    #expect(table.columns == ["ethnicity", "n", "avg(numerator_low)", "NULL"])
    #expect(
      table.rows == [
        [.text("bame"), .integer(35), .real(17.5), .null], [.text("white"), .integer(225), .real(112.5), .null],
      ])
    #expect(
      try fixture.workspace().query(
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 3) SELECT x FROM c"
      ).rows.count == 3)
    #expect(try !fixture.workspace().query("PRAGMA table_info(observation)").rows.isEmpty)
  }

  @Test(
    "refuses whatever is not reading",
    arguments: [
      "DELETE FROM observation", "INSERT INTO setting VALUES ('a', 'b')", "UPDATE change SET command = ''",
      "DROP TABLE observation", "CREATE TABLE x (y)", "CREATE TEMP TABLE x (y)", "CREATE TEMP VIEW v AS SELECT 1",
      "ATTACH DATABASE 'CANARY' AS c", "ATTACH ':memory:' AS m", "DETACH main", "VACUUM", "VACUUM INTO 'CANARY'",
      "PRAGMA user_version = 7", "PRAGMA user_version(7)", "PRAGMA journal_mode = WAL", "PRAGMA writable_schema = 1",
      "PRAGMA query_only = 0", "PRAGMA temp_store_directory = '/tmp'", "SELECT load_extension('CANARY')", "BEGIN",
      "COMMIT", "SAVEPOINT s", "REINDEX", "ANALYZE", "ALTER TABLE observation RENAME TO o",
      "WITH x AS (SELECT 1) DELETE FROM observation", "EXPLAIN DELETE FROM observation",
      "SELECT 1; DELETE FROM observation", "REPLACE INTO setting VALUES ('a', 'b')",
      "SELECT writefile('CANARY', 'x')", "SELECT readfile('/etc/passwd')", "SELECT edit('x')",
    ])
  func refuses(sql: String) throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    let canary = fixture.folder.path("canary")
    #expect(throws: UsageProblem.self) {
      try fixture.workspace().query(sql.replacing("CANARY", with: canary))
    }
    #expect(access(canary, F_OK) != 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
    #expect(try fixture.integer("SELECT count(*) FROM observation") == 4, "the workspace answers as before")
  }

  @Test("says what to do")
  func words() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    #expect(
      throws: UsageProblem.refused(
        "SQLite says: no such table: observations. The tables are in `sql \"SELECT name FROM sqlite_schema\"`.")
    ) { try fixture.workspace().query("SELECT * FROM observations") }
    #expect(throws: UsageProblem.refused("There is no SQL statement to run.")) { try fixture.workspace().query(" ;") }
  }
}
