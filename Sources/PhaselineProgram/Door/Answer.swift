import Charting
import Foundation
import Phaseline

/// What a command returns; it never prints.
enum Answer: Sendable {
  case findings([Finding], FindingView)
  case table(Table)
  /// Text with headings and paragraphs.
  case document(Document)
  case picture(Picture)
  /// A file of another program's: a workbook.
  case file(FileAnswer)
  /// Days for a calendar.
  case calendar(ProgrammeCalendar)
  /// A sentence or two about what was done.
  case message(String)
  /// What was done or found, in words for people and in rows for programs.
  case report(Report)
  /// One that is laid out otherwise for people than for programs, or by the width of the terminal.
  case read(@Sendable (Reader) -> Answer)
}

/// Who reads an answer.
struct Reader {
  /// Whether people read it, so that long things are shortened.
  var isForPeople: Bool
  /// How text for people looks.
  var layout: any TextLayout

  /// A program, which reads everything.
  static var program: Reader { Reader(isForPeople: false, layout: MarkdownLayout()) }

  init(isForPeople: Bool, layout: any TextLayout) { (self.isForPeople, self.layout) = (isForPeople, layout) }

  /// Whoever reads a format.
  init(of format: OutputFormat, _ surroundings: Surroundings) {
    isForPeople = format == .table || format == .markdown
    layout = format == .markdown ? MarkdownLayout() : TerminalLayout(surroundings)
  }
}

extension Answer {
  /// As somebody reads it.
  func laidOut(for reader: Reader) -> Answer { if case .read(let layOut) = self { layOut(reader) } else { self } }
}

extension Answer {
  /// How many figures it shows, for the register of what was shared: rows of one phase, of one authority, or drawn values.
  var figures: Int {
    switch self {
    case .findings(let findings, _): findings.reduce(0) { $0 + $1.phases.count(where: \.hasFigure) }
    case .table(let table): table.rows.count
    case .picture(let picture): picture.figures
    case .report(let report): report.figures ?? report.rows.rows.count
    case .file(let file): file.figures
    case .document, .message, .calendar: 0
    case .read: laidOut(for: .program).figures
    }
  }

  /// Whether it is more than a sentence about what was done.
  var isKept: Bool { if case .message = self { false } else { true } }

  /// Whether its bytes are what it is, and no other format can be made of it.
  var isFile: Bool {
    switch self {
    case .picture, .file, .calendar: true
    case .findings, .table, .document, .message, .report, .read: false
    }
  }

  /// The format of its bytes, where no other can be made of them: what is drawn for a terminal is text, whatever was asked.
  /// - Parameter asked: The format in which the command was to answer.
  func fixedFormat(_ asked: OutputFormat) -> OutputFormat? {
    if case .picture(let picture) = self, picture.isText { return .table }
    return isFile ? asked : nil
  }

  /// The words of a picture or a file, whose bytes may not have them as text.
  var saidInside: Data? {
    switch self {
    case .picture(let picture): Data(picture.words.utf8)
    case .file(let file): file.words
    case .read: laidOut(for: .program).saidInside
    default: nil
    }
  }

  /// What is the same when the same is shared again, where its bytes are not.
  var identity: Data? {
    switch self {
    case .report(let report): report.identity
    case .file(let file): file.identity
    case .read: laidOut(for: .program).identity
    default: nil
    }
  }
}

extension Answer {
  /// What there is nothing of, for standard error.
  var notes: [String] {
    switch self {
    case .findings(_, let view): view.notes
    case .report(let report): report.notes
    case .read: laidOut(for: .program).notes
    default: []
    }
  }

  /// Its rows, as CSV has them, and what a sheet of them is called; none of what is a file.
  var sheet: (name: String, table: Table)? {
    switch self {
    case .findings(let findings, _): ("findings", FindingTable.flat(findings))
    case .table(let table): ("table", table)
    case .report(let report): ("table", report.rows)
    case .read: laidOut(for: .program).sheet
    case .document(let document): ("text", document.table)
    case .message(let message): ("message", Self.table(of: message))
    case .picture, .file, .calendar: nil
    }
  }

  static func table(of message: String) -> Table {
    Table(columns: [Table.Column(key: "message", title: "Message")], rows: [[.text(message)]])
  }
}

/// How findings are laid out for people.
struct FindingView: Sendable, Hashable {
  enum Kind: Sendable { case comparison, trend, national }
  var kind: Kind
  /// Whether each number is followed by its counts, method and source.
  var explains = false
  /// Of whom there is none, for standard error.
  var notes: [String] = []
}

/// Text for people: paragraphs, with pairs of a term and its meaning.
struct Document: Sendable {
  enum Part: Sendable {
    case heading(String)
    case paragraph(String)
    case entry(term: String, text: String)
  }
  var parts: [Part]

  /// The same as rows of a term and its text.
  var table: Table {
    let rows = parts.map { part -> [Table.Cell] in
      switch part {
      case .heading(let text): [.text("title"), .text(text)]
      case .paragraph(let text): [.text("text"), .text(text)]
      case .entry(let term, let text): [.text(term), .text(text)]
      }
    }
    return Table(columns: [Table.Column(key: "term", title: "Term"), .init(key: "text", title: "Text")], rows: rows)
  }
}

/// Words for people, and the same for programs.
struct Report: Sendable {
  var text: String
  /// For CSV and JSON lines.
  var rows: Table
  /// For JSON; the rows, where there is none.
  var object: (any Encodable & Sendable)?
  /// What is the same when the same is reported again, where the words are not.
  var identity: Data?
  /// How many figures it shows, where they are not its rows.
  var figures: Int?
  /// What there is nothing of, for standard error.
  var notes: [String] = []
  /// Whether its lines are sentences, to be broken between words where a terminal is too narrow for them.
  var isProse = false
}

/// A drawn chart.
struct Picture: Sendable {
  /// The bytes of the file, or text for the terminal.
  var data: Data
  /// The file to write where none is named and standard output is no terminal.
  var defaultName: String
  var isText: Bool
  /// How many values are drawn.
  var figures = 0
  /// Everything that it says, names among it.
  var words = ""
  /// What is written beside it, by the ending of the file's name.
  var companions: [Companion] = []
  /// Whether to show the file once it is written.
  var isOpened = false
  /// For standard error.
  var notes: [String] = []
  /// What a notebook shows besides, and says to whoever cannot see it.
  var inline: Inline?

  struct Inline: Sendable {
    /// The same as SVG; none where one format was asked for.
    var svg: Data?
    /// The headline.
    var title: String
    /// The chart in words.
    var description: String
    /// How wide it is shown, in pixels of the page: no wider than what stands around it.
    var width: Int
  }

  struct Companion: Sendable {
    var ending: String
    var data: Data
  }
}

/// A file for another program.
struct FileAnswer: Sendable {
  var data: Data
  /// What to call it where no name is given.
  var defaultName: String
  /// Whether a terminal can show it.
  var isText = false
  /// How many figures it shows.
  var figures = 0
  /// What is the same when the same is made again, where its bytes are not.
  var identity: Data?
  /// Everything that it says, where its bytes do not have it as text.
  var words: Data?
}

/// What the door hands back: bytes for standard output, words for standard error, an exit code.
struct Reply: Sendable {
  var output = Data()
  /// What a notebook shows in the place of the bytes.
  var display: Display?
  var error = ""
  var status: Int32 = 0
}
