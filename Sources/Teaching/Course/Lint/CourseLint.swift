/// Everything that is wrong with a course but what is inside its quiz items, which `Quiz` adds.
public struct CourseLint: Sendable {
  let course: WholeCourse
  let runner: any LabRunner
  let labs: [LabDescription]

  /// - Parameter runner: the labs that there are; none is run
  public init(_ course: WholeCourse, runner: any LabRunner) {
    self.course = course
    self.runner = runner
    labs = runner.catalogue
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
