extension CourseLint {
  func labBlocks() -> [Diagnostic] {
    course.lessons.flatMap(\.labs).flatMap { lab, place in
      problems(of: lab.request, at: lab.places["name"] ?? place) { lab.places[$0] ?? place }
    }
  }

  /// What is wrong with a request: the lab, its controls, their values.
  /// - Parameters:
  ///   - place: where the lab is named
  ///   - settingPlace: where a control is set
  public func problems(
    of request: LabRequest, at place: Place, settingPlace: (String) -> Place
  ) -> [Diagnostic] {
    guard let lab = labs.first(where: { $0.name == request.lab }) else {
      let error = LabError.unknownLab(
        request.lab, nearest: nearest(to: request.lab, among: labs.map(\.name)))
      return [Diagnostic(at: place, error.message.english)]
    }
    return request.settings.sorted { $0.key < $1.key }.compactMap { name, text in
      guard let control = lab.controls.first(where: { $0.name == name }) else {
        let hint = nearest(to: name, among: lab.controls.map(\.name))
        let error = LabError.unknownControl(name, lab: lab.name, nearest: hint)
        return Diagnostic(at: settingPlace(name), error.message.english)
      }
      return control.problem(with: text).map {
        Diagnostic(at: settingPlace(name), $0.message.english)
      }
    }
  }

  /// What is wrong with a request that may name a broken engine, and with the number that is taken
  /// from its run.
  /// - Parameters:
  ///   - place: where a key stands
  ///   - settingPlace: where a control is set
  func problems(
    of request: LabRequest, result: String, place: (String) -> Place,
    settingPlace: (String) -> Place
  ) -> [Diagnostic] {
    var diagnostics = problems(of: request, at: place("lab"), settingPlace: settingPlace)
    if let problem = problem(ofMutant: request) {
      diagnostics.append(Diagnostic(at: place("mutant"), problem))
    }
    if let problem = labs.first(where: { $0.name == request.lab })?.problem(ofResult: result) {
      diagnostics.append(Diagnostic(at: place("result"), problem))
    }
    return diagnostics
  }

  private func problem(ofMutant request: LabRequest) -> String? {
    guard let name = request.mutant, labs.contains(where: { $0.name == request.lab }) else {
      return nil
    }
    let known = runner.sabotages(of: request.lab).map(\.name)
    if known.contains(name) { return nil }
    if known.isEmpty { return "lab '\(request.lab)' has nothing that can be broken" }
    let hint = nearest(to: name, among: known).map { "did you mean '\($0)'?" }
    return "lab '\(request.lab)' has no mutant '\(name)'; "
      + (hint ?? "expected \(known.joined(separator: ", "))")
  }
}

extension Control {
  /// Why a text is no value of this control; nil where it is one.
  func problem(with text: String) -> LabError? {
    do throws(LabError) {
      _ = try value(parsing: text)
      return nil
    } catch {
      return error
    }
  }
}
