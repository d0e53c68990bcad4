using RingRift.Eventing.Clocks;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Holds;

/// <summary>A pause as a lease (K13): it ends by itself, whether or not anybody lifts it.</summary>
/// <param name="Owner">Who asked for it; an owner has one pause of a scope.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">When it was first asked for (UTC).</param>
/// <param name="Until">When it ends by itself (UTC).</param>
/// <param name="Asked">When it was last asked for (UTC); null for one that is older than this member.</param>
public sealed record Pause(string Owner, string Reason, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? Asked = null) : StoredRecord
{
    /// <summary>Whether it holds at a time. One that was asked for in the future does not, for nobody knows when it should end.</summary>
    public bool Holds(DateTimeOffset now) => Until > now && !(Asked ?? Since).IsAhead(now);
}
