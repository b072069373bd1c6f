import Course
import Foundation

/// A course in a temporary folder, removed with the value that holds it.
final class CourseFolder {
  let root: String

  /// - Parameter files: texts by path; those of `CourseFolder.small` where they are not given, and
  ///   no file where the text is nil
  init(_ files: [String: String?] = [:]) throws {
    root = FileManager.default.temporaryDirectory.path + "/course-" + UUID().uuidString
    for (path, text) in CourseFolder.small.merging(files, uniquingKeysWith: { $1 }) {
      if let text { try write(Array(text.utf8), to: path) }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Sentences with paths from the root of the course.
  func sentences(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { $0.description.replacingOccurrences(of: root + "/", with: "") }
  }

  /// A course of two lessons without a fault.
  static let small: [String: String?] = [
    "course.yaml": """
    id: small
    title: {en: Small, zh: 小}
    languages: [en, zh]
    chapters: [first]
    paths: {short: {title: {en: Short, zh: 短}, lessons: [first/b, first/later]}}
    """,
    "first/chapter.yaml": """
    title: {en: First, zh: 一}
    summary: {en: The first, zh: 第一章}
    lessons: [a, b]
    planned:
      - {notes: "1.3", id: first/later, title: {en: Later, zh: 以后}, lab: dice}
    """,
    "first/a.en.md": """
    ---
    id: first/a
    title: Why?
    notes: "1.1"
    minutes: 2
    sources: [paper]
    ---
    # The spread {#spread}

    It is [64](claim:variance), so see [b](first/b#end).

    ```lab
    name: dice
    set: {d: 64}
    ```

    ```quiz
    id: one
    type: truefalse
    ```
    """,
    "first/a.zh.md": """
    ---
    id: first/a
    title: 为什么？
    notes: "1.1"
    ---
    # 方差 {#spread}

    方差是 [64](claim:variance)，见 [b](first/b#end)。

    ```lab
    name: dice
    set: {d: 64}
    ```

    ```quiz
    id: one
    type: truefalse
    ```
    """,
    "first/a.claims.yaml":
      "variance: {lab: dice, set: {d: 64}, result: variance, theory: d, within: \"3%\"}",
    "first/b.en.md": """
    ---
    id: first/b
    title: How?
    requires: [first/a]
    sources: [paper]
    ---
    ## End {#end}
    """,
    "first/b.zh.md": """
    ---
    id: first/b
    title: 怎么做？
    ---
    ## 结束 {#end}
    """,
    "sources.yaml": "paper: {title: A paper, authors: 'Ann, Bo', year: 2017, arxiv: '1706.03762'}",
    "glossary.yaml":
      "query: {en: {name: query, meaning: who asks}, zh: {name: 查询, meaning: 谁来问}, lesson: first/a}",
  ]
}

/// A lab of few controls whose numbers are known. Loaded dice give the double of every number.
struct DiceRunner: LabRunner {
  var catalogue: [LabDescription] {
    [
      LabDescription(
        name: "dice", title: Localized("Dice"), summary: Localized(""),
        controls: [
          Control(
            "d", Localized("d"), .integer(1...1024, steps: []), initial: .integer(16),
            mnemonic: "d", help: Localized("")),
          Control(
            "scale", Localized("scale"), .toggle, initial: .toggle(true), mnemonic: "s",
            help: Localized("")),
          Control(
            "kind", Localized("kind"), .choice(["normal", "uniform"]), initial: .text("normal"),
            mnemonic: "k", help: Localized("")),
        ],
        results: [
          ResultDescription("variance", Localized("")), ResultDescription("share", Localized("")),
          ResultDescription("bytes", Localized("")),
          ResultDescription("weights", Localized(""), axes: "[key]"),
          ResultDescription("faces", Localized(""), axes: "[query, key]"),
        ])
    ]
  }

  func numbers(_ request: LabRequest) throws -> [String: Double] { try values(request).numbers }

  func values(_ request: LabRequest) throws -> LabValues {
    guard request.lab == "dice" else { throw LabError.unknownLab(request.lab, nearest: nil) }
    let d = Double(request.settings["d"] ?? "16") ?? .nan
    let load = request.mutant == "loaded" ? 2.0 : 1.0
    return LabValues(
      numbers: [
        "variance": d * 1.01 * load, "share": 0.8463 * load, "bytes": 327_680 * load,
        "infinite": .infinity,
      ],
      matrices: [
        "weights": LabValues.Matrix(rows: 1, columns: 3, values: [1, 2, 3].map { $0 * load }),
        "faces": LabValues.Matrix(
          rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6].map { $0 * load }),
      ])
  }

  func sabotages(of lab: String) -> [SabotageChoice] {
    lab == "dice" ? [SabotageChoice(name: "loaded", sentence: Localized(""))] : []
  }
}
