/// An organisation's colours and font, in which any chart can be drawn.
public struct Theme: Hashable, Sendable {
  /// Font families in order of preference; the standard ones follow.
  public var families: [String]
  /// A colour for each part.
  public var colours: [Colour.Part: RGB]

  /// The palette of the UK Government Analysis Function, safe for the colour-blind, in Open Sans.
  public static let standard = Theme(
    families: ["Open Sans", "Liberation Sans", "DejaVu Sans"],
    colours: [
      .background: "#FFFFFF", .authority: "#12436D", .national: "#F46A25", .nationalText: "#A8450C",
      .comparator: "#28A197", .secondComparator: "#801650", .context: "#3D3D3D", .faint: "#BFBFBF", .grid: "#E6E6E6",
      .band: "#F3F2F1", .text: "#0B0C0C", .secondaryText: "#505A5F",
    ].compactMapValues { RGB(hex: $0) })

  /// The colour of a part.
  public subscript(part: Colour.Part) -> RGB { colours[part] ?? RGB(red: 0, green: 0, blue: 0) }

  /// A tint of the paper, no stronger than leaves text on it its contrast.
  func tint(_ colour: Colour) -> Colour {
    guard colour.transparency > 0 else { return colour }
    let paper = self[.background]
    let share = stride(from: 1 - colour.transparency, to: 0, by: -0.01).first { share in
      paper.mixed(with: self[colour.part], share: share).contrast(with: self[.text]) >= Legibility.text
    }
    return colour.transparent(1 - (share ?? 0))
  }

  /// As gnuplot writes it: `#RRGGBB`, or `#AARRGGBB` where AA is the transparency.
  func argb(_ colour: Colour) -> String {
    let hex = self[colour.part].hex
    guard colour.transparency > 0 else { return hex }
    let alpha = String(Int((colour.transparency * 255).rounded()), radix: 16, uppercase: true)
    return "#" + (alpha.count < 2 ? "0" : "") + alpha + hex.dropFirst()
  }
}

extension RGB {
  fileprivate init(red: Int, green: Int, blue: Int) {
    (self.red, self.green, self.blue) = (UInt8(red), UInt8(green), UInt8(blue))
  }
}
