/// Counts what looks like YAML anchors and aliases before YAML is read.
///
/// A few lines of aliases of aliases stand for gigabytes, and Yams walks through all of them to
/// compare the keys of a mapping.
struct AliasScan {
  /// Each alias can at most double what a text stands for.
  private static let mostAliases = 8

  private(set) var anchors = 0
  private(set) var aliases = 0

  var isTooMany: Bool { anchors > 1 && aliases > AliasScan.mostAliases }

  init(_ bytes: [UInt8]) {
    guard bytes.contains(UInt8(ascii: "&")) else { return }
    for (index, byte) in bytes.enumerated() where "&*".utf8.contains(byte) {
      let before = index > 0 ? bytes[index - 1] : Ascii.newline
      guard Ascii.isWhitespace(before) || "[{,:".utf8.contains(before) else { continue }
      let name = bytes[(index + 1)...].prefix {
        Ascii.isLetter($0) || Ascii.isDigit($0) || "-_".utf8.contains($0)
      }
      let after = name.endIndex < bytes.count ? bytes[name.endIndex] : Ascii.newline
      guard !name.isEmpty, Ascii.isWhitespace(after) || "]},:".utf8.contains(after) else {
        continue
      }
      if byte == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
    }
  }
}
