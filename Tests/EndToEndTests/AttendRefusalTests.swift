import Foundation
import Testing

/// Every bad input of `attend`: its sentence, its exit code, and no file left behind.
@Suite struct AttendRefusalTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let options: String
    let status: Int32
    let sentence: String

    init(_ options: String, _ status: Int32, _ sentence: String) {
      (self.options, self.status, self.sentence) = (options, status, sentence)
    }

    var testDescription: String { options }
  }

  /// In place of `…`: operands that are in order.
  static let operands = "--q q.npy --k k.npy --v v.npy"

  static let usage = [
    Refusal("", 64, "--q"),
    Refusal("--q q.npy --k k.npy", 64, "--v"),
    Refusal("… --out", 64, "--out"),
    Refusal("… --colour red", 64, "--colour"),
    Refusal("… --algorithm fast", 64, "'fast' is invalid"),
    Refusal("… --format yaml", 64, "'yaml' is invalid"),
    Refusal("… --order fa3", 64, "'fa3' is invalid"),
    Refusal(
      "… --algorithm flash --weights p.npy", 64, "flash, which never has the matrix of weights"),
    Refusal("… --dq dq.npy", 64, "--dq needs --grad"),
    Refusal("… --dk dk.npy --dv dv.npy", 64, "--dk needs --grad"),
    Refusal("… --grad do.npy --out o.npy", 64, "--grad needs --dq, --dk or --dv"),
    Refusal("… --sram 1000", 64, "--sram needs --stats"),
    Refusal("… --order fa1", 64, "--order needs --stats"),
    Refusal("… --block-q 0", 64, "--block-q 0 is out of range, expected 1 to 65536"),
    Refusal("… --block-k 65537", 64, "--block-k 65537 is out of range"),
    Refusal("… --block-k -3", 64, "--block-k -3 is out of range"),
    Refusal("… --block-k many", 64, "--block-k"),
    Refusal("… --threads 0", 64, "--threads 0 is out of range, expected 1 to 256"),
    Refusal("… --threads 1000", 64, "--threads 1000 is out of range"),
    Refusal("… --window 0", 64, "--window 0 is out of range, expected a number from 1"),
    Refusal("… --stats --sram 0", 64, "--sram 0 is out of range"),
    Refusal("… --stats --sram 60", 64, "--sram 60 holds not even a block of one query and one key"),
    Refusal("… --scale nan", 64, "--scale 'nan' is neither a finite number nor none"),
    Refusal("… --scale inf", 64, "--scale 'inf' is neither"),
    Refusal("… --scale 1e39", 64, "--scale '1e39' is neither"),
    Refusal("… --scale one", 64, "--scale 'one' is neither"),
    Refusal("… --out o.npy --lse o.npy", 64, "--out and --lse are one file"),
    Refusal("… --out o.npy --lse ./o.npy", 64, "--out and --lse are one file"),
    Refusal("… --out q.npy", 64, "--out would overwrite --q"),
    Refusal("… --out link.npy", 64, "--out would overwrite --q"),
    Refusal("… --grad do.npy --dq do.npy", 64, "--dq would overwrite --grad"),
    Refusal("… --mask m.npy --lse m.npy", 64, "--lse would overwrite --mask"),
  ]

  static let missing = [
    Refusal("--q none.npy --k k.npy --v v.npy", 66, "none.npy: error: there is no such file"),
    Refusal("… --mask none.npy", 66, "none.npy: error: there is no such file"),
    Refusal("… --grad none.npy --dq dq.npy", 66, "none.npy: error: there is no such file"),
    Refusal("--q q.npy --k q.npy/k.npy --v v.npy", 66, "error: there is no such file"),
    // What is missing comes before what is wrong, and both before what cannot be written.
    Refusal("--q cut.npy --k none.npy --v v.npy --out /none/o.npy", 66, "none.npy"),
  ]

  static let files = [
    Refusal("--q empty.npy --k k.npy --v v.npy", 65, "empty.npy: error: the file is empty"),
    Refusal("--q text.npy --k k.npy --v v.npy", 65, "text.npy: error: found something else"),
    Refusal("--q version.npy --k k.npy --v v.npy", 65, "error: found version 9.0 of the"),
    Refusal(
      "--q cut.npy --k k.npy --v v.npy --out o.npy", 65,
      "cut.npy: error: the shape [2, 2, 7, 3] of '<f4' takes 336 bytes, found only 335"),
    Refusal("--q long.npy --k k.npy --v v.npy", 65, "takes 336 bytes, found 337"),
    Refusal("--q cut-header.npy --k k.npy --v v.npy", 65, "the file ends within its header"),
    Refusal("--q long-header.npy --k k.npy --v v.npy", 65, "found a header of 4294967295 bytes"),
    Refusal("--q negative.npy --k k.npy --v v.npy", 65, "negative.npy:1:65: error: found '-'"),
    Refusal(
      "--q big-endian.npy --k k.npy --v v.npy", 65, ":1:21: error: found numbers of type '>f4'"),
    Refusal("--q integers.npy --k k.npy --v v.npy", 65, "'<i8' (whole numbers), expected '<f4' or"),
    Refusal("--q objects.npy --k k.npy --v v.npy", 65, "'|O' (Python objects)"),
    Refusal("--q m.npy --k k.npy --v v.npy", 65, "'|b1' (booleans), expected '<f4' or '<f8'"),
    Refusal("… --mask integers.npy", 65, "expected '|b1', '<f4' or '<f8'"),
    Refusal("--q beyond.npy --k beyond.npy --v beyond.npy", 65, "found 1e+300 at [0, 1], expected"),
    Refusal("--q folder.npy --k k.npy --v v.npy", 65, "found a folder, expected a .npy file"),
    Refusal("--q pipe.npy --k k.npy --v v.npy", 65, "found a pipe, expected a .npy file"),
    Refusal("--q /dev/zero --k k.npy --v v.npy", 65, "/dev/zero: error: found a device"),
    Refusal(
      "--q terabytes.npy --k k.npy --v v.npy --out o.npy", 65,
      "the shape [1, 1048576, 1048576, 64] of '<f4' takes 281474976710656 bytes, found only 0"),
    Refusal(
      "--q beyond-count.npy --k k.npy --v v.npy", 65, "a shape of more numbers than any memory"),
  ]

  static let shapes = [
    Refusal("--q vector.npy --k k.npy --v v.npy", 65, "found the shape [3], expected two to four"),
    Refusal("--q five.npy --k k.npy --v v.npy", 65, "the shape [1, 1, 1, 1, 1], expected two to"),
    Refusal("--q none-at-all.npy --k k.npy --v v.npy", 65, "expected no axis of length 0"),
    Refusal(
      "--q q.npy --k v.npy --v v.npy", 65,
      "expected as many numbers in a key as in a query"),
    Refusal("--q q.npy --k batch.npy --v v.npy", 65, "[2, 4, 5, 3] of "),
    Refusal("--q q.npy --k batch.npy --v v.npy", 65, "expected one batch size"),
    Refusal(
      "--q q.npy --k heads.npy --v v.npy", 65,
      "expected groups of keys (3) that divide the heads (4)"),
    Refusal(
      "--q q.npy --k k.npy --v heads.npy", 65, "expected as many groups of values as of keys"),
    Refusal("--q q.npy --k k.npy --v batch.npy", 65, "expected one batch size"),
    Refusal("--q q.npy --k k.npy --v do.npy", 65, "expected as many groups"),
    Refusal("--q q.npy --k k.npy --v short.npy", 65, "expected as many values as keys"),
    Refusal(
      "… --mask do.npy", 65,
      "found the shape [2, 4, 5, 4], expected one that broadcasts over [B, H, N, M], here "
        + "[2, 4, 5, 7]"),
    Refusal(
      "… --grad q.npy --dq dq.npy", 65,
      "found the shape [2, 4, 5, 3], expected that of the output, [2, 4, 5, 4]"),
    Refusal(
      "--q column.npy --k column.npy --v column.npy --algorithm naive --out o.npy", 65,
      "naive attention of 4000000 queries and 4000000 keys needs 64"),
    Refusal(
      "--q sparse.npy --k sparse.npy --v sparse.npy", 65, "flash attention of 274877906944 queries"),
    Refusal("… --out /none/o.npy --mask do.npy", 65, "expected one that broadcasts"),
  ]

  static let outputs = [
    Refusal(
      "… --out /none/o.npy", 73, "/none/o.npy: error: the file cannot be written: there is no"),
    Refusal("… --out o.npy --lse /none/l.npy", 73, "there is no folder '/none'"),
    Refusal(
      "… --out folder.npy", 73, "folder.npy: error: the file cannot be written: it is a folder"),
    Refusal("… --out pipe.npy", 73, "it is a pipe"),
    Refusal("… --out /dev/null", 73, "it is a device"),
    Refusal("… --out q.npy/o.npy", 73, "the file cannot be written"),
    Refusal("… --grad do.npy --dq dq.npy --dk dk.npy --dv /none/dv.npy", 73, "/none/dv.npy"),
    Refusal("… --weights p.npy --out /dev/full", 73, "it is a device"),
  ]

  @Test(arguments: [usage, missing, files, shapes, outputs].flatMap { $0 })
  func aBadInputIsASentenceAndACode(_ refusal: Refusal) throws {
    let folder = try Self.folder()
    let before = folder.names
    let command = try folder.attend(
      refusal.options.replacing("…", with: Self.operands))
    #expect(command.status == refusal.status, "\(command.errors)")
    #expect(command.output.isEmpty)
    #expect(command.errors.contains(refusal.sentence), "\(command.errors)")
    #expect(command.errors.split(separator: "\n").count <= 5)
    #expect(!command.errors.contains("NPYError") && !command.errors.contains("Fatal"))
    #expect(folder.names == before)
  }

  @Test func aFullDiskLeavesNothing() throws {
    let folder = try Self.folder()
    let before = folder.names
    // No file may grow beyond a block of 512 bytes; the log-sum-exp would still fit.
    let command = folder.arguments(Self.operands + " --lse l.npy --out o.npy")
      .map { "'\($0)'" }.joined(separator: " ")
    let shell = try Command.shell(
      "trap '' XFSZ; ulimit -f 1; exec '\(Command.path)' \(command) 2>/dev/null")
    #expect(shell == 73)
    #expect(folder.names == before)
  }

  /// The operands of `groups`, and files that are wrong, each in its way.
  private static func folder() throws -> AttendFolder {
    let folder = try AttendFolder("groups")
    let key = [UInt8](try Data(contentsOf: URL(filePath: folder.file("k.npy"))))
    try folder.write([], "empty.npy")
    try folder.write(Array("q = [1, 2]".utf8), "text.npy")
    try folder.write(Array(key[..<6]) + [9] + key[7...], "version.npy")
    try folder.write(key.dropLast(), "cut.npy")
    try folder.write(key + [0], "long.npy")
    try folder.write(Array(key[..<60]), "cut-header.npy")
    try folder.write(Array(key[..<6]) + [2, 0, 255, 255, 255, 255] + key[10...], "long-header.npy")
    try folder.write(shape: "(2, -3)", "negative.npy")
    try folder.write(shape: "(2, 3)", type: ">f4", bytes: 24, "big-endian.npy")
    try folder.write(shape: "(2, 3)", type: "<i8", bytes: 48, "integers.npy")
    try folder.write(shape: "(2, 3)", type: "|O", bytes: 48, "objects.npy")
    try folder.write(shape: "(1, 1048576, 1048576, 64)", "terabytes.npy")
    try folder.write(shape: "(4294967296, 4294967296, 2)", "beyond-count.npy")
    try folder.write(shape: "(3,)", bytes: 12, "vector.npy")
    try folder.write(shape: "(1, 1, 1, 1, 1)", bytes: 4, "five.npy")
    try folder.write(shape: "(2, 0, 5, 3)", "none-at-all.npy")
    try folder.write(shape: "(1, 2, 7, 3)", bytes: 168, "batch.npy")
    try folder.write(shape: "(2, 3, 7, 3)", bytes: 504, "heads.npy")
    try folder.write(shape: "(2, 2, 6, 3)", bytes: 288, "short.npy")
    // Files that are as large as they say, and take no room on the disk.
    try folder.write(shape: "(4000000, 1)", bytes: 16_000_000, "column.npy")
    try folder.write(shape: "(274877906944, 1)", bytes: 1 << 40, "sparse.npy")
    try folder.write(shape: "(1, 2)", type: "<f8", bytes: 16, "beyond.npy")
    var beyond = [UInt8](try Data(contentsOf: URL(filePath: folder.file("beyond.npy"))))
    beyond.replaceSubrange(
      (beyond.count - 8)..., with: withUnsafeBytes(of: 1e300.bitPattern.littleEndian, Array.init))
    try folder.write(beyond, "beyond.npy")
    try FileManager.default.createDirectory(
      atPath: folder.file("folder.npy"), withIntermediateDirectories: false)
    try #require(mkfifo(folder.file("pipe.npy"), 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.npy"), withDestinationPath: folder.file("q.npy"))
    return folder
  }
}
