/// A value of JSON.
enum JSONValue: Decodable, Hashable {
  case null
  case yesNo(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case group([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // The commonest first: each attempt in vain costs as much as the value.
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if container.decodeNil() {
      self = .null
    } else if let yesNo = try? container.decode(Bool.self) {
      self = .yesNo(yesNo)
    } else if let integer = try? container.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .group(try container.decode([String: JSONValue].self))
    }
  }
}
