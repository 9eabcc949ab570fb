import Foundation

/// Names that are safe as those of files and folders, on any system, and in an address.
public enum FileNames {
  /// Longer ones are cut: with a code behind it a name stays within what file systems take.
  private static let longest = 80
  /// What is something else: the nation's folder, and what Windows keeps for itself.
  private static let taken = ["nation", "con", "prn", "aux", "nul", "index"]

  /// "bishops-tarrant": letters without their accents, and digits; empty where there are none.
  /// - Parameter text: A name as people write it.
  public static func plain(_ text: String) -> String {
    let folded = text.replacing(/['’]/, with: "").decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
      .filter { $0.properties.generalCategory != .nonspacingMark }
    let words = folded.split { scalar in
      !(("a"..."z").contains(scalar) || ("0"..."9").contains(scalar))
    }
    let whole = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: "-")
    return String(whole.prefix(longest)).trimmingCharacters(in: ["-"])
  }

  /// A name for each thing, no two alike: its code comes behind it where another would have the same.
  /// - Parameter things: Their names and codes.
  /// - Returns: By code.
  public static func unique(_ things: [(name: String, code: String)]) -> [String: String] {
    let plain = things.map { Self.plain($0.name) }
    let counts = plain.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    var used = Set(taken)
    var names: [String: String] = [:]
    // Those that have a name for themselves first, so that no other's name with its code takes it.
    let order = things.indices.sorted { (counts[plain[$0], default: 0], $0) < (counts[plain[$1], default: 0], $1) }
    for index in order {
      let (name, code) = (plain[index], things[index].code)
      let isAlone = counts[name] == 1 && !name.isEmpty && !used.contains(name)
      let wanted = isAlone ? name : [name, Self.plain(code)].filter { !$0.isEmpty }.joined(separator: "-")
      var chosen = wanted.isEmpty ? "x" : wanted
      var number = 2
      while used.contains(chosen) {
        chosen = "\(wanted.isEmpty ? "x" : wanted)-\(number)"
        number += 1
      }
      used.insert(chosen)
      names[code] = chosen
    }
    return names
  }
}
