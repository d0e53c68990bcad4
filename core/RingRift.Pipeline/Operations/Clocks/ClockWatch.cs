using System.Globalization;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;

namespace RingRift.Pipeline.Operations.Clocks;

/// <summary>Looks at the clock, says when somebody has set it, and keeps the time that retention goes by.</summary>
public sealed partial class ClockWatch(AggregateChange change, IServerClock server, TimeProvider time, ILogger<ClockWatch> logger)
{
    private SteadyClock? _steady;

    /// <summary>Looks once; a daemon's work.</summary>
    /// <returns>What was found, for people.</returns>
    public async Task<string> LookAsync(CancellationToken cancellationToken)
    {
        var other = await server.ReadAsync(cancellationToken).ConfigureAwait(false);
        var (now, expected) = (time.GetUtcNow(), _steady?.Now);
        TimeSpan? jump = null;
        var state = (await change.CommitAsync<ClockState>(
            AggregateKey.Clock(),
            before =>
            {
                (var after, jump) = ClockPolicy.Look(before, now, expected, other);
                return new Decision<ClockState>.Accept(after);
            },
            cancellationToken).ConfigureAwait(false))!;
        _steady = new SteadyClock(time);
        if (jump is { } by)
        {
            LogJumped(Text(by), now);
        }

        if (ClockPolicy.Disagree(now, other))
        {
            LogDisagree(now, other!.Value);
            return $"the clock says {now.UtcDateTime:u}, the storage service {other.Value.UtcDateTime:u}; nothing is deleted as old";
        }

        return state.Jumped is { } when
            ? $"the clock was set {Text(state.By!.Value)} at {when.UtcDateTime:u}; retention goes by {state.Believed.UtcDateTime:u}"
            : $"the clock goes on; retention goes by {state.Believed.UtcDateTime:u}";
    }

    private static string Text(TimeSpan jump) => string.Create(
        CultureInfo.InvariantCulture, $"{jump.Duration():d\\.hh\\:mm\\:ss} {(jump > TimeSpan.Zero ? "ahead" : "back")}");

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "somebody set the clock {Jump}, to {Now}; stored times of the future count as now, and retention waits")]
    private partial void LogJumped(string jump, DateTimeOffset now);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "the clock says {Now}, that of the storage service {Server}; nothing is deleted as old while they disagree")]
    private partial void LogDisagree(DateTimeOffset now, DateTimeOffset server);
}
