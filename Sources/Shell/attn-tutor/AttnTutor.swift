@main
struct AttnTutor {
  static func main() {}
}
