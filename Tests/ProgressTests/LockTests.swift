import Foundation
import Testing

@testable import Progress

/// Copies of the program open the record in turn.
struct LockTests {
  @Test func aLockThatIsHeldIsWaitedForAndThenSaid() throws {
    let folder = try RecordFolder()
    let path = folder.file + ".lock"
    let holder = open(path, O_CREAT | O_RDWR, 0o644)
    defer { close(holder) }
    #expect(flock(holder, LOCK_EX) == 0)
    #expect(throws: ProgressError.cannotOpen(path: path, .busy)) { try folder.impatientStore() }
    flock(holder, LOCK_UN)
    #expect(try folder.store().record() == Record())
  }

  /// Another program holds the record itself, as a backup may do.
  @Test func aSaveThatCannotBeMadeIsSaid() throws {
    let folder = try RecordFolder()
    let store = try folder.impatientStore()
    try folder.whileWriting {
      #expect(throws: ProgressError.cannotSave(path: folder.file, .busy)) {
        try store.save(.answered(.sample("a")))
      }
    }
    try store.save(.answered(.sample("a")))
    #expect(try store.record().latest.count == 1)
  }

  @Test(arguments: [
    (EACCES, Obstacle.permission), (EPERM, .permission), (EROFS, .readOnlyDisk),
    (ENOSPC, .diskFull), (EISDIR, .isFolder), (ENOTDIR, .notFolder),
    (ELOOP, .other("Too many levels of symbolic links")),
  ])
  func whatStandsInTheWayHasAName(code: Int32, obstacle: Obstacle) {
    #expect(Obstacle(errno: code) == obstacle)
  }
}

extension RecordFolder {
  fileprivate func impatientStore() throws(ProgressError) -> SQLiteStore {
    try SQLiteStore(folder: path, patience: 0.02)
  }
}
