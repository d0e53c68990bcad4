using RingRift.Eventing.Records;

namespace RingRift.Eventing.Clocks;

/// <summary>What a look at the clock is worth. Knows states and times only.</summary>
public static class ClockPolicy
{
    /// <summary>
    /// Most that one look moves the time retention goes by. At a look each half minute this is sixty times as fast as time goes by, so that
    /// a stack that runs for minutes a day keeps up, while a clock that is 40 days ahead would have to stay so for 16 hours.
    /// </summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How old the first look counts, before which there was none to compare it with: more than anything is kept by default, and 40 days of
    /// error.
    /// </summary>
    public static readonly TimeSpan FirstLag = TimeSpan.FromDays(40);

    /// <summary>How far the server's clock may be from ours: what is worse is refused by the service itself soon.</summary>
    public static readonly TimeSpan ServerTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Takes a look.</summary>
    /// <param name="before">The look before; null for the first.</param>
    /// <param name="now">What the clock says (UTC).</param>
    /// <param name="expected">What it should say by the counter of this process; null at the process's first look.</param>
    /// <param name="server">What the storage service's clock says; null when there is no such clock.</param>
    /// <returns>The new state, and by how much the clock was set since the look before; null when it was not.</returns>
    public static (ClockState State, TimeSpan? Jump) Look(
        ClockState? before, DateTimeOffset now, DateTimeOffset? expected, DateTimeOffset? server)
    {
        var jump = JumpOf(before, now, expected);
        var believed = before is null ? now - FirstLag
            : Disagree(now, server) ? before.Believed
            : before.Believed + LongestStep;
        var state = new ClockState(now, believed < now ? believed : now, jump is null ? before?.Jumped : now, jump ?? before?.By);
        return (state, jump);
    }

    /// <summary>Whether the server's clock says something else.</summary>
    public static bool Disagree(DateTimeOffset now, DateTimeOffset? server) =>
        server is { } other && (now - other).Duration() > ServerTolerance;

    // Between two processes only a step back can be told from a time in which none ran.
    private static TimeSpan? JumpOf(ClockState? before, DateTimeOffset now, DateTimeOffset? expected) => (before, expected) switch
    {
        (_, { } other) when (now - other).Duration() > StoredTime.Tolerance => now - other,
        ({ } last, null) when last.Seen.IsAhead(now) => now - last.Seen,
        _ => null,
    };
}

/// <summary>The clock as all processes together have seen it.</summary>
/// <param name="Seen">When it was last looked at (UTC).</param>
/// <param name="Believed">The time that retention goes by (UTC): it follows the clock in bounded steps and is never ahead of it.</param>
/// <param name="Jumped">When the clock was last found to have been set (UTC); null when it never was.</param>
/// <param name="By">By how much: positive for ahead.</param>
public sealed record ClockState(DateTimeOffset Seen, DateTimeOffset Believed, DateTimeOffset? Jumped = null, TimeSpan? By = null)
    : StoredRecord;
