import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import ServiceClient
import Testing

let keyText = "mint_5ecret"

/// 1994-11-06 08:49:07 UTC.
let fixedNow = Date(timeIntervalSince1970: 784_111_747)

func client(_ transport: any HTTPTransport, base: String = Mintlify.standardAddress) throws -> MintlifyClient {
    MintlifyClient(
        baseURL: try MintlifyBaseURL(base), project: try MintlifyProjectID("docs-1"), key: try MintlifyKey(keyText),
        transport: transport, now: { fixedNow })
}

func answer(_ status: Int, _ body: String = "", headers: HeaderFields = [:]) -> Result<HTTPResponse, any Error> {
    .success(HTTPResponse(status: status, headers: headers, body: Data(body.utf8)))
}

func jobID(_ text: String = "job_1") throws -> OperationID { try #require(OperationID(text)) }

func key(_ text: String = "k-1") throws -> IdempotencyKey { try #require(IdempotencyKey(text)) }

/// The response in the service's documentation, with the given status.
func job(_ status: String = "active", id: String = "job_1") -> String {
    """
    {"id": "\(id)", "status": "\(status)", "source": {"repository": "org/repo", "ref": "main"}, "model": "sonnet",
     "prLink": null, "createdAt": "2023-11-07T05:31:56Z", "archivedAt": null}
    """
}
