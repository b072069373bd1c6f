import Course

/// Values that were not read from a file.
extension JSONNode {
  public init(_ value: Value) { self.init(value: value, place: Place(file: "")) }

  public static func number(_ value: Int) -> JSONNode { JSONNode(.number("\(value)")) }

  /// `null` for what JSON cannot write: infinity, and no number.
  public static func number(_ value: Double) -> JSONNode {
    guard value.isFinite else { return JSONNode(.null) }
    return JSONNode(.number(Int64(exactly: value).map { "\($0)" } ?? "\(value)"))
  }

  public static func string(_ text: String) -> JSONNode { JSONNode(.string(text)) }
  public static func bool(_ value: Bool) -> JSONNode { JSONNode(.bool(value)) }
  public static func list(_ nodes: [JSONNode]) -> JSONNode { JSONNode(.list(nodes)) }

  /// Members that are nil are left out.
  public static func object(_ members: KeyValuePairs<String, JSONNode?>) -> JSONNode {
    object(members.map { ($0.key, $0.value) })
  }

  public static func object(_ members: [(String, JSONNode?)]) -> JSONNode {
    JSONNode(
      .object(
        members.compactMap { key, value in
          value.map { Member(key: key, keyPlace: Place(file: ""), value: $0) }
        }))
  }

  /// On one line, members in their order.
  public var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  public func write(to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let text): bytes += text.utf8
    case .string(let text): Self.write(text, to: &bytes)
    case .list(let nodes):
      bytes.append(UInt8(ascii: "["))
      for (index, node) in nodes.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        node.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        Self.write(member.key, to: &bytes)
        bytes += ": ".utf8
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20, 0x7F:
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
