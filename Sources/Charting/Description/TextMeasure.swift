import Foundation
import Synchronization

/// How wide a text is drawn.
public protocol TextMeasure: Sendable {
  /// Width in canvas units.
  func width(of text: String, _ style: TextStyle) -> Double
}

/// A terminal: every character is one cell.
public struct CellMeasure: TextMeasure {
  /// A measure that needs no font.
  public init() {}
  /// One cell a character, whatever the style.
  public func width(of text: String, _ style: TextStyle) -> Double { Double(text.count) }
}

/// The font itself, through Pango, with which gnuplot's cairo terminals set their text.
///
/// Pango is opened when the first chart is drawn rather than linked: its twenty libraries would cost every command, even
/// those that draw nothing, several milliseconds. gnuplot needs it, so it is there wherever a chart can be drawn.
public final class PangoMeasure: TextMeasure {
  /// The first of the families asked for that this machine has.
  public let family: String
  private let pango: Pango
  private let widths = Mutex<[Key: Double]>([:])

  private struct Key: Hashable {
    var text: String
    var style: TextStyle
  }

  /// Opens Pango and chooses the font.
  /// - Parameter families: In order of preference.
  /// - Throws: `ChartProblem.noPango`.
  public init(families: [String] = Theme.standard.families) throws {
    pango = try Pango()
    family = pango.firstFamily(of: families)
  }

  /// Width in canvas units, as the cairo terminals draw it; remembered, so that it costs once.
  public func width(of text: String, _ style: TextStyle) -> Double {
    widths.withLock { widths in
      let key = Key(text: text, style: style)
      if let known = widths[key] { return known }
      let width = pango.width(of: text, family: family, size: style.size, isBold: style.isBold)
      widths[key] = width
      return width
    }
  }
}

/// The few functions of Pango that measuring takes.
private struct Pango: @unchecked Sendable {  // an opaque context, used under PangoMeasure's lock only
  private typealias Make = @convention(c) () -> OpaquePointer?
  private typealias Derive = @convention(c) (OpaquePointer?) -> OpaquePointer?
  private typealias Use = @convention(c) (OpaquePointer?) -> Void
  private typealias SetText = @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Void
  private typealias SetFont = @convention(c) (OpaquePointer?, OpaquePointer?) -> Void
  private typealias SetSize = @convention(c) (OpaquePointer?, Double) -> Void
  private typealias Describe = @convention(c) (UnsafePointer<CChar>?) -> OpaquePointer?
  private typealias GetSize =
    @convention(c) (
      OpaquePointer?, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?
    ) -> Void
  private typealias LoadFont = @convention(c) (OpaquePointer?, OpaquePointer?) -> OpaquePointer?
  private typealias GetName = @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?

  private let context: OpaquePointer
  private let newLayout: Derive, unref: Use, setText: SetText, setFont: SetFont, getSize: GetSize
  private let describe: Describe, freeDescription: Use, setSize: SetSize
  private let loadFont: LoadFont, describeFont: Derive, familyOf: GetName

  init() throws {
    guard let library = dlopen("libpangocairo-1.0.so.0", RTLD_NOW) else { throw ChartProblem.noPango }
    func function<Function>(_ name: String, _ type: Function.Type) throws -> Function {
      guard let symbol = dlsym(library, name) else { throw ChartProblem.noPango }
      return unsafeBitCast(symbol, to: Function.self)
    }
    let map = try function("pango_cairo_font_map_get_default", Make.self)()
    guard let context = try function("pango_font_map_create_context", Derive.self)(map) else {
      throw ChartProblem.noPango
    }
    self.context = context
    newLayout = try function("pango_layout_new", Derive.self)
    unref = try function("g_object_unref", Use.self)
    setText = try function("pango_layout_set_text", SetText.self)
    setFont = try function("pango_layout_set_font_description", SetFont.self)
    getSize = try function("pango_layout_get_size", GetSize.self)
    describe = try function("pango_font_description_from_string", Describe.self)
    freeDescription = try function("pango_font_description_free", Use.self)
    setSize = try function("pango_font_description_set_absolute_size", SetSize.self)
    loadFont = try function("pango_context_load_font", LoadFont.self)
    describeFont = try function("pango_font_describe", Derive.self)
    familyOf = try function("pango_font_description_get_family", GetName.self)
  }

  func width(of text: String, family: String, size: Double, isBold: Bool) -> Double {
    let description = describe(isBold ? "\(family) Bold" : family)
    setSize(description, size * 1024)
    let layout = newLayout(context)
    setFont(layout, description)
    setText(layout, text, -1)
    var width: Int32 = 0
    getSize(layout, &width, nil)
    unref(layout)
    freeDescription(description)
    return Double(width) / 1024
  }

  func firstFamily(of families: [String]) -> String {
    families.first { family in
      let wanted = describe("\(family) 12")
      defer { freeDescription(wanted) }
      guard let font = loadFont(context, wanted) else { return false }
      defer { unref(font) }
      let found = describeFont(font)
      defer { freeDescription(found) }
      return familyOf(found).map { String(cString: $0) } == family
    } ?? families[0]
  }
}
