import Course
import Foundation
import GRDB

/// What stands in the way of writing a file.
public enum Obstacle: Sendable, Equatable {
  case permission
  case readOnlyDisk
  case diskFull
  case isFolder
  case notFolder
  /// Another copy of the program has kept the file to itself for longer than is waited.
  case busy
  /// Damage that came while the file was open.
  case damaged
  /// In the words of the system or of SQLite.
  case other(String)

  public var words: Localized<String> {
    switch self {
    case .permission: Localized(en: "permission denied", zh: "没有权限")
    case .readOnlyDisk: Localized(en: "the disk is read-only", zh: "磁盘只读")
    case .diskFull: Localized(en: "the disk is full", zh: "磁盘已满")
    case .isFolder: Localized(en: "it is a folder", zh: "这是一个文件夹")
    case .notFolder:
      Localized(en: "a part of the path is no folder", zh: "路径中有一部分不是文件夹")
    case .busy: Localized(en: "another copy is using it", zh: "另一个程序正在使用它")
    case .damaged: Localized(en: "the file is damaged", zh: "文件已损坏")
    case .other(let text): Localized(text)
    }
  }
}

extension Obstacle {
  /// - Parameter code: `errno`
  init(errno code: Int32) {
    self =
      switch code {
      case EACCES, EPERM: .permission
      case EROFS: .readOnlyDisk
      case ENOSPC, EDQUOT: .diskFull
      case EISDIR: .isFolder
      case ENOTDIR: .notFolder
      case EWOULDBLOCK: .busy
      default: .other(String(cString: strerror(code)))
      }
  }

  public init(_ error: any Error) {
    switch error {
    case let error as DatabaseError: self.init(error)
    case let error as CocoaError:
      if let posix = error.underlying as? POSIXError {
        self.init(errno: posix.code.rawValue)
      } else {
        self = .other(error.localizedDescription)
      }
    default: self = .other("\(error)")
    }
  }

  private init(_ error: DatabaseError) {
    self =
      switch error.resultCode {
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .permission
      case .SQLITE_FULL: .diskFull
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
      default: .other(error.message ?? "SQLite \(error.resultCode.rawValue)")
      }
  }
}
