namespace RingRift.Eventing.Ingest;

/// <summary>The answer to a request.</summary>
/// <param name="Accepted">Events that are published, or were by an earlier one of the same request.</param>
/// <param name="Refused">Events that are not.</param>
/// <param name="Events">About each event, in the order of the request.</param>
public sealed record IngestReport(int Accepted, int Refused, IReadOnlyList<IngestResult> Events);
