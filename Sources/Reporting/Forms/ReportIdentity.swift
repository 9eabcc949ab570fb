import Foundation

extension ReportTemplates {
  /// What is the same when the same is reported again, with every name that it tells: all that is said, and not how it is
  /// drawn.
  /// - Throws: `EncodingError`.
  public static func identity(of context: ReportContext) throws -> Data { try ContextCoding.json(context.undrawn) }
}

extension ReportContext {
  fileprivate var undrawn: ReportContext {
    var bare = self
    bare.overview?.undraw()
    bare.payBands?.chart.undraw()
    for index in bare.sections.indices {
      bare.sections[index].chart.undraw()
      bare.sections[index].distribution?.undraw()
    }
    return bare
  }
}

extension ChartContents {
  fileprivate mutating func undraw() { (svg, picture) = (nil, nil) }
}
