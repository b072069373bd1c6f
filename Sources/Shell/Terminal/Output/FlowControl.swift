/// Keeps what the terminal has not yet read small enough that a key is answered at once.
///
/// After each update the terminal is asked for its status. It answers when it has read that far, so at
/// most one update is under way. How long that took, less the shortest answer seen (the way there and
/// back), tells how fast the terminal reads, and hence how much may be sent at a time. A terminal that
/// has never answered is sent everything at once.
struct FlowControl {
  typealias Instant = ContinuousClock.Instant

  /// How long the terminal may read on one update. Two of them, the one under way and the one that
  /// answers the key, stay within 100 ms.
  static let readingTime = Duration.milliseconds(40)
  /// After so long without an answer the terminal is taken to have lost it.
  static let patience = Duration.seconds(1)
  static let minimumBudget = 512
  static let initialBudget = 4096
  static let maximumBudget = 1 << 20

  private struct Update {
    var bytes: Int
    var sent: Instant
  }

  private var underWay: [Update] = []
  private var waitingSince: Instant?
  /// Updates that were given up; their answers may yet come, and measure nothing.
  private var givenUp = 0
  private var shortestAnswer: Duration?
  private var learnedBudget = Self.initialBudget

  /// How many bytes the next update should have at most.
  var budget: Int { hasAnswered ? learnedBudget : .max }

  var hasAnswered: Bool { shortestAnswer != nil }

  /// Whether the terminal still owes an answer.
  var expectsAnswer: Bool { !underWay.isEmpty }

  mutating func sent(_ bytes: Int, at now: Instant) {
    // A mute terminal owes one for every update; the newest are the ones that an answer would be for.
    if underWay.count >= 64 { underWay.removeFirst() }
    underWay.append(Update(bytes: bytes, sent: now))
    waitingSince = now
  }

  mutating func answered(at now: Instant) {
    guard !underWay.isEmpty else { return }
    let update = underWay.removeFirst()
    guard givenUp == 0 else {
      givenUp -= 1
      return
    }
    let elapsed = max(now - update.sent, .zero)
    let shortest = min(shortestAnswer ?? elapsed, elapsed)
    shortestAnswer = shortest
    learn(bytes: update.bytes, reading: elapsed - shortest)
  }

  /// Few bytes tell how far the terminal is away, not how fast it reads.
  private mutating func learn(bytes: Int, reading: Duration) {
    guard bytes >= Self.minimumBudget / 2 else { return }
    if reading > Self.readingTime {
      let fits = Double(bytes) * (Self.readingTime / reading)
      learnedBudget = max(Self.minimumBudget, min(Int(fits), Self.maximumBudget))
    } else if bytes >= learnedBudget / 2 {
      learnedBudget = min(learnedBudget * 2, Self.maximumBudget)
    }
  }

  /// Whether the terminal still reads. Not known of a mute one, which never is.
  var isBusy: Bool { hasAnswered && !underWay.isEmpty }

  /// When a busy terminal's patience is over; nil if it is not busy.
  var deadline: Instant? {
    isBusy ? waitingSince.map { $0 + Self.patience } : nil
  }

  /// The time is over, but nothing more can be written anyway.
  mutating func wait(from now: Instant) { waitingSince = now }

  /// No answer has come in time: what is under way counts as lost, and the next update is small.
  mutating func giveUp() {
    givenUp = underWay.count
    underWay = []
    learnedBudget = Self.minimumBudget
  }
}
