import ArgumentParser
import Foundation

/// The files that a command reads and writes, each with the option that names it.
struct AttendPaths {
  struct Named {
    var name: String
    var path: String
  }

  var inputs: [Named]
  var outputs: [Named]

  /// - Throws: where two outputs, or an output and an input, are one file
  func check() throws {
    for (index, output) in outputs.enumerated() {
      let identity = Self.identity(output.path)
      if let other = outputs[..<index].first(where: { Self.identity($0.path) == identity }) {
        throw ValidationError(
          "\(other.name) and \(output.name) are one file, '\(output.path)'; expected one each.")
      }
      if let input = inputs.first(where: { Self.identity($0.path) == identity }) {
        throw ValidationError(
          "\(output.name) would overwrite \(input.name), '\(input.path)'; expected another file.")
      }
    }
  }

  /// What two paths have in common that lead to one file, links and `..` followed.
  private static func identity(_ path: String) -> String {
    var status = stat()
    if stat(path, &status) == 0 { return "\(status.st_dev):\(status.st_ino)" }
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent().path
    guard let real = realpath(folder.isEmpty ? "." : folder, nil) else { return path }
    defer { free(real) }
    return String(cString: real) + "/" + url.lastPathComponent
  }
}
