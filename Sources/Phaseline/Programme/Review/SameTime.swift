/// What else an organisation did about an indicator at the same time, by number.
struct SameTime {
  var actions: [Int] = []
  var practices: [Int] = []

  /// "actions 2 and 3 and practice 1"; none where there was nothing.
  var words: String? {
    let parts = [("action", actions), ("practice", practices)].filter { !$0.1.isEmpty }.map { noun, numbers in
      "\(noun)\(numbers.count == 1 ? "" : "s") \(Wordings.list(numbers.map(String.init)))"
    }
    return parts.isEmpty ? nil : Wordings.list(parts)
  }
}
