import Glibc
import Progress
import Quiz

/// Appends attempts to the record in a folder, and says of each that it was kept:
/// `ProgressProbe FOLDER NAME COUNT` prints `NAME-1`, `NAME-2`, … as each is saved. Where the record
/// cannot be kept it prints why, then the items that can still be read, and exits with 1.
///
/// `ProgressProbe FOLDER NAME 30s` goes on for 30 seconds. `ProgressProbe FOLDER answers COUNT fill`
/// makes a record of so many answers to 400 items over two years, in one transaction; `ProgressProbe
/// FOLDER open COUNT time` opens a record so many times and prints how many milliseconds that takes,
/// to the item that is due next.
///
/// The tests run several at once, kill one in the middle, and have one run as a user who may not
/// write (`ProgressProbe FOLDER NAME COUNT UID`), since permissions do not stop root.
@main
enum ProgressProbe {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard (4...5).contains(arguments.count), let amount = Amount(arguments[3]) else {
      say("ProgressProbe FOLDER NAME COUNT|SECONDSs [UID|fill|time]")
      exit(64)
    }
    if arguments.last == "fill" { return try Filling(amount.count).fill(arguments[1]) }
    if arguments.last == "time" { return try Opening.time(arguments[1], amount.count) }
    if arguments.count == 5, let user = uid_t(arguments[4]) { setuid(user) }
    do throws(ProgressError) {
      let store = try SQLiteStore(folder: arguments[1])
      let end = ContinuousClock.now + amount.duration
      for number in 1...max(1, amount.count) where ContinuousClock.now < end {
        let id = "\(arguments[2])-\(number)"
        try store.save(.answered(attempt(at: id, time: Double(number))))
        try store.save(.guessed(guess(at: id, time: Double(number))))
        say(id)
      }
    } catch {
      say(error.message.english)
      let record = SQLiteStore.recordWithoutWriting(folder: arguments[1])
      for item in (record?.latest.keys.sorted() ?? []) { say(item) }
      exit(1)
    }
  }

  private struct Amount {
    var count = 10_000_000
    var duration = Duration.seconds(1_000_000)

    init?(_ text: String) {
      if text.hasSuffix("s"), let seconds = Double(text.dropLast()) {
        duration = .seconds(seconds)
      } else if let count = Int(text) {
        self.count = count
      } else {
        return nil
      }
    }
  }

  private static func attempt(at item: String, time: Double) -> Attempt {
    Attempt(
      item: item, version: 1, lesson: "attention/steps", answer: .choice(1), score: 1, points: 1,
      hintUsed: false, time: time)
  }

  private static func guess(at prediction: String, time: Double) -> Guess {
    Guess(
      prediction: prediction, lesson: "attention/steps", choice: "9", confidence: 80, time: time)
  }

  /// Goes straight to the pipe: what a killed process has in its buffer is lost.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(1, bytes, bytes.count)
  }
}
