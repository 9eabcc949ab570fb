import Phaseline

/// Which templates include which, so that none includes itself and the page comes to an end.
///
/// Every step of the library into another template follows an edge of this graph. Without a circle its depth is bounded by
/// the number of templates, and within a template by `TagNesting.deepest`; what is repeated is bounded by the data, which
/// `RenderingAllowance` counts.
struct IncludeGraph {
  /// A template, or what it puts into a block of a layout. The library lets the outermost win, so a block that any template
  /// fills may be filled with that wherever a block of the same name stands.
  struct Node: Hashable {
    var template: String
    var block: String?
    var words: String { template + (block.map { " (block '\($0)')" } ?? "") }
  }

  /// One step from a node.
  struct Step {
    enum Target: Hashable {
      case template(String)
      case block(String)
    }
    var target: Target
    var tag: TemplateTag
  }

  /// The most that a page may hold before any data, in bytes.
  static let mostBytes = 64_000_000

  private let sources: [String: TemplateSource]
  private var steps: [Node: [Step]] = [:]
  private(set) var faults: [TemplateProblem.Fault] = []
  private var path: [Node] = []
  /// The bytes of each node with all that it includes.
  private var sizes: [Node: Int] = [:]

  init(_ templates: [(source: TemplateSource, tags: [TemplateTag])], known: some Collection<String>) {
    sources = Dictionary(uniqueKeysWithValues: templates.map { ($0.source.name, $0.source) })
    for (source, tags) in templates { addSteps(of: source, tags) }
    for (source, tags) in templates { findMissing(in: source, tags, known: Set(known)) }
    for (source, _) in templates { _ = visit(Node(template: source.name), from: nil) }
    guard faults.isEmpty else { return }
    for (node, size) in sizes where size > Self.mostBytes && node.block == nil {
      guard let source = sources[node.template], own(node) <= Self.mostBytes else { continue }
      faults.append(
        source.fault(0, "with all that it includes, and that again, it is larger than 64 MB; include less"))
    }
  }

  private mutating func addSteps(of source: TemplateSource, _ tags: [TemplateTag]) {
    var nodes = [Node(template: source.name)]
    var open: [(tag: TemplateTag, isNode: Bool)] = []
    for tag in tags {
      let node = nodes[nodes.count - 1]
      steps[node, default: []] += []
      var isNode = false
      switch tag.kind {
      case .partial, .layout: steps[node]?.append(Step(target: .template(tag.content), tag: tag))
      case .block where open.last?.tag.kind == .layout:
        isNode = true
        nodes.append(Node(template: source.name, block: tag.content))
        steps[nodes[nodes.count - 1], default: []] += []
      case .block: steps[node]?.append(Step(target: .block(tag.content), tag: tag))
      case .end: if open.popLast()?.isNode == true { nodes.removeLast() }
      default: break
      }
      if tag.isOpening { open.append((tag, isNode)) }
    }
  }

  private mutating func findMissing(in source: TemplateSource, _ tags: [TemplateTag], known: Set<String>) {
    for tag in tags where [.partial, .layout].contains(tag.kind) && !known.contains(tag.content) {
      let isOutside = tag.content.contains("/") || tag.content.contains("..")
      let nearest = Nearest.names(to: tag.content, among: known.sorted(), limit: 1).first
      faults.append(
        source.fault(
          tag.range.lowerBound,
          isOutside
            ? "'\(tag.content)' is outside of the folder; expected the name of a template in the folder"
            : "no template is called '\(tag.content)'" + (nearest.map { " ('\($0)'?)" } ?? "")))
    }
  }

  private func own(_ node: Node) -> Int { node.block == nil ? sources[node.template]?.text.utf8.count ?? 0 : 0 }

  private func nodes(at target: Step.Target) -> [Node] {
    switch target {
    case .template(let name): sources[name] == nil ? [] : [Node(template: name)]
    case .block(let name): steps.keys.filter { $0.block == name }.sorted { $0.template < $1.template }
    }
  }

  /// Notes every circle, and adds up sizes.
  /// - Parameter step: What led here, and from where.
  private mutating func visit(_ node: Node, from step: (tag: TemplateTag, node: Node)?) -> Int {
    if let start = path.firstIndex(of: node), let step, let source = sources[step.node.template] {
      let circle = (path[start...] + [node]).map(\.words).joined(separator: " → ")
      let fault = source.fault(step.tag.range.lowerBound, "templates include one another in a circle: \(circle)")
      if !faults.contains(fault) { faults.append(fault) }
      return 0
    }
    if let size = sizes[node] { return size }
    path.append(node)
    var size = own(node)
    for step in steps[node] ?? [] {
      let sizes = nodes(at: step.target).map { visit($0, from: (step.tag, node)) }
      size = min(Int(Int32.max), size + (sizes.max() ?? 0))
    }
    path.removeLast()
    sizes[node] = size
    return size
  }
}
