using System.Collections.Concurrent;

namespace RingRift.Chaos.Checking;

/// <summary>What a count found: things that are missing, things that happened twice, and things that have no business there.</summary>
internal sealed class ChaosFindings
{
    public ConcurrentBag<string> Lost { get; } = [];

    public ConcurrentBag<string> Doubled { get; } = [];

    public ConcurrentBag<string> Unexpected { get; } = [];

    /// <summary>Effects counted: commits that an event caused.</summary>
    public int Effects { get; set; }

    /// <summary>Notes where a number is not the one wanted: less is lost, more is doubled.</summary>
    public void Require(string what, long wanted, long found)
    {
        if (found < wanted)
        {
            Lost.Add($"{what}: {found}, not {wanted}");
        }
        else if (found > wanted)
        {
            Doubled.Add($"{what}: {found}, not {wanted}");
        }
    }
}
