import Foundation
package import TerminalCore

/// Compares a canvas with its recorded screen.
package enum Golden {
    /// Returns the difference to the recorded screen, if any.
    ///
    /// With `MINTOP_RECORD=1` in the environment the screen is written instead, and the test still fails, so that a
    /// recording never passes as a check. With `MINTOP_SCREENS=FOLDER` the screen is also written there with SGR
    /// sequences, for viewing.
    /// - Parameters:
    ///   - canvas: The drawn canvas.
    ///   - name: The file name without extension.
    ///   - testFile: The test's own `#filePath`; screens are in the folder `Screens` next to it.
    /// - Returns: A sentence with the first line that differs.
    package static func difference(_ canvas: Canvas, _ name: String, testFile: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["MINTOP_SCREENS"] {
            let picture = URL(fileURLWithPath: folder).appendingPathComponent("\(name).ansi")
            do {
                try ScreenImage.escapeCoded(canvas).write(to: picture, atomically: true, encoding: .utf8)
            } catch {
                return "\(name): \(error)"
            }
        }
        return difference(ScreenText(canvas).description, name, folder: "Screens", testFile: testFile)
    }

    /// Compares a text with its file in the folder `Screens` of the test.
    ///
    /// - Returns: A sentence with the first line that differs, if any.
    package static func difference(_ text: String, _ name: String, folder: String, testFile: String) -> String? {
        let file = URL(fileURLWithPath: testFile).deletingLastPathComponent()
            .appendingPathComponent("\(folder)/\(name).txt")
        do {
            if ProcessInfo.processInfo.environment["MINTOP_RECORD"] == "1" {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try text.write(to: file, atomically: true, encoding: .utf8)
                return "recorded \(name); run again without MINTOP_RECORD"
            }
            return firstDifference(text, try String(contentsOf: file, encoding: .utf8), name)
        } catch {
            return "\(name): \(error)"
        }
    }

    private static func firstDifference(_ drawn: String, _ recorded: String, _ name: String) -> String? {
        guard drawn != recorded else { return nil }
        let new = drawn.split(separator: "\n", omittingEmptySubsequences: false)
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        for index in 0..<max(new.count, old.count) {
            let (here, there) = (index < new.count ? new[index] : "(end)", index < old.count ? old[index] : "(end)")
            if here != there { return "\(name), line \(index + 1):\n  recorded \(there)\n  drawn    \(here)" }
        }
        return "\(name): only line ends differ"
    }
}
