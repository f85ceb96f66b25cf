import FoundationEssentials
import MintDomain
import TerminalCore

extension State {
    var lookedAtPictures: [PictureRequest] {
        guard setup.pictureMode != .none, layout.form != .line, overlays.viewer == nil else { return [] }
        if overlays.desk != nil { return deskPictures }
        var requests: [PictureRequest] = []
        if detail.tab == .preview, layout.panes[.detail] != nil, let subject = currentSubject {
            let area = PreviewGeometry(layout.detailArea).picture
            requests += [picture(of: subject, size: area.size, purpose: .preview)].compactMap(\.self)
        }
        for kind in ResourceKind.allCases { requests += tiles(kind, screens: 0..<1) }
        return requests
    }

    var nextPictures: [PictureRequest] {
        guard setup.pictureMode != .none, layout.form != .line, overlays.viewer == nil else { return [] }
        if overlays.desk != nil { return nextDeskPictures }
        var requests = ResourceKind.allCases.flatMap { tiles($0, screens: 1..<2) }
        if detail.tab == .preview, layout.panes[.detail] != nil {
            let size = PreviewGeometry(layout.detailArea).picture.size
            requests += neighbors.compactMap { picture(of: $0, size: size, purpose: .preview) }
        }
        return requests
    }

    /// The picture of a subject at its current revision; nil if it has none.
    func picture(of subject: DetailSubject, size: Size, purpose: PictureRequest.Purpose) -> PictureRequest? {
        guard size.columns > 0, size.rows > 0 else { return nil }
        // Links that are not opened are not fetched either.
        let isSmall = purpose == .thumbnail
        switch subject {
        case .operation(let id):
            guard let row = operations[id: id], let asset = row.operation?.assets.picture(small: isSmall),
                linkRefusal(asset.url) == nil
            else {
                return nil
            }
            return request(asset, subject, stage: row.previewStage, changedAt: nil, size, purpose)
        case .resource(let kind, let id):
            guard let resource = resources(kind)[id], let asset = resource.assets.picture(small: isSmall),
                linkRefusal(asset.url) == nil
            else {
                return nil
            }
            return request(asset, subject, stage: nil, changedAt: resource.updatedAt, size, purpose)
        }
    }

    private func request(
        _ asset: Asset, _ subject: DetailSubject, stage: PreviewStage?, changedAt: Date?, _ size: Size,
        _ purpose: PictureRequest.Purpose
    ) -> PictureRequest {
        let source = PictureSource.file(
            name: asset.name, path: linkPath(asset.url), stage: stage, changedAt: changedAt)
        return PictureRequest(
            key: PictureKey(subject: subject, source: source, size: size), url: asset.url, purpose: purpose)
    }

    /// The rows next to the selected one.
    private var neighbors: [DetailSubject] {
        if let kind = listFocus.resourceKind {
            let list = resources(kind)
            return around(resourceCursor(kind).selected, in: list).map { .resource(kind, $0) }
        }
        guard listFocus == .operations else { return [] }
        return around(operationCursor.selected, in: operations).map { .operation($0) }
    }

    private func around<Rows: RowSource>(_ selected: Rows.RowID?, in rows: Rows) -> [Rows.RowID] {
        guard let position = selected.flatMap(rows.position(of:)) else { return [] }
        return [position + 1, position - 1].filter { (0..<rows.count).contains($0) }.map { rows.id(at: $0) }
    }

    // MARK: Contact sheets

    /// The pictures of the given screens of a contact sheet, counted from the visible one.
    private func tiles(_ kind: ResourceKind, screens: Range<Int>) -> [PictureRequest] {
        guard sheets.contains(kind), let area = layout.panes[kind.pane] else { return [] }
        let geometry = SheetGeometry(area.inset(columns: 1, rows: 1).size)
        let list = resources(kind)
        let page = geometry.columns * geometry.rows
        let first = resourceCursor(kind).offset + screens.lowerBound * page
        let last = min(list.count, first + screens.count * page)
        guard first < last else { return [] }
        return (first..<last).compactMap {
            picture(of: .resource(kind, list.id(at: $0)), size: geometry.picture, purpose: .thumbnail)
        }
    }

    // MARK: Review screen

    private var deskPictures: [PictureRequest] {
        guard let desk = overlays.desk, let id = desk.current else { return [] }
        let geometry = DeskGeometry(self)
        guard desk.isComparing else {
            return [deskPicture(of: id, earlier: desk.earlier, size: geometry.picture.size, .desk)].compactMap(\.self)
        }
        let sides = geometry.sides
        return [
            deskPicture(of: id, earlier: comparedPreview, size: sides.left.size, .comparison),
            deskPicture(of: id, earlier: nil, size: sides.right.size, .comparison),
        ].compactMap(\.self)
    }

    private var nextDeskPictures: [PictureRequest] {
        guard let desk = overlays.desk, let id = desk.current else { return [] }
        let size = DeskGeometry(size: size, isComparing: false).picture.size
        var requests: [PictureRequest?] = []
        // The flicker needs both pictures before Space is pressed.
        if !desk.isComparing {
            let other = desk.earlier == nil ? comparedPreview : nil
            if desk.earlier != nil || other != nil {
                requests.append(deskPicture(of: id, earlier: other, size: size, .comparison))
            }
        }
        let queue = reviewQueue
        let position = queue.firstIndex(of: id) ?? desk.position
        for step in [1, -1, 2] where !queue.isEmpty {
            let other = queue[((position + step) % queue.count + queue.count) % queue.count]
            if other != id { requests.append(deskPicture(of: other, earlier: nil, size: size, .desk)) }
        }
        var seen: Set<PictureKey> = []
        return requests.compactMap(\.self).filter { seen.insert($0.key).inserted }
    }

    /// The compared earlier preview: the one shown, or else the last.
    var comparedPreview: Int? {
        let earlier = earlierPreviews
        guard let last = earlier.indices.last else { return nil }
        return min(overlays.desk?.earlier ?? overlays.desk?.flickered ?? last, last)
    }

    /// A preview of the reviewed operation; nil if it has no picture.
    func deskPicture(
        of id: OperationID, earlier: Int?, size: Size, _ purpose: PictureRequest.Purpose
    ) -> PictureRequest? {
        guard let earlier else { return picture(of: .operation(id), size: size, purpose: purpose) }
        let previews = earlierPreviews
        guard previews.indices.contains(earlier), previews[earlier].hasPicture, !Rect(size).isEmpty else { return nil }
        let key = PictureKey(subject: .operation(id), source: .kept(previews[earlier].id), size: size)
        return PictureRequest(key: key, url: nil, purpose: purpose)
    }
}
