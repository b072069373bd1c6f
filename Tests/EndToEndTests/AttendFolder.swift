import Foundation
import Testing

/// A folder with the files of a case of `Tests/Goldens/attend.py`, for one run of `attend`.
final class AttendFolder {
  let path: String

  init(_ goldens: String = "groups") throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "attend-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.golden(goldens), to: url)
    path = url.path
    for expected in ["o", "p", "l", "dq", "dk", "dv"] {
      try FileManager.default.removeItem(atPath: file(expected + ".npy"))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static func golden(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Goldens/attend/\(name)")
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(filePath: file(name)))
  }

  /// A file of this header and so many bytes of zeros, which take no room on the disk.
  func write(shape: String, type: String = "<f4", bytes: UInt64 = 0, _ name: String) throws {
    let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
    try write(
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8), name)
    let handle = try FileHandle(forWritingTo: URL(filePath: file(name)))
    try handle.truncate(atOffset: UInt64(10 + header.utf8.count) + bytes)
    try handle.close()
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// `attend` with these options; names of `.npy` files are those of this folder.
  func attend(_ options: String, environment: [String: String] = [:]) throws -> Command {
    try Command(arguments(options), environment: environment)
  }

  func arguments(_ options: String) -> [String] {
    ["attend"]
      + options.split(separator: " ").map { word in
        word.hasSuffix(".npy") && !word.hasPrefix("/") ? file(String(word)) : String(word)
      }
  }

  func array(_ name: String) throws -> Numbers {
    try Numbers(at: URL(filePath: file(name + ".npy")))
  }

  /// What NumPy gives in float64.
  static func expected(_ goldens: String, _ name: String) throws -> Numbers {
    try Numbers(at: golden(goldens).appending(path: name + ".npy"))
  }

  /// A `.npy` file of version 1.0 in C order, read without our reader.
  struct Numbers {
    var shape: String
    var values: [Double]

    init(at url: URL) throws {
      let data = try Data(contentsOf: url)
      let start = 10 + Int(data[8]) + Int(data[9]) << 8
      let header = String(decoding: data[10..<start], as: UTF8.self)
      #expect(header.contains("'fortran_order': False"))
      let brackets = header.split(separator: "(").dropFirst().first?.split(separator: ")").first
      shape = String(try #require(brackets))
      let numbers = Array(data[start...])
      values =
        header.contains("'<f8'")
        ? numbers.withUnsafeBytes { $0.bindMemory(to: Double.self).map { $0 } }
        : numbers.withUnsafeBytes { $0.bindMemory(to: Float.self).map(Double.init) }
    }
  }
}
