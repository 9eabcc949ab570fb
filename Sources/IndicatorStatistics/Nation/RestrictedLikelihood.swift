import RealModule

/// The restricted likelihood of how much log ratios vary between authorities, beyond their own errors.
/// - SeeAlso: Viechtbauer (2005) J Educ Behav Stat 30:261–293.
struct RestrictedLikelihood {
  /// What the weights `1/(variance + τ²)` make of the log ratios.
  struct Sums {
    /// Sum of the weights.
    var weight: Double
    /// Weighted mean of the log ratios.
    var mean: Double
    /// Weighted sum of squares about the mean.
    var squares: Double
    /// `W − Σw²/W`, with `W` the sum of the weights: the trace of the matrix that leaves the mean out.
    var trace: Double
    /// Twice the slope of the restricted log-likelihood in τ².
    var slope: Double
    /// The restricted log-likelihood, up to a constant.
    var value: Double
  }

  private let logs: [Double]
  private let variances: [Double]
  private let origin: Double

  /// - Precondition: There is at least one; every variance is above 0.
  init(_ ratios: [LogRatio]) {
    precondition(ratios.allSatisfy { $0.variance > 0 }, "a log ratio without a variance")
    // Counted from the most precise one: a mean that all but coincides with it then has no cancellation.
    origin = ratios.min { $0.variance < $1.variance }?.log ?? 0
    logs = ratios.map { [origin] in $0.log - origin }
    variances = ratios.map(\.variance)
  }

  /// The sums at a variance between authorities, 0 or more.
  func sums(at between: Double) -> Sums {
    var (weight, total, pairs, logVariance) = (0.0, 0.0, 0.0, 0.0)
    for (log, variance) in zip(logs, variances) {
      let w = 1 / (variance + between)
      total += w * log
      pairs += w * weight  // 2Σ of the products of two is W² − Σw², without cancellation
      weight += w
      logVariance -= Double.log(w)
    }
    let mean = total / weight
    var (squares, slope) = (0.0, 0.0)
    for (log, variance) in zip(logs, variances) {
      let w = 1 / (variance + between)
      let difference = log - mean
      squares += w * difference * difference
      slope += w * w * difference * difference
    }
    let trace = 2 * pairs / weight
    return Sums(
      weight: weight, mean: origin + mean, squares: squares, trace: trace, slope: slope - trace,
      value: -(logVariance + Double.log(weight) + squares) / 2)
  }

  /// The likeliest variance between authorities: exactly 0 where the likelihood only falls from there.
  ///
  /// The likelihood can have more than one top. Its slope is therefore followed over doubling steps up to where it only
  /// falls: above the greatest variance, every weight is at most twice another, and from 16 times the squared range on the
  /// squares are less than the trace. Every top between is found by bracketing, which cannot fail, and the highest taken.
  var likeliest: Double {
    guard let least = variances.min(), let most = variances.max(), let low = logs.min(), let high = logs.max(),
      logs.count > 1
    else { return 0 }
    let end = max(most, 16 * (high - low) * (high - low))
    var last = (between: 0.0, slope: sums(at: 0).slope)
    var tops = last.slope <= 0 ? [0.0] : []
    var next = 1e-6 * least
    while last.between < end {
      let slope = sums(at: next).slope
      if last.slope > 0, slope <= 0 { tops.append(top(from: last, to: (next, slope))) }
      last = (next, slope)
      next *= 2
    }
    return tops.max { sums(at: $0).value < sums(at: $1).value } ?? 0
  }

  /// Where the slope turns from positive to negative, solved on the fraction of the step to keep its relative precision.
  private func top(from lower: (between: Double, slope: Double), to upper: (between: Double, slope: Double)) -> Double {
    let step = upper.between - lower.between
    let fraction = Root.between((0, lower.slope), (1, upper.slope)) { sums(at: lower.between + $0 * step).slope }
    return lower.between + fraction * step
  }
}
