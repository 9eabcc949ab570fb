import RealModule

extension Line {
  /// The fitted line at any time, before, between or after its strata, with the interval of its log ratio there.
  /// - Parameters:
  ///   - time: In the unit of the strata.
  ///   - fit: The fit of this very line, with its ends.
  /// - Returns: `nil` unless a line was fitted; at the first and last stratum the ends of the fit.
  /// - SeeAlso: Venzon & Moolgavkar (1988) Appl Stat 37:87–94. A time lies within the interval of `projection(of:)`
  ///   exactly where this interval holds 0.
  public func course(at time: Double, of fit: LineFit) -> LineFit.End? {
    guard let slope = fit.slope, let slopes = fit.slopeInterval, let last = fit.last else { return nil }
    let log = last.log + slope * (time - last.t)
    let profile = ProfileLikelihood(line: self)
    let spread = [slope - slopes.lower, slopes.upper - slope].filter(\.isFinite).max() ?? 1
    return profile.end(
      at: time, log: log, slope: slope, greatest: profile.through(log, at: time, from: slope).value,
      step: spread * max(0.5, abs(time - (self.first + self.last) / 2)), fit.level)
  }
}
