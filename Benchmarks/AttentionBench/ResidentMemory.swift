import Glibc

/// What the kernel says of this process's memory, read as `peers/protocol.py` reads its own.
enum ResidentMemory {
  /// By how many bytes the resident memory grows at most while `body` runs, its result included.
  static func growth<Result>(_ body: () throws -> Result) throws -> (Result, bytes: Int) {
    giveBackFreed()
    try forgetPeak()
    let before = try peak()
    let result = try body()
    return (result, bytes: try peak() - before)
  }

  /// Memory that was freed but not given back would hide what `body` needs. Swift's Glibc module
  /// leaves `malloc.h` out.
  private static func giveBackFreed() {
    typealias MallocTrim = @convention(c) (_ padding: Int) -> CInt
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(symbol, to: MallocTrim.self)(0)
  }

  private static func forgetPeak() throws {
    guard let file = fopen("/proc/self/clear_refs", "w") else {
      throw Refusal("/proc/self/clear_refs cannot be written")
    }
    fputs("5", file)
    fclose(file)
  }

  private static func peak() throws -> Int {
    guard let file = fopen("/proc/self/status", "r") else {
      throw Refusal("/proc/self/status cannot be read")
    }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
      )
      .split { $0 == " " || $0 == "\t" }
      if words.first == "VmHWM:", words.count > 1, let kilobytes = Int(words[1]) {
        return kilobytes * 1024
      }
    }
    throw Refusal("/proc/self/status has no VmHWM")
  }
}
