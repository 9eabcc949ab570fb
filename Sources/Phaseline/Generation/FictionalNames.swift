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
  private static let rivers = [
    "Aldra", "Brenny", "Cald", "Derrow", "Esker", "Fal", "Gannel", "Hodder", "Irth", "Jordle", "Kenner", "Lune", "Mede",
    "Nadd", "Oskin", "Parrow", "Quill", "Rothay", "Sabren", "Tavvy", "Ulver", "Vannel", "Wendle", "Yeo", "Zell",
  ]
  /// Names with what often goes wrong in texts: blanks, accents, apostrophes.
  private static let special = [7: "Llanfair Môr", 11: "Saint Ælfwyn's", 19: "Bishop's Tarrant"]

  /// How many there are.
  static var count: Int { places * (rivers.count + 1) }

  private static var pairs: Int { stems.count * endings.count }
  private static var places: Int { pairs * (prefixes.count + 1) }

  /// The name of one authority: all distinct, the same for the same number.
  /// - Parameter index: From 0 to one less than there are.
  static func name(_ index: Int) -> String {
    if let special = special[index] { return special }
    let river = index / places
    return river == 0 ? place(index) : "\(place(index % places))-on-\(rivers[river - 1])"
  }

  private static func place(_ index: Int) -> String {
    // A step without a common divisor with the number of pairs visits each pair once.
    let pair = index * 381 % pairs
    let name = stems[pair / endings.count] + endings[pair % endings.count]
    let turn = index / pairs
    if turn > 0 { return "\(prefixes[turn - 1]) \(name)" }
    return index % 12 == 5 ? "Saint \(name)" : name
  }
}
