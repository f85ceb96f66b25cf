import TerminalCore

/// Fetches, decodes and draws pictures, each once, and caches them.
package actor PictureLoader {
    /// Reads a file of at most `byteLimit` bytes and throws for a larger one. Descriptions of errors other than
    /// `CancellationError` are shown to the user.
    package typealias Fetch = @Sendable (_ address: String, _ byteLimit: Int) async throws -> [UInt8]
    /// Writes sequences to the terminal, before anything drawn later.
    package typealias Send = @Sendable ([UInt8]) async -> Void

    private let cache: PictureCache
    let decoder: PictureDecoder
    private let byteLimit: Int
    private let fetch: Fetch
    private let downloads: SharedWork<String, OriginalPicture>
    let drawings: SharedWork<PictureRequest, DrawnPicture>
    let threads = DrawingThreads()
    let route: KittyRoute?
    let send: Send
    var gallery = KittyGallery()

    /// - Parameters:
    ///   - cache: The cache of files and drawings.
    ///   - decoder: The decoder with its limits.
    ///   - byteLimit: The maximum bytes of a file.
    ///   - downloadLimit: The maximum number of concurrent downloads.
    ///   - drawingLimit: The maximum number of pictures decoded and drawn at once, on separate threads.
    ///   - route: The route to a terminal that draws pixels; nil to draw with characters.
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

    /// The picture of a request; equal requests, even concurrent ones, share the work.
    ///
    /// Canceling the calling task cancels the work unless another caller waits for it.
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

    func original(
        of request: PictureRequest, _ urgency: WorkUrgency
    ) async throws -> OriginalPicture {
        let (cache, fetch, byteLimit) = (cache, fetch, byteLimit)
        return try await downloads.value(for: request.source, urgency) {
            if let known = await cache.original(of: request.source) { return known }
            let original = OriginalPicture(try await fetch(request.address, byteLimit))
            // Other content is not kept, because the next response may be a picture.
            if case .picture = PictureContent(of: original.bytes) { await cache.keep(original, of: request.source) }
            return original
        }
    }

    private func drawing(
        _ request: PictureRequest, _ original: OriginalPicture, _ urgency: WorkUrgency
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

    /// Runs on the caller's preferred executor.
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
