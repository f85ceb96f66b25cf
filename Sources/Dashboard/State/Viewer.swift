package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// A file that can be looked at from all sides, or around in.
package struct ViewerFile: Sendable, Hashable {
    /// How it is looked at.
    package enum Kind: Sendable, Hashable {
        /// A mesh, from outside.
        case mesh
        /// An equirectangular picture, from its middle.
        case panorama
    }

    package let asset: Asset
    package let kind: Kind
}

/// From where something is looked at.
package struct ViewerCamera: Sendable, Hashable {
    /// Radians to the right around the vertical axis, over -π to π.
    package var yaw: Double
    /// Radians upwards, between -1.55 and 1.55.
    package var pitch: Double
    /// The distance to a mesh, where 1 lets all of it be seen; 0.1 to 8. It means nothing for a panorama.
    package var distance: Double
    /// How far the mesh is moved to the right and upwards, in parts of the picture's height.
    package var panX: Double
    package var panY: Double
    /// How much of a panorama is seen from left to right, in radians; 0.3 to 2. It means nothing for a mesh.
    package var fieldOfView: Double

    /// Where one looks from at first.
    package static func initial(_ kind: ViewerFile.Kind) -> ViewerCamera {
        ViewerCamera(
            yaw: kind == .mesh ? 0.6 : 0, pitch: kind == .mesh ? 0.35 : 0, distance: 1, panX: 0, panY: 0,
            fieldOfView: 1.4)
    }
}

/// How a mesh is drawn.
package struct ViewerLook: Sendable, Hashable {
    /// Only its edges.
    package var isWireframe = false
    /// Shaded by a light; without it every surface has its plain colour.
    package var isLit = true
    /// With its textures or vertex colours, where it has any.
    package var hasTextures = true

    package init() {}
}

/// One picture of a viewer to be drawn.
package struct ViewerFrame: Sendable, Hashable {
    /// How well it is drawn.
    package enum Quality: Sendable, Hashable {
        /// It moves: quickly, with a simplified mesh where that is needed.
        case turning
        /// It stands still: as well as possible.
        case rest
    }

    /// Counts up within one viewer.
    package let sequence: Int
    package let subject: DetailSubject
    package let file: ViewerFile
    package let camera: ViewerCamera
    package let look: ViewerLook
    /// The cells it fills.
    package let size: Size
    package let quality: Quality
}

/// What is known about the file that is looked at; nil where something is not.
package struct ViewerFacts: Sendable, Hashable {
    package var triangles: Int?
    package var vertices: Int?
    /// How many triangles were drawn, where it was a simplified mesh.
    package var drawnTriangles: Int?
    /// Width, height and depth in the file's own unit; pixels for a panorama, without a depth.
    package var extent: [Double]
    /// The size of the file.
    package var byteCount: Int?
    /// How long the picture took, in milliseconds.
    package var milliseconds: Double?

    package init(
        triangles: Int? = nil, vertices: Int? = nil, drawnTriangles: Int? = nil, extent: [Double] = [],
        byteCount: Int? = nil, milliseconds: Double? = nil
    ) {
        self.triangles = triangles
        self.vertices = vertices
        self.drawnTriangles = drawnTriangles
        self.extent = extent
        self.byteCount = byteCount
        self.milliseconds = milliseconds
    }
}

/// The view in which a mesh is turned, or a panorama is looked around in.
package struct Viewer: Sendable {
    /// What the files belong to, whatever is selected meanwhile.
    package let subject: DetailSubject
    package let title: SafeText
    /// What can be looked at; at least one.
    package let files: [ViewerFile]
    package internal(set) var chosen: Int
    package internal(set) var camera: ViewerCamera
    package internal(set) var look = ViewerLook()
    /// Whether it turns by itself.
    package internal(set) var isTurning = false
    /// When it turned by itself last.
    var turnedAt: Date?
    /// When a key last moved it; nil once it rests.
    var touchedAt: Date?
    /// Since when the first picture is awaited.
    package internal(set) var openedAt: Date
    /// The newest frame that was asked for.
    var sequence = 0
    /// The frame that is being drawn; at most one is.
    package internal(set) var inFlight: ViewerFrame?
    /// The newest frame that came; it may show what was looked at a moment ago.
    package internal(set) var shown: ViewerPicture?
    /// Why it cannot be shown.
    package internal(set) var failure: SafeText?

    package var file: ViewerFile { files[chosen] }
}

/// A frame as it came.
package struct ViewerPicture: Sendable {
    package let frame: ViewerFrame
    package let canvas: Canvas
    package let facts: ViewerFacts
}
