extension NPYError.Problem {
  /// What was found and what was expected.
  var sentence: String {
    switch self {
    case .missing: "there is no such file"
    case .unreadable(let reason): "the file cannot be read: \(reason)"
    case .notAFile(let kind): "found \(kind), expected a .npy file"
    case .empty: "the file is empty, expected a .npy file"
    case .notNPY: "found something else, expected a .npy file, which starts with \\x93NUMPY"
    case .unknownVersion(let major, let minor):
      "found version \(major).\(minor) of the .npy format, expected 1.0, 2.0 or 3.0"
    case .headerCut(let said, let found):
      "the file ends within its header: found \(found) bytes of it, expected \(said)"
    case .headerTooLong(let said):
      "found a header of \(said) bytes, expected at most \(NPYReader.longestHeader)"
    case .syntax(let found, let expected, _): "found \(found), expected \(expected)"
    case .missingKey(let key):
      "the header lacks '\(key)', expected 'descr', 'fortran_order' and 'shape'"
    case .type(let found, let expected, _):
      "found numbers of type \(Self.explained(found)), expected "
        + expected.map { "'\($0.rawValue)'" }.joinedWithOr
    case .shapeTooLarge: "found a shape of more numbers than any memory holds"
    case .size(let shape, let type, let expected, let found):
      "the shape \(shape) of '\(type.rawValue)' takes \(expected) bytes, found "
        + (found < expected ? "only \(found)" : "\(found)")
    case .shrank: "the file became shorter while it was read"
    case .beyondFloat32(let value, let index):
      "found \(value) at \(index), expected numbers that float32 holds, up to 3.4e38"
    case .unwritable(let reason): "the file cannot be written: \(reason)"
    }
  }

  /// A type that is not read, with what it means where that helps.
  private static func explained(_ type: String) -> String {
    let kinds: [Character: String] = [
      "f": "floats", "i": "whole numbers", "u": "whole numbers", "c": "complex numbers",
      "b": "booleans", "O": "Python objects", "S": "text", "U": "text", "V": "raw bytes",
      "M": "dates", "m": "durations",
    ]
    if type.hasPrefix("[") { return "[…] (structured)" }
    let kind = type.drop { "<>=|".contains($0) }.first.flatMap { kinds[$0] }
    let notes = [type.hasPrefix(">") ? "big-endian" : nil, kind].compactMap { $0 }
    return "'\(type)'" + (notes.isEmpty ? "" : " (\(notes.joined(separator: " ")))")
  }
}

extension [String] {
  /// `a, b or c`
  fileprivate var joinedWithOr: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + self[count - 1]
  }
}
