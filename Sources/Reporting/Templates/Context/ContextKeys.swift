import Phaseline

/// The keys that a template may name, taken from the types that reports are encoded from, so that keys are known which one
/// report happens to lack.
public struct ContextKeys: Hashable, Sendable {
  /// What stands under a key.
  public enum Kind: String, Hashable, Sendable {
    /// Printed escaped, as `{{key}}`; also the address of a picture that Phaseline drew.
    case text
    /// Printed as it is, as `{{{key}}}`.
    case markup = "mark-up"
    /// Printed as `{{key}}`.
    case number
    /// For `{{#key}}` and `{{^key}}`.
    case yesNo = "yes or no"
    /// Walked by `{{#key}}`.
    case list
    /// Entered by `{{#key}}`, or by a full stop: `{{key.part}}`.
    case group
    /// Keys below it are not known beforehand.
    case open
  }

  /// One key, with the keys that lead to it.
  public struct Path: Hashable, Sendable {
    /// `sections[].table.rows[]`, where `[]` is each of a list.
    public var path: String
    /// What stands there.
    public var kind: Kind
  }

  let shape: ContextShape

  /// - Parameter types: What reports are encoded from; a key is known that any of them has.
  public init(of types: any Decodable.Type...) {
    let shapes = types.map { KeyCollector.shape(of: $0) }
    shape = shapes.dropFirst().reduce(shapes.first ?? .open) { $0.merged(with: $1) }
  }

  /// Every key, in the order of the types' own.
  public var paths: [Path] { Self.paths(below: "", shape) }

  /// The keys as a list in Markdown, for the manual.
  public var markdown: String { paths.map { "- `\($0.path)`: \($0.kind.rawValue)\n" }.joined() }

  private static func paths(below prefix: String, _ shape: ContextShape) -> [Path] {
    switch shape {
    case .group(let entries):
      entries.flatMap { entry in
        let path = prefix.isEmpty ? entry.key : "\(prefix).\(entry.key)"
        return [Path(path: path, kind: entry.shape.kind)] + paths(below: path, entry.shape)
      }
    case .list(.group(let entries)): paths(below: prefix + "[]", .group(entries))
    case .list(let element): [Path(path: prefix + "[]", kind: element.kind)] + paths(below: prefix + "[]", element)
    case .text, .markup, .picture, .number, .yesNo, .open: []
    }
  }
}

extension ContextShape {
  var kind: ContextKeys.Kind {
    switch self {
    case .text, .picture: .text
    case .markup: .markup
    case .number: .number
    case .yesNo: .yesNo
    case .open: .open
    case .list: .list
    case .group: .group
    }
  }
}
