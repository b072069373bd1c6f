/// The pairs of colours that have been given a number. ncurses draws with pairs, and has few of them:
/// 63 where there are 8 colours, which is less than 8 foregrounds and the default on as many grounds.
struct ColorPairs {
  /// How many numbers there are, with 0, which is the terminal's own pair.
  let capacity: Int32

  private struct Pair: Hashable {
    var foreground: Int32
    var background: Int32
  }

  private var numbers: [Pair: Int32] = [:]
  private var withBackground: [Int32: Int32] = [:]
  private var withForeground: [Int32: Int32] = [:]

  init(capacity: Int32) { self.capacity = capacity }

  var isFull: Bool { Int32(clamping: numbers.count) + 1 >= capacity }

  /// The number of a pair, made by `define` the first time.
  ///
  /// When the numbers have run out: a pair with the right background, since an area that is wrong
  /// shows more than a glyph; or else the right foreground; or else the terminal's own.
  mutating func number(
    foreground: Int32, background: Int32,
    define: (_ number: Int32, _ foreground: Int32, _ background: Int32) -> Bool
  ) -> Int32 {
    if foreground < 0, background < 0 { return 0 }
    let pair = Pair(foreground: foreground, background: background)
    if let number = numbers[pair] { return number }
    let next = Int32(clamping: numbers.count) + 1
    guard !isFull, define(next, foreground, background) else {
      return withBackground[background] ?? withForeground[foreground] ?? 0
    }
    numbers[pair] = next
    if withBackground[background] == nil { withBackground[background] = next }
    if withForeground[foreground] == nil { withForeground[foreground] = next }
    return next
  }
}
