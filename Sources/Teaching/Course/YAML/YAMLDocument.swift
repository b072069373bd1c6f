import Yams

/// A YAML text as a tree in which every key and value knows its place in the outer file.
///
/// ```swift
/// let document = try YAMLDocument(quiz.yaml, at: quiz.place)
/// var reader = YAMLReader(document.root)
/// ```
public struct YAMLDocument: Sendable, Equatable {
  public var root: YAMLNode

  /// - Parameter origin: where the first character of `text` stands in its file
  /// - Throws: the first thing that makes the text no YAML, or YAML with duplicate keys, anchors or
  ///   aliases
  public init(_ text: String, at origin: Place) throws(Diagnostic) {
    var source = SourceText(text, at: origin)
    guard !AliasScan(source.bytes).isTooMany else {
      throw YAMLDocument.aliases(at: origin)
    }
    do {
      // Without rules for tags Yams runs no regular expressions, which would cost 50 MB of ICU.
      let parser = try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8)
      // Anchors live as long as the parser.
      root = try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else {
          return YAMLNode(.mapping([]), at: origin)
        }
        return try YAMLDocument.convert(root, &source)
      }
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch let error as YamlError {
      throw YAMLDocument.diagnostic(of: error, &source)
    } catch {
      throw Diagnostic(at: origin, "bad YAML: \(error)")
    }
  }

  private static func aliases(at place: Place) -> Diagnostic {
    Diagnostic(at: place, "anchors and aliases ('&name', '*name') are not read here")
  }

  private static func convert(_ node: Node, _ source: inout SourceText) throws -> YAMLNode {
    let offset = source.offset(of: node.mark)
    let place = source.place(at: offset)
    // Refusing them keeps a page of text from growing to gigabytes.
    guard node.anchor == nil else {
      throw aliases(at: place)
    }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(.scalar(convert(scalar, at: offset, &source)), at: place)
    case .sequence(let sequence):
      return YAMLNode(.list(try sequence.map { try convert($0, &source) }), at: place)
    case .mapping(let mapping):
      let entries = try mapping.map { key, value in
        guard case .scalar(let name) = key else {
          throw Diagnostic(at: place, "a key must be a single word or text")
        }
        let keyOffset = source.offset(of: key.mark)
        return YAMLEntry(
          key: name.string, keyPlace: source.place(at: keyOffset),
          value: try convert(value, &source))
      }
      return YAMLNode(.mapping(entries), at: place)
    case .alias:
      throw aliases(at: place)
    }
  }

  private static func convert(
    _ scalar: Node.Scalar, at offset: Int, _ source: inout SourceText
  ) -> YAMLScalar {
    let textPlace =
      switch scalar.style {
      case .singleQuoted, .doubleQuoted: source.place(at: offset + 1)
      case .literal, .folded: source.placeOfBlock(afterLineOf: offset)
      case .plain, .any: source.place(at: offset)
      }
    let isQuoted = scalar.style != .plain && scalar.style != .any
    return YAMLScalar(scalar.string, isQuoted: isQuoted, textPlace: textPlace)
  }
}

extension SourceText {
  fileprivate mutating func offset(of mark: Mark?) -> Int {
    guard let mark else { return 0 }
    return offset(line: mark.line, scalar: mark.column)
  }

  /// Where the text of a block scalar begins whose `|` or `>` stands at `offset`.
  fileprivate func placeOfBlock(afterLineOf offset: Int) -> Place {
    let start = line(lineIndex(at: offset)).upperBound
    var index = start
    var indentation = 0
    while index < bytes.count, Ascii.isWhitespace(bytes[index]) {
      indentation = Ascii.isLineEnd(bytes[index]) ? 0 : indentation + 1
      index += 1
    }
    return Place(
      file: origin.file, line: origin.line + lineIndex(at: start),
      column: origin.column + indentation)
  }
}
