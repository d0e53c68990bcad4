using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RingRift.Eventing.Live;

/// <summary>What a stream tells.</summary>
public enum LiveKind
{
    /// <summary>An event, or a new state of one.</summary>
    Event,

    /// <summary>A sign of life: the log was looked at, and all that is new was told.</summary>
    Beat,

    /// <summary>More was missed than is told afterwards; the log has it.</summary>
    Gap,

    /// <summary>The stream ends here; who asks again with its last position goes on.</summary>
    End,
}

/// <summary>One message of a stream.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where to go on after it; null while that is not yet known.</param>
/// <param name="Event">The event; null for other kinds.</param>
public sealed record LiveItem(LiveKind Kind, LivePosition? Position, LiveEvent? Event = null);

/// <summary>A place in the log: everything published before it, but for the newest seconds, was told.</summary>
/// <param name="Time">Its time (UTC).</param>
public readonly record struct LivePosition(DateTimeOffset Time)
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LivePosition? position)
    {
        var isTime = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks;
        position = isTime ? new LivePosition(new DateTimeOffset(ticks, TimeSpan.Zero)) : null;
        return isTime;
    }

    /// <inheritdoc/>
    public override string ToString() => Time.UtcTicks.ToString(CultureInfo.InvariantCulture);
}
