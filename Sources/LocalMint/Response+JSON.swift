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

    static func problem(_ problem: Problem) -> Response {
        do {
            return try json(
                problem.json, status: problem.status, contentType: "application/problem+json", headers: problem.headers)
        } catch {
            // Unreachable, since only strings and a number are encoded; an empty 500 is still a response.
            return bytes([], status: 500, contentType: "application/problem+json")
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
