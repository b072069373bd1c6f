/// Why a `.npy` file cannot be read or written.
public struct NPYError: Error, Sendable, Equatable {
  public var file: String
  public var problem: Problem

  public enum Problem: Error, Sendable, Equatable {
    case missing
    /// What the system says of it.
    case unreadable(String)
    /// A folder, a pipe, …
    case notAFile(String)
    case empty
    case notNPY
    case unknownVersion(major: UInt8, minor: UInt8)
    /// Bytes that the header takes by its own account, and bytes that are there.
    case headerCut(said: Int, found: Int)
    case headerTooLong(said: Int)
    /// `position` counts the bytes of the file from 1, here and below.
    case syntax(found: String, expected: String, position: Int)
    case missingKey(String)
    case type(found: String, expected: [NPYType], position: Int)
    /// More numbers than can be counted.
    case shapeTooLarge(position: Int)
    /// Bytes of the numbers.
    case size(Shape, NPYType, expected: Int, found: Int)
    /// The file lost its end while it was read.
    case shrank
    case beyondFloat32(Double, index: [Int])
    case unwritable(String)
  }

  public init(_ file: String, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension NPYError: CustomStringConvertible {
  /// `FILE:1:COLUMN: error: …`, the place where there is one.
  public var description: String {
    file + (position.map { ":1:\($0)" } ?? "") + ": error: " + problem.sentence
  }

  /// The byte of the file, from 1.
  public var position: Int? {
    switch problem {
    case .syntax(_, _, let position), .type(_, _, let position), .shapeTooLarge(let position):
      position
    default: nil
    }
  }
}
