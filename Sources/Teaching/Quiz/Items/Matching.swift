import Course

/// `match`: left sides, each to be paired with its right side.
public struct Matching: ItemType {
  public var common: ItemCommon
  public var left: [[Inline]]
  /// In the order of the left sides that they belong to.
  public var right: [[Inline]]
  public var explanation: Explanation

  static let name = "match"
  static let keys = ["pairs"]

  static func read(_ reader: inout ItemReader) -> Matching? {
    reader.refuseAnswer(insteadOf: "'pairs' has each left side with its right one")
    let pairs = reader.readPairs()
    let explanation = reader.readExplanation(choices: nil)
    guard let common = reader.readCommon(), let pairs, let explanation else { return nil }
    return Matching(
      common: common, left: pairs.map(\.left), right: pairs.map(\.right), explanation: explanation)
  }

  var item: Item { .match(self) }
  var expected: String {
    zip(left, right).map { "\($0.plainText) → \($1.plainText)" }.joined(separator: "; ")
  }
  var texts: [[Inline]] { left + right }
  var key: [(name: String, value: String)] { [("pairs", "\(left.count) pairs")] }

  /// The pairs that are right, over all.
  func share(of answer: Answer) throws(AnswerError) -> Double {
    guard case .pairs(let pairs) = answer else {
      throw .wrongKind(
        expected: Localized(en: "a right side for each left one", zh: "左边每一项各配一个右边的项"))
    }
    let right = pairs.count { left.indices.contains($0.key) && $0.key == $0.value }
    return Double(right) / Double(left.count)
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    guard case .object(let members) = node.value else {
      throw Diagnostic(
        at: node.place, "expected an object from left sides to right ones, found \(node.kind)")
    }
    var pairs: [Int: Int] = [:]
    for member in members {
      guard let index = left.index(ofChoice: member.key) else {
        let names = left.map(\.plainText)
        let hint = nearest(to: member.key, among: names).map { "; did you mean '\($0)'?" }
        throw Diagnostic(
          at: member.keyPlace, "'\(member.key)' is no left side\(hint ?? "")")
      }
      guard pairs[index] == nil else {
        throw Diagnostic(at: member.keyPlace, "'\(member.key)' is paired twice")
      }
      pairs[index] = try right.index(from: member.value)
    }
    return .pairs(pairs)
  }
}

extension ItemReader {
  fileprivate mutating func readPairs() -> [(left: [Inline], right: [Inline])]? {
    guard let node = yaml.node(for: "pairs") else {
      yaml.report(at: yaml.place, "missing key 'pairs'")
      return nil
    }
    guard case .mapping(let entries) = node.value, entries.count > 1 else {
      yaml.report(at: node.place, "'pairs' must hold at least two 'left: right' pairs")
      return nil
    }
    var pairs: [(left: [Inline], right: [Inline])] = []
    for entry in entries {
      guard case .scalar(let scalar) = entry.value.value, !scalar.isEmpty else {
        yaml.report(at: entry.value.place, "a right side must be a text")
        return nil
      }
      let left = inlines(YAMLScalar(entry.key, isQuoted: true, textPlace: entry.keyPlace))
      let right = inlines(scalar)
      if pairs.contains(where: { $0.right.plainText == right.plainText }) {
        yaml.report(
          at: entry.value.place, "two left sides have this right side, so it cannot be told whose")
      }
      pairs.append((left, right))
    }
    return pairs
  }
}
