using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Holds;

/// <summary>The pauses of one scope.</summary>
/// <param name="Scope">A config name, or <see cref="PauseScope.All"/>.</param>
/// <param name="Pauses">One for each owner, by owner; some may be over.</param>
public sealed record PauseState(string Scope, IReadOnlyList<Pause> Pauses) : StoredRecord
{
    /// <summary>The pauses that hold at a time.</summary>
    public IEnumerable<Pause> At(DateTimeOffset now) => Pauses.Where(pause => pause.Holds(now));
}
