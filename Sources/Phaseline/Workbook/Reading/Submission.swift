import Crypto
import Foundation

/// A submission workbook that is open: what it says of itself. Its counts are read when its turn comes.
struct Submission {
  let marker: WorkbookMarker
  /// Of the file, in hexadecimal.
  let sha256: String
  private let name: String
  private let file: WorkbookFile
  private let reading: MarkerReading

  /// - Parameters:
  ///   - path: Where it is.
  ///   - name: What places call it.
  /// - Throws: `LoadProblem` for what cannot be read, or was not made by `template`.
  init(path: String, name: String) throws(LoadProblem) {
    self.name = name
    do throws(WorkbookFault) {
      let data = try Self.data(of: path)
      sha256 = SHA256.hash(data: data).hex
      file = try WorkbookFile(data)
    } catch { throw LoadProblem(.workbook(error), of: name) }
    reading = MarkerReading(try Self.instructions(of: file, named: name), of: name)
    marker = try reading.marker()
  }

  /// Whether a file is a workbook, by its first bytes.
  /// - Throws: `LoadProblem` for one of a kind that cannot be read, or that is only named as a workbook.
  static func isWorkbook(_ path: String, name: String) throws(LoadProblem) -> Bool {
    guard path != CSVReader.standardInput, FileStamp(path: path) != nil,
      let handle = FileHandle(forReadingAtPath: path)
    else { return false }
    let head = Array((try? handle.read(upToCount: 8)) ?? Data())
    // A zip archive begins with its first part, or is empty.
    if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) { return true }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw LoadProblem(.workbook(isLocked(path) ? .locked : .old), of: name)
    }
    if path.lowercased().hasSuffix(".xlsx"), !head.isEmpty { throw LoadProblem(.workbook(.text), of: name) }
    return false
  }

  /// A workbook with a password is an older kind of file around the stream of this name, in UTF-16.
  private static func isLocked(_ path: String) -> Bool {
    let stream = Data("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    return (try? data(of: path))?.range(of: stream) != nil
  }

  private static func data(of path: String) throws(WorkbookFault) -> Data {
    guard let length = FileStamp(path: path)?.length, length <= ZipArchive.largestFile else {
      throw .tooLarge(
        what: "more than \(ZipArchive.largestFile >> 20) MiB", limit: "\(ZipArchive.largestFile >> 20) MiB")
    }
    do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw .damaged(reason: "it cannot be read")
    }
  }

  /// The first sheet.
  private static func instructions(of file: WorkbookFile, named name: String) throws(LoadProblem) -> Sheet {
    do throws(WorkbookFault) {
      if let sheet = try file.sheet(WorkbookLayout.instructions), MarkerReading.isMarked(sheet) { return sheet }
      for other in file.names {
        guard let sheet = try file.sheet(other), MarkerReading.isMarked(sheet) else { continue }
        throw .missingSheet(name: WorkbookLayout.instructions, renamed: other)
      }
      throw .notATemplate(sheets: file.names)
    } catch { throw LoadProblem(.workbook(error), of: name) }
  }

  /// Reads its counts into rows of the long form; what is wrong goes to the load's problems.
  /// - Returns: `nil` where it is of another standard, organisation or phase than the load expects.
  func rows(for load: LoadInProgress) throws -> WorkbookRows? {
    guard let own = try resolved(in: load) else { return nil }
    let layout = WorkbookLayout(load.standard)
    var all = WorkbookRows.Content()
    for service in own.services {
      let found: Sheet?
      do throws(WorkbookFault) { found = try file.sheet(service.rawValue) } catch {
        throw LoadProblem(.workbook(error), of: name)
      }
      guard let sheet = found else {
        load.add(
          .workbook(.missingSheet(name: service.rawValue, renamed: renamed(service, own))), at: Place(file: name))
        continue
      }
      var reading = SheetReading(sheet, of: service, marker: own, layout: layout, file: name)
      let content = reading.content()
      if content.records.isEmpty || load.claimSheet(service, of: own, in: name) { all.append(content) }
      for problem in reading.problems { load.add(problem) }
    }
    load.workbooks.append(
      LoadReport.Workbook(
        path: name, organisation: load.lookup.organisation(own.organisation)?.name ?? own.organisation,
        phase: own.phase,
        blankSheets: all.blankSheets, linesWithoutCounts: all.linesWithoutCounts))
    load.rowsWithoutCounts += all.linesWithoutCounts
    load.groupsWithoutCounts += all.groupsWithoutCounts
    return WorkbookRows(all, file: name, sha256: sha256)
  }

  /// The marker with the keys that the standard and the register have for its names.
  private func resolved(in load: LoadInProgress) throws -> WorkbookMarker? {
    var own = marker
    guard own.standard == load.standard.key else {
      load.add(.wrongStandard(found: own.standard, expected: load.standard.key), at: reading.place(.standard))
      return nil
    }
    let phase = load.standard.phaseIndex.exactly(own.phase)
    let organisation = load.lookup.organisation(own.organisation)
    if phase == nil {
      load.add(.unknownName(what: "phase", name: own.phase, nearest: []), at: reading.place(.phase))
    }
    if organisation == nil {
      load.add(
        .unknownName(what: load.standard.organisationNoun, name: own.organisation, nearest: []),
        at: reading.place(.organisation))
    }
    guard let phase, let organisation else { return nil }
    (own.phase, own.organisation) = (phase.key, organisation.code)
    let fault = try load.objection(to: organisation, phase)
    if let fault { load.add(.workbook(fault), at: reading.place(.organisation)) }
    if Name.folded(reading.name) != Name.folded(organisation.name) {
      let fault = WorkbookFault.otherName(
        found: reading.name, expected: organisation.name, code: organisation.code)
      load.add(.workbook(fault), at: reading.namePlace)
    }
    return fault == nil ? own : nil
  }

  /// The sheet that carries the marker of a service whose sheet is missing.
  private func renamed(_ service: Service, _ own: WorkbookMarker) -> String? {
    file.names.first { other in
      (try? file.sheet(other))?.cells.values.contains { $0.value == own.text(of: service) } ?? false
    }
  }
}
