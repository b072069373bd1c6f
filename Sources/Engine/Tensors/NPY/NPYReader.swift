/// A `.npy` file whose header has been read and held against the size of the file; its numbers are
/// read by `tensor()`.
///
/// ```swift
/// let reader = try NPYReader("Q.npy")
/// print(reader.shape)                     // [1, 8, 512, 64], and no memory asked for yet
/// let query = try reader.tensor()
/// ```
public final class NPYReader {
  public let path: String
  public let type: NPYType
  public let shape: Shape

  private let file: InputFile
  private let isFortranOrder: Bool
  /// Where the numbers start.
  private let start: Int

  /// NumPy's headers take 128 bytes; those of versions 2 and 3 may claim 4 GB.
  static let longestHeader = 65_536

  /// - Throws: `NPYError`, where there is no such file, or none that can be read
  public init(
    _ path: String, accepting accepted: [NPYType] = [.float32, .float64]
  ) throws(NPYError) {
    file = try InputFile(path)
    self.path = path
    let (text, start) = try Self.headerText(of: file)
    self.start = start
    let header: NPYHeader
    do throws(NPYError.Problem) {
      header = try NPYHeaderParser.header(
        in: text, start: start - text.count + 1, accepting: accepted)
      try Self.check(header, bytes: file.size - start, position: start - text.count + 1)
    } catch {
      throw NPYError(path, error)
    }
    type = header.type
    shape = header.shape
    isFortranOrder = header.isFortranOrder
  }

  /// The header's dictionary, and where it ends.
  private static func headerText(of file: InputFile) throws(NPYError) -> ([UInt8], end: Int) {
    guard file.size > 0 else { throw NPYError(file.path, .empty) }
    let prefix = try file.read(min(file.size, 12), at: 0)
    let magic = NPYHeader.magic
    guard prefix.starts(with: magic) else { throw NPYError(file.path, .notNPY) }
    guard prefix.count >= magic.count + 2 else {
      throw NPYError(file.path, .headerCut(said: magic.count + 4, found: prefix.count))
    }
    let (major, minor) = (prefix[magic.count], prefix[magic.count + 1])
    guard (1...3).contains(major), minor == 0 else {
      throw NPYError(file.path, .unknownVersion(major: major, minor: minor))
    }
    let start = magic.count + (major == 1 ? 4 : 6)
    guard prefix.count >= start else {
      throw NPYError(file.path, .headerCut(said: start, found: prefix.count))
    }
    let length = prefix[(magic.count + 2)..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= longestHeader else { throw NPYError(file.path, .headerTooLong(said: length)) }
    guard start + length <= file.size else {
      throw NPYError(file.path, .headerCut(said: start + length, found: file.size))
    }
    return (try file.read(length, at: start), start + length)
  }

  private static func check(
    _ header: NPYHeader, bytes: Int, position: Int
  ) throws(NPYError.Problem) {
    var expected = header.type.byteCount
    // An axis of 0 must not hide that the product of the others cannot be computed.
    for axis in header.shape.axes {
      let (product, overflows) = expected.multipliedReportingOverflow(by: max(axis, 1))
      guard !overflows else { throw .shapeTooLarge(position: position) }
      expected = product
    }
    if header.shape.axes.contains(0) { expected = 0 }
    guard expected == bytes else {
      throw .size(header.shape, header.type, expected: expected, found: bytes)
    }
  }

  /// The numbers, row-major. Takes the tensor's memory and a small buffer.
  /// - Throws: `NPYError`, where they cannot be read, or a float64 is beyond what float32 holds
  public func tensor() throws(NPYError) -> Tensor {
    let count = shape.count
    var failure: NPYError?
    let storage = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      let numbers = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      do throws(NPYError) {
        if type == .float32, !isFortranOrder {
          try file.read(into: UnsafeMutableRawBufferPointer(numbers), at: start)
        } else {
          try convert(into: numbers)
        }
        initialized = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return Tensor(shape: shape, storage: storage)
  }

  private func convert(into numbers: UnsafeMutableBufferPointer<Float>) throws(NPYError) {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 8)
    defer { chunk.deallocate() }
    var walk = StorageWalk(shape, isFortranOrder: isFortranOrder)
    var place = 0
    while place < numbers.count {
      let count = min(chunk.count / type.byteCount, numbers.count - place)
      let bytes = UnsafeMutableRawBufferPointer(rebasing: chunk[..<(count * type.byteCount)])
      try file.read(into: bytes, at: start + place * type.byteCount)
      for index in 0..<count {
        let offset = walk.next()
        switch type {
        case .float32:
          numbers[offset] = bytes.load(fromByteOffset: 4 * index, as: Float.self)
        case .float64:
          let value = bytes.load(fromByteOffset: 8 * index, as: Double.self)
          numbers[offset] = Float(value)
          guard numbers[offset].isFinite || !value.isFinite else {
            throw NPYError(path, .beyondFloat32(value, index: shape.index(at: offset)))
          }
        case .bool:
          numbers[offset] = bytes[index] == 0 ? 0 : 1
        }
      }
      place += count
    }
  }
}
