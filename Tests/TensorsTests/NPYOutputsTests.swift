import Foundation
import Tensors
import Testing

@Suite struct NPYOutputsTests {
  /// Byte for byte what NumPy writes for the same array.
  @Test(arguments: ["f4-v1", "scalar", "vector", "nothing"])
  func writesWhatNumPyWrites(name: String) throws {
    let folder = try TemporaryFolder()
    let golden = NPYFiles.golden(name)
    let outputs = NPYOutputs()
    try outputs.add(try NPYReader(golden).tensor(), at: folder.file("out.npy"))
    try outputs.commit()
    #expect(FileManager.default.contentsEqual(atPath: folder.file("out.npy"), andPath: golden))
    #expect(folder.names == ["out.npy"])
  }

  @Test func roundTripsEveryBit() throws {
    let folder = try TemporaryFolder()
    let numbers: [Float] = [.nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, 3.4e38]
    let outputs = NPYOutputs()
    try outputs.add(Tensor(numbers, shape: [1, 2, 3, 1]), at: folder.file("out.npy"))
    try outputs.commit()
    let read = try NPYReader(folder.file("out.npy")).tensor()
    #expect(read.shape == [1, 2, 3, 1])
    #expect(read.storage.map(\.bitPattern) == numbers.map(\.bitPattern))
  }

  @Test func nothingHasItsNameBeforeAllIsWritten() throws {
    let folder = try TemporaryFolder()
    try Data("old".utf8).write(to: URL(filePath: folder.file("a.npy")))
    let outputs = NPYOutputs()
    try outputs.add(Tensor([1]), at: folder.file("a.npy"))
    try outputs.add(Tensor([2]), at: folder.file("b.npy"))
    #expect(try Data(contentsOf: URL(filePath: folder.file("a.npy"))) == Data("old".utf8))
    #expect(!folder.names.contains("b.npy"))
    try outputs.commit()
    #expect(folder.names == ["a.npy", "b.npy"])
    #expect(try NPYReader(folder.file("a.npy")).tensor() == Tensor([1]))
  }

  @Test func oneFailureLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let outputs = NPYOutputs()
    try outputs.add(Tensor([1]), at: folder.file("a.npy"))
    #expect(throws: NPYError.self) {
      try outputs.add(Tensor([2]), at: folder.file("no/b.npy"))
    }
    #expect(folder.names.isEmpty)
    // A target that turned into a folder meanwhile.
    let others = NPYOutputs()
    try others.add(Tensor([1]), at: folder.file("a.npy"))
    try others.add(Tensor([2]), at: folder.file("b.npy"))
    try FileManager.default.createDirectory(
      atPath: folder.file("b.npy"), withIntermediateDirectories: false)
    #expect(throws: NPYError.self) { try others.commit() }
    #expect(folder.names == ["b.npy"])
  }

  @Test func discardedOrForgottenLeavesNothing() throws {
    let folder = try TemporaryFolder()
    do {
      let outputs = NPYOutputs()
      try outputs.add(Tensor([1]), at: folder.file("a.npy"))
      #expect(folder.names.count == 1)
    }
    #expect(folder.names.isEmpty)
    let outputs = NPYOutputs()
    outputs.discard()
    try outputs.add(Tensor([1]), at: folder.file("a.npy"))
    try outputs.commit()
    #expect(folder.names.isEmpty)
  }

  @Test func replacesTheFileThatALinkLeadsTo() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([1], "file.npy")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.npy"), withDestinationPath: path)
    let outputs = NPYOutputs()
    try outputs.add(Tensor([1]), at: folder.file("link.npy"))
    try outputs.commit()
    #expect(try NPYReader(path).tensor() == Tensor([1]))
    #expect(folder.names == ["file.npy", "link.npy"])
  }

  @Test(arguments: [
    ("", "the path names no file"), ("/tmp/", "the path names no file"), ("/tmp", "it is a folder"),
    ("/dev/null", "it is a device"), ("/nowhere/O.npy", "there is no folder '/nowhere'"),
  ])
  func saysWhyAPathCannotBeWritten(path: String, reason: String) throws {
    let error = #expect(throws: NPYError.self) { try NPYOutputs.check(path) }
    #expect(
      error?.description.hasPrefix("\(path): error: the file cannot be written: \(reason)") == true)
  }
}
