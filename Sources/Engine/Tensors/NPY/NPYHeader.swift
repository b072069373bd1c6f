/// What stands before the numbers of a `.npy` file, after
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
struct NPYHeader: Equatable {
  var type: NPYType
  /// The first axis runs fastest.
  var isFortranOrder: Bool
  var shape: Shape

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Version 1.0, padded so that the numbers start at a multiple of 64.
  var bytes: [UInt8] {
    let axes = shape.axes.map { "\($0)" }.joined(separator: ", ") + (shape.rank == 1 ? "," : "")
    var text =
      "{'descr': '\(type.rawValue)', 'fortran_order': \(isFortranOrder ? "True" : "False"), "
      + "'shape': (\(axes)), }"
    let start = Self.magic.count + 4
    text += String(repeating: " ", count: 63 - (start + text.utf8.count) % 64) + "\n"
    let length = text.utf8.count
    return Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
  }
}
