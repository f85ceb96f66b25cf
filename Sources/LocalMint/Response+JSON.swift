import HTTPTypes
import Hummingbird
import NIOCore
import Wire

extension Response {
    static func json(
        _ value: JSONValue, status: Int = 200, contentType: String = "application/json",
        headers: [String: String] = [:]
    ) throws -> Response {
        bytes(Array(try value.encoded().utf8), status: status, contentType: contentType, headers: headers)
    }

    /// A rejection as the service at that path writes it.
    static func refusal(_ problem: Problem, at path: String) -> Response {
        let isAgent = path.hasPrefix(Routes.agentPrefix)
        let type = isAgent ? "application/json" : "application/problem+json"
        do {
            return try json(
                isAgent ? .object(["error": .string(problem.detail)]) : problem.json, status: problem.status,
                contentType: type, headers: problem.headers)
        } catch {
            // Unreachable, since only strings and a number are encoded; an empty 500 is still a response.
            return bytes([], status: 500, contentType: type)
        }
    }

    static func bytes(
        _ bytes: [UInt8], status: Int = 200, contentType: String, headers: [String: String] = [:]
    ) -> Response {
        var fields = HTTPFields()
        fields[.contentType] = contentType
        fields[.contentLength] = String(bytes.count)
        // Sorted, so that a seeded run repeats its responses byte for byte.
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
