/// What a sign stands for, where it cannot be said beside each.
struct KeyEntry: Hashable, Sendable {
  enum Symbol: Hashable, Sendable {
    case mark(ChartDescription.Mark.Shape, Colour, isHollow: Bool)
    case line(Colour, ChartDescription.Polyline.Dash, ChartDescription.Mark.Shape?, isHollow: Bool = false)
    case swatch(Colour)
  }
  var symbol: Symbol
  var words: String
}

extension Sheet {
  private var keyStyle: TextStyle { smallStyle }

  /// The height that so many lines of a key take.
  func keyHeight(_ lines: [[KeyEntry]]) -> Double { Double(lines.count) * height(keyStyle) * (isText ? 1 : 1.1) }

  /// The entries in lines no wider than a limit. A terminal has no colours to explain.
  func keyLines(_ entries: [KeyEntry], within limit: Double) -> [[KeyEntry]] {
    var lines: [[KeyEntry]] = []
    var used = limit
    for entry in entries {
      if isText, case .swatch = entry.symbol { continue }
      let width = width(of: entry, within: limit)
      if used + width > limit {
        lines.append([entry])
        used = width + gap * 2
      } else {
        lines[lines.count - 1].append(entry)
        used += width + gap * 2
      }
    }
    return lines
  }

  /// Sets headline, subtitle and footer, with a key under them.
  /// - Returns: What is left.
  mutating func addWords(key entries: [KeyEntry]) -> Box {
    var room = addWords()
    let key = keyLines(entries, within: room.width)
    addKey(key, at: Point(x: room.left, y: room.top), within: room.width)
    room.top -= keyHeight(key) + (isText ? 1 : gap)
    return room
  }

  /// - Parameter corner: The upper left corner.
  mutating func addKey(_ lines: [[KeyEntry]], at corner: Point, within limit: Double) {
    let line = lines.isEmpty ? 0 : keyHeight(lines) / Double(lines.count)
    for (index, entries) in lines.enumerated() {
      var at = Point(x: corner.x, y: corner.y - line * (Double(index) + 0.5))
      for entry in entries {
        addSymbol(entry.symbol, at: at)
        let left = at.x + symbolWidth(entry.symbol) + gap / 2
        add(words(of: entry, within: limit), at: Point(x: left, y: at.y), .left, keyStyle, .secondaryText)
        at.x += width(of: entry, within: limit) + gap * 2
      }
    }
  }

  private mutating func addSymbol(_ symbol: KeyEntry.Symbol, at left: Point) {
    let width = symbolWidth(symbol)
    let middle = Point(x: left.x + (isText ? 0.5 : width / 2), y: left.y)
    switch symbol {
    case .mark(let shape, let colour, let isHollow):
      addMark(shape, at: middle, radius: 6, colour, isHollow: isHollow)
    case .line(let colour, let dash, let shape, let isHollow):
      addLine([left, Point(x: left.x + width, y: left.y)], colour, width: 2.5, dash)
      if let shape { addMark(shape, at: middle, radius: 5, colour, isHollow: isHollow) }
    case .swatch(let colour):
      let half = 8 * unit
      addBand(Box(left: left.x, bottom: left.y - half, right: left.x + width, top: left.y + half), colour)
    }
  }

  private func symbolWidth(_ symbol: KeyEntry.Symbol) -> Double {
    switch symbol {
    case .mark: isText ? 1.5 : 12 * unit
    case .line: isText ? 3 : 40 * unit
    case .swatch: 28 * unit
    }
  }

  private func words(of entry: KeyEntry, within limit: Double) -> String {
    setter.shortened(entry.words, keyStyle, to: limit - symbolWidth(entry.symbol) - gap)
  }

  private func width(of entry: KeyEntry, within limit: Double) -> Double {
    symbolWidth(entry.symbol) + gap / 2 + width(words(of: entry, within: limit), keyStyle)
  }
}
