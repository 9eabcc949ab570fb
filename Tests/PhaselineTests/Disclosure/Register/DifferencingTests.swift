import Foundation
import IndicatorStatistics
import Testing

@testable import Phaseline

/// What is shared after what was shared before: all of it together is attacked.
@Suite("Differences between shares") struct DifferencingTests {
  private static let names = ["Northbridge", "Saint Aldermere", "Westmoor", "Eastcliff", "Southmere", "Hartwell"]

  private static func register(south: Set<String> = ["Eastcliff", "Southmere", "Hartwell"]) -> String {
    "code,name,region,type,kind\n"
      + zip(1..., names).map { number, name in
        "X000\(number),\(name),\(south.contains(name) ? "South" : "North"),illustrative authority,illustrative\n"
      }.joined()
  }

  /// A workspace whose counts are drawn, and what was shared of it so far.
  private struct Nation {
    let fixture: Fixture
    var random: SeededRandom
    var south: Set<String> = ["Eastcliff", "Southmere", "Hartwell"]
    var shares: [TinyAttack.Share] = []
    /// Whoever has given anything.
    var present: Set<String> = []

    init(seed: Int) throws {
      fixture = try Fixture()
      random = SeededRandom(UInt64(seed), "differences")
      try fixture.load(try fixture.folder.write(register(), to: "register.csv"))
    }

    /// Mostly large counts, some small.
    mutating func count() -> Int {
      Int(random.uniform() * (random.uniform() < 0.35 ? 12 : 60))
    }

    mutating func rows(_ names: [String], _ services: [String], phase: Int = 1) -> String {
      var rows = ""
      for name in names {
        present.insert(name)
        for service in services {
          for (group, base) in [("bame", 150), ("white", 400), ("unknown", 90)] {
            let all = base + Int(random.uniform() * 100)
            rows += "\(phase),\(name),\(service),disciplinary,all,\(group),\(count()),\(all)\n"
          }
        }
      }
      return rows
    }

    func load(_ rows: String) throws {
      try fixture.load(try fixture.folder.write(Fixture.header + rows, to: "counts.csv"))
    }

    mutating func share(_ key: String) throws {
      let rules = try DisclosureRules(named: key, in: fixture.catalogue)
      let workspace = try fixture.workspace()
      func rows(_ audience: Audience) throws -> Disclosed<[ExportedCount]> {
        let view = try Gate(audience: audience, rules: rules).view(of: workspace)
        return try view.observations(
          of: view.exported(nil).value, indicators: [workspace.standard.indicator(named: "disciplinary")],
          phases: [workspace.standard.phase(named: "1")], sums: true)
      }
      let found = try rows(.shared)
      try found.register(bytes: Data("\(found.value)".utf8), scope: "export", figures: found.value.count)
      let members = names.filter { present.contains($0) }
      shares.append(
        TinyAttack.Share(
          rules: rules, rows: found.value, truth: try rows(.internal).value,
          members: [
            "nation": members, "type illustrative authority": members,
            "region North": members.filter { !south.contains($0) },
            "region South": members.filter { south.contains($0) },
          ]))
    }

    /// Nothing that was printed is wrong, and nothing that was hidden follows.
    func withstood(_ seed: Int, _ rules: String) {
      let attack = TinyAttack(shares)
      #expect(attack.lies == [], "seed \(seed), \(rules)")
      #expect(attack.leaks == [], "seed \(seed), \(rules)")
    }
  }

  private static let seeds = Array(1...6)
  private static let exact = ["under-10", "under-5"]

  @Test("a corrected load", arguments: seeds, exact)
  func corrected(seed: Int, rules: String) throws {
    var nation = try Nation(seed: seed)
    try nation.load(nation.rows(Self.names, ["adults"]))
    try nation.share(rules)
    try nation.load(nation.rows([Self.names[seed % 6]], ["adults"]))
    try nation.share(rules)
    nation.withstood(seed, rules)
  }

