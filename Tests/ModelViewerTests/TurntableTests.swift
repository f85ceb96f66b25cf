import Foundation
import Pictures
import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct TurntableTests {
    @Test(arguments: [Float(0), .pi / 2, .pi, -.pi / 2])
    func aCubeSeenFromASideIsASquareInTheMiddle(yaw: Float) async throws {
        let picture = try await draw(Self.cube(), OrbitCamera(yaw: yaw, pitch: 0))
        let box = try #require(picture.coveredBox)
        #expect(abs(box.minX + box.maxX - 99) <= 2 && abs(box.minY + box.maxY - 99) <= 2)
        #expect(abs((box.maxX - box.minX) - (box.maxY - box.minY)) <= 2)
        // All of the box is covered: the cube's side hides the rest.
        #expect(picture.coveredCount == (box.maxX - box.minX + 1) * (box.maxY - box.minY + 1))
    }

    @Test(arguments: [(0, 0), (0.8, 0.4), (2.5, -1), (0, Float.pi / 2), (0, -Float.pi / 2)] as [(Float, Float)])
    func aSphereIsACircleFromEverySideAndFillsThePicture(yaw: Float, pitch: Float) async throws {
        let picture = try await draw(Self.sphere(), OrbitCamera(yaw: yaw, pitch: pitch))
        let box = try #require(picture.coveredBox)
        let radius = Double(box.maxX - box.minX + 1) / 2
        #expect(abs(Double(box.maxY - box.minY + 1) / 2 - radius) <= 1)
        #expect(radius > 38 && radius < 50)
        let circle = Double.pi * radius * radius
        #expect(abs(Double(picture.coveredCount) / circle - 1) < 0.04)
    }

    @Test(
        arguments: [
            (0, 0, Color(1, 0, 0)), (2, 0, Color(0, 1, 1)), (1, 0, Color(0, 1, 0)), (-1, 0, Color(1, 0, 1)),
            (0, 1, Color(0, 0, 1)), (0, -1, Color(1, 1, 0)),
        ] as [(Float, Float, Color)])
    func eachSideOfACubeHasItsOwnColor(quartersRight: Float, quartersUp: Float, color: Color) async throws {
        let camera = OrbitCamera(yaw: quartersRight * .pi / 2, pitch: quartersUp * .pi / 2)
        let picture = try await draw(Self.cube(), camera)
        let middle = picture.pixel(50, 50)
        for (channel, expected) in zip(middle, color.channels) { #expect((channel > 100) == (expected == 1)) }
    }

    @Test func lightComesFromTheLeft() async throws {
        var options = TurntableOptions()
        options.showsColors = false
        let picture = try await draw(Self.sphere(), OrbitCamera(yaw: 1, pitch: 0), options)
        #expect(picture.pixel(20, 50)[0] > picture.pixel(80, 50)[0] + 20)
    }

    @Test func anOpenSurfaceIsLitFromBothSides() async throws {
        let scene = try GLBFixture.read(GLBFixture.triangle())
        let front = try await draw(scene, OrbitCamera(yaw: 0, pitch: 0))
        let back = try await draw(scene, OrbitCamera(yaw: .pi, pitch: 0))
        #expect(front.coveredCount > 1_000 && abs(front.coveredCount - back.coveredCount) < 100)
        let (a, b) = (front.meanColor, back.meanColor)
        #expect(abs(a[0] - b[0]) < 12 && a[0] > 100)
    }

    @Test func nothingIsCutOffAtAnyAngle() async throws {
        let scene = try GLBFixture.read(GLB.encode(ModelDesign(AssetBrief(prompt: "red dragon", seed: 3)).mesh))
        for step in 0..<12 {
            let camera = OrbitCamera(yaw: Float(step) * 0.5, pitch: Float(step % 5) * 0.6 - 1.2)
            let picture = try await Turntable.draw(scene, camera: camera, width: 60, height: 45)
            let box = try #require(picture.coveredBox)
            #expect(box.minX > 0 && box.minY > 0 && box.maxX < 59 && box.maxY < 44)
        }
    }

    @Test func aTextureLiesWhereItsCoordinatesSay() async throws {
        let texture = PixelImage(
            width: 2, height: 1, bytes: [255, 0, 0, 255, 0, 0, 255, 255])
        let scene = try GLBFixture.read(Self.texturedSquare(try PNG.encode(texture)))
        #expect(!scene.textures.isEmpty && scene.notes.isEmpty)
        let picture = try await draw(scene, OrbitCamera(yaw: 0, pitch: 0))
        let (left, right) = (picture.pixel(30, 50), picture.pixel(70, 50))
        #expect(left[0] > 120 && left[2] < 60 && right[2] > 120 && right[0] < 60)
        var options = TurntableOptions()
        options.showsTextures = false
        let plain = try await draw(scene, OrbitCamera(yaw: 0, pitch: 0), options).pixel(30, 50)
        #expect(plain[0] > 120 && plain[2] > 120)
    }

    @Test func holesOfATextureAreHoles() async throws {
        let texture = PixelImage(width: 2, height: 1, bytes: [255, 0, 0, 255, 0, 0, 255, 0])
        let scene = try GLBFixture.read(Self.texturedSquare(try PNG.encode(texture), alpha: "MASK"))
        let picture = try await draw(scene, OrbitCamera(yaw: 0, pitch: 0))
        #expect(picture.pixel(30, 50)[3] == 255 && picture.pixel(70, 50)[3] == 0)
    }

    @Test func aFineTextureDoesNotShimmer() async throws {
        let checks = (0..<(256 * 256)).flatMap { at -> [UInt8] in
            let value: UInt8 = (at % 256 + at / 256) % 2 == 0 ? 0 : 255
            return [value, value, value, 255]
        }
        let texture = PixelImage(width: 256, height: 256, bytes: checks)
        let scene = try GLBFixture.read(Self.texturedSquare(try PNG.encode(texture)))
        let picture = try await draw(scene, OrbitCamera(yaw: 0, pitch: 0))
        let row = (30..<70).map { Int(picture.pixel($0, 50)[0]) }
        #expect((row.max() ?? 0) - (row.min() ?? 0) < 25)
    }

    @Test func wireframeShowsEdgesAndWhatIsBehindThem() async throws {
        var options = TurntableOptions()
        options.style = .wireframe
        let picture = try await draw(Self.cube(), OrbitCamera(yaw: 0, pitch: 0), options)
        let solid = try await draw(Self.cube(), OrbitCamera(yaw: 0, pitch: 0))
        let (wires, faces) = (try #require(picture.coveredBox), try #require(solid.coveredBox))
        #expect(abs(wires.minX - faces.minX) <= 1 && abs(wires.maxY - faces.maxY) <= 1)
        #expect(picture.coveredCount < solid.coveredCount / 3)
        // The edge in front is brighter than the same edge behind, which perspective draws further in.
        let column = (0..<50).map { picture.pixel($0, 40)[3] }
        #expect((column.max() ?? 0) > 120)
        #expect(column.contains { $0 > 8 && $0 < 60 })
    }

    @Test(arguments: TurntableOptions.Style.allCases)
    func anEyeInsideTheSceneSeesItAndDoesNotCrash(style: TurntableOptions.Style) async throws {
        var options = TurntableOptions()
        options.style = style
        for zoom: Float in [3, 8, 60] {
            for yaw: Float in [0, 0.4, 2] {
                let camera = OrbitCamera(yaw: yaw, pitch: 0.1, zoom: zoom, pan: SIMD2(0.3, 0.2))
                let picture = try await Turntable.draw(
                    Self.cube(), camera: camera, width: 40, height: 30, options: options)
                if style == .shaded { #expect(picture.coveredCount == 1_200) }
            }
        }
    }

    @Test func aLargePictureIsDrawnSmoothlyOnlyAtRest() async throws {
        var options = TurntableOptions()
        func hasSoftEdges(_ width: Int) async throws -> Bool {
            let picture = try await Turntable.draw(
                Self.sphere(), camera: OrbitCamera(), width: width, height: 200, options: options)
            return stride(from: 3, to: picture.bytes.count, by: 4).contains { (1..<255).contains(picture.bytes[$0]) }
        }
        #expect(try await hasSoftEdges(300))
        options.isMoving = true
        #expect(try await !hasSoftEdges(300))
        #expect(try await hasSoftEdges(200))
    }

    @Test func aMovingSceneIsDrawnWithItsStandIn() async throws {
        let scene = try Self.sphere().withStandIn(triangleCount: 300)
        let standIn = try #require(scene.standIn)
        #expect(standIn.triangleCount <= 600 && standIn.triangleCount > 30)
        var options = TurntableOptions()
        let whole = try await draw(scene, OrbitCamera(), options)
        options.isMoving = true
        let light = try await draw(scene, OrbitCamera(), options)
        #expect(light != whole && abs(light.coveredCount - whole.coveredCount) < whole.coveredCount / 10)
        #expect(abs(light.meanColor[0] - whole.meanColor[0]) < 20)
    }

    @Test func drawingStopsWhenTheTaskIsCanceled() async throws {
        let scene = try Self.cube()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Turntable.draw(scene, camera: OrbitCamera(), width: 100, height: 100)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    private func draw(
        _ scene: Scene, _ camera: OrbitCamera, _ options: TurntableOptions = TurntableOptions()
    ) async throws -> PixelImage {
        try await Turntable.draw(scene, camera: camera, width: 100, height: 100, options: options)
    }

    /// One meter per side; red in front (+Z), cyan behind, green to the right, magenta to the left, blue on top.
    static func cube() throws -> Scene {
        let sides: [(Vector3, Color)] = [
            (Vector3(0, 0, 1), Color(1, 0, 0)), (Vector3(0, 0, -1), Color(0, 1, 1)),
            (Vector3(1, 0, 0), Color(0, 1, 0)), (Vector3(-1, 0, 0), Color(1, 0, 1)),
            (Vector3(0, 1, 0), Color(0, 0, 1)), (Vector3(0, -1, 0), Color(1, 1, 0)),
        ]
        var mesh = Mesh()
        for (normal, color) in sides {
            let across = Vector3(normal.y, normal.z, normal.x)
            let along = normal.cross(across)
            let first = UInt32(mesh.positions.count)
            for (a, b) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
                mesh.positions.append((normal + across * a + along * b) * 0.5)
                mesh.normals.append(normal)
                mesh.colors.append(color)
            }
            mesh.indices += [0, 1, 2, 0, 2, 3].map { first + $0 }
        }
        mesh.parts = [Mesh.Part(material: .matte, indexRange: 0..<mesh.indices.count)]
        return try GLBFixture.read(GLB.encode(mesh))
    }

    static func sphere() throws -> Scene {
        var builder = MeshBuilder()
        builder.ball(rows: 32, columns: 48, .identity, .plain(Color(0.7, 0.5, 0.3), .matte))
        return try GLBFixture.read(GLB.encode(builder.finished()))
    }

    /// One meter, facing +Z, covered by the whole texture.
    static func texturedSquare(_ picture: [UInt8], alpha: String = "OPAQUE") -> [UInt8] {
        let rows: [Float] = [0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0]
        let binary = GLBFixture.bytes(rows) + [0, 1, 2, 0, 2, 3, 0, 0] + picture
        return GLBFixture.triangle(
            primitive: #"{"attributes":{"POSITION":0,"TEXCOORD_0":1},"indices":2,"material":0}"#,
            accessors: #"[{"bufferView":0,"componentType":5126,"count":4,"type":"VEC3"},"#
                + #"{"bufferView":0,"byteOffset":12,"componentType":5126,"count":4,"type":"VEC2"},"#
                + #"{"bufferView":1,"componentType":5121,"count":6,"type":"SCALAR"}]"#,
            views: #"[{"buffer":0,"byteLength":80,"byteStride":20},{"buffer":0,"byteOffset":80,"byteLength":6},"#
                + #"{"buffer":0,"byteOffset":88,"byteLength":\#(picture.count)}]"#,
            buffers: #"[{"byteLength":\#(88 + picture.count)}]"#,
            more: #","materials":[{"alphaMode":"\#(alpha)","pbrMetallicRoughness":{"metallicFactor":0,"#
                + #""baseColorTexture":{"index":0}}}],"textures":[{"source":0}],"images":[{"bufferView":2}]"#,
            binary: binary)
    }
}

extension PixelImage {
    func pixel(_ x: Int, _ y: Int) -> [UInt8] { Array(bytes[((y * width + x) * 4)..<((y * width + x) * 4 + 4)]) }

    /// Pixels that are more than half covered.
    var coveredCount: Int { stride(from: 3, to: bytes.count, by: 4).count { bytes[$0] > 127 } }

    var coveredBox: (minX: Int, maxX: Int, minY: Int, maxY: Int)? {
        let covered = stride(from: 3, to: bytes.count, by: 4).filter { bytes[$0] > 127 }.map { $0 / 4 }
        let (columns, rows) = (covered.map { $0 % width }, covered.map { $0 / width })
        guard let minX = columns.min(), let maxX = columns.max(), let minY = rows.min(), let maxY = rows.max() else {
            return nil
        }
        return (minX, maxX, minY, maxY)
    }

    /// Of the covered pixels, red, green and blue.
    var meanColor: [Double] {
        let covered = stride(from: 3, to: bytes.count, by: 4).filter { bytes[$0] > 127 }
        return (0..<3).map { channel in
            Double(covered.reduce(0) { $0 + Int(bytes[$1 - 3 + channel]) }) / Double(max(covered.count, 1))
        }
    }
}
