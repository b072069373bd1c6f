#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much the caches of one core of this machine hold, in bytes, the first level first.
enum CacheSizes {
  /// As the system says; empty where it does not say.
  static var known: [Int] {
    let listed = fromSystemFiles("/sys/devices/system/cpu/cpu0/cache")
    return listed.isEmpty ? fromLibrary : listed
  }

  /// The memory of the machine in bytes; nil where the system does not say.
  static var memory: Int? {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    let (bytes, overflows) = pages.multipliedReportingOverflow(by: size)
    return pages > 0 && size > 0 && !overflows ? bytes : nil
  }

  /// Linux lists caches in folders `index0`, `index1` …, with files `level`, `type` and `size`.
  static func fromSystemFiles(_ folder: String) -> [Int] {
    var sizes: [Int: Int] = [:]
    for index in 0..<16 {
      let cache = "\(folder)/index\(index)"
      guard let level = line(of: cache + "/level").flatMap({ Int($0) }),
        let size = line(of: cache + "/size").flatMap(bytes),
        let type = line(of: cache + "/type"), type != "Instruction"
      else { continue }
      sizes[level] = max(size, sizes[level] ?? 0)
    }
    return growing(sizes.sorted { $0.key < $1.key }.map(\.value))
  }

  /// `1024K` or `32M`
  static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["K": 1024, "M": 1024 * 1024, "G": 1024 * 1024 * 1024]
    let unit = text.last.flatMap { units[$0] }
    guard let number = Int(unit == nil ? text[...] : text.dropLast()), number > 0 else {
      return nil
    }
    let (bytes, overflows) = number.multipliedReportingOverflow(by: unit ?? 1)
    return overflows ? nil : bytes
  }

  private static var fromLibrary: [Int] {
    #if canImport(Glibc)
      let names = [_SC_LEVEL1_DCACHE_SIZE, _SC_LEVEL2_CACHE_SIZE, _SC_LEVEL3_CACHE_SIZE]
      return growing(names.map { sysconf(Int32($0)) }.filter { $0 > 0 })
    #else
      return []
    #endif
  }

  /// A level that holds no more than the one before it is no level.
  private static func growing(_ sizes: [Int]) -> [Int] {
    var levels: [Int] = []
    for size in sizes where size > levels.last ?? 0 { levels.append(size) }
    return levels
  }

  private static func line(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 64)
    guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
    let text = buffer.prefix { $0 != 0 && $0 != 10 }
    return String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