  @Test("a later phase's load that revises an earlier phase", arguments: seeds, exact)
  func revised(seed: Int, rules: String) throws {
    var nation = try Nation(seed: seed)
    try nation.load(nation.rows(Self.names, ["adults"]))
    try nation.share(rules)
    let later = nation.rows(Self.names, ["adults"], phase: 2)
    try nation.load(later + nation.rows([Self.names[seed % 6], Self.names[(seed + 2) % 6]], ["adults"]))
    try nation.share(rules)
    nation.withstood(seed, rules)
  }

  @Test("the nation without an authority, and with it", arguments: seeds, exact)
  func joined(seed: Int, rules: String) throws {
    var nation = try Nation(seed: seed)
    let last = Self.names[seed % 6]
    try nation.load(nation.rows(Self.names.filter { $0 != last }, ["adults"]))
    try nation.share(rules)
    try nation.load(nation.rows([last], ["adults"]))
    try nation.share(rules)
    nation.withstood(seed, rules)
  }

  @Test("an authority that moves to another region", arguments: seeds, exact)
  func moved(seed: Int, rules: String) throws {
    var nation = try Nation(seed: seed)
    try nation.load(nation.rows(Self.names, ["adults"]))
    try nation.share(rules)
    nation.south.formSymmetricDifference([Self.names[seed % 6]])
    try nation.fixture.load(try nation.fixture.folder.write(Self.register(south: nation.south), to: "moved.csv"))
    try nation.share(rules)
    nation.withstood(seed, rules)
  }

  @Test("children's services that are given after adults'", arguments: seeds, exact)
  func children(seed: Int, rules: String) throws {
    var nation = try Nation(seed: seed)
    try nation.load(nation.rows(Self.names, ["adults"]))
    try nation.share(rules)
    try nation.load(nation.rows([Self.names[seed % 6]], ["children"]))
    try nation.share(rules)
    nation.withstood(seed, rules)
  }

  @Test(
    "two presets for two audiences, in both orders, also where one rounds", arguments: seeds,
    [
      ["under-10", "under-5"], ["under-5", "under-10"], ["under-10", "nhs-england"], ["nhs-england", "under-10"],
      ["under-5", "nhs-england"], ["nhs-england", "under-5"], ["hesa", "under-10"], ["under-10", "hesa"],
    ])
  func presets(seed: Int, rules: [String]) throws {
    var nation = try Nation(seed: seed)
    try nation.load(nation.rows(Self.names, ["adults"]))
    for key in rules { try nation.share(key) }
    nation.withstood(seed, rules.joined(separator: ", then "))
  }

  @Test("a correction between two presets of which one rounds", arguments: seeds, ["nhs-england", "hesa"])
  func rounded(seed: Int, rules: String) throws {
    var nation = try Nation(seed: seed)
    try nation.load(nation.rows(Self.names, ["adults"]))
    try nation.share(rules)
    try nation.load(nation.rows([Self.names[seed % 6]], ["adults"]))
    try nation.share("under-10")
    nation.withstood(seed, "\(rules), then under-10")
  }

  @Test("the attack works: with the register emptied between them, two shares give away what each hides")
  func attackWorks() throws {
    var leaks = 0
    for seed in Self.seeds {
      var nation = try Nation(seed: seed)
      let last = Self.names[seed % 6]
      try nation.load(nation.rows(Self.names.filter { $0 != last }, ["adults"]))
      try nation.share("under-10")
      try nation.fixture.workspace().queue.write { db in
        try db.execute(sql: "DELETE FROM share_name; DELETE FROM share; UPDATE register_seal SET shares = 0, seal = ''")
      }
      try nation.load(nation.rows([last], ["adults"]))
      try nation.share("under-10")
      leaks += TinyAttack(nation.shares).leaks.count
    }
    #expect(leaks > 5)
  }
}
