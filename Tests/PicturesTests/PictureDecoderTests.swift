import PictureSamples
import Pictures
import Testing

@Suite struct PictureDecoderTests {
    private let picture = PictureSamples.gradient(width: 61, height: 47)

    /// The files of one picture and the maximum error of a channel.
    private static let allFiles: [(name: String, file: @Sendable (PixelImage) -> [UInt8], tolerance: Int)] = [
        ("png", { PictureSamples.png($0) }, 0),
        ("png, rgb", { PictureSamples.png($0, .rgb) }, 0),
        ("png, interlaced", { PictureSamples.png($0, isInterlaced: true) }, 0),
        ("jpeg", { PictureSamples.jpeg($0) }, 12),
        ("jpeg, progressive", { PictureSamples.jpeg($0, isProgressive: true) }, 12),
        ("webp", { PictureSamples.webp($0, quality: 100) }, 14),
        ("webp, lossless", { PictureSamples.webp($0, isLossless: true) }, 0),
        ("webp, animated", { PictureSamples.animation([$0, $0], width: $0.width, height: $0.height) }, 0),
    ]

    @Test(arguments: allFiles.indices)
    func everyFormatGivesThePixelsItWasMadeOf(index: Int) throws {
        let (name, encode, tolerance) = Self.allFiles[index]
        let decoded = try PictureDecoder().decode(encode(picture))
        #expect(decoded.width == 61 && decoded.height == 47, "\(name)")
        let worst = zip(decoded.bytes, picture.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 255
        #expect(worst <= tolerance, "\(name)")
    }

    @Test(arguments: allFiles.indices)
    func aPictureIsMadeSmallerWhileItIsDecoded(index: Int) throws {
        let (name, encode, _) = Self.allFiles[index]
        let large = PictureSamples.gradient(width: 301, height: 203)
        let decoded = try PictureDecoder().decode(encode(large), forAtLeast: (width: 70, height: 20))
        #expect(decoded.width == 76 && decoded.height == 51, "\(name)")
        let wanted = try #require(large.resized(toWidth: 76, height: 51))
        let mean = zip(decoded.bytes, wanted.bytes).map { abs(Int($0) - Int($1)) }.reduce(0, +)
        #expect(mean < decoded.bytes.count * 4, "\(name): off by \(Double(mean) / Double(decoded.bytes.count))")
    }

    @Test(arguments: allFiles.indices)
    func aFileCutOffAnywhereIsShownInPartOrRefusedInOneSentence(index: Int) throws {
        let (name, encode, _) = Self.allFiles[index]
        let whole = PictureSamples.noise(width: 24, height: 40)
        let file = encode(whole)
        var isShown = false
        for count in 0..<file.count {
            do {
                let part = try PictureDecoder().decode(Array(file.prefix(count)))
                #expect(part.width == 24 && part.height == 40)
                isShown = true
            } catch {
                #expect(error.description.hasSuffix(".") && !error.description.contains("\n"), "\(name): \(error)")
                if count > file.count * 9 / 10 { Issue.record("\(name), \(count) of \(file.count) bytes: \(error)") }
                guard case .stopped = error else { continue }
                Issue.record("\(name): \(error)")
            }
        }
        #expect(isShown)
    }

    /// Files in which the upper part of a picture comes first.
    private static let files = allFiles.filter { !$0.name.contains("animated") }

    @Test(arguments: files.indices)
    func whatCameBeforeTheCutIsShown(index: Int) throws {
        let (name, encode, tolerance) = Self.files[index]
        for size in [(61, 47), (300, 200)] {
            let file = encode(PictureSamples.noise(width: size.0, height: size.1))
            let whole = try PictureDecoder().decode(file)
            for share in [60, 80, 95] {
                let part = try PictureDecoder().decode(Array(file.prefix(file.count * share / 100)))
                #expect(part.width == whole.width && part.height == whole.height)
                // Interlaced and progressive files have the whole area early, but not all of its detail.
                let isInOrder = !name.contains("interlaced") && !name.contains("progressive")
                let count = size.0 * 4 * (size.1 * (isInOrder ? share / 4 : 100) / 100)
                let errors = zip(part.bytes, whole.bytes).prefix(count).map { abs(Int($0) - Int($1)) }
                if isInOrder {
                    #expect(errors.allSatisfy { $0 <= tolerance }, "\(name), \(share) %")
                } else {
                    #expect(errors.reduce(0, +) < count * 70, "\(name), \(share) %")
                }
            }
        }
    }

    /// Bytes after the last pixel: the end marker, the checksum before it, or another chunk.
    @Test(
        arguments: [
            ("jpeg", [1, 2]), ("jpeg, progressive", [1, 2]), ("png", [1, 4, 8, 12, 14, 16]),
            ("png, interlaced", [1, 4, 12, 16]),
        ] as [(String, [Int])])
    func aMissingEndMarkerChangesNothing(name: String, missing: [Int]) throws {
        let encode = try #require(Self.files.first { $0.name == name }?.file)
        let file = encode(picture)
        let whole = try PictureDecoder().decode(file)
        for count in missing {
            #expect(try PictureDecoder().decode(file.dropLast(count)) == whole, "\(count) bytes are missing")
            #expect(try PictureDecoder().decode(file.dropLast(count), forAtLeast: (8, 8)).width == 16)
        }
    }

    @Test func aJPEGWhoseEndMarkerComesEarlyIsShown() throws {
        let file = PictureSamples.jpeg(PictureSamples.noise(width: 64, height: 64))
        let whole = try PictureDecoder().decode(file)
        let part = try PictureDecoder().decode(file.prefix(file.count * 3 / 4) + [0xFF, 0xD9])
        #expect(part.bytes.prefix(64 * 4 * 16) == whole.bytes.prefix(64 * 4 * 16))
    }

    @Test(arguments: ["jpeg", "jpeg, progressive", "png", "png, interlaced", "webp", "webp, lossless"])
    func aFileWithoutPixelsIsRefused(name: String) throws {
        let encode = try #require(Self.files.first { $0.name == name }?.file)
        let file = encode(picture)
        // The start of the pixels: the first scan, the first chunk with pixels, or the picture's own chunk.
        let marks: [[UInt8]] = [[0xFF, 0xDA], Array("IDAT".utf8), Array("VP8".utf8)]
        let start = try #require(
            file.indices.first { at in at > 8 && marks.contains { file[at...].starts(with: $0) } })
        for count in [start, start + 4, start + 10] {
            #expect {
                try PictureDecoder().decode(Array(file.prefix(count)))
            } throws: {
                "\($0)".hasSuffix("file is damaged: the file ends too early.")
            }
        }
    }

    @Test func grayAndPalettePNGsBecomeColors() throws {
        let light = PictureSamples.picture(width: 9, height: 3) { x, _ in [0, x < 4 ? 250 : 5, 0, 255] }
        let gray = try PictureDecoder().decode(PictureSamples.png(light, .gray))
        #expect(Array(gray.bytes.prefix(4)) == [250, 250, 250, 255])
        let deep = try PictureDecoder().decode(PictureSamples.png(light, .gray16))
        #expect(Array(deep.bytes.prefix(4)) == [250, 250, 250, 255])
        let palette = try PictureDecoder().decode(PictureSamples.png(light, .palette))
        #expect(Array(palette.bytes.prefix(4)) == [200, 210, 220, 255])
        #expect(palette.bytes[9 * 4 - 1] == 0)
    }

    @Test func jpegsOfFourInksBecomeColors() throws {
        // Inverted, as Adobe writes them: no cyan, full magenta, half yellow, no black.
        let inks = PictureSamples.picture(width: 16, height: 16) { _, _ in [255, 0, 128, 255] }
        let decoded = try PictureDecoder().decode(PictureSamples.jpeg(inks, hasInks: true))
        for (channel, wanted) in zip(decoded.bytes.prefix(4), [255, 0, 128, 255]) {
            #expect(abs(Int(channel) - wanted) < 6)
        }
    }

    @Test func aProgressiveJPEGThatNeverEndsIsRefused() throws {
        let file = PictureSamples.jpeg(PictureSamples.noise(width: 32, height: 32), isProgressive: true)
        let start = try #require(file.indices.first { file[$0...].starts(with: [0xFF, 0xDA]) })
        // The coarsest scan may be repeated as it is; it ends with the marker of the next one.
        let end = try #require(file.indices.first { $0 > start && file[$0...].starts(with: [0xFF, 0xC4]) })
        let repeated = (0..<100).flatMap { _ in file[start..<end] }
        #expect { try PictureDecoder().decode(file.prefix(start) + repeated + file[start...]) } throws: {
            "\($0)" == "The JPEG file is damaged: it has too many scans."
        }
    }

    @Test func theFirstFrameOfAnAnimationLiesWhereItBelongs() throws {
        let red = PictureSamples.picture(width: 4, height: 2) { _, _ in [255, 0, 0, 255] }
        let blue = PictureSamples.picture(width: 4, height: 2) { _, _ in [0, 0, 255, 255] }
        let file = PictureSamples.animation([red, blue], width: 8, height: 6, left: 2, top: 4)
        let decoded = try PictureDecoder().decode(file)
        #expect(decoded.width == 8 && decoded.height == 6)
        for y in 0..<6 {
            for x in 0..<8 {
                let pixel = Array(decoded.bytes[(y * 8 + x) * 4..<(y * 8 + x) * 4 + 4])
                #expect(pixel == ((2..<6).contains(x) && y >= 4 ? [255, 0, 0, 255] : [0, 0, 0, 0]))
            }
        }
    }

    @Test func transparentPixelsDoNotBleedIntoWhatIsSeen() throws {
        let picture = PictureSamples.picture(width: 4, height: 4) { x, _ in
            x % 2 == 0 ? [200, 0, 0, 255] : [0, 255, 0, 0]
        }
        let decoded = try PictureDecoder().decode(PictureSamples.png(picture), forAtLeast: (2, 2))
        #expect(Array(decoded.bytes.prefix(4)) == [200, 0, 0, 128])
    }

    @Test(arguments: [
        ([], "The file is empty."),
        (Array("<!DOCTYPE html><title>404</title>".utf8), "This is HTML, not a picture."),
        (Array("\n  <html>".utf8), "This is HTML, not a picture."),
        (Array(#"{"error":"not_found"}"#.utf8), "This is JSON, not a picture."),
        (Array("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>".utf8), "This is XML, not a picture."),
        (Array("GIF89a\u{1}\0\u{1}\0".utf8), "GIF pictures are not supported, only PNG, JPEG and WebP."),
        (Array("<svg xmlns=\"x\"/>".utf8), "SVG pictures are not supported, only PNG, JPEG and WebP."),
        ([0, 0, 0, 32] + Array("ftypavif".utf8), "AVIF pictures are not supported, only PNG, JPEG and WebP."),
        (Array("glTF\u{2}\0\0\0".utf8), "This is a GLB model, not a picture."),
        ([0x50, 0x4B, 3, 4], "This is a ZIP archive, not a picture."),
        (Array("hello".utf8), "This is plain text, not a picture."),
        ([0, 1, 2, 3, 4], "This is unknown data, not a picture."),
    ])
    func whatIsNoPictureIsNamed(file: [UInt8], sentence: String) {
        #expect { try PictureDecoder().decode(file) } throws: { "\($0)" == sentence }
    }

    @Test(arguments: [
        (50_000, 50_000, "The picture is 50000 by 50000 pixels; the longest side allowed is 32768."),
        (30_000, 30_000, "The picture is 30000 by 30000 pixels, more than the 150 million allowed."),
        (Int(Int32.max), 1, "The picture is 2147483647 by 1 pixels; the longest side allowed is 32768."),
    ])
    func aHugePictureIsRefusedByItsHeader(width: Int, height: Int, sentence: String) {
        let file = Self.header(width: width, height: height)
        #expect { try PictureDecoder().decode(file) } throws: { "\($0)" == sentence }
    }

    @Test func whatWouldTakeTooMuchMemoryIsRefusedBeforeItIsDecoded() {
        let plain = Self.header(width: 12_000, height: 12_000)
        let interlaced = Self.header(width: 12_000, height: 12_000, isInterlaced: true)
        // Row by row it would fit at a small size, but its rows come in seven passes.
        #expect { try PictureDecoder().decode(plain, forAtLeast: (100, 100)) } throws: {
            guard case .damaged = $0 as? PictureError else { return false }
            return true
        }
        #expect { try PictureDecoder().decode(interlaced, forAtLeast: (100, 100)) } throws: {
            guard case .needsMemory(_, _, let bytes, let limit) = $0 as? PictureError else { return false }
            return bytes > 500 << 20 && limit == 256 << 20
        }
    }

    @Test(arguments: allFiles.indices)
    func theHeaderTellsTheSizeWithoutDecoding(index: Int) throws {
        let (name, encode, _) = Self.allFiles[index]
        let header = try PictureDecoder().header(of: encode(picture))
        #expect(header.width == 61 && header.height == 47, "\(name)")
    }

    @Test(arguments: allFiles.indices)
    func decodingEndsWhenTheCallerWantsNoMore(index: Int) throws {
        let (name, encode, _) = Self.allFiles[index]
        let file = encode(PictureSamples.noise(width: 200, height: 200))
        for patience in 0..<3 {
            var asked = 0
            #expect(throws: PictureError.stopped, "\(name)") {
                try PictureDecoder().decode(file) {
                    asked += 1
                    return asked > patience
                }
            }
            #expect(asked == patience + 1, "\(name)")
        }
    }

    @Test func aCanceledTaskDecodesNothing() async {
        let file = PictureSamples.png(PictureSamples.noise(width: 64, height: 64))
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try PictureDecoder().decode(file)
        }
        task.cancel()
        await #expect(throws: PictureError.stopped) { try await task.value }
    }

    /// A PNG file that ends after its header.
    static func header(width: Int, height: Int, isInterlaced: Bool = false) -> [UInt8] {
        func four(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - $0 * 8)) } }
        let body = Array("IHDR".utf8) + four(width) + four(height) + [8, 6, 0, 0, isInterlaced ? 1 : 0]
        var checksum = UInt32.max
        for byte in body {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? 0xEDB8_8320 ^ checksum >> 1 : checksum >> 1 }
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + four(13) + body + four(Int(~checksum))
            + [0, 0, 0, 0] + Array("IDAT".utf8)
    }
}
