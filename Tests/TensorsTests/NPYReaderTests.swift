import Foundation
import Tensors
import Testing

@Suite struct NPYReaderTests {
  /// i + j/10 + k/100 at `[i, j, k]`, rounded to float32 once.
  static let numbers: [Float] = (0..<24).map { place in
    let (i, j, k) = (Double(place / 12), Double(place / 4 % 3), Double(place % 4))
    return Float(i + j / 10 + k / 100)
  }

  @Test(arguments: ["f4-v1", "f4-v2", "f4-v3", "f8", "f4-fortran", "f8-fortran"])
  func readsWhatNumPyWrote(name: String) throws {
    let tensor = try NPYReader(NPYFiles.golden(name)).tensor()
    #expect(tensor.shape == [2, 3, 4])
    #expect(tensor.storage == Self.numbers)
  }

  @Test(arguments: ["bool", "bool-fortran"])
  func readsBooleans(name: String) throws {
    let tensor = try NPYReader(NPYFiles.golden(name), accepting: [.bool]).tensor()
    #expect(tensor.shape == [2, 3, 4])
    #expect(
      tensor.storage == (0..<24).map { ($0 / 12 + $0 / 4 % 3 + $0 % 4) % 2 == 0 ? 1 : 0 })
  }

  @Test func readsAnyRank() throws {
    #expect(try NPYReader(NPYFiles.golden("scalar")).tensor() == Tensor([2.5], shape: []))
    #expect(try NPYReader(NPYFiles.golden("vector")).tensor() == Tensor([0, 1, 2]))
    #expect(try NPYReader(NPYFiles.golden("nothing")).tensor() == .zeros([2, 0, 3]))
  }

  @Test func keepsWhatIsNotFinite() throws {
    let numbers = try NPYReader(NPYFiles.golden("special")).tensor().storage
    #expect(numbers[0].isNaN)
    #expect(numbers[1...2] == [.infinity, -.infinity])
    #expect(numbers[3].sign == .minus && numbers[3] == 0)
    #expect(numbers[4] == .leastNonzeroMagnitude)
  }

  @Test(arguments: [
    "{'shape': (2,), 'fortran_order': False, 'descr': '<f4'}",
    "{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(2,)}",
    "  { 'fortran_order' : True ,\t'descr' : '<f4' , 'shape' : ( 2 , ) , }  \n\n",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 1,), }",
  ])
  func readsTheDictionaryAsPythonDoes(header: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(NPYFiles.bytes(header: header, data: 8))
    #expect(try NPYReader(path).tensor().storage == [0, 0])
  }

  // MARK: Refusals

  @Test(arguments: [
    ("big-endian", ":1:21: error: found numbers of type '>f4' (big-endian floats)"),
    ("half", ":1:21: error: found numbers of type '<f2' (floats)"),
    ("integers", ":1:21: error: found numbers of type '<i8' (whole numbers)"),
    ("unsigned", ":1:21: error: found numbers of type '|u1' (whole numbers)"),
    ("bool", ":1:21: error: found numbers of type '|b1' (booleans)"),
    ("complex", ":1:21: error: found numbers of type '<c8' (complex numbers)"),
    ("text", ":1:21: error: found numbers of type '<U1' (text)"),
    ("objects", ":1:21: error: found numbers of type '|O' (Python objects)"),
    ("structured", ":1:21: error: found numbers of type […] (structured)"),
  ])
  func refusesOtherTypesByName(name: String, sentence: String) throws {
    let path = NPYFiles.golden(name)
    let error = #expect(throws: NPYError.self) { try NPYReader(path) }
    #expect(error?.description == path + sentence + ", expected '<f4' or '<f8'")
  }

  @Test func refusesWhatFloat32DoesNotHold() throws {
    let path = NPYFiles.golden("large")
    let error = #expect(throws: NPYError.self) { try NPYReader(path).tensor() }
    #expect(error == NPYError(path, .beyondFloat32(1e300, index: [1, 1])))
    #expect(error?.description.contains("found 1e+300 at [1, 1], expected numbers that") == true)
  }

  /// A header, and the place and words of its refusal.
  static let headers: [(String, String)] = [
    ("", "11: error: found the end of the header, expected '{'"),
    ("[1]", "11: error: found '[', expected '{'"),
    ("{}", "error: the header lacks 'descr'"),
    ("{'descr': '<f4', 'shape': (2,)}", "error: the header lacks 'fortran_order'"),
    ("{'descr': '<f4', 'fortran_order': False}", "error: the header lacks 'shape'"),
    ("{'descr': '<f4'", "26: error: found the end of the header, expected ',' or '}'"),
    ("{'descr': '<f4', 'descr': '<f4'}", "28: error: found the key 'descr', expected"),
    ("{'colour': 1}", "12: error: found the key 'colour', expected 'descr'"),
    ("{descr: '<f4'}", "12: error: found 'd', expected a key"),
    ("{'descr", "12: error: found text without an end, expected a closing quotation mark"),
    ("{'descr' '<f4'}", "20: error: found ''', expected ':' after the key 'descr'"),
    ("{'descr': None}", "21: error: found 'N', expected a type such as '<f4'"),
    ("{'descr': ''}", "21: error: found numbers of type '', expected '<f4' or '<f8'"),
    ("{'fortran_order': 0}", "29: error: found '0', expected True or False"),
    ("{'shape': [2]}", "21: error: found '[', expected the shape in brackets"),
    ("{'shape': (2)}", "21: error: found (2), expected a comma after a single axis: (2,)"),
    ("{'shape': (2 3)}", "24: error: found '3', expected ',' or ')' after an axis"),
    ("{'shape': (,)}", "22: error: found ',', expected the length of an axis"),
    ("{'shape': (2, -3)}", "25: error: found '-', expected axes that are not negative"),
    ("{'shape': (2.0,)}", "23: error: found '.', expected ',' or ')' after an axis"),
    ("{'shape': (2,", "24: error: found the end of the header, expected the length of an axis"),
    ("{'shape': (" + String(repeating: "1,", count: 65) + ")}", "21: error: found 65 axes"),
    ("{'shape': (99999999999999999999,)}", "21: error: found a shape of more numbers than any"),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296, 0)}",
      "11: error: found a shape of more numbers than any memory holds"
    ),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x",
      "67: error: found 'x', expected nothing after"
    ),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}",
      "error: the shape [3] of '<f4' takes 12 bytes, found only 8"
    ),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
      "error: the shape [1] of '<f4' takes 4 bytes, found 8"
    ),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1048576, 1048576, 64)}",
      "takes 281474976710656 bytes, found only 8"
    ),
  ]

  @Test(arguments: headers)
  func refusesAHeaderAtItsPlace(header: String, sentence: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(NPYFiles.bytes(header: header, data: 8))
    let error = #expect(throws: NPYError.self) { try NPYReader(path) }
    #expect(error?.description.contains(sentence) == true, "\(error.debugDescription)")
    #expect(error?.description.hasPrefix(path + ":") == true)
  }

  static let noFiles: [([UInt8], NPYError.Problem)] = [
    ([], .empty),
    (Array("PK\u{3}\u{4} a zip file".utf8), .notNPY),
    (Array("?NUMPY".utf8), .notNPY),
    (NPYFiles.magic, .headerCut(said: 10, found: 6)),
    (NPYFiles.magic + [2, 0, 80, 0], .headerCut(said: 12, found: 10)),
    (NPYFiles.bytes(header: "{", length: 118), .headerCut(said: 128, found: 11)),
    (NPYFiles.bytes(header: "{}", version: [4, 0]), .unknownVersion(major: 4, minor: 0)),
    (NPYFiles.bytes(header: "{}", version: [1, 1]), .unknownVersion(major: 1, minor: 1)),
    (
      NPYFiles.bytes(header: "{}", version: [2, 0], length: 0xFFFF_FFFF),
      .headerTooLong(said: 0xFFFF_FFFF)
    ),
  ]

  @Test(arguments: noFiles)
  func refusesWhatIsNoFileOfTheFormat(bytes: [UInt8], problem: NPYError.Problem) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes)
    #expect(throws: NPYError(path, problem)) { try NPYReader(path) }
  }

  @Test func refusesWhatIsNoFile() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: NPYError(pipe, .notAFile("a pipe"))) { try NPYReader(pipe) }
    #expect(throws: NPYError(folder.path, .notAFile("a folder"))) { try NPYReader(folder.path) }
    #expect(throws: NPYError("/dev/null", .notAFile("a device"))) { try NPYReader("/dev/null") }
    for missing in [folder.file("none"), pipe + "/none", ""] {
      #expect(throws: NPYError(missing, .missing)) { try NPYReader(missing) }
    }
  }

  /// Each file of the goldens with each byte of its first 140 changed, and cut at each: refused or
  /// read, never a trap.
  @Test func survivesEveryDamage() throws {
    let folder = try TemporaryFolder()
    for name in ["f4-v1", "f8-fortran", "f4-v3"] {
      let bytes = Array(try Data(contentsOf: URL(filePath: NPYFiles.golden(name))))
      for index in 0..<140 {
        for change in [0x00, 0x2D, 0x31, 0x39, 0xFF] as [UInt8] {
          var damaged = bytes
          damaged[index] = change
          let path = try folder.write(damaged)
          _ = try? NPYReader(path).tensor()
        }
        let path = try folder.write(Array(bytes[..<index]))
        #expect(throws: NPYError.self) { try NPYReader(path) }
      }
    }
  }
}
