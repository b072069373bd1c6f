import Dispatch
import Synchronization

/// Work that is shared out among threads.
package enum Parallel {
  /// Calls `body` once for each task in `0..<tasks`, on up to `threads` threads. A thread takes the
  /// next task when it is done with one. `worker` is below `threads` and says whose scratch to use.
  package static func forEach(
    _ tasks: Int, threads: Int, _ body: (_ task: Int, _ worker: Int) -> Void
  ) {
    let workers = min(threads, tasks)
    guard workers > 1 else {
      for task in 0..<max(tasks, 0) { body(task, 0) }
      return
    }
    let next = Atomic(0)
    withoutActuallyEscaping(body) { body in
      // Each task is taken by one thread, and what it writes is its own.
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        while true {
          let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard task < tasks else { return }
          body(task, worker)
        }
      }
    }
  }
}
