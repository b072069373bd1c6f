import Course
import Foundation
import Testing

@testable import Quiz

/// No answer whatever crashes a grader, hangs it, or scores outside of the points: not what a person
/// types, and not what a file holds.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AnyAnswerTests {
  /// One item of each type, three points each.
  static let yaml: [String] = [
    Sample.single, Sample.multiple, Sample.numeric(), Sample.numeric(unit: "KB"),
    Sample.numeric(answer: "50", tolerance: "1%", unit: "%"),
    Sample.formula(), Sample.formula("log(x)/m", domain: "{x: [-3, 3]}"), Sample.shape(),
    Sample.shape("[(B + N)^3, d/h]", variables: "[B, N, d, h]"),
    "{id: t, type: truefalse, prompt: True?, answer: true, explain: So.}",
    "{id: o, type: order, prompt: Order?, choices: [first, second, third], explain: So.}",
    "{id: m, type: match, prompt: Match?, pairs: {one: 1, two: 2, three: 3}, explain: So.}",
    Sample.short,
  ]

  static var items: [Item] {
    get throws { try yaml.map { try #require(read($0).item, "\($0)") } }
  }

  @Test func everyTypeIsHere() throws {
    let here = Set(try Self.items.map { type(of: $0.content).name })
    #expect(here == Set(Item.types.map { $0.name }))
  }

  private static let size = 1 << 20

  /// What is long, deep, or looks like a number.
  static let hostile: [String] = {
    var texts = [
      "", " ", "\u{0}", "x\u{0}y", "\u{7F}\u{1B}[31m", "\u{FEFF}", "\u{202E}abc", "\u{2028}",
      "\r\n",
      "1/0", "0/0", "x^x^x^x", "9^9^9^9^9", "x^x^x^x^x^x^x^x^x", "1e999", "-1e999", "1e-999", "nan",
      "NaN", "inf", "-inf", "∞", "0x1p1023", "1e308*10", "2^99999999999999999999", "10^-400",
      "1/1e-400", "--", "|", "||", "|||", "|x||", "\\", "\\\\", "\\frac", "\\frac{", "\\frac{}{}",
      "\\sqrt[", "{", "}", "^", "_", "_x", "x_", "x^", "^2", "²", "⁻", "ₖ", "√", "'", "x'''''",
      "max()", "max(,)", "f(f(f(", "[", "]", "[]", "[[]]", "[,]", ",", ",,,,", "×", "B××h", "(()",
      "[B/(h-h)]", "[B^-9223372036854775808]", "[9223372036854775807*2]",
      "[-9223372036854775807-5]", "[d^(-9223372036854775807-1)]",
      "[d^((-9223372036854775807-1)/(-1))]",
      String(repeating: "a", count: 900) + "_" + String(repeating: "b", count: 900),
      "[B^9223372036854775807]", "(a+b+c+d+e+f+g+h+i+j)^64", "0^0", "0^-1", "(-1)^0.5", "log(0)",
      "👩‍👩‍👧‍👦", "é́́́́", "１２．５", "½", "٣", "中文", "的",
      "{\"a\": 1}", "[1, 2]", "null", "true",
    ]
    for unit in [
      "a", "x", "(", ")", "[", "{", "|", "9", "0", ".", "-", "+", "^", "_", "/", "*", "×", ",", " ",
      "中", "\u{301}", "\u{0}", "\u{1B}", "\n", "\\", "\\frac", "√", "²", "₁", "'", "x^", "1/", "x+",
      "exp(",
      "1e9", "不", "没有", "👩‍👩‍👧‍👦", "e\u{301}", "\u{202E}", "１", "Ａ", "𝑥", "$", "\"", "not ", "d_",
      "[B,", "heads", "😀",
    ] {
      for count in [40, 300, 20_000 / unit.utf8.count] {
        texts.append(String(repeating: unit, count: count))
      }
    }
    return texts
  }()

  /// A megabyte of one thing.
  static let long: [String] = ["(", "[", "9", "中", "\u{301}", "\u{1B}"].map {
    String(repeating: $0, count: size / $0.utf8.count)
  }

  /// Any scalars; and pieces that belong to the grammars, in any order.
  static func random(_ count: Int) -> [String] {
    var generator = Seeded(state: 11)
    let pieces = [
      "x", "m", "d_k", "e", "π", "exp", "log", "max", "(", ")", "[", "]", "{", "}", "|", "+", "-",
      "*",
      "/", "^", "_", ",", "×", "·", "2", "0.5", "1e3", "1e-9", " ", "\\frac", "\\sqrt", "\\left",
      "√",
      "²", "⁻¹", "ₖ", "B", "h", "N", "d", "KB", "%", "不", "没有", "not", "=", "'", "中", "\u{301}",
      "=",
    ]
    return (0..<count).map { index in
      let length = Int.random(in: 0...30, using: &generator)
      var text = ""
      for _ in 0..<length {
        if index.isMultiple(of: 2) {
          text += pieces.randomElement(using: &generator) ?? ""
        } else {
          let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
          let narrow = UInt32.random(in: 0...0x3000, using: &generator)
          if let scalar = Unicode.Scalar(index.isMultiple(of: 3) ? value : narrow) {
            text.unicodeScalars.append(scalar)
          }
        }
      }
      return text
    }
  }

  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private func check(_ grade: Grade, _ item: Item, _ text: String) {
    let about = "\(item.id): \(text.prefix(60).debugDescription)"
    #expect((0...grade.points).contains(grade.score), "\(about)")
    #expect(grade.score.isFinite, "\(about)")
    if case .remark(let remark)? = grade.detail {
      #expect(remark.english.utf8.count < 10_000 && remark.chinese.utf8.count < 10_000, "\(about)")
    }
  }

  private func grade(_ item: Item, _ answer: Answer, _ text: String) {
    do throws(AnswerError) {
      for hintTaken in text.utf8.count < 1000 ? [false, true] : [false] {
        check(try item.grade(answer, hintTaken: hintTaken), item, text)
      }
    } catch {
      let message = error.message
      #expect(!message.english.isEmpty && !message.chinese.isEmpty)
      #expect(message.english.utf8.count < 2000, "\(item.id): \(message.english.prefix(80))")
    }
  }

  /// As a screen gives it.
  @Test(arguments: yaml.indices) func noTextHarms(index: Int) throws {
    let item = try Self.items[index]
    for text in Self.hostile + Self.long + Self.random(1000) { grade(item, .text(text), text) }
  }

  /// As a file gives it: the text, and the same as what it is in JSON where it is that.
  @Test(arguments: yaml.indices) func noFileHarms(index: Int) throws {
    let item = try Self.items[index]
    let name = try #require(String(data: JSONEncoder().encode(item.id), encoding: .utf8))
    for text in Self.hostile + Self.long.prefix(4) + Self.random(150) {
      let quoted = try #require(String(data: JSONEncoder().encode(text), encoding: .utf8))
      let values =
        text.utf8.count < 1000
        ? [quoted, text, "[\(quoted)]", "{\(quoted): \(quoted)}"] : [quoted]
      for value in values {
        let json = Data("{\"answers\": {\(name): \(value)}}".utf8)
        do throws(Diagnostic) {
          let report = try AnswerSheet(json: json, file: "a.json", items: [item]).graded()
          #expect((0...report.totals.points).contains(report.totals.score))
          #expect(!report.json.isEmpty)
        } catch {
          #expect(!error.message.isEmpty)
        }
      }
    }
  }

  /// Answers that are no texts: numbers beyond all choices, pairs that are none.
  @Test(arguments: yaml.indices) func noChoiceHarms(index: Int) throws {
    let item = try Self.items[index]
    let numbers = [Int.min, -1, 0, 1, 2, 3, 99, Int.max]
    for number in numbers {
      grade(item, .choice(number), "\(number)")
      grade(item, .choices(Set(numbers.prefix(3)).union([number])), "\(number)")
      grade(item, .order([number]), "\(number)")
      grade(item, .order([0, 1, 2, number]), "\(number)")
      grade(item, .order([number, number, number]), "\(number)")
      grade(item, .pairs([number: number]), "\(number)")
      grade(item, .pairs([number: 1].merging([0: number, 2: 2]) { $1 }), "\(number)")
    }
    for answer in [
      Answer.choices([]), .order([]), .pairs([:]), .truth(true), .truth(false),
      .order(Array(0..<100_000)), .choices(Set(0..<100_000)),
      .pairs(Dictionary(uniqueKeysWithValues: (0..<100_000).map { ($0, $0) })),
    ] {
      grade(item, answer, "")
    }
  }
}
