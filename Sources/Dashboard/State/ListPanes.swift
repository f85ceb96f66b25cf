package import MintDomain

/// The lists of the services and of the resources.
package struct ListPanes: Sendable {
    package internal(set) var operations = TrackedPane(.operations)
    private var others: [Verb.Service: TrackedPane] = [:]
    private var resources = Dictionary(uniqueKeysWithValues: ResourceKind.allCases.map { ($0, ResourcePane($0)) })

    init(others panes: [Pane]) {
        for pane in panes { if let service = pane.service { others[service] = TrackedPane(pane) } }
    }

    /// The operations of a service; nil without that service.
    package subscript(service: Verb.Service) -> TrackedPane? { service == .mint ? operations : others[service] }

    package subscript(kind: ResourceKind) -> ResourcePane { resources[kind] ?? ResourcePane(kind) }

    /// Changes a list in place; nil without that service.
    @discardableResult
    mutating func change<Result, Failure>(
        _ service: Verb.Service, _ change: (inout TrackedPane) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        service == .mint ? try change(&operations) : try others[service]?.modify(change)
    }

    @discardableResult
    mutating func change<Result, Failure>(
        _ kind: ResourceKind, _ change: (inout ResourcePane) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try change(&resources[kind, default: ResourcePane(kind)])
    }
}
