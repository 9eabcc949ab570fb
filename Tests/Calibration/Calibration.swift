@main enum Calibration { static func main() {} }
