import Course

extension Laboratory {
  /// A run for somebody who shows its failure instead of throwing it.
  public func outcome(of request: LabRequest) -> Result<Findings, LabError> {
    do {
      return .success(try run(request).findings)
    } catch let error as LabError {
      return .failure(error)
    } catch is CancellationError {
      return .failure(.stopped)
    } catch {
      return .failure(.impossible(Localized("\(error)")))
    }
  }
}
