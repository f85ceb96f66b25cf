import TerminalCore

/// Fetches, decodes and draws pictures, each once, and remembers them.
package actor PictureLoader {
    /// Reads a file. The number is the most bytes it may have; the closure throws where it has more. Errors are shown to
    /// people by their description; `CancellationError` is none.
    package typealias Fetch = @Sendable (_ address: String, _ byteLimit: Int) async throws -> [UInt8]
    /// Hands sequences to the terminal, before anything that is drawn later.
    package typealias Send = @Sendable ([UInt8]) async -> Void

    private let cache: PictureCache
    let decoder: PictureDecoder
    private let byteLimit: Int
    private let fetch: Fetch
    private let downloads: SharedWork<String, PictureCache.Original>
    let drawings: SharedWork<PictureRequest, DrawnPicture>
    let threads = DrawingThreads()
    let route: KittyRoute?
    let send: Send
    var gallery = KittyGallery()

    /// - Parameters:
    ///   - cache: Where files and drawings are kept.
    ///   - decoder: The limits of a picture.
    ///   - byteLimit: The most bytes of a file.
    ///   - downloadLimit: The most files fetched at once.
    ///   - drawingLimit: The most pictures decoded and drawn at once, on threads of their own.
    ///   - route: How pixels reach a terminal that draws them itself; nil to draw with characters.
    ///   - send: Writes to that terminal; unused without a route.
    ///   - fetch: Reads a file by its address.
    package init(
        cache: PictureCache, decoder: PictureDecoder = PictureDecoder(), byteLimit: Int = 64 << 20,
        downloadLimit: Int = 4, drawingLimit: Int = 2, route: KittyRoute? = nil, send: @escaping Send = { _ in },
        fetch: @escaping Fetch
    ) {
        self.cache = cache
        self.decoder = decoder
        self.byteLimit = byteLimit
        self.route = route
        self.send = send
        self.fetch = fetch
        downloads = SharedWork(limit: downloadLimit)
        drawings = SharedWork(limit: drawingLimit)
    }

    /// The picture of a request; asked for twice, also at the same time, it is fetched and drawn once.
    ///
    /// Canceling the calling task ends the work unless somebody else waits for it too.
    package func picture(_ request: PictureRequest, _ urgency: WorkUrgency = .shown) async -> PictureOutcome {
        do {
            if let route { return .drawn(try await placed(request, urgency, by: route)) }
            if let known = await cache.drawing(of: request.source, request.options) { return .drawn(known) }
            let original = try await original(of: request, urgency)
            return .drawn(try await drawing(request, original, urgency))
        } catch is CancellationError {
            return .canceled
        } catch PictureError.stopped {
            return .canceled
        } catch {
            return .refused(SafeText("\(error)").clipped(to: 200))
        }
    }

    /// Makes pictures ready that may be asked for soon, in that order; returns when all are there or refused.
    ///
    /// Canceling the calling task ends what nobody else waits for.
    package func prefetch(_ requests: [PictureRequest]) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, request) in requests.enumerated() {
                // Files that wait to be drawn take memory, so only a few are on their way at a time.
                if index >= Self.prefetchLimit { await group.next() }
                if Task.isCancelled { break }
                group.addTask { _ = await self.picture(request, .ahead) }
            }
        }
    }

    private static let prefetchLimit = 6

    func original(
        of request: PictureRequest, _ urgency: WorkUrgency
    ) async throws -> PictureCache.Original {
        let (cache, fetch, byteLimit) = (cache, fetch, byteLimit)
        return try await downloads.value(for: request.source, urgency) {
            if let known = await cache.original(of: request.source) { return known }
            let original = PictureCache.Original(try await fetch(request.address, byteLimit))
            // What is no picture is not kept: the next answer may be one.
            if case .picture = PictureContent(of: original.bytes) { await cache.keep(original, of: request.source) }
            return original
        }
    }

    private func drawing(
        _ request: PictureRequest, _ original: PictureCache.Original, _ urgency: WorkUrgency
    ) async throws -> DrawnPicture {
        let (cache, decoder, threads) = (cache, decoder, threads)
        return try await drawings.value(for: request, urgency) {
            if let known = await cache.drawing(of: original.hash, request.options) { return known }
            let drawn = try await withTaskExecutorPreference(threads) {
                try await Self.draw(original.bytes, request.options, decoder)
            }
            await cache.keep(drawn, of: original.hash, request.options)
            return drawn
        }
    }

    /// Runs where its caller prefers.
    @concurrent
    private static func draw(
        _ file: [UInt8], _ options: PictureOptions, _ decoder: PictureDecoder
    ) async throws -> DrawnPicture {
        let header = try decoder.header(of: file)
        let needed = PictureDrawing.neededPixels(options, width: header.width, height: header.height)
        let picture = try decoder.decode(file, forAtLeast: needed)
        try Task.checkCancellation()
        return try PictureDrawing.draw(picture, options)
    }
}
