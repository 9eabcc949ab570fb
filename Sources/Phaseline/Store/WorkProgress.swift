/// Told how far a long piece of work is, by whoever does it.
public struct WorkProgress: Sendable {
  private let report: @Sendable (_ what: String, _ done: Int, _ total: Int) -> Void

  /// - Parameter report: Called with what is being done ("Reading counts.csv"), how much of it is done, and how much there
  ///   is; often, and on the thread that works.
  public init(_ report: @escaping @Sendable (_ what: String, _ done: Int, _ total: Int) -> Void) {
    self.report = report
  }

  /// Tells nobody.
  public static let silent = WorkProgress { _, _, _ in }

  /// Says how far the work is.
  public func callAsFunction(_ what: String, _ done: Int, of total: Int) { report(what, done, total) }
}
