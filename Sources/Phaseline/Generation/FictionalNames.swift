/// Names that sound like English places and are none.
enum FictionalNames {
  private static let stems = [
    "North", "Alder", "Bram", "Carrow", "Dunning", "Elder", "Farrow", "Gars", "Hazel", "Inker", "Jas", "Kelder", "Lark",
    "Marl", "Netter", "Orling", "Penna", "Quarren", "Rushen", "Silver", "Tarn", "Under", "Vinter", "Wren", "Yarrow",
    "Ashen", "Birken", "Clover", "Drayling", "Ember", "Fennel", "Gorsen", "Hollin", "Ivel", "Juniper", "Kestrel",
    "Linden", "Mallow", "Nightin", "Oaken",
  ]
  private static let endings = [
    "bridge", "combe", "minster", "wick", "stow", "holme", "dale", "mere", "hurst", "thorpe", "ley", "worth", "gate",
    "haven", "march", "field", "stead", "water", "cliff", "moor",
  ]
  private static let prefixes = ["Great", "Little", "Upper", "Lower", "New", "Old", "High", "Long", "Fair", "Far"]
  /// Names with what often goes wrong in texts: blanks, accents, apostrophes.
  private static let special = [7: "Llanfair Môr", 11: "Saint Ælfwyn's", 19: "Bishop's Tarrant"]

  /// How many there are.
  static var count: Int { stems.count * endings.count * (prefixes.count + 1) }

  /// The name of one authority: all distinct, the same for the same number.
  static func name(_ index: Int) -> String {
    if let special = special[index] { return special }
    let pairs = stems.count * endings.count
    // A step without a common divisor with the number of pairs visits each pair once.
    let pair = index * 381 % pairs
    let name = stems[pair / endings.count] + endings[pair % endings.count]
    let turn = index / pairs
    if turn > 0 { return "\(prefixes[turn - 1]) \(name)" }
    return index % 12 == 5 ? "Saint \(name)" : name
  }
}
