import Foundation
import SampleAssets
import Wire

/// A file of a resource, as listed in `assets` or in artifacts, or as the target of a link.
struct AssetFile: Sendable, Hashable {
    enum Role: String, Sendable {
        case previewImage = "preview_image"
        case thumbnail
        case canonicalModel = "canonical_model"
        case optimizedModel = "optimized_model"
        case convertedModel = "converted_model"
        case panorama
        case collider
        case splats
        case animationClip = "animation_clip"
        case sound
    }

    var role: Role
    /// The format as a lower-case word, such as `glb`.
    var format: String
    /// The first part of the link: the id of the resource or of the conversion.
    var owner: String
    /// The last part of the link; letters, digits, `-`, `_` and dots.
    var name: String
    /// The operation that created it; unique together with the name.
    var operationID: String
    var request: AssetRequest
    /// The key of the stored size.
    var sizeKey: String { "\(operationID)/\(name)" }

    /// The duration of a sound or of an animation cycle; nil for other files.
    var seconds: Double? {
        switch request.file {
        case .sound(_, let seconds): seconds
        case .clip(let motion, let height):
            AnimatedModel(request.brief, motionPrompt: motion, heightMeters: height).seconds
        default: nil
        }
    }

    var artifactID: String {
        let plain = name.replacing(".", with: "-")
        return role == .convertedModel ? "\(owner)-\(plain)" : plain
    }
}

extension StoredResource {
    /// The current downloadable files, the newest of each kind.
    func files(at moment: Date) -> [AssetFile] {
        let state = OperationTimeline.state(of: record, at: moment)
        let isPartial = state.status == .partiallySucceeded
        var files: [AssetFile] = []
        if let newest = state.preview {
            files.append(picture(.previewImage, newest))
            if !(isPartial && record.kind == .model) { files.append(picture(.thumbnail, newest)) }
        }
        guard state.hasFinalFiles else { return files }
        switch record.kind {
        case .model: files += modelFiles(revisions: state.preview ?? 0, at: moment)
        case .world:
            files.append(file(.panorama, "png", "panorama.png", .panorama, state.preview ?? 0))
            for tier in SplatTier.allCases {
                let name = "splats-\(tier.rawValue.replacing("_", with: "-")).spz"
                files.append(file(.splats, "spz", name, .splats(tier), state.preview ?? 0))
            }
            if !isPartial { files.append(file(.collider, "glb", "collider.glb", .collider, state.preview ?? 0)) }
        case .animation:
            let height = record.input["heightMeters"]?.double
            files.append(
                file(.animationClip, "glb", "clip.glb", .clip(record.prompt ?? "", heightMeters: height), 0))
        case .audio:
            let kind = record.input["audioKind"]?.string.flatMap(SoundDesign.Kind.init) ?? .soundEffect
            let seconds = record.input["durationSeconds"]?.double ?? Limits.defaultAudioSeconds
            files.append(file(.sound, "wav", "sound.wav", .sound(kind, seconds: seconds), 0))
        case .optimization, .conversion, .pack: break
        }
        return files
    }

    /// The file of a link, which may be the preview of an earlier revision.
    func file(owner: String, named name: String, at moment: Date) -> AssetFile? {
        if let file = files(at: moment).first(where: { $0.owner == owner && $0.name == name }) { return file }
        guard owner == record.resourceID, let newest = OperationTimeline.state(of: record, at: moment).preview else {
            return nil
        }
        return (0...newest).lazy.flatMap { [picture(.previewImage, $0), picture(.thumbnail, $0)] }
            .first { $0.name == name }
    }

    private func modelFiles(revisions: Int, at moment: Date) -> [AssetFile] {
        var files = [file(.canonicalModel, "glb", "model.glb", .glb, revisions)]
        for work in related where OperationTimeline.state(of: work, at: moment).hasFinalFiles {
            if let level = work.optimizationLevel {
                var file = file(.optimizedModel, "glb", "model-optimized.glb", .optimizedGLB(level), revisions)
                file.operationID = work.id
                files.append(file)
            }
            files += converted(by: work, revisions: revisions)
        }
        return files
    }

    private func converted(by work: OperationRecord, revisions: Int) -> [AssetFile] {
        let stem = FileName.stem((work.name ?? record.name ?? record.prompt ?? "").lowercased(), limit: 40)
        return work.formats.map { format in
            var file = file(
                .convertedModel, format.rawValue, "\(stem).\(format.fileExtension)",
                .converted(format, name: stem), revisions)
            file.operationID = work.id
            file.owner = work.conversionID
            return file
        }
    }

    private func picture(_ role: AssetFile.Role, _ revisions: Int) -> AssetFile {
        let isPreview = role == .previewImage
        return file(
            role, "png", "\(isPreview ? "preview" : "thumbnail")-\(revisions).png", isPreview ? .preview : .thumbnail,
            revisions)
    }

    private func file(
        _ role: AssetFile.Role, _ format: String, _ name: String, _ file: AssetRequest.File, _ revisions: Int
    ) -> AssetFile {
        AssetFile(
            role: role, format: format, owner: record.resourceID, name: name, operationID: record.id,
            request: AssetRequest(record, revisions: revisions, file: file))
    }
}
