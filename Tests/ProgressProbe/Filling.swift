import Progress
import Quiz

/// A long record, written as an export and merged, as a learner's would be who has come to a new
/// machine.
struct Filling {
  private let count: Int

  init(_ count: Int) { self.count = count }

  func fill(_ folder: String) throws {
    var text = #"{"format": "attn-tutor progress", "version": 1, "log": ["#
    let end = 1_795_000_000.0
    for number in 0..<count {
      // Two years of answers, the items in turn, every fifth wrong.
      let time = end - Double(count - number) * (2 * 365 * 86_400 / Double(count))
      let isWrong = number % 5 == 3
      text += number == 0 ? "\n" : ",\n"
      text += """
        {"id": "filled-\(number)", "time": \(time), "kind": "answered", "subject": \
        "item-\(number &* 7919 % 400)", "body": {"version": 1, "lesson": "attention/steps", \
        "answer": {"text": "0.\(number)"}, "score": \(isWrong ? 0 : 1), "points": 1, \
        "hint": false, "mode": "review", "seed": "\(number)", "seconds": 12.5, \
        "rating": \(isWrong ? 1 : 3)}}
        """
    }
    text += "\n]}\n"
    let store = try SQLiteStore(folder: folder)
    try store.merge(try ProgressFile(Array(text.utf8), named: "filled"))
  }
}
