/// Everything that is wrong with a course but what is inside its quiz items, which `Quiz` adds.
public struct CourseLint: Sendable {
  let course: WholeCourse
  let labs: [LabDescription]

  /// - Parameter labs: the labs that there are; `LabRunner.catalogue`
  public init(_ course: WholeCourse, labs: [LabDescription]) {
    self.course = course
    self.labs = labs
  }

  /// By place, each once.
  public var diagnostics: [Diagnostic] {
    let found =
      course.diagnostics + structure() + links() + labBlocks() + claims() + predictions() + duels()
      + translations()
      + readingTimes()
    var seen: Set<Diagnostic> = []
    return found.filter { seen.insert($0).inserted }.sortedByPlace()
  }

  /// The diagnostics of the files that are named, or that lie in a folder that is named.
  public func diagnostics(in paths: [String]) -> [Diagnostic] {
    diagnostics.filter { diagnostic in
      paths.contains { path in
        let folder = path.hasSuffix("/") ? path : path + "/"
        return diagnostic.place.file == path || diagnostic.place.file.hasPrefix(folder)
      }
    }
  }
}
