/// What a report may not hold, since it is one file that loads nothing and runs nothing; and what to write instead.
enum MarkupRules {
  /// Why an element is refused; `nil` where it is not.
  static func refusal(ofElement name: String) -> String? {
    switch name {
    case "script", "noscript": "a report runs no programs; leave it out"
    case "link": "a report is one file; write <style>{{> style.css}}</style> for a style sheet of the folder"
    case "iframe", "frame", "frameset", "object", "embed", "applet":
      "a report loads nothing; write <img src=\"logo.png\" alt=\"…\"> for a picture of the folder, or a link, "
        + "<a href=\"https://…\">"
    case "audio", "video", "source", "track", "picture":
      "a report loads nothing; write <img src=\"logo.png\" alt=\"…\"> for a picture of the folder"
    case "base": "links are written out in full; leave it out"
    case "form": "a report sends nothing; leave it out"
    case "plaintext", "xmp", "noembed", "noframes": "it is no longer part of HTML; write <pre>"
    default: nil
    }
  }

  /// Why an attribute is refused, whatever it holds; `nil` where it is not.
  static func refusal(ofAttribute name: String) -> String? {
    switch name {
    case _ where name.hasPrefix("on"): "a report runs no programs; leave it out"
    case "http-equiv": "what a page may load is written by Phaseline; leave it out"
    case "srcset", "imagesrcset", "poster", "background", "dynsrc", "lowsrc":
      "a report is one file; write <img src=\"logo.svg\" alt=\"…\"> for one picture of the folder"
    case "srcdoc", "data", "ping", "action", "formaction", "manifest", "codebase":
      "a report loads and sends nothing; leave it out"
    default: nil
    }
  }

  /// Attributes that may hold `url(…)`, as `style` does.
  static let styled: Set<String> = [
    "style", "fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker", "marker-start", "marker-mid",
    "marker-end",
  ]

  /// What an attribute that names a file or an address may hold.
  enum Address {
    /// A picture of the folder.
    case picture
    /// An address to go to, or a place in the page.
    case link
    /// A place in the page.
    case place
    /// Nothing.
    case none
  }

  /// What an attribute of an element may name; `nil` where it names nothing.
  static func address(of attribute: String, in element: String) -> Address? {
    switch attribute {
    case "src": element == "img" ? .picture : Address.none
    case "href", "xlink:href":
      switch element {
      case "a", "area": .link
      case "image", "feimage": .picture
      default: .place
      }
    default: nil
    }
  }

  /// How an address to go to may begin.
  static let links = ["#", "https://", "http://", "mailto:", "tel:"]

  /// Elements in which a browser takes for text what looks like a tag.
  static let rawElements: Set<String> = ["style", "title", "textarea", "script"]
}
