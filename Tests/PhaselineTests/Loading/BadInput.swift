import Foundation
import Testing

@testable import Phaseline

/// A load that is wrong, as somebody in a hurry may try it. What Phaseline says to it stands in the documentation's page
/// `LoadMessages`, which is made of this table.
struct BadInput: Sendable, CustomTestStringConvertible {
  enum Content: Sendable {
    /// Rows of counts under the header of the long form.
    case counts(String)
    case register(String)
    case figures(String)
    case text(String)
    case bytes([UInt8])
    /// A template of Northbridge, filled in and spoilt.
    case workbook(@Sendable (inout SubmissionWorkbook) throws -> Void)
    /// One that is filled in, of which the bytes are changed.
    case packed(@Sendable (Data) throws -> Data)
    case folder
    case missing
  }
  var sort: FaultSort
  var what: String
  var files: [(name: String, content: Content)]
  /// What the page shows, where the files themselves would say nothing.
  var shown: String?
  /// Whether the file is written to while it is read.
  var isChanging = false
  var testDescription: String { what }

  init(_ sort: FaultSort, _ what: String, _ content: Content, shown: String? = nil, isChanging: Bool = false) {
    self.init(sort, what, [("returns.csv", content)], shown: shown, isChanging: isChanging)
  }

  init(
    _ sort: FaultSort, _ what: String, _ files: [(name: String, content: Content)], shown: String? = nil,
    isChanging: Bool = false
  ) {
    (self.sort, self.what, self.files, self.shown, self.isChanging) = (sort, what, files, shown, isChanging)
  }

  /// A row of counts of which one field is wrong.
  static func count(_ what: String, _ numerator: String, of denominator: String = "250") -> BadInput {
    BadInput(.notACount, what, .counts("1,Northbridge,all,shortlisting,all,bame,\(numerator),\(denominator)\n"))
  }

  static let figureHeader =
    "standard,phase,area,organisation,service,indicator,category,measure,value,printed_as,source\n"

  /// A published figure of which something is wrong.
  static func figure(_ sort: FaultSort, _ what: String, _ row: String) -> BadInput {
    BadInput(sort, what, .figures("sc-wres,3,\(row),as printed,a report\n"))
  }
}

extension BadInput {
  /// What is said of the workspace itself; `WorkspaceFailureTests` and `UpdateTests` make each of them happen.
  static let ofWorkspace: [(what: String, problem: UsageProblem)] = {
    let path = "phaseline.sqlite"
    let words = "file is not a database"
    return [
      ("There is none", .noWorkspace(path: path)),
      ("It is another file", .notAWorkspace(path: path, reason: words)),
      ("It is another program's", .notAWorkspace(path: path, reason: "an SQLite file of another program")),
      ("A newer version made it", .newerWorkspace(path: path)),
      ("Another program holds it", .lockedWorkspace(path: path, holders: ["phaseline (process 4711)"])),
      ("A page of it is damaged", .damagedWorkspace(path: path, reason: "database disk image is malformed")),
      ("The disk is full", .fullDisk(path: path)),
      ("It may not be written to", .readOnlyWorkspace(path: path, isFolder: false)),
      ("Its folder may not be written to", .readOnlyWorkspace(path: path, isFolder: true)),
      ("It may not be read", .unreadableWorkspace(path: path)),
      ("Its folder is not there", .noFolder(path: "returns/" + path)),
      ("A link leads nowhere", .danglingLink(path: path, target: "old.sqlite")),
      (
        "An older version made it, and no copy of it can be kept",
        .noBackup(path: path, copy: "phaseline.before-v2.sqlite", reason: "disk I/O error")
      ),
      ("SQLite refuses it for another reason", .unusableWorkspace(path: path, reason: "disk I/O error")),
    ]
  }()

  static let good = "1,Northbridge,all,shortlisting,all,bame,26,250\n"
  static let all = files + headers + texts + counts + names + rows + figures + registers + workbooks

  private static let files = [
    BadInput(.unreadable, "A file that is not there", [("retruns.csv", .missing)]),
    BadInput(.nothingToLoad, "A folder without a CSV file or a workbook", [("returns", .folder)]),
    BadInput(.emptyFile, "An empty file", .text("")),
    BadInput(.noRows, "A header without rows", .counts("\n\n")),
    BadInput(.notText, "A picture", [("chart.png", .bytes([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]))]),
    BadInput(
      .notText, "A file that was damaged on its way",
      .bytes(Array((Fixture.header + good).utf8) + [0, 0] + Array(good.utf8))),
    BadInput(
      .changed, "A file that somebody writes while it is read",
      .register((0..<9000).map { "X\($0 + 1000),Place \($0),North,a,illustrative\n" }.joined()),
      shown: "", isChanging: true),
    BadInput(
      .mixed, "Real figures into a workspace of illustrative ones",
      [("real.csv", .text("code,name,region,type\nE99,Elsewhere,North,council\n"))]),
  ]

