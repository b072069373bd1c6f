/// Reads the keys of a mapping, and keeps a diagnostic for each value that is not what is expected.
///
/// ```swift
/// var reader = YAMLReader(document.root)
/// let id = reader.string(for: "id", required: true)
/// let minutes = reader.int(for: "minutes", in: 1...120)
/// reader.unknownKeys(allowed: ["id", "minutes"])
/// diagnostics += reader.diagnostics
/// ```
/// A value that is missing or wrong reads as nil. Only a wrong one, or a missing one that is
/// required, leaves a diagnostic.
public struct YAMLReader: Sendable {
  public let entries: [YAMLEntry]
  /// Where the mapping begins.
  public let place: Place
  public var diagnostics: [Diagnostic] = []

  /// Anything but a mapping reads as an empty one, with a diagnostic.
  public init(_ node: YAMLNode) {
    place = node.place
    if case .mapping(let entries) = node.value {
      self.entries = entries
    } else {
      entries = []
      diagnostics = [Diagnostic(at: node.place, "expected 'key: value' pairs, found \(node.kind)")]
    }
  }

  public var keys: [String] { entries.map(\.key) }

  public func contains(_ key: String) -> Bool { node(for: key) != nil }

  /// The value as it stands, unread.
  public func node(for key: String) -> YAMLNode? {
    entries.first { $0.key == key }?.value
  }

  /// Where the value stands; the mapping's place where there is none.
  public func place(of key: String) -> Place { node(for: key)?.place ?? place }

  public func keyPlace(of key: String) -> Place {
    entries.first { $0.key == key }?.keyPlace ?? place
  }

  /// The value, if there is one that is not empty.
  public mutating func scalar(for key: String, required: Bool = false) -> YAMLScalar? {
    guard let node = node(for: key) else {
      if required { report(at: place, "missing key '\(key)'") }
      return nil
    }
    guard case .scalar(let scalar) = node.value else {
      report(at: node.place, "'\(key)' must be a single value, found \(node.kind)")
      return nil
    }
    if scalar.text.allSatisfy(\.isWhitespace) || scalar.isEmpty {
      report(at: keyPlace(of: key), "'\(key)' is empty")
      return nil
    }
    return scalar
  }

  public mutating func string(for key: String, required: Bool = false) -> String? {
    scalar(for: key, required: required)?.text
  }

  /// One of a few words, with the nearest one named where it is none of them.
  public mutating func choice(
    for key: String, among choices: [String], required: Bool = false
  ) -> String? {
    guard let text = string(for: key, required: required) else { return nil }
    if choices.contains(text) { return text }
    let hint =
      nearest(to: text, among: choices).map { "did you mean '\($0)'?" }
      ?? "expected \(choices.joined(separator: ", "))"
    report(at: place(of: key), "unknown \(key) '\(text)'; \(hint)")
    return nil
  }

  public mutating func int(
    for key: String, in range: ClosedRange<Int>? = nil, required: Bool = false
  ) -> Int? {
    guard let scalar = scalar(for: key, required: required) else { return nil }
    guard let value = scalar.int, range?.contains(value) ?? true else {
      let span = range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? ""
      report(at: place(of: key), "'\(key)' must be a whole number\(span), found '\(scalar.text)'")
      return nil
    }
    return value
  }

  public mutating func double(for key: String, required: Bool = false) -> Double? {
    guard let scalar = scalar(for: key, required: required) else { return nil }
    guard let value = scalar.double else {
      report(at: place(of: key), "'\(key)' must be a number, found '\(scalar.text)'")
      return nil
    }
    return value
  }

  public mutating func bool(for key: String, required: Bool = false) -> Bool? {
    guard let scalar = scalar(for: key, required: required) else { return nil }
    guard let value = scalar.bool else {
      report(at: place(of: key), "'\(key)' must be true or false, found '\(scalar.text)'")
      return nil
    }
    return value
  }

  /// The items of a list.
  public mutating func list(for key: String, required: Bool = false) -> [YAMLNode]? {
    guard let node = node(for: key) else {
      if required { report(at: place, "missing key '\(key)'") }
      return nil
    }
    guard case .list(let items) = node.value else {
      report(at: node.place, "'\(key)' must be a list, found \(node.kind)")
      return nil
    }
    return items
  }

  /// A list of texts, each with its place; one text alone is a list of one.
  public mutating func strings(
    for key: String, required: Bool = false
  ) -> [(text: String, place: Place)]? {
    if let node = node(for: key), case .scalar(let scalar) = node.value, !scalar.isEmpty {
      return [(scalar.text, node.place)]
    }
    guard let items = list(for: key, required: required) else { return nil }
    var texts: [(text: String, place: Place)] = []
    for item in items {
      if case .scalar(let scalar) = item.value, !scalar.isEmpty {
        texts.append((scalar.text, item.place))
      } else {
        report(at: item.place, "'\(key)' must list texts, found \(item.kind)")
      }
    }
    return texts
  }

  /// Reads a mapping under `key` with a reader of its own.
  public mutating func mapping<Result>(
    for key: String, required: Bool = false, _ read: (inout YAMLReader) -> Result
  ) -> Result? {
    guard let node = node(for: key) else {
      if required { report(at: place, "missing key '\(key)'") }
      return nil
    }
    guard case .mapping = node.value else {
      report(at: node.place, "'\(key)' must hold 'key: value' pairs, found \(node.kind)")
      return nil
    }
    return self.read(node, read)
  }

  /// Reads another mapping, an item of a list say, and takes over its diagnostics.
  public mutating func read<Result>(
    _ node: YAMLNode, _ read: (inout YAMLReader) -> Result
  ) -> Result {
    var reader = YAMLReader(node)
    let result = read(&reader)
    diagnostics += reader.diagnostics
    return result
  }

  /// Leaves a diagnostic for each key that is not in `allowed`, with the nearest one that is.
  public mutating func unknownKeys(allowed: [String]) {
    for entry in entries where !allowed.contains(entry.key) {
      let hint = nearest(to: entry.key, among: allowed).map { "; did you mean '\($0)'?" } ?? ""
      report(at: entry.keyPlace, "unknown key '\(entry.key)'\(hint)")
    }
  }

  public mutating func report(
    _ severity: Diagnostic.Severity = .error, at place: Place, _ message: String
  ) {
    diagnostics.append(Diagnostic(severity, at: place, message))
  }
}
