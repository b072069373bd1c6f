import Foundation

/// What the system says of this process's memory.
enum ResidentMemory {
  /// By how many bytes the resident memory grows at most while `body` runs; nil where the system does
  /// not tell.
  static func growth<Result>(
    _ body: () throws -> Result
  ) throws -> (result: Result, bytes: Int?) {
    giveBackFreed()
    let before = forgetPeak() ? peak : nil
    let result = try body()
    let after = peak
    return (result, before.flatMap { before in after.map { $0 - before } })
  }

  /// Memory that was freed but not given back would hide what `body` needs. Swift's Glibc module
  /// leaves `malloc.h` out.
  private static func giveBackFreed() {
    typealias MallocTrim = @convention(c) (_ padding: Int) -> CInt
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(symbol, to: MallocTrim.self)(0)
  }

  /// Sets the peak to what is resident now.
  private static func forgetPeak() -> Bool {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return false }
    let isWritten = fputs("5", file) >= 0
    return fclose(file) == 0 && isWritten
  }

  private static var peak: Int? {
    guard let status = FileManager.default.contents(atPath: "/proc/self/status") else {
      return nil
    }
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmHWM:") }
    let words = line?.split { $0 == " " || $0 == "\t" } ?? []
    return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
  }
}
