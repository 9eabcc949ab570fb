/// Remembers what each spelling in a file means, so that a million rows ask the register a few hundred times. Beyond so
/// many spellings it forgets new ones, so that its memory is bounded.
final class Interner {
  /// One meaning, with its text as SQLite binds it: a pointer that stays valid as long as the meaning.
  final class Meaning {
    /// The canonical text, for people; empty if the spelling is wrong.
    let text: String
    let pointer: UnsafePointer<CChar>
    let length: Int32
    /// What is wrong with the spelling, if anything is.
    let fault: Fault?

    init(_ text: String, fault: Fault? = nil) {
      let bytes = Array(text.utf8CString)
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      copy.initialize(from: bytes, count: bytes.count)
      (self.text, self.fault, pointer, length) = (text, fault, UnsafePointer(copy), Int32(bytes.count - 1))
    }

    deinit { pointer.deallocate() }
  }

  private static let most = 100_000
  private static let longest = 1_000
  private let resolve: (String?) -> Result<String, Fault>
  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var spellings: [Spelling] = []
  private var meanings: [Meaning] = []
  private var last = -1

  /// The bytes of a spelling, where they stay as long as the interner: an array would count who holds it at every look.
  private struct Spelling {
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
      _ = copy.initialize(from: bytes)
      self.bytes = UnsafeBufferPointer(copy)
    }
  }

  /// - Parameter resolve: The canonical text of a spelling; `nil` is a spelling that is not UTF-8.
  init(resolve: @escaping (String?) -> Result<String, Fault>) { self.resolve = resolve }

  deinit { for spelling in spellings { spelling.bytes.deallocate() } }

  /// The meaning of a spelling that stands in no field.
  func meaning(of text: String) -> Meaning { Array(text.utf8).withUnsafeBufferPointer { meaning(of: $0) } }

  /// The meaning of the bytes of a field.
  func meaning(of bytes: UnsafeBufferPointer<UInt8>) -> Meaning {
    if last >= 0, spellings[last].bytes.isSame(as: bytes) { return meanings[last] }
    var slot = Self.hash(bytes) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if spellings[index].bytes.isSame(as: bytes) {
        last = index
        return meanings[index]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(bytes)
  }

  private func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Meaning {
    let meaning: Meaning
    switch resolve(String(validating: bytes, as: UTF8.self)) {
    case .success(let text): meaning = Meaning(text)
    case .failure(let fault): meaning = Meaning("", fault: fault)
    }
    guard meanings.count < Self.most, bytes.count <= Self.longest else { return meaning }
    spellings.append(Spelling(bytes))
    meanings.append(meaning)
    last = meanings.count - 1
    if meanings.count * 2 > slots.count { grow() } else { insert(last) }
    return meaning
  }

  private func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for index in meanings.indices { insert(index) }
  }

  private func insert(_ index: Int) {
    var slot = Self.hash(spellings[index].bytes) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }

  /// FNV-1a.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash >> 8)
  }
}
