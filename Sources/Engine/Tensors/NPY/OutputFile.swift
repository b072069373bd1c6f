#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A path that a file is to have.
struct OutputTarget: Sendable {
  /// As it was given.
  let name: String
  /// With links followed, so that the file that a link leads to is replaced, not the link.
  let path: String

  /// - Throws: where the path names no file
  init(_ name: String) throws(NPYError) {
    guard let last = name.utf8.last, last != UInt8(ascii: "/") else {
      throw NPYError(name, .unwritable("the path names no file"))
    }
    self.name = name
    if let real = realpath(name, nil) {
      path = String(cString: real)
      free(real)
    } else {
      path = name
    }
  }

  var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// - Throws: where a file at this path could not be written
  func check() throws(NPYError) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard let kind = FileKind(status), kind == .file else {
        throw unwritable("it is \(FileKind(status)?.rawValue ?? "no file")")
      }
      guard access(path, W_OK) == 0 else { throw unwritable(systemMessage()) }
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw unwritable(
        errno == ENOENT ? "there is no folder '\(folder)'" : "\(folder): \(systemMessage())")
    }
  }

  func rename(from temporary: String) throws(NPYError) {
    var status = stat()
    if stat(path, &status) == 0 { chmod(temporary, status.st_mode & 0o777) }
    #if canImport(Glibc)
      let failed = Glibc.rename(temporary, path) != 0
    #elseif canImport(Musl)
      let failed = Musl.rename(temporary, path) != 0
    #else
      let failed = Darwin.rename(temporary, path) != 0
    #endif
    if failed { throw unwritable(systemMessage()) }
  }

  static func remove(_ path: String) { unlink(path) }

  func unwritable(_ reason: String) -> NPYError { NPYError(name, .unwritable(reason)) }
}

/// A new file in the folder of its target, under a name of its own.
final class OutputFile {
  let temporary: String
  private let target: OutputTarget
  private var descriptor: Int32

  init(beside target: OutputTarget) throws(NPYError) {
    for number in 0..<1000 {
      let path = "\(target.folder)/.attn-tutor-\(getpid())-\(number).tmp"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        (temporary, self.target, self.descriptor) = (path, target, descriptor)
        return
      }
      guard errno == EEXIST else { break }
    }
    throw target.unwritable(systemMessage())
  }

  deinit { closeDescriptor() }

  func write<Value: BitwiseCopyable>(_ values: [Value]) throws(NPYError) {
    try values.withUnsafeBufferPointer { values throws(NPYError) in
      var rest = UnsafeRawBufferPointer(values)
      while !rest.isEmpty {
        let count = posixWrite(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw target.unwritable(systemMessage()) }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  /// - Throws: where the system reports late that a write has failed
  func close() throws(NPYError) {
    guard closeDescriptor() == 0 else { throw target.unwritable(systemMessage()) }
  }

  @discardableResult private func closeDescriptor() -> Int32 {
    guard descriptor >= 0 else { return 0 }
    defer { descriptor = -1 }
    return posixClose(descriptor)
  }
}

// Methods above have the names of these functions.

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

private func posixClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
