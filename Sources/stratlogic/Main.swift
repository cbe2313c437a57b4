@main
struct StratLogic {
  static func main() {}
}