  private static let headers = [
    BadInput(.wrongHeader, "A header of another table", .text("name,score\nNorthbridge,12\n")),
    BadInput(
      .wrongHeader, "A title above the header",
      .text("Workforce return 2026,,,,,,,\nprepared by HR,,,,,,,\n,,,,,,,\n" + Fixture.header + good)),
    BadInput(
      .wrongColumn, "A misspelt column",
      .text("phase,authority,service,indicator,category,ethnicity,numerator,denominater\n" + good)),
    BadInput(
      .wrongColumn, "Columns under other names",
      .text("Year,Council,Service,Indicator,Category,Ethnic group,Number,Out of\n" + good)),
    BadInput(
      .wrongColumn, "A column too many, beside a wrong row",
      .text(FileKind.wideForm + ",sourse\n1,Northbridge Borough Council,2,26,250,195,740,HR\n")),
    BadInput(
      .wrongColumn, "Groups as columns, under other names",
      .text("Phase,Authority,Indicator,BME,BME total,White,White headcount\n1,Northbridge,2,26,250,195,740\n")),
    BadInput(
      .wrongColumn, "A pay band under another name",
      .text(FileKind.wideForm + ",pay band\n1,Northbridge,paybands,26,250,195,740,under-30000\n")),
    BadInput(
      .wrongColumn, "Half of a pair of columns",
      .text(FileKind.wideForm + ",unknown_numerator\n1,Northbridge,training,26,250,195,740,7\n")),
    BadInput(
      .wrongColumn, "Missing columns",
      .text("phase,authority,indicator,category,numerator,denominator\n1,A,2,all,1,2\n")),
    BadInput(
      .wrongColumn, "A column twice",
      .text("phase,authority,service,indicator,category,ethnicity,numerator,denominator,Phase\n" + good)),
    BadInput(
      .wrongColumn, "A column too many",
      .text("phase,authority,service,indicator,category,ethnicity,numerator,denominator,notes\n" + good)),
    BadInput(
      .wrongSeparator, "Semicolons", .text(Fixture.header.replacing(",", with: ";") + good.replacing(",", with: ";"))),
    BadInput(
      .wrongSeparator, "Tabs", .text(Fixture.header.replacing(",", with: "\t") + good.replacing(",", with: "\t"))),
  ]

