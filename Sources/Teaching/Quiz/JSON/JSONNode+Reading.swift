import Course

/// Reading a value that is meant to be of one kind; where it is not, the place says so.
extension JSONNode {
  public func mismatch(_ expected: String) -> Diagnostic {
    Diagnostic(at: place, "expected \(expected), found \(kind)")
  }

  public func string() throws(Diagnostic) -> String {
    guard case .string(let text) = value else { throw mismatch("a text in quotes") }
    return text
  }

  public func bool() throws(Diagnostic) -> Bool {
    guard case .bool(let value) = value else { throw mismatch("true or false") }
    return value
  }

  /// A finite number in a range.
  public func number(
    in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  ) throws(Diagnostic) -> Double {
    guard case .number(let text) = value, let number = Double(text), number.isFinite else {
      throw mismatch("a number")
    }
    guard range.contains(number) else {
      throw mismatch("a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  public func integer(in range: ClosedRange<Int> = 0...1_000_000) throws(Diagnostic) -> Int {
    guard case .number(let text) = value,
      let number = Int(text) ?? Double(text).flatMap(Int.init(exactly:)),
      range.contains(number)
    else { throw mismatch("a whole number from \(range.lowerBound) to \(range.upperBound)") }
    return number
  }

  public func list() throws(Diagnostic) -> [JSONNode] {
    guard case .list(let nodes) = value else { throw mismatch("a list") }
    return nodes
  }

  public func members() throws(Diagnostic) -> [Member] {
    guard case .object(let members) = value else { throw mismatch("an object") }
    return members
  }

  /// The value under a key; nil where it is missing or null, or where this is no object. Of two
  /// under one key the first counts.
  public subscript(key: String) -> JSONNode? {
    guard case .object(let members) = value,
      let node = members.first(where: { $0.key == key })?.value
    else { return nil }
    if case .null = node.value { return nil }
    return node
  }

  /// The value under a key that must be there.
  public func required(_ key: String) throws(Diagnostic) -> JSONNode {
    _ = try members()
    guard let node = self[key] else { throw Diagnostic(at: place, "'\(key)' is missing here") }
    return node
  }
}
