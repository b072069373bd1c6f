import Glibc

/// How often a process has gone to sleep and been woken; nil where the kernel does not tell.
func contextSwitches(of process: Int32) -> Int? {
  guard let file = fopen("/proc/\(process)/status", "r") else { return nil }
  defer { fclose(file) }
  var buffer = [CChar](repeating: 0, count: 4096)
  let count = fread(&buffer, 1, buffer.count, file)
  let text = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  let line = text.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
  return line?.split(separator: "\t").last.flatMap { Int($0) }
}

/// The first child of a process; nil where it has none.
func child(of process: Int32) -> Int32? {
  guard let file = fopen("/proc/\(process)/task/\(process)/children", "r") else { return nil }
  defer { fclose(file) }
  var child: Int32 = 0
  return withUnsafeMutablePointer(to: &child) { pointer in
    withVaList([pointer]) { vfscanf(file, "%d", $0) }
  } == 1 ? child : nil
}
