import Foundation

/// A file with nothing but a key in it, which only its owner can use.
struct KeyFile {
    let source: KeySource
    /// Absolute.
    let path: String
    /// Who has to own it.
    var owner = geteuid()

    /// Reads the key. Links are followed; what counts is the file they lead to.
    func key() throws(KeyError) -> Secret {
        let bytes: [UInt8]
        do {
            let file = try SmallFile(path: path, limit: KeyText.byteLimit) { owner, mode in
                guard owner == self.owner else { throw KeyError(.foreignOwner, source) }
                guard mode & 0o077 == 0 else { throw KeyError(.openToOthers(mode: Int(mode)), source) }
            }
            bytes = file.bytes
        } catch let error as KeyError {
            throw error
        } catch SmallFile.Failure.notFound {
            throw KeyError(.notFound, source)
        } catch SmallFile.Failure.notAFile {
            throw KeyError(.notAFile, source)
        } catch SmallFile.Failure.tooLarge {
            throw KeyError(.tooLong, source)
        } catch {
            throw KeyError(.notReadable, source)
        }
        return try KeyText.key(in: bytes, from: source)
    }
}
