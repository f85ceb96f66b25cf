import TerminalCore

extension PictureLoader {
    /// The pixels sent per cell, across and down: a typical font size.
    private static let pixelsPerCell = (width: 10, height: 20)

    /// The placeholder cells of a picture, which was sent to the terminal before this returns.
    func placed(_ request: PictureRequest, _ urgency: WorkUrgency, by route: KittyRoute) async throws -> DrawnPicture {
        let original = try await original(of: request, urgency)
        return try await drawings.value(for: request, urgency) {
            try await self.place(original, request.options, by: route)
        }
    }

    /// Deletes all pictures from the terminal, before the program ends.
    package func removeFromTerminal() async {
        guard let route else { return }
        let numbers = gallery.used
        gallery = KittyGallery()
        await send(numbers.flatMap { KittyImage.deletion(number: $0, route: route) })
    }

    /// Marks all pictures as lost after another program used the terminal; they are sent again when requested.
    package func forgetTerminal() {
        gallery.forget()
    }

    private func place(
        _ original: OriginalPicture, _ options: PictureOptions, by route: KittyRoute
    ) async throws -> DrawnPicture {
        let header = try decoder.header(of: original.bytes)
        let most = Size(
            columns: min(options.area.columns, KittyImage.mostCells),
            rows: min(options.area.rows, KittyImage.mostCells))
        var fitting = options
        fitting.area = most
        let size = fitting.place(width: header.width, height: header.height).size
        let place = Rect(options.area).centered(size)
        let key = KittyGallery.Key(hash: original.hash, size: place.size)
        var number = gallery.number(of: key)
        if number == nil { number = try await transmit(original, key, by: route) }
        guard let number, let image = KittyImage(number: number, size: place.size) else {
            return DrawnPicture(
                canvas: Canvas(size: options.area, style: Style(background: options.background)), place: place)
        }
        return Self.drawn(image, at: place, options)
    }

    private func transmit(
        _ original: OriginalPicture, _ key: KittyGallery.Key, by route: KittyRoute
    ) async throws -> UInt8? {
        guard key.size.columns > 0, key.size.rows > 0 else { return nil }
        let (decoder, threads, size) = (decoder, threads, key.size)
        let png = try await withTaskExecutorPreference(threads) {
            try await Self.png(of: original.bytes, for: size, decoder)
        }
        guard let number = gallery.takeNumber(), let image = KittyImage(number: number, size: size) else { return nil }
        await send(image.transmission(png: png, route: route))
        gallery.add(key, number)
        return number
    }

    @concurrent
    private static func png(
        of file: [UInt8], for size: Size, _ decoder: PictureDecoder
    ) async throws -> [UInt8] {
        let (width, height) = (size.columns * pixelsPerCell.width, size.rows * pixelsPerCell.height)
        let picture = try decoder.decode(file, forAtLeast: (width, height))
        try Task.checkCancellation()
        // Never enlarged, because the terminal stretches it anyway.
        let resized = picture.resized(toWidth: min(width, picture.width), height: min(height, picture.height))
        return try PNG.encode(resized ?? picture)
    }

    private static func drawn(_ image: KittyImage, at place: Rect, _ options: PictureOptions) -> DrawnPicture {
        var canvas = Canvas(size: options.area, style: Style(background: options.background))
        let cells = image.placeholders(depth: options.depth, background: options.background)
        for row in 0..<place.rows {
            for column in 0..<place.columns {
                canvas.put(cells[column, row], column: place.column + column, row: place.row + row)
            }
        }
        return DrawnPicture(canvas: canvas, place: place)
    }
}
