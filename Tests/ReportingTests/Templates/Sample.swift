import Reporting

/// A context with everything that a context can hold.
struct Sample: Codable {
  struct Section: Codable {
    var headline: String
    var note: String?
    var chart: Chart?
    var rows: [Row]
  }
  struct Chart: Codable {
    var svg: TrustedMarkup
    var description: String
  }
  struct Row: Codable {
    var cells: [Cell]
  }
  struct Cell: Codable {
    var text: String
    var isNumber: Bool
  }
  struct Theme: Codable {
    struct Colours: Codable {
      var authority: String
    }
    var colours: Colours
  }
  enum Audience: String, Codable, CaseIterable { case shared, `internal` }

  var title = "Northbridge, phase 5"
  var audience = Audience.shared
  var note: String? = "Read with care."
  var staff = 1234
  var share: Double? = 0.125
  var sections: [Section] = []
  var names: [String] = []
  var drawn: TrustedPicture?
  var theme = Theme(colours: .init(authority: "#12436D"))
}
