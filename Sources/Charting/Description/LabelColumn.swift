/// Moves labels in one column apart until none covers another, each as near to its place as can be.
enum LabelColumn {
  /// - Parameters:
  ///   - wanted: Where each label's middle wants to be.
  ///   - distance: The least distance of two middles.
  ///   - range: What the middles must stay within.
  /// - Returns: Where they are, in the order given.
  static func separate(_ wanted: [Double], distance: Double, within range: ClosedRange<Double>) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var clusters: [(members: [Int], centre: Double)] = []
    for index in order {
      clusters.append(([index], clamp(wanted[index], count: 1, distance, range)))
      while clusters.count > 1 {
        let (above, below) = (clusters[clusters.count - 1], clusters[clusters.count - 2])
        let gap =
          (above.centre - extent(above.members.count, distance))
          - (below.centre + extent(below.members.count, distance))
        guard gap < distance - 1e-9 else { break }
        let members = below.members + above.members
        let mean = members.map { wanted[$0] }.reduce(0, +) / Double(members.count)
        clusters.removeLast(2)
        clusters.append((members, clamp(mean, count: members.count, distance, range)))
      }
    }
    var placed = wanted
    for cluster in clusters {
      let first = cluster.centre - extent(cluster.members.count, distance)
      for (rank, index) in cluster.members.enumerated() { placed[index] = first + Double(rank) * distance }
    }
    return placed
  }

  /// From the middle of a cluster to the middle of its outermost label.
  private static func extent(_ count: Int, _ distance: Double) -> Double { Double(count - 1) * distance / 2 }

  private static func clamp(
    _ centre: Double, count: Int, _ distance: Double, _ range: ClosedRange<Double>
  ) -> Double {
    let half = extent(count, distance)
    return max(range.lowerBound + half, min(range.upperBound - half, centre))
  }
}
