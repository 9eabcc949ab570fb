import Charting
import Foundation
import Phaseline

/// A tour under way: where it stands, in what it plays, and what it will give back.
struct TourStay: Sendable {
  /// The step that was shown last, from 0.
  var step: Int
  /// A folder of its own, thrown away at the end.
  fileprivate let folder: TemporaryFolder
  fileprivate let kept: (scope: Workbench.Scope, defaults: Choices, seen: SeenActions, results: Results)
  fileprivate let laidAside: (variables: Variables, log: CommandLog?)
}

extension Workbench {
  /// Puts a throwaway workspace with the illustrative nation in the place of the analyst's own.
  /// - Throws: `UsageProblem.refused` where the illustrative data are not installed; whatever stops a load. Nothing is
  ///   changed then.
  mutating func beginTour() throws {
    guard let nation = catalogue?.folder(of: "illustrative"), access(nation.path, R_OK) == 0 else {
      throw UsageProblem.refused(
        "The tour's illustrative data are not here. Install Phaseline again; `doctor` checks it.")
    }
    let folder = try TemporaryFolder.ofWorkspace(named: "phaseline-tour")
    let path = folder.url.appendingPathComponent("illustrative.sqlite").path
    do {
      let loader = Loader(
        path: path, standardKey: Standard.defaultKey, catalogue: catalogue, progress: progress,
        cancellation: cancellation)
      _ = try loader.load([nation.path], command: "tour")
    } catch {
      folder.remove()
      throw error
    }
    tour = TourStay(step: 0, folder: folder, kept: (scope, defaults, seen, results), laidAside: (variables, log))
    (variables, log) = (Variables(), nil)
    // Fictional authorities have nothing to hide, whoever is said to read elsewhere.
    let audience = saidAudience == .shared ? Audience.internal : nil
    (results, scope, seen) = (Results(), Scope(), SeenActions())
    defaults = Choices(workspace: path, standard: Standard.defaultKey, audience: audience)
  }

  /// Gives back what was there before the tour, and throws its workspace away; nothing, where there is none.
  mutating func endTour() {
    guard let tour else { return }
    (scope, defaults, seen, results) = tour.kept
    (variables, log) = tour.laidAside
    self.tour = nil
    tour.folder.remove()
  }
}
