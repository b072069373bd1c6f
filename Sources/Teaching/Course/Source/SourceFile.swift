#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads the text files of a course, and says in a sentence why one is no text.
enum SourceFile {
  /// Far above any lesson; a larger file is something else.
  static let largest = 4 << 20

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted; empty where there is none.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The text of a file, without a byte order mark.
  static func read(_ path: String) throws(Diagnostic) -> String {
    let place = Place(file: path)
    // A pipe would be waited for.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Diagnostic(at: place, reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Diagnostic(at: place, reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Diagnostic(at: place, "this is no file that can be read")
    }
    let tooLarge = Diagnostic(
      at: place, "the file is larger than 4 MiB, too large for a part of a course")
    guard status.st_size <= off_t(largest) else { throw tooLarge }
    var bytes: [UInt8] = []
    while bytes.count <= largest {
      // One more than is expected: a file may grow while it is read.
      let expected = max(Int(status.st_size) - bytes.count, 0) + 1
      guard let chunk = chunk(of: descriptor, size: expected) else {
        throw Diagnostic(at: place, reason(errno))
      }
      if chunk.isEmpty { return try text(of: bytes, at: place) }
      bytes += chunk
    }
    throw tooLarge
  }

  private static func chunk(of descriptor: Int32, size: Int) -> [UInt8]? {
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      repeat {
        count = readBytes(descriptor, buffer.baseAddress, size)
      } while count < 0 && errno == EINTR
      filled = max(count, 0)
    }
    return count < 0 ? nil : chunk
  }

  static func text(of bytes: [UInt8], at place: Place) throws(Diagnostic) -> String {
    if let index = bytes.firstIndex(of: 0) {
      var source = SourceText(Array(bytes[..<index]), at: place)
      throw Diagnostic(at: source.place(at: index), "this is no text: it holds a zero byte")
    }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }
    // Decoding puts another character where a byte is wrong: the first difference is the place.
    let decoded = String(decoding: content, as: UTF8.self).utf8
    let offset = zip(content, decoded).prefix { $0 == $1 }.count
    var source = SourceText(Array(content.prefix(offset)), at: place)
    throw Diagnostic(at: source.place(at: offset), "this is no UTF-8 text")
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "there is no such file"
    case EACCES: "the file may not be read: permission denied"
    default: "the file cannot be read: " + String(cString: strerror(code))
    }
  }
}

/// The system's `read`, which `SourceFile.read` hides.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ size: Int) -> Int
{
  read(descriptor, buffer, size)
}
