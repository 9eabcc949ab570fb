import Foundation
import IndicatorStatistics

@testable import Phaseline

/// Six fictional authorities over five phases on leaving, of which three move towards parity.
struct CommunityNation {
  static let register = """
    code,name,region,type,kind
    X0001,Northbridge,North,county,illustrative
    X0002,Saint Aldermere,North,county,illustrative
    X0003,Westmoor,North,county,illustrative
    X0004,Eastcliff,South,county,illustrative
    X0005,Southmere,South,borough,illustrative
    X0006,Tinyham,South,county,illustrative
    X0007,Newcomer,South,county,illustrative

    """
  /// Of 300 minoritised staff how many left in each phase; 100 of 1,000 White staff did.
  static let leavers = [
    "Northbridge": [57, 57, 57, 57, 57], "Saint Aldermere": [35, 45, 55, 65, 75], "Westmoor": [66, 56, 48, 40, 33],
    "Eastcliff": [60, 52, 45, 38, 31], "Southmere": [62, 52, 45, 39, 32],
  ]

  let fixture: Fixture
  let workspace: Workspace

  /// - Parameters:
  ///   - tiny: How many minoritised staff of Tinyham, ten times as many, left in each phase. Under 10 they are hidden from a
  ///     shared audience, with what would give them away.
  ///   - more: Rows besides.
  init(tiny: Int = 3, more: String = "") throws {
    fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Self.register, to: "register.csv"))
    var rows = ""
    for (name, leavers) in Self.leavers.sorted(by: { $0.key < $1.key }) {
      for (phase, count) in zip(1..., leavers) {
        rows += "\(phase),\(name),all,leaving,all,bame,\(count),300\n\(phase),\(name),all,leaving,all,white,100,1000\n"
      }
    }
    for phase in 1...5 {
      rows +=
        "\(phase),Tinyham,all,leaving,all,bame,\(tiny),\(10 * tiny)\n\(phase),Tinyham,all,leaving,all,white,10,100\n"
    }
    try fixture.load(try fixture.folder.write(Fixture.header + rows + more, to: "counts.csv"))
    workspace = try fixture.workspace()
  }

  var standard: Standard { workspace.standard }

  func view(_ audience: Audience = .internal) throws -> WorkspaceView {
    try audience == .shared ? GateTests.shared(fixture) : Gate(audience: .internal).view(of: workspace)
  }

  func learn(_ indicator: String = "leaving", like: String? = nil, to audience: Audience = .internal) throws
    -> LearnFinding
  {
    try view(audience).learn(
      LearnRequest(
        indicator: standard.indicator(named: indicator), like: like.map { try workspace.organisation(named: $0) })
    ).value
  }

  /// Records whether an authority may be named.
  func agree(_ name: String, _ mayBeNamed: Bool = true, phase: String = "1") throws {
    _ = try workspace.recordConsent(
      mayBeNamed, of: workspace.organisation(named: name), phase: standard.phase(named: phase),
      on: Day("2023-09-01"), command: "cycle record")
  }

  @discardableResult
  func act(
    _ name: String, _ title: String, _ indicators: [String] = ["leaving"], from phase: String = "2",
    mayBeShared: Bool = true
  ) throws -> Action {
    var action = Action(
      of: try workspace.organisation(named: name).code, title: title, indicators: indicators, term: .short,
      start: .phase(phase))
    action.mayBeShared = mayBeShared
    action.status = .underWay
    return try workspace.addAction(action, command: "action add").action
  }

  func practise(_ name: String, _ title: String, action: Int? = nil, mayBeShared: Bool = true) throws {
    _ = try workspace.addPractice(
      PracticeDraft(
        organisation: workspace.organisation(named: name), title: title, indicators: ["leaving"],
        text: "What was done.",
        start: .phase("3"), action: action, mayBeShared: mayBeShared), command: "practice add")
  }
}
