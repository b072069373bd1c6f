import Foundation

/// How much memory this process can still get.
enum AvailableMemory {
  /// The least of what the machine, the system's account of it, and the limits of the container and
  /// of the shell leave; nil where nothing is known.
  static var bytes: Int? { [installed, unused, container, limit].compactMap { $0 }.min() }

  private static var installed: Int? {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : nil
  }

  /// What is free or would be, were caches given up.
  private static var unused: Int? {
    let lines = text("/proc/meminfo").split(separator: "\n")
    let words = lines.first { $0.hasPrefix("MemAvailable:") }?.split(separator: " ") ?? []
    return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
  }

  private static var container: Int? {
    ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
      .compactMap { Int(text($0).split(separator: "\n").first ?? "") }.min()
  }

  private static var limit: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
  }

  private static func text(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
