using Microsoft.Extensions.Logging;
using RingRift.Eventing.Records;
using RingRift.Game;

namespace RingRift.Pipeline.Iterations;

/// <summary>
/// The newest iteration of every config, read once for all daemons of a tick: nine reconcilers and the stall detection look at the same
/// states. A look that is some seconds old does no harm, since whatever it leads to goes through the gates. A config whose iteration this
/// version cannot read is left to the version that wrote it, and keeps no other from being looked after.
/// </summary>
public sealed partial class NewestIterations(IterationStore iterations, TimeProvider time, ILogger<NewestIterations> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private (long Read, IReadOnlyList<IterationState> States, IReadOnlyList<UnreadableRecord> Unreadable)? _newest;

    /// <summary>The iterations of all configs that were ever started, without those that this version cannot read.</summary>
    public async Task<IReadOnlyList<IterationState>> ReadAsync(CancellationToken cancellationToken) =>
        (await ReadFreshAsync(cancellationToken).ConfigureAwait(false)).States;

    /// <summary>The iterations of all configs that were ever started, for those who delete what none of them needs.</summary>
    /// <exception cref="UnreadableRecordException">This version cannot read one of them.</exception>
    public async Task<IReadOnlyList<IterationState>> ReadEveryAsync(CancellationToken cancellationToken)
    {
        var (states, unreadable) = await ReadFreshAsync(cancellationToken).ConfigureAwait(false);
        return unreadable.Count == 0 ? states : throw new UnreadableRecordException(unreadable[0]);
    }

    private async Task<(IReadOnlyList<IterationState> States, IReadOnlyList<UnreadableRecord> Unreadable)> ReadFreshAsync(
        CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_newest is not { } newest || time.GetElapsedTime(newest.Read) >= Fresh)
            {
                var (states, unreadable) = await ReadAllAsync(cancellationToken).ConfigureAwait(false);
                newest = (time.GetTimestamp(), states, unreadable);
                _newest = newest;
            }

            return (newest.States, newest.Unreadable);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<(List<IterationState> States, List<UnreadableRecord> Unreadable)> ReadAllAsync(CancellationToken cancellationToken)
    {
        var (states, unreadable) = (new List<IterationState>(), new List<UnreadableRecord>());
        foreach (var config in GameConfig.All)
        {
            try
            {
                if (await iterations.FindNewestAsync(config.Name, cancellationToken).ConfigureAwait(false) is { } newest)
                {
                    states.Add(newest);
                }
            }
            catch (UnreadableRecordException noted)
            {
                LogUnreadable(config.Name, noted.Unreadable);
                unreadable.Add(noted.Unreadable);
            }
        }

        return (states, unreadable);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Config} is not looked after: {Record}")]
    private partial void LogUnreadable(string config, UnreadableRecord record);
}
