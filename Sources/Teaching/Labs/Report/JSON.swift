/// A JSON document whose keys keep their order.
enum JSON {
  case object([(String, JSON)])
  case array([JSON])
  case string(String)
  case number(Double)
  /// A Float32, printed with as many digits as tell it from its neighbours.
  case single(Float)
  case integer(Int)
  case bool(Bool)
  case null

  var text: String { indented("") }

  private func indented(_ indent: String) -> String {
    switch self {
    case .object(let entries):
      let inner = indent + "  "
      let lines = entries.map { "\(inner)\(Self.quoted($0.0)): \($0.1.indented(inner))" }
      return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .array(let items):
      return "[" + items.map { $0.indented(indent) }.joined(separator: ", ") + "]"
    case .string(let text): return Self.quoted(text)
    case .number(let value): return Self.printed(value)
    case .single(let value): return Self.printed(value)
    case .integer(let value): return String(value)
    case .bool(let value): return value ? "true" : "false"
    case .null: return "null"
    }
  }

  /// The shortest digits that give the value back; a quoted name for what JSON has no number for.
  private static func printed(_ value: some FloatingPoint & LosslessStringConvertible)
    -> String
  {
    if value.isNaN { return "\"NaN\"" }
    guard value.isFinite else { return value > 0 ? "\"Infinity\"" : "\"-Infinity\"" }
    let text = String(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
