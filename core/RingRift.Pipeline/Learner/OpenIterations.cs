using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>
/// The iterations of every config that are not over, read once for all daemons of a tick: nine reconcilers and the stall detection look at the same states.
/// A look that is some seconds old does no harm, since whatever it leads to goes through the gates. A config whose iteration this version cannot read is
/// left to the version that wrote it, and keeps no other from being looked after.
/// </summary>
public sealed partial class OpenIterations(LearnerStore learners, IterationStore iterations, TimeProvider time, ILogger<OpenIterations> logger)
{
    private const int ReadTogether = 16;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private (long Read, IReadOnlyList<IterationState> States, IReadOnlyList<UnreadableRecord> Unreadable)? _open;

    /// <summary>The open iterations of all configs, oldest first, without those that this version cannot read.</summary>
    public async Task<IReadOnlyList<IterationState>> ReadAsync(CancellationToken cancellationToken) =>
        (await ReadFreshAsync(cancellationToken).ConfigureAwait(false)).States;

    /// <summary>The open iterations of all configs, for those who delete what none of them needs.</summary>
    /// <exception cref="UnreadableRecordException">This version cannot read one of them.</exception>
    public async Task<IReadOnlyList<IterationState>> ReadEveryAsync(CancellationToken cancellationToken)
    {
        var (states, unreadable) = await ReadFreshAsync(cancellationToken).ConfigureAwait(false);
        return unreadable.Count == 0 ? states : throw new UnreadableRecordException(unreadable[0]);
    }

    /// <summary>The open iterations of a config, oldest first, as they are now.</summary>
    /// <exception cref="UnreadableRecordException">This version cannot read one of them.</exception>
    public async IAsyncEnumerable<IterationState> OfAsync(string config, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await learners.FindStartedAsync(config, cancellationToken).ConfigureAwait(false) is not { } learner)
        {
            yield break;
        }

        foreach (var several in learner.Open().Chunk(ReadTogether))
        {
            foreach (var state in await Task.WhenAll(several.Select(number => iterations.FindAsync(config, number, cancellationToken))).ConfigureAwait(false))
            {
                if (state is not null)
                {
                    yield return state;
                }
            }
        }
    }

    private async Task<(IReadOnlyList<IterationState> States, IReadOnlyList<UnreadableRecord> Unreadable)> ReadFreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_open is not { } open || time.GetElapsedTime(open.Read) >= Fresh)
            {
                var (states, unreadable) = await ReadAllAsync(cancellationToken).ConfigureAwait(false);
                open = (time.GetTimestamp(), states, unreadable);
                _open = open;
            }

            return (open.States, open.Unreadable);
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
                await foreach (var state in OfAsync(config.Name, cancellationToken).ConfigureAwait(false))
                {
                    states.Add(state);
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
