import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("The attack on shared tables") struct DisclosureAttackTests {
  @Test("finds the service that is left when the other is taken from the whole, and says how")
  func services() throws {
    var table = SharedTable()
    table.add("Northbridge", .adults, "20 of 100", "0-9 of 300")
    table.add("Northbridge", .children, "30 of 100", "45 of 300")
    table.add("Northbridge", .all, "50 of 200", "52 of 600")
    let report = table.attacked()
    #expect(report.found == ["Northbridge adults white numerator: 7"])
    let leak = try #require(report.leaks.first)
    #expect(
      leak.sentence
        == "Northbridge, phase 1, adults' services, Formal disciplinary process: White staff entering the process is "
        + "printed as 0–9, but it can only be 7.")
    #expect(
      leak.chain.map(\.sentence) == [
        "Northbridge, phase 1, Formal disciplinary process, White staff entering the process: 52 in all services "
          + "(shared.csv, line 7) less 45 in children's services (shared.csv, line 5) leaves 7 in adults' services."
      ])
    table.evidence.counts[3].numerator = CountRange(low: 43, high: 52)
    #expect(table.attacked().isClean, "with children's services hidden too nobody can tell")
  }

  @Test("finds the authority that the nation, or its region, leaves when all others are taken away")
  func nation() {
    func table(hiding other: Bool) -> SharedTable {
      var table = SharedTable()
      for (name, region) in [("Ashby", "North"), ("Burley", "North"), ("Corby", "South"), ("Derby", "South")] {
        table.register(name, region: region)
      }
      table.add("Ashby", "0-9 of 100", "40 of 300")
      table.add("Burley", other ? "0-9 of 100" : "12 of 100", "40 of 300")
      table.add("Corby", "22 of 100", "40 of 300")
      table.add("Derby", "32 of 100", "40 of 300")
      table.add("region North", "16 of 200", "80 of 600", organisations: 2)
      table.add("nation", "70 of 400", "160 of 1200", organisations: 4)
      return table
    }
    #expect(table(hiding: false).attacked().found == ["Ashby all bame numerator: 4"])
    #expect(table(hiding: true).attacked().isClean)
  }

  @Test("takes a region from the nation: what is left is the only other one's")
  func regionAndRest() {
    var table = SharedTable()
    for (name, region) in [("Ashby", "North"), ("Burley", "North"), ("Corby", "South")] {
      table.register(name, region: region)
    }
    table.add("Corby", "0-9 of 100", "40 of 300")
    table.add("region North", "66 of 200", "80 of 600", organisations: 2)
    table.add("nation", "70 of 300", "120 of 900", organisations: 3)
    #expect(table.attacked().found == ["Corby all bame numerator: 4"])
    // Of a nation over more organisations than are told, the others are not known.
    table.evidence.counts[4].organisations = 4
    table.evidence.counts[5].organisations = 4
    #expect(table.attacked().isClean)
  }

  @Test("a sum that follows is no leak where one authority makes most of it, and shows one service")
  func dominated() {
    func table(telling authority: Bool) -> SharedTable {
      var table = SharedTable()
      table.rules.dominance = 70
      for (index, name) in ["Ashby", "Burley", "Corby", "Derby", "Elmby", "Fenby"].enumerated() {
        table.register(name, region: index < 3 ? "North" : "South")
      }
      if authority { table.add("Ashby", .adults, "60 of 100", "40 of 300") }
      table.add("region North", "61 of 200", "80 of 600", organisations: 3)
      table.add("region South", "11 of 100", "40 of 300", organisations: 3)
      table.add("nation", "0-300 of 300", "120 of 900", organisations: 6)
      return table
    }
    #expect(table(telling: false).attacked().found == ["the nation all bame numerator: 72"])
    #expect(table(telling: true).attacked().isClean)
  }

  @Test("pins both numerators of a ratio by their head-counts")
  func ratio() {
    var table = SharedTable()
    table.add("Northbridge", "0-9 of 143", "10-601 of 612")
    #expect(table.attacked().isClean)
    table.add("Northbridge", .relativeLikelihood, 1.335...1.345, "1.34")
    #expect(
      table.attacked().found == ["Northbridge all bame numerator: 5", "Northbridge all white numerator: 16"])
  }

  @Test("an estimate that no counts give contradicts them; of an interval, whose level nobody tells, it says so alone")
  func ofNoCounts() {
    func table(_ measure: ToldFigure.Measure) -> SharedTable {
      var table = SharedTable()
      table.register("Northbridge")
      table.add("Northbridge", "10 of 143", "20 of 612")
      table.add("Northbridge", measure, 3.335...3.345, "3.34")
      return table
    }
    let estimate = table(.relativeLikelihood).attacked()
    #expect(!estimate.isClean && estimate.remarks.isEmpty)
    #expect(
      estimate.contradictions.map(\.sentence) == [
        "Northbridge, phase 1, all services, Formal disciplinary process: no counts that are told give relative likelihood "
          + "3.34, which is left out."
      ])
    let limit = table(.relativeLikelihoodLower).attacked()
    #expect(limit.isClean && limit.remarks.count == 1)
    var corrected = table(.relativeLikelihood)
    corrected.add("Northbridge", "12 of 143", "20 of 612", in: "after.csv")
    #expect(corrected.attacked().isClean, "it may be of counts that were corrected")
  }

  @Test("rules that nobody knows are not kept as far as anybody can tell")
  func unknownRules() {
    var table = SharedTable()
    table.add("Northbridge", "0-9 of 100", "40 of 300", rules: "ours")
    let report = table.attacked()
    #expect(report.leaks.isEmpty && !report.isClean)
    #expect(report.unknownRules == ["ours"] && report.rules == ["under-10"])
    table.known = [SharedTable.rules("ours", below: 20, spread: 3)]
    #expect(table.attacked().isClean && table.attacked().rules == ["ours"])
  }

  @Test("works out of a corrected load what neither file tells alone")
  func corrected() {
    func table(_ files: [String], burley: String = "0-9 of 100") -> SharedTable {
      var table = SharedTable()
      for name in ["Ashby", "Burley", "Corby"] { table.register(name) }
      for file in files {
        let isAfter = file == "after.csv"
        table.add("Ashby", "80 of 100", "40 of 300", in: file)
        table.add("Burley", isAfter ? burley : "0-9 of 100", "40 of 300", in: file)
        table.add("Corby", isAfter ? "0-9 of 101" : "0-9 of 100", "40 of 300", in: file)
        let all = isAfter ? "91 of \(burley == "0-9 of 100" ? 301 : 303)" : "82 of 300"
        table.add("nation", all, "120 of 900", in: file, organisations: 3)
      }
      return table
    }
    #expect(table(["before.csv"]).attacked().isClean)
    #expect(table(["after.csv"]).attacked().isClean)
    // Burley's row is printed alike, so that it is 2 at most by the first file, and 2 at least by the second.
    let report = table(["before.csv", "after.csv"]).attacked()
    #expect(report.contradictions.isEmpty)
    #expect(
      report.remarks.map(\.sentence) == [
        "after.csv, line 14 and before.csv, line 6 print different counts of Corby, phase 1, all services, Formal disciplinary "
          + "process: they are taken as those before and after a correction. If nothing was corrected, the files contradict "
          + "each other."
      ])
    #expect(
      report.found == [
        "Burley all bame numerator: 2", "Corby all bame numerator: 0", "Corby all bame numerator: 9",
      ])
    #expect(table(["before.csv", "after.csv"], burley: "0-9 of 102").attacked().isClean, "Burley's may be another too")
  }

  @Test("of two files that print counts otherwise, and can both be true, it tells what follows if none was corrected")
  func uncorrected() {
    var table = SharedTable()
    for name in ["Ashby", "Burley"] { table.register(name) }
    for (file, hidden) in [("one.csv", ("54-63", "0-9")), ("two.csv", ("60", "0-9"))] {
      table.add("Ashby", "\(hidden.0) of 100", "40 of 300", in: file)
      table.add("Burley", "\(hidden.1) of 100", "40 of 300", in: file)
    }
    table.add("nation", "63 of 200", "80 of 600", in: "one.csv", organisations: 2)
    let report = table.attacked()
    #expect(report.isClean)
    #expect(
      report.remarks.first?.sentence.hasSuffix(
        "If nothing was corrected, both together may tell more: add --uncorrected.") == true, "\(report.remarks)")
    #expect(table.attacked(isUncorrected: true).found == ["Burley all bame numerator: 3"])
    // In the order of the rows Corby comes last; of Ashby both may be true.
    table.register("Corby")
    for (file, count) in [("one.csv", "50"), ("two.csv", "51")] {
      table.add("Corby", "\(count) of 100", "40 of 300", in: file)
    }
    for isUncorrected in [false, true] {
      let report = table.attacked(isUncorrected: isUncorrected)
      let said = isUncorrected ? report.contradictions : report.remarks
      #expect(said.first?.sentence.contains("print different counts of Corby") == true, "\(said)")
      #expect(report.isClean == !isUncorrected)
    }
  }

  @Test("tells of two sets of rules what one shows and the other hides, as a remark")
  func presets() {
    var table = SharedTable()
    table.known = [SharedTable.rules("under-5", below: 5, spread: 2)]
    table.register("Northbridge")
    table.add("Northbridge", "0-9 of 100", "40 of 300", in: "strict.csv")
    table.add("Northbridge", "7 of 100", "40 of 300", in: "weak.csv", rules: "under-5")
    let report = table.attacked()
    #expect(report.isClean)
    #expect(
      report.remarks.map(\.sentence) == [
        "Northbridge, phase 1, all services, Formal disciplinary process: minoritised staff entering the process: "
          + "weak.csv, line 4 prints 7, what strict.csv, line 2 hides as 0–9."
      ])
  }

  @Test("a 0 that rules tell as it is, though they round, is no leak of others that hide it")
  func exactZero() throws {
    var table = SharedTable()
    let rounding = try DisclosureRules(named: "nhs-england", in: Catalogue(folder: Fixture.data))
    table.known = [rounding]
    table.register("Northbridge")
    table.add("Northbridge", .children, "0 of 35", "40 of 300", rules: "nhs-england")
    table.add("Northbridge", .all, "0-9 of 33", "40 of 300", in: "strict.csv")
    table.add("Northbridge", .children, "0-9 of 33", "40 of 300", in: "strict.csv")
    let report = table.attacked()
    #expect(report.isClean && report.weakened > 0, "\(report.leaks.map(\.sentence))")
  }

  @Test("that a numerator is shown by the stricter rules too says that more are left of its head-count")
  func leftOut() {
    var table = SharedTable()
    table.rules.hidesNearlyAll = true
    table.known = [SharedTable.rules("under-5", below: 5, spread: 2)]
    table.register("Northbridge")
    table.add("Northbridge", "12 of 21-22", "40 of 300", in: "first.csv", rules: "under-5")
    #expect(table.attacked().remarks.isEmpty)
    table.add("Northbridge", "12 of 13-40", "40 of 300", in: "second.csv")
    #expect(table.attacked().remarks.contains { $0.sentence.contains("all minoritised staff is 22 in the end") })
  }

  @Test("tells what a file prints that its rules, or the usual ones, hide")
  func printed() {
    var table = SharedTable()
    table.add("Northbridge", "3 of 100", "40 of 300", rules: nil)
    let report = table.attacked()
    #expect(
      report.leaks.map(\.sentence) == [
        "Northbridge, phase 1, all services, Formal disciplinary process: minoritised staff entering the process: "
          + "shared.csv, line 2 prints 3, which the rules under-10 hide."
      ])
    table.evidence.counts[0].numerator = CountRange(low: 0, high: 9)
    #expect(table.attacked().isClean)
  }

  @Test("says which sum of a file that was edited cannot be, leaves it out, and goes on")
  func edited() {
    var table = SharedTable()
    table.add("Northbridge", .adults, "20 of 100", "3 of 300", rules: "weak")
    table.known = [SharedTable.rules("weak", below: 2, spread: 2)]
    table.add("Northbridge", .children, "30 of 100", "45 of 300", rules: "weak")
    table.add("Northbridge", .all, "50 of 200", "52 of 600", rules: "weak")
    let report = table.attacked()
    #expect(report.leaks.isEmpty)
    #expect(
      report.contradictions.map(\.sentence) == [
        "shared.csv, line 7: 52 cannot be 3 + 45: Northbridge, phase 1, Formal disciplinary process, White staff entering "
          + "the process."
      ])
  }

  @Test("knows nobody's region who is not in the register, and says so")
  func otherNation() {
    var table = SharedTable()
    table.register("Ashby")
    table.add("Elsewhere", "0-9 of 100", "40 of 300")
    let report = table.attacked()
    #expect(report.isClean)
    #expect(
      report.remarks.map(\.sentence) == [
        "The register does not have these authorities: Elsewhere. Their counts are taken by themselves, not as part of a "
          + "sum; --register names the register that has them."
      ])
  }

  @Test("reads a thousand files in linear time")
  func thousand() {
    var table = SharedTable()
    for number in 0..<1000 {
      table.add("Place \(number)", "0-9 of 100", "\(40 + number % 3) of 300", in: "file-\(number).csv")
      table.add("Northbridge", "\(20 + number % 30) of 200", "40 of 300", in: "file-\(number).csv")
    }
    let start = ContinuousClock.now
    #expect(table.attacked().leaks.isEmpty)
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
