/// Sets texts on a canvas: breaks, shortens and places them by their real widths.
struct TextSetter {
  let canvas: Canvas
  let measure: any TextMeasure

  func width(_ text: String, _ style: TextStyle) -> Double { measure.width(of: text, style) }

  /// Line height of a style.
  func height(_ style: TextStyle) -> Double { canvas.kind == .cells ? 1 : style.size * 1.35 }

  /// A text in its place.
  func place(
    _ text: String, at point: Point, _ alignment: PlacedText.Alignment, _ style: TextStyle, _ colour: Colour
  ) -> PlacedText {
    let width = width(text, style)
    let left =
      switch alignment {
      case .left: point.x
      case .centre: point.x - width / 2
      case .right: point.x - width
      }
    let half = canvas.kind == .cells ? 0.5 : style.size * 0.62
    let box = Box(left: left, bottom: point.y - half, right: left + width, top: point.y + half)
    return PlacedText(text: text, at: point, alignment: alignment, style: style, colour: colour, box: box)
  }

  /// Breaks a text between words, but not between a word and its number ("phase 8"), into lines no wider than `limit`; a
  /// longer word is shortened, and so is the last line where there would be more than `most`.
  func lines(_ text: String, _ style: TextStyle, within limit: Double, atMost most: Int = .max) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in Self.parts(text) {
      let longer = line.isEmpty ? word : line + " " + word
      if line.isEmpty || width(longer, style) <= limit {
        line = longer
      } else {
        lines.append(line)
        line = word
      }
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > most {
      lines = Array(lines.prefix(most))
      lines[most - 1] = shortened(lines[most - 1] + " …", style, to: limit)
    }
    return lines.map { shortened($0, style, to: limit) }
  }

  /// Between which a line may end.
  private static func parts(_ text: String) -> [String] {
    text.split(separator: " ").reduce(into: []) { parts, word in
      if let last = parts.last, ["phase", "Phase"].contains(last), word.first?.isNumber == true {
        parts[parts.count - 1] = last + " " + word
      } else {
        parts.append(String(word))
      }
    }
  }

  /// With an ellipsis, if it is wider than `limit`; in the drawing only.
  func shortened(_ text: String, _ style: TextStyle, to limit: Double) -> String {
    guard width(text, style) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(kept + "…", style) > limit { kept.removeLast() }
    while let last = kept.last, last == " " || last.isPunctuation { kept.removeLast() }
    return kept + "…"
  }
}
