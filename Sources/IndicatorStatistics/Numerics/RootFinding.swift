/// Finds where a function that only rises, or only falls, crosses 0.
enum Root {
  /// The crossing between two points of opposite sign: Illinois' variant of regula falsi, kept safe by halving.
  /// - Parameters:
  ///   - inner: A point, and the function's value there.
  ///   - outer: Another, where the function has the other sign.
  /// - Returns: The crossing, to about 12 significant digits.
  static func between(
    _ inner: (x: Double, y: Double), _ outer: (x: Double, y: Double), _ function: (Double) -> Double
  ) -> Double {
    var (a, b) = (inner, outer)
    for turn in 0..<200 {
      let isLinear = turn % 3 != 2 && a.y.isFinite && b.y.isFinite && a.y != b.y
      let candidate = isLinear ? a.x - a.y * (b.x - a.x) / (b.y - a.y) : (a.x + b.x) / 2
      let x = min(max(candidate, min(a.x, b.x)), max(a.x, b.x))
      let y = function(x)
      if y == 0 { return x }
      if (y < 0) == (a.y < 0) { a = (x, y) } else { b = (x, y) }
      if abs(a.x - b.x) <= 1e-13 * max(1, abs(a.x)) { break }
    }
    return (a.x + b.x) / 2
  }

  /// Where a statistic that is 0 at an estimate, and grows away from it about as a square does, reaches `wanted²`: its root
  /// is almost a straight line, which the secant method follows in a few steps, kept between points on either side.
  /// - Parameters:
  ///   - estimate: Where it is 0.
  ///   - step: A first guess of the distance; its sign is the direction.
  ///   - reach: The farthest to look.
  /// - Returns: The crossing, to about 12 significant digits; `nil` if it lies beyond `reach`.
  static func crossing(
    from estimate: Double, step: Double, reach: Double, wanted: Double, _ statistic: (Double) -> Double
  ) -> Double? {
    let sign = step < 0 ? -1.0 : 1.0
    let farthest = estimate + sign * reach
    var inner = (x: estimate, y: -wanted)
    var outer: (x: Double, y: Double)?
    var previous = inner
    var x = estimate + sign * min(abs(step), reach)
    for turn in 0..<200 {
      let y = max(0, statistic(x)).squareRoot() - wanted
      if y == 0 { return x }
      let slope = (y - previous.y) / (x - previous.x)
      previous = (x, y)
      if y < 0 { inner = (x, y) } else { outer = (x, y) }
      var next = x - y / slope
      if let outer {
        let isBetween = (next - inner.x) * (next - outer.x) < 0
        if !isBetween || turn % 8 == 7 { next = (inner.x + outer.x) / 2 }
        if abs(outer.x - inner.x) <= 1e-13 * max(1, abs(x)) { return next }
      } else {
        if x == farthest { return nil }
        let least = x + (x - estimate)  // at least twice as far
        next = next.isFinite && (next - x) * sign > 0 ? next : least
        next = sign * min(sign * next, sign * farthest, sign * (x + 8 * (x - estimate)))
      }
      if abs(next - x) <= 1e-13 * max(1, abs(x)) { return next }
      x = next
    }
    return x
  }

  /// Walks from a start in growing steps until the function turns positive, then finds the crossing.
  /// - Returns: `nil` if it does not turn positive within `reach`.
  static func outward(
    from start: Double, step: Double, reach: Double, _ function: (Double) -> Double
  ) -> Double? {
    var inner = (x: start, y: function(start))
    if inner.y > 0 { return start }
    var width = step
    while abs(inner.x - start) < reach {
      let x = start + max(-reach, min(reach, inner.x - start + width))
      let y = function(x)
      if y > 0 { return between(inner, (x, y), function) }
      if x == inner.x { break }
      inner = (x, y)
      width *= 2
    }
    return nil
  }
}
