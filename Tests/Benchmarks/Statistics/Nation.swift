import Foundation
import IndicatorStatistics

/// Counts of every authority on every indicator in every phase: nobody is missing, so every line is as long as can be.
struct Nation {
  static let (authorities, phases) = (153, 5)

  /// Counts by indicator, authority and phase.
  let counts: [[[GroupCounts]]]

  /// An indicator of the kinds that there are: from rare events among few to a coin's toss.
  private struct Kind {
    var key: String
    var rate: Double
    var ratio: Double
    var perStaff = 1.0
  }

  private static let kinds = [
    Kind(key: "paybands", rate: 0.05, ratio: 0.62), Kind(key: "shortlisting", rate: 0.27, ratio: 0.6, perStaff: 0.9),
    Kind(key: "disciplinary", rate: 0.018, ratio: 1.4),
    Kind(key: "fitness-to-practise", rate: 0.012, ratio: 1.3, perStaff: 0.4),
    Kind(key: "training", rate: 0.34, ratio: 1), Kind(key: "harassment-public", rate: 0.19, ratio: 1.2, perStaff: 0.5),
    Kind(key: "harassment-colleagues", rate: 0.14, ratio: 1.3, perStaff: 0.5),
    Kind(key: "leaving", rate: 0.13, ratio: 1.1), Kind(key: "senior-management", rate: 0.04, ratio: 0.5),
  ]

  /// Draws a nation, the same every time, and writes it as `phaseline load` takes it.
  static func write(into folder: URL) throws {
    var random = SplitMix(seed: 153)
    var rows = (1...phases).map { _ in "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n" }
    for authority in 1...authorities {
      let staff = min(9000, max(60, 800 * exp(random.normal())))
      let share = 1 / (1 + exp(1.5 - 0.9 * random.normal()))
      for kind in kinds {
        let (start, pace) = (log(kind.ratio) + 0.25 * random.normal(), 0.1 * random.normal())
        let white = kind.rate * exp(0.2 * random.normal())
        for step in 0..<phases {
          let rates = [("bame", share, white * exp(start + pace * Double(step))), ("white", 1 - share, white)]
          for (group, part, rate) in rates {
            let total = max(3, Int(staff * part * kind.perStaff * exp(0.05 * random.normal())))
            let spread = (Double(total) * rate).squareRoot() * random.normal()
            let count = min(total, max(0, Int((Double(total) * rate + spread).rounded())))
            let category = kind.key == "paybands" ? "70000-and-over" : "all"
            rows[step] += "\(step + 1),Authority \(authority),all,\(kind.key),\(category),\(group),\(count),\(total)\n"
          }
        }
      }
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (step, text) in rows.enumerated() {
      try Data(text.utf8).write(to: folder.appendingPathComponent("phase-\(step + 1).csv"))
    }
  }

  /// Reads what was written.
  init(from folder: URL) throws {
    var groups: [[Substring]: [Substring: Proportion]] = [:]
    for step in 1...Self.phases {
      let text = try String(contentsOf: folder.appendingPathComponent("phase-\(step).csv"), encoding: .utf8)
      for line in text.split(separator: "\n").dropFirst() {
        let fields = line.split(separator: ",")
        guard fields.count == 8, let count = Int(fields[6]), let total = Int(fields[7]) else { continue }
        groups[[fields[0], fields[1], fields[3]], default: [:]][fields[5]] = Proportion(count, of: total)
      }
    }
    counts = try Self.kinds.map { kind in
      try (1...Self.authorities).map { authority in
        try (1...Self.phases).map { step in
          let found = groups[["\(step)", "Authority \(authority)", Substring(kind.key)]]
          guard let bame = found?["bame"], let white = found?["white"] else { throw CocoaError(.fileReadCorruptFile) }
          return GroupCounts(bame: bame, white: white)
        }
      }
    }
  }
}
