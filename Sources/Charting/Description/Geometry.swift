/// A place on the canvas.
public struct Point: Hashable, Sendable {
  /// Canvas units from the left and from the bottom.
  public var x, y: Double
}

/// A rectangle.
public struct Box: Hashable, Sendable {
  /// Its edges: canvas units from the left and from the bottom.
  public var left, bottom, right, top: Double
  var width: Double { right - left }
  var height: Double { top - bottom }
  var centre: Point { Point(x: (left + right) / 2, y: (bottom + top) / 2) }
  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && bottom < other.top && other.bottom < top
  }
  func contains(_ other: Box) -> Bool {
    left <= other.left && other.right <= right && bottom <= other.bottom && other.top <= top
  }
}