  private static let texts = [
    BadInput(
      .wrongFieldCount, "A name with a comma, without quotation marks",
      .counts("1,Saint Aldermere, and more,all,shortlisting,all,bame,1,2\n")),
    BadInput(
      .wrongFieldCount, "A thousand with a comma, without quotation marks",
      .counts("1,Northbridge,all,shortlisting,all,bame,26,1,250\n")),
    BadInput(.wrongFieldCount, "A row that lacks fields", .counts("1,Northbridge,all,shortlisting,all,bame\n" + good)),
    BadInput(.wrongFieldCount, "A file that ends in the middle of a row", .counts(good + "1,Northbridge,all,shortl")),
    BadInput(
      .wrongFieldCount, "Text in a column without a name",
      .text(
        "phase,authority,service,indicator,category,ethnicity,numerator,denominator,,\n"
          + "1,Northbridge,all,shortlisting,all,bame,26,250,,checked by Jo\n")),
    BadInput(.wrongQuotes, "A quotation mark that stays open", .counts(good + "1,\"Northbridge,all,shortlisting\n")),
    BadInput(
      .wrongQuotes, "Text behind a closing quotation mark",
      .counts("1,\"North\"bridge,all,shortlisting,all,bame,26,250\n")),
    BadInput(
      .lineTooLong, "A line of more than a mebibyte",
      .text(Fixture.header + String(repeating: "x", count: 3 << 20)), shown: ""),
    BadInput(
      .wrongEncoding, "An accent in an old Windows file",
      .bytes(Array((Fixture.header + "1,Caf").utf8) + [0xE9] + Array("ton,all,training,all,bame,1,2\n".utf8))),
    BadInput(
      .wrongEncoding, "A count that is not UTF-8",
      .bytes(Array((Fixture.header + "1,Northbridge,all,training,all,bame,1,2").utf8) + [0xA0, 0x0A])),
    BadInput(
      .wrongEncoding, "An accent in a register",
      .bytes(Array("code,name,region,type\nX9,Caf".utf8) + [0xE9, 44, 44, 10])),
    BadInput(
      .wrongEncoding, "'Unicode text' of a spreadsheet",
      .bytes([0xFF, 0xFE] + Fixture.header.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })),
    BadInput(
      .wrongEncoding, "The same without its mark",
      .bytes(Fixture.header.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })),
    BadInput(
      .lineTooLong, "A line of a little more than a mebibyte",
      .text("source," + Fixture.header + String(repeating: "x", count: 1 << 20) + "," + good), shown: ""),
    BadInput(
      .controlCharacter, "An escape sequence in a source",
      .text("source," + Fixture.header + "\u{1B}[31mHR," + good)),
    BadInput(
      .controlCharacter, "A name written from right to left",
      .register("X0009,North\u{202E}bridge,North,a,illustrative\n")),
  ]

  private static let counts = [
    count("Words for a count", "many"), count("A negative count", "26", of: "-250"), count("A share", "0.5"),
    count("Decimals", "26.0"), count("Too large to be people", "26", of: "3000000000"),
    count("Far too large", "26", of: "99999999999999999999"), count("A comma for thousands", "26", of: "\"1,234\""),
    count("A blank for thousands", "26", of: "1 234"), count("A percentage", "12%"),
    count("A number that a spreadsheet shortened", "26", of: "1e3"), count("A sign", "+26"),
    count("A formula", "=B2+C2"), count("A formula that failed", "#REF!"),
    count("A range that became a date", "06-Mar"), count("A range that became another date", "Mar-06"),
    count("A range that runs backwards", "79-76"), count("A range with a dash", "3–6"),
    count("At most", "<=4"), count("At most, in words", "9 or fewer"), count("Less than, in words", "under 10"),
    count("A date", "2026-06-03"), count("A column that was too narrow", "####"), count("Less than nothing", "<0"),
    count("At least", "5+"), count("More than", ">5"), count("Not available", "n/a"), count("A dash for none", "-"),
    count("Another mark for hidden", "[x]"), count("Both counts in one field", "3/40"),
    count("A point for thousands", "1.234"), count("A letter O for a nought", "2O"),
    BadInput(
      .numeratorAboveDenominator, "A numerator above its denominator",
      .counts("2,Northbridge,adults,disciplinary,all,white,31,30\n")),
    BadInput(
      .numeratorAboveDenominator, "A hidden numerator that cannot be so large",
      .counts("2,Northbridge,all,disciplinary,all,white,76-79,78\n")),
    BadInput(
      .numeratorAboveDenominator, "A hidden denominator that cannot be so small",
      .counts("2,Northbridge,all,disciplinary,all,white,7,<5\n")),
    BadInput(
      .numeratorAboveDenominator, "The same in the wide form",
      .text(FileKind.wideForm + "\n2,Northbridge,disciplinary,5,40,31,30\n")),
  ]

  private static let names = [
    BadInput(.unknownName, "A misspelt authority", .counts("1,Nortbridge,all,shortlisting,all,bame,1,2\n")),
    BadInput(
      .unknownName, "An authority that no register has, in several rows",
      .counts("1,Elsewhere,all,training,all,bame,3,2\n1,Elsewhere,all,training,all,white,1,2\n")),
    BadInput(.unknownName, "An unknown phase", .counts("9,Northbridge,all,shortlisting,all,bame,1,2\n")),
    BadInput(.unknownName, "An unknown service", .counts("1,Northbridge,adult,shortlisting,all,bame,1,2\n")),
    BadInput(.unknownName, "A misspelt indicator", .counts("1,Northbridge,all,shortlistng,all,bame,1,2\n")),
    BadInput(
      .unknownName, "Another indicator's category", .counts("1,Northbridge,all,training,70000-and-over,bame,1,2\n")),
    BadInput(
      .unknownName, "Pay bands without a band, in the wide form",
      .text(FileKind.wideForm + "\n1,Northbridge,paybands,26,250,195,740\n")),
    BadInput(.unknownName, "Pay bands without a band", .counts("1,Northbridge,all,paybands,all,bame,1,2\n")),
    BadInput(.unknownName, "A misspelt category", .counts("1,Northbridge,all,paybands,70000-and-ower,bame,1,2\n")),
    BadInput(.unknownName, "A finer group", .counts("1,Northbridge,all,shortlisting,all,Asian,1,2\n")),
    BadInput(.unknownName, "Another name of a phase", .counts("2022/23,Northbridge,all,training,all,bame,1,2\n")),
    BadInput(.unknownName, "A misspelt ethnicity", .counts("1,Northbridge,all,shortlisting,all,whyte,1,2\n")),
    BadInput(
      .unknownName, "An escape sequence in a name", .counts("1,North\u{1B}[31mbridge,all,shortlisting,all,bame,1,2\n")),
    BadInput(
      .blankName, "Merged cells, blank below the first",
      .counts("1,Northbridge,all,training,all,bame,1,20\n1,,all,training,all,white,1,20\n,,,,,unknown,1,20\n")),
  ]

  private static let rows = [
    BadInput(.notARow, "A row of totals", .counts(good + ",Total,,,,,26,250\n")),
    BadInput(
      .notARow, "Totals of the groups",
      .counts("1,Northbridge,all,training,all,Total,3,90\n1,All authorities,all,training,all,bame,3,90\n")),
    BadInput(.notARow, "A note below the table", .counts(good + "Source: HR system,,,,,,,\n")),
    BadInput(.notARow, "A note without commas", .counts(good + "Source: HR system\n")),
    BadInput(.duplicate, "A row given twice", .counts(good + "1,Northbridge,all,shortlisting,all,bame,27,250\n")),
    BadInput(
      .duplicate, "A row given in two files", [("adults.csv", .counts(good)), ("again.csv", .counts(good))]),
    BadInput(
      .wrongStandard, "Rows of two standards",
      .text("standard," + Fixture.header + "sc-wres,\(good)nhs-wres,\(good)")),
    BadInput(
      .wrongStandard, "A file that does not say its standard, beside one of another",
      [
        ("nhs.csv", .text("standard," + Fixture.header + "nhs-wres,2021,Elsewhere,all,appointment,all,bame,1,2\n")),
        ("plain.csv", .counts("2021,Elsewhere,all,appointment,all,white,1,2\n")),
      ]),
  ]

  private static let figures = [
    figure(.unknownName, "A misspelt area", "Englend,,all,shortlisting,all,relative_likelihood,0.56"),
    figure(
      .notAFigure, "A value without a digit before its point",
      "Illustrative nation,,all,shortlisting,all,relative_likelihood,.56"),
    figure(.notAFigure, "A value with a sign", "Illustrative nation,,all,shortlisting,all,relative_likelihood,+0.56"),
    figure(
      .notAFigure, "A value with a percent sign", "Illustrative nation,,all,shortlisting,all,relative_likelihood,56%"),
    figure(
      .notAFigure, "Several things at once", "Illustrative nation,,all,shortlistng,all,ratio,-0.5"),
    figure(.unknownName, "An area that is none", "Mars,,all,shortlisting,all,relative_likelihood,0.56"),
    figure(.notAMeasure, "An unknown measure", "Illustrative nation,,all,shortlisting,all,ratio,0.56"),
    figure(
      .contradiction, "A percentage for a ratio", "Illustrative nation,,all,shortlisting,all,relative_likelihood,56"),
    figure(.contradiction, "A percentage above 100", "Illustrative nation,,all,shortlisting,all,percent_bame,156"),
    figure(
      .contradiction, "A ratio the other way up than the standard prints it",
      "Illustrative nation,,all,shortlisting,all,relative_likelihood_white_over_bame,1.79"),
    figure(
      .areaAndOrganisation, "An area and an organisation",
      "Illustrative nation,X0001,all,shortlisting,all,relative_likelihood,0.56"),
    BadInput(
      .duplicate, "A figure given twice",
      .figures(
        String(
          repeating: "sc-wres,3,Illustrative nation,,all,training,all,relative_likelihood,0.9,as printed,a report\n",
          count: 2))),
  ]

  private static let registers = [
    BadInput(.blankName, "An organisation without a name", .register("X0009,,North,a,illustrative\n")),
    BadInput(.wrongRegister, "A code under another name", .register("X0001,Elsewhere,North,a,illustrative\n")),
    BadInput(
      .wrongRegister, "A name that another organisation has", .register("X0009,northbridge,North,a,illustrative\n")),
    BadInput(
      .wrongRegister, "Names that differ by an accent",
      .register("X0009,Café Council,North,a,illustrative\nX0010,Cafe Council,North,a,illustrative\n")),
    BadInput(
      .wrongRegister, "A name that is another organisation's code", .register("X0009,x0001,North,a,illustrative\n")),
    BadInput(.wrongRegister, "A fictional code on a real authority", .register("X0009,Elsewhere,North,a,authority\n")),
    BadInput(
      .wrongRegister, "Two registers that disagree",
      [
        ("one.csv", .register("X0009,Elsewhere,North,a,illustrative\n")),
        ("two.csv", .register("X0009,Elsewhere,South,a,illustrative\n")),
      ]),
    BadInput(
      .wrongRegister, "Two registers that call one code differently",
      [
        ("one.csv", .register("X0009,Elsewhere,North,a,illustrative\n")),
        ("two.csv", .register("X0009,Somewhere,North,a,illustrative\n")),
      ]),
    BadInput(.unknownName, "An unknown kind of organisation", .register("X0009,Elsewhere,North,a,fictional\n")),
    BadInput(
      .duplicate, "An organisation given twice",
      .register("X0009,Elsewhere,North,a,illustrative\nX0009,Elsewhere,North,a,illustrative\n")),
  ]
}
