import Course
import Testing

struct YAMLTests {
  static let origin = Place(file: "a.md", line: 10, column: 3)

  /// Text, and what is said of it. The text begins at line 10, column 3.
  static let broken: [(String, String)] = [
    ("id: a\ntitle: b: c", "a.md:11:11: error: bad YAML: a value that holds ': ' must be quoted"),
    ("id: 'a\nb: c", "a.md:10:7: error: bad YAML: the quote that opens here is not closed"),
    ("注意: 1\n注意: 2", "a.md:11:3: error: duplicate key '注意', first in line 10"),
    ("{a: 1, b: 2, a: 3}", "a.md:10:16: error: duplicate key 'a', first in line 10"),
    (
      "a:\n\tb: 1",
      "a.md:11:3: error: bad YAML: a value cannot begin with this character; quote it, and indent with spaces, not tabs"
    ),
    (
      "a: &x 1\nb: *x", "a.md:10:6: error: anchors and aliases ('&name', '*name') are not read here"
    ),
    ("a: *x", "a.md:10:6: error: bad YAML: a value that begins with '*' must be quoted"),
    (
      "a: [1, 2",
      "a.md:10:6: error: bad YAML: the bracket that opens here is not closed"
    ),
    ("a: 1\n---\nb: 2", "a.md:11:3: error: bad YAML: one document only; '---' cannot stand here"),
    ("a: \u{0}", "a.md:10:6: error: bad YAML: control characters are not allowed"),
    (String(repeating: "[", count: 5000), "a.md:10:3: error: bad YAML: nested too deeply"),
  ]

  /// Nine lists, each nine times the one before, as a key: Yams would compare 9⁹ texts.
  @Test(.timeLimit(.minutes(1))) func refusesALaughingText() {
    var text = "a0: &a0 [lol, lol]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(throws: Diagnostic.self) { try YAMLDocument(text + "? *a9\n: x\n", at: Self.origin) }
  }

  @Test func emphasisAndEntitiesAreNoAliases() throws {
    let text = "prompt: " + String(repeating: "a &lt; *b* & *c* &co d, ", count: 20)
    #expect(try YAMLDocument(text, at: Self.origin).root.place.line == 10)
  }

  @Test(arguments: broken) func saysWhatIsNoYAML(text: String, sentence: String) {
    #expect {
      _ = try YAMLDocument(text, at: Self.origin)
    } throws: { "\($0)" == sentence }
  }

  @Test func knowsThePlaceOfKeysAndValues() throws {
    let text = "标题: 注意力\nset: {d: 64, e\u{301}: \"x\"}\nmore: |\n\n    text"
    let entries = YAMLReader(try YAMLDocument(text, at: Self.origin).root).entries
    let places = entries.map { "\($0.keyPlace.line):\($0.keyPlace.column) \($0.value.place)" }
    #expect(places == ["10:3 a.md:10:7", "11:3 a.md:11:8", "12:3 a.md:12:9"])
    let set = YAMLReader(entries[1].value)
    #expect(set.entries.map(\.value.place.column) == [12, 19])
    guard case .scalar(let block) = entries[2].value.value else {
      Issue.record("not a scalar")
      return
    }
    #expect(block.textPlace == Place(file: "a.md", line: 13, column: 7))
  }

  static let misread: [(String, String)] = [
    ("minuts: 4", "a.md:10:3: error: unknown key 'minuts'; did you mean 'minutes'?"),
    ("unlike: 4", "a.md:10:3: error: unknown key 'unlike'"),
    (
      "minutes: six",
      "a.md:10:12: error: 'minutes' must be a whole number from 1 to 60, found 'six'"
    ),
    ("minutes: 0", "a.md:10:12: error: 'minutes' must be a whole number from 1 to 60, found '0'"),
    (
      "minutes: \"4\"",
      "a.md:10:12: error: 'minutes' must be a whole number from 1 to 60, found '4'"
    ),
    (
      "minutes: 99999999999999999999",
      "a.md:10:12: error: 'minutes' must be a whole number from 1 to 60, found '99999999999999999999'"
    ),
    ("minutes: [4]", "a.md:10:12: error: 'minutes' must be a single value, found a list"),
    ("minutes:", "a.md:10:3: error: 'minutes' is empty"),
    ("scale: 0x10", "a.md:10:10: error: 'scale' must be a number, found '0x10'"),
    ("scale: nan", "a.md:10:10: error: 'scale' must be a number, found 'nan'"),
    ("causal: yes", "a.md:10:11: error: 'causal' must be true or false, found 'yes'"),
    ("kind: sngle", "a.md:10:9: error: unknown kind 'sngle'; did you mean 'single'?"),
    ("tags: {a: 1}", "a.md:10:9: error: 'tags' must be a list, found a mapping"),
    ("tags: [a, [b]]", "a.md:10:13: error: 'tags' must list texts, found a list"),
    ("- a", "a.md:10:3: error: expected 'key: value' pairs, found a list"),
  ]

  @Test(arguments: misread) func saysWhichValueIsWrong(text: String, sentence: String) throws {
    var reader = YAMLReader(try YAMLDocument(text, at: Self.origin).root)
    _ = reader.int(for: "minutes", in: 1...60)
    _ = reader.double(for: "scale")
    _ = reader.bool(for: "causal")
    _ = reader.choice(for: "kind", among: ["single", "multiple"])
    _ = reader.strings(for: "tags")
    reader.unknownKeys(allowed: ["minutes", "scale", "causal", "kind", "tags"])
    #expect(reader.diagnostics.map(\.description) == [sentence])
  }

  @Test func saysThatARequiredKeyIsMissing() throws {
    var reader = YAMLReader(try YAMLDocument("", at: Self.origin).root)
    #expect(reader.string(for: "id", required: true) == nil)
    #expect(reader.list(for: "choices", required: true) == nil)
    #expect(
      reader.diagnostics.map(\.description) == [
        "a.md:10:3: error: missing key 'id'", "a.md:10:3: error: missing key 'choices'",
      ])
  }
}
