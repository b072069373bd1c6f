import Course
import Foundation
import Quiz

/// The course in the repository.
enum Content {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Content").path

  /// Read once for all tests.
  private static let whole = Result<WholeCourse, any Error> {
    WholeCourse(try CourseLibrary(at: root))
  }

  static func course() throws -> WholeCourse { try whole.get() }

  /// The `single` items of a language, and for each its choices as they are read.
  static func singles(in language: Language) throws -> [SingleChoice] {
    try course().lessons.filter { $0.language == language }.flatMap { lesson in
      lesson.items.compactMap { item in
        guard case .success(.single(let single)) = item else { return nil }
        return single
      }
    }
  }

  /// Places as they are clicked on: from the root of the course.
  static func sentence(_ diagnostic: Diagnostic?) -> String {
    diagnostic.map { $0.description.replacing(root + "/", with: "") } ?? ""
  }
}
