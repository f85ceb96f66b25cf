package import FoundationEssentials
package import MintDomain
package import TerminalCore

package struct ViewerFile: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// A mesh, seen from outside.
        case mesh
        /// An equirectangular picture, seen from its center.
        case panorama
    }

    package let asset: Asset
    package let kind: Kind
}

package struct ViewerCamera: Sendable, Hashable {
    /// Radians to the right around the vertical axis, over -π to π.
    package var yaw: Double
    /// Radians upward, between -1.55 and 1.55.
    package var pitch: Double
    /// The distance to a mesh, 0.1 to 8; at 1 the whole mesh is visible. Unused for a panorama.
    package var distance: Double
    /// The offset of the mesh to the right and upward, relative to the picture height.
    package var panX: Double
    package var panY: Double
    /// The horizontal field of view of a panorama in radians, 0.3 to 2. Unused for a mesh.
    package var fieldOfView: Double

    package static func initial(_ kind: ViewerFile.Kind) -> ViewerCamera {
        ViewerCamera(
            yaw: kind == .mesh ? 0.6 : 0, pitch: kind == .mesh ? 0.35 : 0, distance: 1, panX: 0, panY: 0,
            fieldOfView: 1.4)
    }
}

/// The rendering options for a mesh.
package struct ViewerLook: Sendable, Hashable {
    /// Whether only the edges are drawn.
    package var isWireframe = false
    /// Whether surfaces are shaded by a light; otherwise they have their plain color.
    package var isLit = true
    /// Whether textures and vertex colors are drawn, if the mesh has them.
    package var hasTextures = true

    package init() {}
}

package struct ViewerFrame: Sendable, Hashable {
    package enum Quality: Sendable, Hashable {
        /// In motion: fast, with a simplified mesh if necessary.
        case turning
        /// At rest: best quality.
        case rest
    }

    /// Increases within one viewer.
    package let sequence: Int
    package let subject: DetailSubject
    package let file: ViewerFile
    package let camera: ViewerCamera
    package let look: ViewerLook
    /// The size in cells.
    package let size: Size
    package let quality: Quality
}

/// Facts about the visible file; nil if unknown.
package struct ViewerFacts: Sendable, Hashable {
    package var triangles: Int?
    package var vertices: Int?
    /// The number of triangles drawn, if the mesh was simplified.
    package var drawnTriangles: Int?
    /// Width, height and depth in the file's own unit; width and height in pixels for a panorama.
    package var extent: [Double]
    package var byteCount: Int?
    /// The drawing time in milliseconds.
    package var milliseconds: Double?
    /// A short note about omitted parts of the file.
    package var note: String?

    package init(
        triangles: Int? = nil, vertices: Int? = nil, drawnTriangles: Int? = nil, extent: [Double] = [],
        byteCount: Int? = nil, milliseconds: Double? = nil, note: String? = nil
    ) {
        self.triangles = triangles
        self.vertices = vertices
        self.drawnTriangles = drawnTriangles
        self.extent = extent
        self.byteCount = byteCount
        self.milliseconds = milliseconds
        self.note = note
    }
}

/// The view that rotates a mesh or looks around in a panorama.
package struct Viewer: Sendable {
    /// The owner of the files. It stays when the selection changes.
    package let subject: DetailSubject
    package let title: SafeText
    /// The viewable files; at least one.
    package let files: [ViewerFile]
    package internal(set) var chosen: Int
    package internal(set) var camera: ViewerCamera
    package internal(set) var look = ViewerLook()
    package internal(set) var isTurning = false
    /// The time of the last automatic rotation.
    var turnedAt: Date?
    /// The time at which a key last moved the view; nil once it is at rest.
    var touchedAt: Date?
    /// The time since when the first frame is awaited.
    package internal(set) var openedAt: Date
    /// The number of the latest requested frame.
    var sequence = 0
    /// The frame being drawn; at most one.
    package internal(set) var inFlight: ViewerFrame?
    /// The latest drawn frame, which may show an earlier viewpoint.
    package internal(set) var shown: ViewerPicture?
    /// The reason why the file cannot be shown.
    package internal(set) var failure: SafeText?

    package var file: ViewerFile { files[chosen] }
}

package struct ViewerPicture: Sendable {
    package let frame: ViewerFrame
    package let canvas: Canvas
    package let facts: ViewerFacts
}
