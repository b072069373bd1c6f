import Foundation

/// Files of the `.npy` format for the tests.
enum NPYFiles {
  /// What `Tests/Goldens/npy.py` had NumPy write.
  static func golden(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Goldens/npy/\(name).npy").path
  }

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The bytes of a file with this dictionary, of a length that the format's version 1.0 can say.
  static func bytes(
    header: String, version: [UInt8] = [1, 0], length: Int? = nil, data: Int = 0
  ) -> [UInt8] {
    let length = length ?? header.utf8.count
    let digits = version[0] == 1 ? 2 : 4
    return magic + version
      + (0..<digits).map { UInt8(length >> (8 * $0) & 0xFF) } + Array(header.utf8)
      + [UInt8](repeating: 0, count: data)
  }
}

/// A folder that goes away with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "npy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ bytes: [UInt8], _ name: String = "file.npy") throws -> String {
    try Data(bytes).write(to: URL(filePath: file(name)))
    return file(name)
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
