import Mustache
import Phaseline

// What the library is given. It would escape by itself, but character by character, so that a quotation mark with a
// combining mark behind it passes, and would print a list or a group as Swift describes it. So every value here says how it
// is printed, and the templates are told to leave it at that.

/// What has no keys. The library would else take the names of Swift's properties for keys, and print what they hold.
protocol RenderedLeaf: MustacheCustomRenderable, MustacheParent {}

extension RenderedLeaf {
  func child(named name: String) -> Any? { nil }
}

/// A text that people may have typed: escaped, however a template prints it.
struct RenderedText: RenderedLeaf, MustacheTransformable {
  let text: String
  var renderText: String { HTMLText.escaped(text) }
  /// A section of an empty text is left out, like one of a text that is absent.
  var isNull: Bool { text.isEmpty }

  func transform(_ name: String) -> Any? {
    switch name {
    case "empty": text.isEmpty
    case "capitalized", "lowercased", "uppercased", "reversed":
      text.transform(name).map { RenderedText(text: "\($0)") }
    default: nil
    }
  }
}

/// Mark-up of Phaseline's own.
struct RenderedMarkup: RenderedLeaf {
  let text: String
  var renderText: String { text }
  var isNull: Bool { text.isEmpty }
}

/// What a type has a key for and this context no value: nobody looks further out for another of the same name.
struct RenderedAbsence: RenderedLeaf, MustacheTransformable {
  var renderText: String { "" }
  var isNull: Bool { true }
  func transform(_ name: String) -> Any? { name == "empty" ? true : nil }
}

/// Named values.
struct RenderedGroup: MustacheCustomRenderable, MustacheParent {
  let entries: [String: Any]
  var renderText: String { "" }
  var isNull: Bool { false }
  func child(named name: String) -> Any? { entries[name] }
}

/// Values one after the other.
struct RenderedList: RenderedLeaf, MustacheSequence, MustacheTransformable {
  let elements: [Any]
  let allowance: RenderingAllowance
  var renderText: String { "" }
  var isNull: Bool { elements.isEmpty }

  func makeIterator() -> AnyIterator<Any> {
    var iterator = elements.makeIterator()
    return AnyIterator { allowance.takesStep() ? iterator.next() : nil }
  }

  func transform(_ name: String) -> Any? {
    switch name {
    case "first": elements.first
    case "last": elements.last
    case "reversed": RenderedList(elements: elements.reversed(), allowance: allowance)
    case "count": elements.count
    case "empty": elements.isEmpty
    default: nil
    }
  }
}

/// How many elements of lists one rendering may still walk over: lists within lists within lists multiply.
final class RenderingAllowance {
  static let mostSteps = 200_000
  /// The most that a page may be long.
  static let mostBytes = 64_000_000

  private var steps = 0
  var isExceeded: Bool { steps > Self.mostSteps }

  func takesStep() -> Bool {
    steps += 1
    return !isExceeded
  }
}

extension JSONValue {
  /// For the library.
  /// - Parameters:
  ///   - shape: What is known to stand here: it alone tells mark-up from text.
  ///   - allowance: What all lists of one rendering share.
  ///   - embedded: More entries, of a group.
  func rendered(
    as shape: ContextShape, _ allowance: RenderingAllowance, with embedded: [String: RenderedMarkup] = [:]
  ) -> Any {
    switch self {
    case .null: return RenderedAbsence()
    case .bool(let bool): return bool
    case .integer(let integer): return integer
    case .number(let number): return number
    case .string(let text): return shape == .markup ? RenderedMarkup(text: text) : RenderedText(text: text)
    case .array(let values):
      let element = if case .list(let element) = shape { element } else { ContextShape.open }
      return RenderedList(elements: values.map { $0.rendered(as: element, allowance) }, allowance: allowance)
    case .object(let values):
      let known = if case .group(let entries) = shape { entries } else { [ContextShape.Entry]() }
      var entries: [String: Any] = embedded
      for entry in known where values[entry.key] == nil { entries[entry.key] = RenderedAbsence() }
      for (key, value) in values { entries[key] = value.rendered(as: shape[key] ?? .open, allowance) }
      return RenderedGroup(entries: entries)
    }
  }
}
