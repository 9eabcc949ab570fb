import Foundation
import Testing

@testable import Charting
@testable import Phaseline

/// A file says from what it was drawn.
@Suite("Fingerprints") struct ChartFingerprintTests {
  private static func drawing(
    _ change: (inout ChartDescription) -> Void = { _ in }, audience: Audience = .internal
  ) throws -> ChartFile.Drawing {
    var chart = try #require(try TrajectoryTests.describe(TrajectoryTests.example(), .social))
    change(&chart)
    return ChartFile.Drawing(
      Gate(audience: audience).words(chart), family: "Open Sans", command: "phaseline chart trajectory (Phaseline 1)",
      name: "x")
  }

  @Test(
    "a file tells its fingerprint; cut short, another's, or none, it tells so", arguments: ChartFile.Format.allCases)
  func read(format: ChartFile.Format) async throws {
    let drawing = try Self.drawing()
    let fingerprint = ChartFingerprint.make(script: "s", drawing)
    #expect(fingerprint.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    let data = ChartFingerprint.insert(
      fingerprint, into: try await ChartFile.draw(as: format) { drawing }.data, format)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("fingerprint-\(UUID().uuidString)")
    #expect(ChartFingerprint.read(file, format) == .absent)
    defer { try? FileManager.default.removeItem(at: file) }
    func reading(_ data: Data) throws -> ChartFingerprint.Reading {
      try data.write(to: file)
      return ChartFingerprint.read(file, format)
    }
    #expect(try reading(data) == .ours(fingerprint))
    #expect(try reading(Data()) == .ours(nil))
    #expect(try reading(Data("Meeting notes".utf8)) == .foreign)
    let foreign = try await Gnuplot.run { (ChartFile.script(of: drawing, as: format, scale: 1), ()) }.0
    #expect(try reading(foreign) == .foreign)
    // Of a PDF that is cut short nothing tells whose it was: it is left alone.
    for length in [data.count / 2, data.count - 100] {
      #expect(try reading(data.prefix(length)) == (format == .pdf ? .foreign : .ours(nil)))
    }
  }

  @Test("it is read whatever bytes follow it: a checksum may look like marks upon its last letter")
  func followed() async throws {
    let drawing = try Self.drawing()
    let picture = try await ChartFile.draw(as: .png) { drawing }.data
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("fingerprint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    for number in 0..<1500 {
      let fingerprint = ChartFingerprint.make(script: "\(number)", drawing)
      try ChartFingerprint.insert(fingerprint, into: picture, .png).write(to: file)
      #expect(ChartFingerprint.read(file, .png) == .ours(fingerprint))
    }
  }

  @Test("whatever goes into a file changes it")
  func changed() throws {
    let drawing = try Self.drawing()
    let all = try [
      ChartFingerprint.make(script: "s", drawing), ChartFingerprint.make(script: "t", drawing),
      ChartFingerprint.make(script: "s", Self.drawing { $0.headline += "." }),
      ChartFingerprint.make(script: "s", Self.drawing { $0.altText += "." }),
      ChartFingerprint.make(script: "s", Self.drawing { $0.source += "." }),
      ChartFingerprint.make(script: "s", Self.drawing { $0.data.rows.removeLast() }),
      ChartFingerprint.make(script: "s", Self.commanded()),
      ChartFingerprint.make(script: "s", Self.drawing(audience: .shared)),
    ]
    #expect(Set(all).count == all.count)
    #expect(try ChartFingerprint.make(script: "s", Self.drawing()) == all[0])
  }

  private static func commanded() throws -> ChartFile.Drawing {
    var drawing = try drawing()
    drawing.command += "."
    return drawing
  }
}
