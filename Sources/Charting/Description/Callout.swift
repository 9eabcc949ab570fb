/// A few lines of text that belong to a mark and stand near it, where they cover nothing, with a line back to it if need be.
struct Callout {
  struct Line: Hashable, Sendable {
    var text: String
    var style: TextStyle
    var colour: Colour
  }
  /// From the top down.
  var lines: [Line]
  /// The mark's middle.
  var mark: Point
  /// The mark's, in pixels at 1200 wide.
  var radius: Double
}

extension Sheet {
  /// Sets a callout as near to its mark as it covers nothing, with as many of its lines as find a place; the others are
  /// listed in the data.
  /// - Parameters:
  ///   - area: What it must stay within.
  ///   - row: The row of the data that it belongs to.
  mutating func add(_ callout: Callout, within area: Box, row: Int) {
    // Rather less of it near the mark than all of it far away.
    let tries = [10, 28].flatMap { rings in callout.lines.indices.reversed().map { (count: $0 + 1, rings: rings) } }
    let placed = tries.first { attempt in
      var shorter = callout
      shorter.lines = Array(callout.lines.prefix(attempt.count))
      return place(shorter, within: area, rings: attempt.rings)
    }?.count
    for line in callout.lines.dropFirst(placed ?? 0) {
      addLabel(line.text, at: [], line.style, line.colour, within: area, row: row)
    }
  }

  /// - Returns: Whether there was a place.
  private mutating func place(_ callout: Callout, within area: Box, rings: Int) -> Bool {
    for place in places(of: callout, rings: rings) {
      let texts = texts(of: callout, place)
      guard texts.allSatisfy({ fits($0, within: area) }) else { continue }
      chart.texts += texts
      if let start = place.lineStart, let first = callout.lines.first {
        addLine([start, callout.mark], first.colour, width: 1.5)
      }
      return true
    }
    return false
  }

  private struct Place {
    /// The middle of the block's height, at its near side.
    var at: Point
    var alignment: PlacedText.Alignment
    /// Where the line back to the mark begins; none where it is near enough.
    var lineStart: Point?
  }

  private func texts(of callout: Callout, _ place: Place) -> [PlacedText] {
    var top = place.at.y + height(of: callout) / 2
    return callout.lines.map { line in
      defer { top -= height(line.style) }
      return setter.place(
        line.text, at: Point(x: place.at.x, y: top - height(line.style) / 2), place.alignment, line.style, line.colour)
    }
  }

  private func height(of callout: Callout) -> Double { callout.lines.reduce(0) { $0 + height($1.style) } }

  /// Beside the mark, then further and further out in eight directions.
  private func places(of callout: Callout, rings: Int) -> [Place] {
    let (mark, half) = (callout.mark, height(of: callout) / 2)
    let clear = isText ? 2 : (callout.radius + 6) * unit
    let step = isText ? 2 : 14 * unit
    return (0..<rings).flatMap { ring -> [Place] in
      let reach = clear + Double(ring) * step
      return [(1.0, 0.0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1)].map { across, up in
        let near = Point(x: mark.x + across * reach, y: mark.y + up * (reach + (isText ? 0 : half * 0.2)))
        let middle = Point(x: near.x, y: isText ? near.y.rounded(.down) + 0.5 : near.y + up * half)
        let alignment: PlacedText.Alignment = across > 0 ? .left : across < 0 ? .right : .centre
        let blank = isText ? 0 : 4 * unit
        let start = Point(x: near.x - across * blank, y: near.y - up * blank)
        return Place(at: middle, alignment: alignment, lineStart: ring == 0 || isText ? nil : start)
      }
    }
  }
}
