import Course
import Dispatch
import Progress
import Synchronization

/// The learner's record, opened. One that cannot be opened or read does not keep anybody from
/// learning: the tutor says so, and keeps what happens in memory.
struct KeptRecord: Sendable {
  let parts: (store: any ProgressStore, record: Record, notice: Localized<String>?)

  init(folder: String) {
    do throws(ProgressError) {
      let store = try SQLiteStore(folder: folder)
      parts = (store, try store.record(), store.notice)
    } catch {
      let record = SQLiteStore.recordWithoutWriting(folder: folder) ?? Record()
      parts = (MemoryStore(record: record), record, error.message)
    }
  }
}

/// Work on another core, whose value is waited for when it is needed.
final class Concurrently<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let done = DispatchSemaphore(value: 0)
  private let work: @Sendable () -> Value

  init(_ work: @escaping @Sendable () -> Value) {
    self.work = work
    DispatchQueue.global(qos: .userInteractive).async { [self] in
      let value = work()
      result.withLock { $0 = value }
      done.signal()
    }
  }

  var value: Value {
    done.wait()
    defer { done.signal() }
    return result.withLock { $0 } ?? work()
  }
}
