import Foundation
import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct PanoramaTests {
    @Test(
        arguments: [
            (0, 0), (0.7, 0.3), (-2, -0.9), (3.1, 0.2), (3.14159, 0), (1, 1.2), (0.5, -1.3), (9, 0.1),
        ] as [(Float, Float)])
    func aMarkLiesInTheMiddleOfAGazeAtIt(yaw: Float, pitch: Float) throws {
        let panorama = Panorama(Self.marked(yaw: yaw, pitch: pitch))
        let view = try panorama.view(Gaze(yaw: yaw, pitch: pitch), width: 65, height: 65)
        #expect(view.pixel(32, 32)[0] > 200 && view.pixel(2, 2)[0] < 60)
    }

    @Test func rightIsRightAndUpIsUp() throws {
        let panorama = Panorama(Self.marked(yaw: 0.4, pitch: 0.3))
        let view = try panorama.view(Gaze(), width: 65, height: 65)
        let bright = (0..<(65 * 65)).filter { view.bytes[$0 * 4] > 200 }
        #expect(!bright.isEmpty && bright.allSatisfy { $0 % 65 > 40 && $0 / 65 < 25 })
    }

    @Test(arguments: [Float.pi / 2, -Float.pi / 2])
    func aPoleIsOneColorAllAround(pitch: Float) throws {
        let bytes = (0..<(64 * 32)).flatMap { at -> [UInt8] in
            let row = at / 64
            return row < 8 ? [200, 0, 0, 255] : row >= 24 ? [0, 200, 0, 255] : [0, 0, 200, 255]
        }
        let panorama = Panorama(PixelImage(width: 64, height: 32, bytes: bytes))
        for yaw: Float in [0, 1, 2, 3] {
            let view = try panorama.view(Gaze(yaw: yaw, pitch: pitch, fieldOfView: 0.8), width: 33, height: 33)
            for at in 0..<(33 * 33) { #expect(view.bytes[at * 4 + (pitch > 0 ? 0 : 1)] > 190) }
        }
    }

    @Test func theSeamIsNotSeen() throws {
        // The brightness rises and falls once around, so it is also smooth where the ends of the picture meet.
        let bytes = (0..<(256 * 128)).flatMap { at -> [UInt8] in
            let value = UInt8(128 + 100 * cos(Double(at % 256) / 256 * 2 * .pi))
            return [value, value, value, 255]
        }
        let panorama = Panorama(PixelImage(width: 256, height: 128, bytes: bytes))
        let view = try panorama.view(Gaze(yaw: .pi), width: 101, height: 21)
        let row = (0..<101).map { Int(view.pixel($0, 10)[0]) }
        #expect(zip(row, row.dropFirst()).allSatisfy { abs($0 - $1) < 6 })
    }

    @Test func aWideViewOfAFinePictureDoesNotShimmer() throws {
        let bytes = (0..<(512 * 256)).flatMap { at -> [UInt8] in
            let value: UInt8 = (at % 512 + at / 512) % 2 == 0 ? 0 : 255
            return [value, value, value, 255]
        }
        let panorama = Panorama(PixelImage(width: 512, height: 256, bytes: bytes))
        let view = try panorama.view(Gaze(fieldOfView: 2), width: 40, height: 30)
        #expect((0..<1_200).allSatisfy { abs(Int(view.bytes[$0 * 4]) - 128) < 20 })
    }

    @Test func anglesStayWithinBounds() {
        #expect(Gaze(pitch: 9).pitch == .pi / 2 && abs(Gaze(yaw: 9).yaw) <= .pi + 0.001)
        #expect(Gaze(fieldOfView: 0).fieldOfView == Gaze.fieldOfViewRange.lowerBound)
        #expect(Gaze(fieldOfView: 9).fieldOfView == Gaze.fieldOfViewRange.upperBound)
    }

    @Test(arguments: [(1, 1), (3, 1), (1, 9), (7, 5)])
    func pictureOfAnySizeCanBeLookedAt(width: Int, height: Int) throws {
        let picture = PixelImage(
            width: width, height: height, bytes: Array(repeating: 255, count: width * height * 4))
        let view = try Panorama(picture).view(Gaze(yaw: 2, pitch: 1), width: 9, height: 4)
        #expect(view.bytes.allSatisfy { $0 == 255 })
    }

    @Test func lookingStopsWhenTheTaskIsCanceled() async {
        let panorama = Panorama(Self.marked(yaw: 0, pitch: 0))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try panorama.view(Gaze(), width: 100, height: 100)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// Dark, with a white spot of a few degrees in one direction.
    private static func marked(yaw: Float, pitch: Float) -> PixelImage {
        let (width, height) = (360, 180)
        let mark = direction(yaw, pitch)
        let bytes = (0..<(width * height)).flatMap { at -> [UInt8] in
            let longitude = (Float(at % width) + 0.5) / Float(width) * 2 * .pi - .pi
            let latitude = .pi / 2 - (Float(at / width) + 0.5) / Float(height) * .pi
            let value: UInt8 = direction(longitude, latitude).dot(mark) > 0.998 ? 255 : 20
            return [value, value, value, 255]
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }

    private static func direction(_ yaw: Float, _ pitch: Float) -> Vector3 {
        Vector3(sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch))
    }
}
