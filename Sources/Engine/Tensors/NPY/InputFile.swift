#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A regular file, open for reading at any place of it.
final class InputFile {
  let path: String
  let size: Int
  private let descriptor: Int32

  init(_ path: String) throws(NPYError) {
    // Without O_NONBLOCK the opening of a named pipe waits for somebody to write.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw NPYError(path, isMissing ? .missing : .unreadable(systemMessage()))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, let kind = FileKind(status), kind == .file else {
      close(descriptor)
      throw NPYError(path, .notAFile(FileKind(status)?.rawValue ?? "something else"))
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Fills `bytes` with what stands from `offset` on.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(NPYError) {
    var done = 0
    while done < bytes.count {
      let target = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
      let count = pread(descriptor, target.baseAddress, target.count, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw NPYError(path, .unreadable(systemMessage())) }
      guard count > 0 else { throw NPYError(path, .shrank) }
      done += count
    }
  }

  func read(_ count: Int, at offset: Int) throws(NPYError) -> [UInt8] {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { bytes.deallocate() }
    try read(into: bytes, at: offset)
    return Array(bytes)
  }
}

/// What a path leads to, as it is called in a message.
enum FileKind: String {
  case file = "a file"
  case folder = "a folder"
  case pipe = "a pipe"
  case device = "a device"
  case socket = "a socket"

  init?(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    case S_IFCHR, S_IFBLK: self = .device
    case S_IFSOCK: self = .socket
    default: return nil
    }
  }
}

/// What the system says of the call that failed last.
func systemMessage() -> String { String(cString: strerror(errno)) }
