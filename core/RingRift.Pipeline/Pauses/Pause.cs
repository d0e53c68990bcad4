using RingRift.Pipeline.Records;

namespace RingRift.Pipeline.Pauses;

/// <summary>A pause as a lease (K13): it ends by itself, whether or not anybody lifts it.</summary>
/// <param name="Owner">Who asked for it; an owner has one pause of a scope.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">When it was first asked for (UTC).</param>
/// <param name="Until">When it ends by itself (UTC).</param>
public sealed record Pause(string Owner, string Reason, DateTimeOffset Since, DateTimeOffset Until) : StoredRecord;
