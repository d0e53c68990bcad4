using RingRift.Eventing.Records;

namespace RingRift.Eventing.Clocks;

/// <summary>The clock as all processes together have seen it.</summary>
/// <param name="Seen">When it was last looked at (UTC).</param>
/// <param name="Believed">The time that retention goes by (UTC): it follows the clock in bounded steps and is never ahead of it.</param>
/// <param name="Jumped">When the clock was last found to have been set (UTC); null when it never was.</param>
/// <param name="By">By how much: positive for ahead.</param>
public sealed record ClockState(DateTimeOffset Seen, DateTimeOffset Believed, DateTimeOffset? Jumped = null, TimeSpan? By = null) : StoredRecord;
